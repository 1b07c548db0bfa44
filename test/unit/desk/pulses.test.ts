import { expect, it } from 'vitest'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { newsIn } from '#shared/desk/queue/count-queue.ts'
import {
	decodePulses,
	encodePulses,
	movedBy,
	type Pulse,
	projectStream,
	SETTLES_WITHIN,
	tellingClaims,
} from '#shared/desk/queue/pulses.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { createMemoryPulses } from '#test/memory/pulse-store.ts'
import { afterFacts, factAt, keyOf, message, opened, stateOf } from '#test/support/case-factories.ts'

const [ANNA, BEN] = [keyOf('agent', 1), keyOf('agent', 2)]
const changeBy = (before: CaseState, ...facts: readonly Fact[]) => ({
	before,
	facts: facts.map((fact, n) => ({ version: before.version + n + 1, fact })),
	after: afterFacts(before, ...facts),
})
const namesOf = (pulses: readonly Pulse[]) => encodePulses(pulses).split(' ').toSorted()

it('moves the lists where a case stood, and those where it stands', () => {
	const free = stateOf(opened(), message(1, 0))
	const opens = { before: undefined, facts: [], after: free }
	expect(namesOf(movedBy(opens))).toEqual(['house.all', 'house.free'])
	const claims = changeBy(free, factAt('CaseClaimed', 1, { by: ANNA }))
	expect(namesOf(movedBy(claims))).toEqual([`${ANNA}.holder`, 'house.all', 'house.free'])
	const given = changeBy(claims.after, factAt('CaseAssigned', 2, { by: ANNA, to: { kind: 'team', team: 'west' } }))
	expect(namesOf(movedBy(given))).toEqual([`${ANNA}.holder`, 'house.all', 'team#west.free'])
	const taken = changeBy(given.after, factAt('CaseClaimed', 3, { by: BEN }))
	expect(namesOf(movedBy(taken))).toEqual([`${BEN}.holder`, 'house.all', 'team#west.free', 'team#west.team'])
	const closed = changeBy(
		taken.after,
		factAt('CaseClosed', 4, { by: BEN, outcome: 'helped', eraseAt: '2027-01-01T00:00:00.000Z' }),
	)
	expect(namesOf(movedBy(closed))).toEqual([`${BEN}.holder`, 'house.all', 'house.closed', 'team#west.team'])
})

it('says so in the stream, which project reads, each list once', async () => {
	const beaten: Pulse[] = []
	const pulses = { beat: async (some: readonly Pulse[]) => void beaten.push(...some) }
	const record = (moves?: string) => ({
		dynamodb: { NewImage: moves === undefined ? {} : { moves: { S: moves }, caseId: { S: 'case_x' } } },
	})
	const Records = [`house.all ${ANNA}.holder`, undefined, 'house.all team#west.free', 'house.later cellar.all'].map(
		record,
	)
	expect(await projectStream({ pulses }, { Records })).toEqual({ batchItemFailures: [] })
	expect(beaten).toEqual(decodePulses(`house.all ${ANNA}.holder team#west.free`))
	expect(beaten).toHaveLength(3)
	await projectStream({ pulses: { beat: () => Promise.reject(new Error('nothing to tell')) } }, { Records: [record()] })
	await expect(
		projectStream({ pulses: { beat: () => Promise.reject(new Error('down')) } }, { Records }),
	).rejects.toThrow('down')
})

it('has the desk tell at once who began to write or ended, and no more than that', async () => {
	const beaten: Pulse[] = []
	const { store } = createMemoryStores()
	const telling = tellingClaims(store, { beat: async (some) => void beaten.push(...some) })
	const state = stateOf(opened())
	await telling.commit({ before: undefined, facts: [{ version: 1, fact: opened() }], after: state })
	expect(beaten).toEqual([])
	const claims = changeBy(state, factAt('CaseClaimed', 1, { by: ANNA }))
	await telling.commit(claims)
	expect(namesOf(beaten)).toEqual([`${ANNA}.holder`, 'house.all', 'house.free'])
	// Somebody else was faster.
	expect(await telling.commit(claims)).toEqual({ result: 'conflict' })
	expect(beaten).toHaveLength(3)
	const down = tellingClaims(store, { beat: () => Promise.reject(new Error('down')) })
	const releases = changeBy(claims.after, factAt('CaseReleased', 2, { by: ANNA }))
	expect(await down.commit(releases)).toEqual({ result: 'committed' })
})

it('has who looked too early look once more, when the indexes have followed', async () => {
	let milliseconds = 10_000
	const pulses = createMemoryPulses({ realClock: { epochMilliseconds: () => milliseconds } })
	await pulses.beat([{ of: 'house', list: 'all' }])
	const found = await pulses.read(['house'])
	const tag = (view: 'all' | 'failed') =>
		newsIn(
			found,
			{ key: ANNA },
			{ view, rowsOnly: true },
			{ now: '2026-12-01T09:00:00.000Z', epochMilliseconds: milliseconds },
		)
	const [early, other] = [tag('all'), tag('failed')]
	milliseconds += SETTLES_WITHIN - 1
	expect([tag('all'), tag('failed')]).toEqual([early, other])
	milliseconds += 1
	expect([tag('all') === early, tag('failed')]).toEqual([false, other])
	const late = tag('all')
	milliseconds += 20_000
	expect(tag('all')).toBe(late)
})
