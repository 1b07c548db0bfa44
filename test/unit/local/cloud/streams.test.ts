import { describe, expect, it } from 'vitest'
import { type Discard, deliverBatch, type RetryRules } from '#infra/local/cloud/event-sources/deliver-batch.ts'
import { failureNotice, recordFilter } from '#infra/local/cloud/event-sources/poll-stream.ts'
import { type StreamRecord, shuffled } from '#infra/local/cloud/event-sources/shard-reader.ts'
import { failed, type InvocationResult } from '#infra/local/cloud/lambda/invocation.ts'

const record = (n: number, item = `item${n}`): StreamRecord => ({
	eventID: `event${n}`,
	eventName: 'INSERT',
	dynamodb: { SequenceNumber: String(100 + n), Keys: { id: { S: item } }, ApproximateCreationDateTime: 1_000 + n },
})
const records = (count: number) => Array.from({ length: count }, (_, n) => record(n))
const numbersOf = (batch: readonly StreamRecord[]) => batch.map(({ dynamodb }) => Number(dynamodb.SequenceNumber) - 100)

const rules: RetryRules = {
	reportsBatchItemFailures: true,
	bisectsOnError: false,
	maximumRetryAttempts: 2,
	maximumRecordAgeSeconds: -1,
}
const fine: InvocationResult = { ok: true, payload: { batchItemFailures: [] } }
const thrown = failed('Error', 'boom')
const failing = (...numbers: number[]): InvocationResult => ({
	ok: true,
	payload: { batchItemFailures: numbers.map((n) => ({ itemIdentifier: String(100 + n) })) },
})

/** Delivers to a function that answers as told; gives what it was called with and what was given up. */
const deliver = async (
	count: number,
	answer: (batch: readonly number[], call: number) => InvocationResult,
	overrides: Partial<RetryRules> = {},
	options: { nowSeconds?: number | undefined; stopAfterCalls?: number | undefined } = {},
) => {
	const calls: number[][] = []
	const discards: (Omit<Discard, 'records'> & { numbers: number[] })[] = []
	const waits: number[] = []
	const done = await deliverBatch({ ...rules, ...overrides }, records(count), {
		invoke: async (batch) => {
			calls.push(numbersOf(batch))
			return answer(numbersOf(batch), calls.length)
		},
		discard: async ({ records: given, ...rest }) => void discards.push({ ...rest, numbers: numbersOf(given) }),
		wait: async (failures) => void waits.push(failures),
		nowSeconds: () => options.nowSeconds ?? 1_000,
		isStopped: () => calls.length >= (options.stopAfterCalls ?? 1_000),
	})
	return { done, calls, discards, waits }
}

describe('a batch of a stream', () => {
	it('is delivered once when it succeeds', async () => {
		expect(await deliver(3, () => fine)).toEqual({ done: true, calls: [[0, 1, 2]], discards: [], waits: [] })
	})

	it('retries from the first failed sequence number, with all that follow', async () => {
		const { calls } = await deliver(5, (_, call) => (call === 1 ? failing(4, 2) : fine))
		expect(calls).toEqual([
			[0, 1, 2, 3, 4],
			[2, 3, 4],
		])
	})

	it('retries as a whole after a throw, and gives up after the retries it has', async () => {
		const { calls, discards, waits, done } = await deliver(2, () => thrown)
		expect(calls).toEqual([
			[0, 1],
			[0, 1],
			[0, 1],
		])
		expect(waits).toEqual([1, 2])
		expect(discards).toEqual([{ condition: 'RetryAttemptsExhausted', invokeCount: 3, numbers: [0, 1] }])
		expect(done).toBe(true)
	})

	it('retries without end when the mapping says -1', async () => {
		const { calls, discards } = await deliver(1, (_, call) => (call < 50 ? thrown : fine), { maximumRetryAttempts: -1 })
		expect(calls).toHaveLength(50)
		expect(discards).toEqual([])
	})

	it('retries as a whole when the function names an unknown or empty record', async () => {
		const unknown: InvocationResult = { ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'nonsense' }] } }
		const empty: InvocationResult = { ok: true, payload: { batchItemFailures: [{ itemIdentifier: '' }] } }
		const { calls } = await deliver(2, (_, call) => [unknown, empty][call - 1] ?? fine)
		expect(calls).toEqual([
			[0, 1],
			[0, 1],
			[0, 1],
		])
	})

	it('ignores reported failures when the mapping does not ask for them', async () => {
		const { calls } = await deliver(2, () => failing(0), { reportsBatchItemFailures: false })
		expect(calls).toEqual([[0, 1]])
	})

	it('is halved until the bad record stands alone, and only that one is given up', async () => {
		const bad = (batch: readonly number[]) => (batch.includes(5) ? thrown : fine)
		const { calls, discards } = await deliver(8, bad, { bisectsOnError: true })
		expect(calls).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3], [4, 5, 6, 7], [4, 5], [4], [5], [5], [5], [6, 7]])
		expect(discards).toEqual([{ condition: 'RetryAttemptsExhausted', invokeCount: 3, numbers: [5] }])
	})

	it('gives up records that are too old before it calls', async () => {
		const { calls, discards } = await deliver(3, () => fine, { maximumRecordAgeSeconds: 60 }, { nowSeconds: 1_061.5 })
		expect(calls).toEqual([[2]])
		expect(discards).toEqual([{ condition: 'RecordAgeExceeded', invokeCount: 0, numbers: [0, 1] }])
	})

	it('is not done, and gives nothing up, when stopped in the middle', async () => {
		const { done, discards } = await deliver(2, () => thrown, { maximumRetryAttempts: 0 }, { stopAfterCalls: 1 })
		expect({ done, discards }).toEqual({ done: false, discards: [] })
	})
})

