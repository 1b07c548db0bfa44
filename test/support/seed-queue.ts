import { createHash } from 'node:crypto'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { DocumentClient } from '#shared/aws/clients.ts'
import { rowWrite } from '#shared/aws/queue-item.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { factAt, keyOf, message, minute, opened, stateOf } from './case-factories.ts'

/** Who looks at a seeded queue. */
export const SEEDED_VIEWER = { key: keyOf('agent', 1), team: 'west' } as const

const OTHER = keyOf('agent', 2)
const owned = (by: AgentKey): Fact => factAt('CaseClaimed', 2, { by })
const ofTeam = (team: string): Fact => factAt('CaseAssigned', 1, { by: OTHER, to: { kind: 'team', team } })
const waits = factAt('DataRequested', 3, {
	by: OTHER,
	request: keyOf('req', 1),
	send: keyOf('send', 1),
	fields: ['name'],
	form: 'sie',
	language: 'de',
	message: keyOf('msg', 1),
	network: 'x',
	expiresAt: minute(7 * 24 * 60),
})
const promised = factAt('PromiseMade', 3, {
	by: OTHER,
	promise: keyOf('promise', 1),
	what: 'callBack',
	dueAt: minute(900),
	owes: { kind: 'agent', agent: OTHER },
	from: 'case',
})
const failed = fact('SendFailed', minute(4), { send: keyOf('send', 1), reason: 'rejected' })
const dm = { network: 'facebook', form: 'dm', visibility: 'private' } as const

/** What kinds of cases a queue is of: in a hundred so many of each. */
const KINDS: readonly (readonly [number, readonly Fact[]])[] = [
	[50, [message(1, 0)]],
	[8, [message(1, 0, dm)]],
	[8, [message(1, 0), ofTeam('west')]],
	[5, [message(1, 0), ofTeam('ost')]],
	[5, [message(1, 0), owned(SEEDED_VIEWER.key)]],
	[5, [message(1, 0), owned(OTHER)]],
	[3, [message(1, 0), ofTeam('west'), owned(OTHER)]],
	[8, [message(1, 0), owned(OTHER), factAt('AnsweredByHand', 3, { by: OTHER }), waits]],
	[2, [message(1, 0), promised]],
	[2, [message(1, 0), waits, failed]],
	[1, [message(1, 0), factAt('DangerRaised', 3, { danger: 'selfHarm', message: keyOf('msg', 1) })]],
	[1, [message(1, 0), factAt('SignalRaised', 3, { signal: 'press', message: keyOf('msg', 1) })]],
	[1, [message(1, 0), factAt('ColleagueAsked', 3, { by: OTHER, note: keyOf('note', 1), asked: SEEDED_VIEWER.key })]],
	[1, [message(1, 0), factAt('CaseClosed', 30, { by: OTHER, outcome: 'helped', eraseAt: minute(9_000) })]],
]
const TEMPLATES = KINDS.flatMap(([share, facts]) => Array<CaseState>(share).fill(stateOf(opened(), ...facts)))

const WORDS = {
	text: 'Seit Montag ist bei uns in der Straße der Anschluss tot, niemand ruft zurück und die Hotline legt nach zwanzig Min',
	name: 'Erika Mustermann',
	handle: 'erika_mustermann',
}

/** Makes the state of a case of a queue, the same in every run. */
const stateAt = (index: number): CaseState => {
	const digest = createHash('sha256').update(String(index)).digest()
	const template = TEMPLATES[index % TEMPLATES.length] as CaseState
	const later = (at: string): string => addMilliseconds(at, (digest.readUInt32BE(8) % (30 * MINUTE)) + index)
	const { waitingSince, turn } = template
	return {
		...template,
		id: `case_${digest.toString('hex').slice(0, 26)}`,
		openedAt: later(template.openedAt),
		waitingSince: waitingSince === undefined ? undefined : later(waitingSince),
		turn: turn.who === 'ours' ? turn : { ...turn, until: later(turn.until) },
	}
}

/** Returns the item of a row, as the write of its case would leave it. */
export const seededItem = (index: number): Record<string, unknown> => {
	const state = stateAt(index)
	const values = rowWrite('Queue', state, { kind: 'are', words: WORDS }).Update?.ExpressionAttributeValues ?? {}
	return { id: state.id, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name.slice(1), value])) }
}

const ROWS_OF_BATCH = 25
const SIDE_BY_SIDE = 4

/** Writes the rows of so many cases, from one index to before another, into the table `Queue`. */
export const seedQueue = async (client: DocumentClient, from: number, to: number): Promise<void> => {
	let next = from
	const write = async (): Promise<void> => {
		while (next < to) {
			const first = next
			next += ROWS_OF_BATCH
			const indexes = Array.from({ length: Math.min(ROWS_OF_BATCH, to - first) }, (_, n) => first + n)
			const Queue = indexes.map((index) => ({ PutRequest: { Item: seededItem(index) } }))
			await client.send(new BatchWriteCommand({ RequestItems: { Queue } }))
		}
	}
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, write))
}

/** Counts the calls on tables and the read units that they take, from the last time it was asked. */
export const countReads = (client: DocumentClient) => {
	let counted = { calls: 0, units: 0 }
	client.middlewareStack.add(
		(next) => async (args) => {
			const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
			const capacities: unknown = Reflect.get(Object(answer.output), 'ConsumedCapacity')
			counted.calls += 1
			// A call on several tables tells of each.
			for (const capacity of [capacities].flat())
				counted.units += Number(Reflect.get(Object(capacity), 'CapacityUnits') ?? 0)
			return answer
		},
		{ step: 'initialize', priority: 'high' },
	)
	return () => {
		const since = counted
		counted = { calls: 0, units: 0 }
		return since
	}
}
