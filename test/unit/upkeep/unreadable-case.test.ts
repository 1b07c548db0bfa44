import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { dispatchCase } from '#shared/sending/dispatch-case.ts'
import { sweep, sweepAndTend } from '#shared/upkeep/sweep.ts'
import { it, type OutboxPlace } from '#test/fixtures/outbox-place.ts'
import { keyOf, minute, requestData } from '#test/support/case-factories.ts'

/** What goes through many cases passes by the one that cannot be read, and tells of it. */

const WEEK = (7 * DAY) / MINUTE
const waitingCase = async (place: OutboxPlace, n: number): Promise<CaseId> => {
	const caseId = await place.open()
	await place.tell(caseId, requestData({ request: keyOf('req', n), send: keyOf('send', n) }))
	return caseId
}
const counts = (place: OutboxPlace): readonly number[] =>
	place.lines.flatMap((line) => {
		const { CasesUnreadable: count } = JSON.parse(line)
		return count === undefined ? [] : [count]
	})
const named = (place: OutboxPlace): readonly string[] =>
	place.lines.map((line) => JSON.parse(line)).flatMap(({ code, caseId }) => (code === 'CASE_UNREADABLE' ? caseId : []))

describe('the sweep of what is due', () => {
	it('does not fail, and does what is due for the others', async ({ place }) => {
		const [lost, other] = [await waitingCase(place, 1), await waitingCase(place, 2)]
		place.makeUnreadable(lost)
		place.setTime(minute(WEEK))
		expect(await sweep(place.dependencies)).toEqual({ cases: 2, unreadable: [lost] })
		expect(place.facts.get(other)?.at(-1)?.fact.kind).toBe('RequestExpired')
		expect(place.lines.join('')).not.toContain('SWEEP_CASE_FAILED')
	})

	it('goes on behind so many that they fill a look', async ({ place }) => {
		for (let n = 0; n < 130; n += 1) place.makeUnreadable(await waitingCase(place, n))
		place.setTime(minute(1))
		const other = await waitingCase(place, 130)
		place.setTime(minute(WEEK + 1))
		expect((await sweep(place.dependencies)).unreadable).toHaveLength(130)
		expect(place.facts.get(other)?.at(-1)?.fact.kind).toBe('RequestExpired')
	})

	it('neither settles nor applies what a customer gave to it, until it can be read', async ({ place }) => {
		const lost = await waitingCase(place, 1)
		const told = {
			id: 'x',
			requestId: keyOf('req', 1),
			caseId: lost,
			at: minute(1),
			command: 'mail-requested',
			issue: 1,
		} as const
		await dispatchCase(place.dependencies, lost)
		const request = await place.requests.find(keyOf('req', 1))
		if (request === undefined) throw new Error('no request')
		const pending = { ...request, pending: [told] }
		const requests = { ...place.requests, listPending: async () => [request.id], find: async () => pending }
		const settled: string[] = []
		const save: typeof requests.save = async ({ request: one }) => {
			settled.push(...(one?.pending ?? []).map(({ id }) => id), 'saved')
			return 'saved'
		}
		const dependencies = { ...place.dependencies, requests: { ...requests, save } }
		const requested = () => place.facts.get(lost)?.filter(({ fact }) => fact.kind === 'MailRequested').length
		place.makeUnreadable(lost)
		place.setTime(minute(10))
		await sweep(dependencies)
		expect([settled, requested()]).toEqual([[], 0])
		place.makeUnreadable(lost, false)
		await sweep(dependencies)
		expect([settled, requested()]).toEqual([['saved'], 1])
	})
})

describe('the look for lost hints', () => {
	it('gives the hint of a demand until it can be read, and told of it', async ({ place }) => {
		const lost = await waitingCase(place, 1)
		place.makeUnreadable(lost)
		place.setTime(minute(6))
		for (let run = 0; run < 3; run += 1) {
			await sweepAndTend(place.dependencies)
			await dispatchCase(place.dependencies, lost)
		}
		expect(named(place)).toContain(lost)
		expect(place.jobs()).not.toContainEqual({ caseId: lost, send: keyOf('send', 1) })
		place.makeUnreadable(lost, false)
		place.sent.length = 0
		await sweepAndTend(place.dependencies)
		expect(place.sent).toContainEqual({ queue: 'hints', message: { caseId: lost } })
		await dispatchCase(place.dependencies, lost)
		expect(place.jobs()).toContainEqual({ caseId: lost, send: keyOf('send', 1) })
	})
})

describe('the scan of all cases', () => {
	it('names and counts each in every run, wherever the scan is, until it can be read again', async ({ place }) => {
		const lost = await place.open({ sentAt: minute(0) })
		for (let n = 1; n < 60; n += 1) await place.open({ sentAt: minute(n) })
		place.makeUnreadable(lost)
		for (let n = 0; n < 5; n += 1) await sweepAndTend(place.dependencies)
		expect([counts(place), named(place)]).toEqual([
			[1, 1, 1, 1, 1],
			[lost, lost, lost, lost, lost],
		])
		place.makeUnreadable(lost, false)
		place.lines.length = 0
		for (let n = 0; n < 3; n += 1) await sweepAndTend(place.dependencies)
		expect([counts(place), await place.scans.unreadable()]).toEqual([[], []])
	})

	it('counts all there are, and remembers no more than it can look at again', async ({ place }) => {
		for (let n = 0; n < 130; n += 1) place.makeUnreadable(await place.open())
		for (let n = 0; n < 7; n += 1) await sweepAndTend(place.dependencies)
		expect(await place.scans.unreadable()).toHaveLength(100)
		expect(Math.max(...counts(place))).toBeGreaterThanOrEqual(100)
	})

	it('tells of it although something else of the run fails', async ({ place }) => {
		place.makeUnreadable(await place.open())
		const list = { ...place.list, due: () => Promise.reject(new Error('throttled')) }
		await expect(sweepAndTend({ ...place.dependencies, list })).rejects.toThrow('throttled')
		expect(counts(place)).toEqual([1])
	})
})
