import { describe, expect, test } from 'vitest'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import { envelopeTime, newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'

const written = () => {
	const lines: string[] = []
	return {
		lines,
		log: createLog((line) => lines.push(line), { epochMilliseconds: () => 1_700_000_000_000 }),
	}
}

describe('log', () => {
	test('writes one JSON line with the code and the listed keys', () => {
		const { lines, log } = written()
		log.info('DELIVERY_QUEUED', { envelope: 'env_1', durationMs: 3.5 })
		expect(lines).toEqual([
			'{"at":"2023-11-14T22:13:20.000Z","level":"info","code":"DELIVERY_QUEUED","envelope":"env_1","durationMs":3.5}\n',
		])
	})
	test('refuses a value that could be a text, and leaves out a key that is not listed', () => {
		const { lines, log } = written()
		const fields = { reason: 'mein Anschluss ist tot', kundin: 'Erika' }
		log.warn('EVENT_PARKED', fields)
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reason: '[refused]' })
		expect(lines.join('')).not.toContain('Erika')
		expect(lines.join('')).not.toContain('kundin')
	})
	test('writes an error as class, code and frames, and never its message', () => {
		const { lines, log } = written()
		const message = 'Erika wrote:\n    at erika.example (Erika:1:1)\nhelp'
		log.error('REQUEST_FAILED', new Error(message, { cause: new ParkedError('notJson') }), { status: 500 })
		const line = JSON.parse(lines[0] ?? '')
		expect(lines.join('')).not.toMatch(/erika/i)
		expect(line).toMatchObject({ errorName: 'Error', status: 500, cause: { errorCode: 'notJson' } })
		expect(line.frames[0]).toMatch(/^log\.test\.ts:\d+:\d+$/)
		expect(lines.join('')).not.toContain('/')
	})
	test('names the code of what goes back to its queue', () => {
		const { lines, log } = written()
		log.error('MESSAGE_FAILED', new RetryLaterError('secretMissing'))
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ errorName: 'RetryLaterError', errorCode: 'secretMissing' })
	})
	test('refuses to describe what is not an error', () => {
		const { lines, log } = written()
		log.error('REQUEST_FAILED', 'Erika')
		expect(lines.join('')).toContain('NotAnError')
		expect(lines.join('')).not.toContain('Erika')
	})
	test('counts in the embedded metric format', () => {
		const { lines, log } = written()
		log.count('DeliveriesSent', 2)
		expect(JSON.parse(lines[0] ?? '')).toEqual({
			_aws: {
				Timestamp: 1_700_000_000_000,
				CloudWatchMetrics: [
					{ Namespace: 'hilft', Dimensions: [[]], Metrics: [{ Name: 'DeliveriesSent', Unit: 'Count' }] },
				],
			},
			DeliveriesSent: 2,
		})
	})
})

describe('envelope id', () => {
	test('gives its time back and sorts by it', () => {
		const instants = [
			'2001-01-01T00:00:00.000Z',
			'2026-11-22T11:08:52.001Z',
			'2026-11-22T11:08:52.002Z',
			'2399-12-31T00:00:00.000Z',
		]
		const ids = instants.map((instant) => newEnvelopeId(instant, systemRandom))
		expect(ids.map(envelopeTime)).toEqual(instants)
		expect(ids.toSorted()).toEqual(ids)
		expect(ids[0]).toMatch(/^env_[0-9a-z]{26}$/)
	})
	test('refuses to read a time from another id', () => {
		expect(envelopeTime('env_ilou')).toBeUndefined()
		expect(envelopeTime(`case_${'0'.repeat(26)}`)).toBeUndefined()
	})
})
