import { expect, it } from 'vitest'
import { readHints } from '#shared/sending/dispatch-case.ts'

const key = 'case_00000000000000000000000000'
const record = (keys: unknown, sequence: string, eventName = 'INSERT') => ({
	eventName,
	dynamodb: { Keys: keys, SequenceNumber: sequence },
})
const read = (Records: readonly unknown[]) => readHints({ Records } as Parameters<typeof readHints>[0])

it('reads hints of the stream and of the queue, each by its own identifier', () => {
	expect(
		read([record({ caseId: { S: key }, version: { N: '1' } }, '7'), { messageId: 'm', body: `{"caseId":"${key}"}` }]),
	).toEqual([
		{ caseId: key, identifier: '7', isTampering: false },
		{ caseId: key, identifier: 'm', isTampering: false },
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
		{ messageId: 'a', body: 'Frau Meier' },
		{ messageId: 'b', body: '{"caseId":"Meier"}' },
		record({}, '3'),
		{ messageId: 'c', body: `{"caseId":"${key}"}` },
	])
	expect(hints.map(({ caseId, identifier }) => [identifier, caseId])).toEqual([
		['a', undefined],
		['b', undefined],
		['3', undefined],
		['c', key],
	])
})
