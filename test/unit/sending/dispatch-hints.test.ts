import { expect, it } from 'vitest'
import { readHints } from '#shared/sending/dispatch-case.ts'

const key = 'case_00000000000000000000000000'
const record = (keys: unknown, sequence: string, eventName = 'INSERT') => ({
	eventName,
	dynamodb: { Keys: keys, SequenceNumber: sequence },
})
const read = (Records: readonly unknown[]) => readHints({ Records } as Parameters<typeof readHints>[0])

it('reads hints of the stream, each by its own identifier', () => {
	expect(read([record({ caseId: { S: key }, version: { N: '1' } }, '7')])).toEqual([
		{ caseId: key, identifier: '7', isTampering: false },
	])
})

it('takes a changed or removed fact for tampering', () => {
	const [changed, removed] = read([
		record({ caseId: { S: key } }, '1', 'MODIFY'),
		record({ caseId: { S: key } }, '2', 'REMOVE'),
	])
	expect([changed?.isTampering, removed?.isTampering]).toEqual([true, true])
})

it('refuses a record that it cannot read by itself, without an error that would carry its text into a log', () => {
	const hints = read([
		record({ caseId: { S: 'Frau Meier' } }, '1'),
		record({}, '2'),
		record({ caseId: { S: key } }, '3'),
	])
	expect(hints.map(({ caseId, identifier }) => [identifier, caseId])).toEqual([
		['1', undefined],
		['2', undefined],
		['3', key],
	])
})