describe('the notice to the failure destination', () => {
	it('tells where the records lie and nothing of what is in them', () => {
		const discard: Discard = {
			records: [record(1, 'SECRET'), record(2, 'SECRET')],
			condition: 'RetryAttemptsExhausted',
			invokeCount: 3,
		}
		const place = { functionName: 'Dispatch', streamArn: 'arn:stream', shardId: 'shard-1' }
		const notice = failureNotice(discard, place, new Date('2026-11-22T11:00:00.000Z'))
		expect(notice).toEqual({
			requestContext: {
				requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:Dispatch',
				condition: 'RetryAttemptsExhausted',
				approximateInvokeCount: 3,
			},
			responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
			version: '1.0',
			timestamp: '2026-11-22T11:00:00.000Z',
			DDBStreamBatchInfo: {
				shardId: 'shard-1',
				startSequenceNumber: '101',
				endSequenceNumber: '102',
				approximateArrivalOfFirstRecord: '1970-01-01T00:16:41Z',
				approximateArrivalOfLastRecord: '1970-01-01T00:16:42Z',
				batchSize: 2,
				streamArn: 'arn:stream',
			},
		})
		expect(JSON.stringify(notice)).not.toContain('SECRET')
	})
})

describe('a shuffled batch', () => {
	it('keeps the order of each item, loses nothing, and its numbers still ascend', () => {
		const batch = Array.from({ length: 30 }, (_, n) => record(n, `item${n % 3}`))
		let state = 7
		const random = () => {
			state = (state * 16_807) % 2_147_483_647
			return state / 2_147_483_647
		}
		const mixed = shuffled(batch, random)
		expect(numbersOf(mixed)).toEqual(numbersOf(batch))
		expect(mixed.map(({ eventID }) => eventID)).not.toEqual(batch.map(({ eventID }) => eventID))
		for (const item of ['item0', 'item1', 'item2']) {
			const eventsOf = (given: readonly StreamRecord[]) =>
				given.filter(({ dynamodb }) => JSON.stringify(dynamodb.Keys).includes(item)).map(({ eventID }) => eventID)
			expect(eventsOf(mixed)).toEqual(eventsOf(batch))
		}
	})
})

describe('a filter', () => {
	const passes = (pattern: unknown, value: unknown) => recordFilter([JSON.stringify(pattern)])(value)

	it('passes all without patterns, and what any of its patterns passes', () => {
		expect(recordFilter([])({})).toBe(true)
		const either = recordFilter(['{"eventName":["INSERT"]}', '{"eventName":["MODIFY"]}'])
		expect(['INSERT', 'MODIFY', 'REMOVE'].map((eventName) => either({ eventName }))).toEqual([true, true, false])
	})

	it('knows exact values, prefix, suffix, exists and anything-but, in depth', () => {
		const keys = { dynamodb: { Keys: { caseId: { S: [{ prefix: 'case_' }, { suffix: '_x' }] } } } }
		const withKey = (S: string) => ({ dynamodb: { Keys: { caseId: { S } } } })
		expect([passes(keys, withKey('case_1')), passes(keys, withKey('a_x')), passes(keys, withKey('a'))]).toEqual([
			true,
			true,
			false,
		])
		expect([passes({ a: [{ exists: false }] }, {}), passes({ a: [{ exists: false }] }, { a: 1 })]).toEqual([
			true,
			false,
		])
		const notOne = { a: [{ 'anything-but': [1] }] }
		expect([passes(notOne, { a: 2 }), passes(notOne, { a: 1 }), passes(notOne, {})]).toEqual([true, false, false])
	})

	it('refuses at once a rule it does not know', () => {
		expect(() => recordFilter(['{"a":[{"numeric":[">",1]}]}'])).toThrow()
	})
})
