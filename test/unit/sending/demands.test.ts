import type { DynamoDBStreamEvent } from 'aws-lambda'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDemanding } from '#shared/cases/demands.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { FactKind, RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { dispatchStream } from '#shared/sending/dispatch-case.ts'
import { runScript, type Script, scripts } from '#test/fixtures/case-histories.ts'
import { createOutboxPlace } from '#test/fixtures/outbox-place.ts'
import { share } from '#test/support/night.ts'

/** What dispatch hears of is enough: whatever the cases of a history came to need has left them, by states and not by facts. */

const hint = (caseId: CaseId, version: number): DynamoDBStreamEvent => ({
	Records: [
		{
			eventName: 'INSERT',
			dynamodb: { Keys: { caseId: { S: caseId }, version: { N: `${version}` } }, SequenceNumber: '1' },
		},
	],
})

/** The states of a case after each of its facts. */
const statesOf = (id: CaseId, facts: readonly RecordedFact[]): readonly CaseState[] =>
	facts.map((_, index) => fold(id, facts.slice(0, index + 1))).filter((state) => state !== undefined)

/** Plays each fact as it is committed, with a hint of it where the filter of the stream lets it through. */
const play = async (script: Script) => {
	const histories = await runScript(script)
	const place = createOutboxPlace()
	const hinted = new Set<FactKind>()
	const committed = new Map<CaseId, readonly RecordedFact[]>()
	const store = {
		factsAfter: async (id: CaseId, version: number) => (committed.get(id) ?? []).filter((one) => one.version > version),
	}
	for (const [id, facts] of histories)
		for (const [index, { version, fact }] of facts.entries()) {
			committed.set(id, facts.slice(0, index + 1))
			if (!isDemanding(fact)) continue
			hinted.add(fact.kind)
			expect(await dispatchStream({ ...place.dependencies, store }, hint(id, version))).toEqual({
				batchItemFailures: [],
			})
		}
	return { place, hinted, states: [...histories].flatMap(([id, facts]) => statesOf(id, facts)) }
}

it('sends all that cases came to send, shuts and erases all that they came to, and nothing else', async () => {
	const seen = new Set<FactKind>()
	await fc.assert(
		fc.asyncProperty(scripts(30, 80), async (script) => {
			const { place, hinted, states } = await play(script)
			for (const kind of hinted) seen.add(kind)
			const jobs = place.sent.flatMap(({ message }) => ('send' in message ? [message.send] : []))
			expect(new Set(jobs)).toEqual(new Set(states.flatMap(({ sends }) => sends.map(({ id }) => id))))
			const erased = place.sent.flatMap(({ queue, message }) => (queue === 'erasures' ? [message] : []))
			const begun = states.filter(({ personErasure }) => personErasure?.state === 'begun')
			expect(new Set(erased.map((one) => JSON.stringify(one)))).toEqual(
				new Set(begun.map(({ id: caseId }) => JSON.stringify({ caseId }))),
			)
			const revoked = states.flatMap(({ requests }) => requests.filter(({ status }) => status === 'revoked'))
			for (const { id } of revoked) expect(await place.requests.find(id)).toMatchObject({ end: { how: 'revoked' } })
			const closed = new Set(states.flatMap(({ id, state }) => (state === 'closed' ? [id] : [])))
			const retold = place.sent.flatMap(({ queue, message }) =>
				queue === 'search' && 'caseId' in message ? [message.caseId] : [],
			)
			expect(new Set(retold)).toEqual(closed)
			const alarms = place.lines.filter((line) => line.includes('"DangerRaised":1')).length
			expect(alarms > 0).toBe(states.some(({ dangers }) => dangers.length > 0))
		}),
		{ numRuns: share(200) },
	)
	const sending: readonly FactKind[] = ['DataRequested', 'ReplyQueued', 'ReplyDeletionQueued']
	const other: readonly FactKind[] = ['RequestRevoked', 'PersonErasureBegun', 'MessageErased', 'DangerRaised']
	expect([...seen]).toEqual(expect.arrayContaining([...sending, ...other]))
})
