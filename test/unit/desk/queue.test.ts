import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evolve } from '#shared/cases/evolve.ts'
import type { Fact } from '#shared/cases/facts.ts'
import { type AgentKey, caseNumberSchema } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { countQueue, newsIn, pulseKeysOfPage } from '#shared/desk/queue/count-queue.ts'
import { readQueue } from '#shared/desk/queue/read-queue.ts'
import { queuePlaces, queueRow } from '#shared/desk/queue/row.ts'
import { QUEUE_VIEWS, type QueueView } from '#shared/desk/queue/view-codes.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { anyStep, beginCourse, type Course, stepFacts } from '#test/support/any-course.ts'
import { keyOf } from '#test/support/case-factories.ts'

const AGENTS = [1, 2, 3].map((number) => keyOf('agent', number))
const CASES = 6

type Viewer = { readonly key: AgentKey; readonly team?: string | undefined }

/** Who is to see a case in a view, told from its state and from nothing that the queue keeps. */
const isIn = (view: QueueView, state: CaseState, { key, team }: Viewer, now: Instant): boolean => {
	if (state.state === 'closed') return view === 'closed' && (state.closedAt ?? '') >= `${now.slice(0, 10)}T00:00`
	const isToAct = state.unanswered.count > 0 || state.turn.who === 'ours' || state.waitingSince !== undefined
	const isTheirs = state.owner === key
	const isFreeForThem = state.owner === undefined && (state.team === undefined || state.team === team)
	const window = queueRow(state).windowEnds
	const isPromised = state.promises.length > 0 || state.followUp !== undefined
	switch (view) {
		case 'now':
			return state.dangers.length > 0 || (isToAct && (isTheirs || isFreeForThem))
		case 'mine':
			return isTheirs || state.questions[0]?.asked === key
		case 'team':
			return team !== undefined && state.team === team
		case 'all':
			return true
		case 'waiting':
			return !isToAct && state.dangers.length === 0
		case 'due':
			return isPromised || (window !== undefined && window < addMilliseconds(now, 4 * HOUR))
		case 'failed':
			return queueRow(state).marks.includes('failed')
		case 'release':
			return state.proposals.length > 0
		case 'closed':
			return false
	}
}

const plan = fc.array(fc.record({ which: fc.nat(CASES - 1), next: anyStep }), {
	minLength: 60,
	maxLength: 150,
	size: 'max',
})

/** The courses of several cases, each step of which is written to a store as the system would. */
const createPlace = () => {
	let now = beginCourse().now
	const realClock = { epochMilliseconds: () => Date.parse(now) }
	const stores = createMemoryStores({ realClock })
	const courses = Array.from({ length: CASES }, (_, n) => ({
		id: keyOf('case', n + 1),
		course: beginCourse(),
		steps: 0,
	}))
	const named = (course: Course, index: number): CaseState => ({
		...course.state,
		id: keyOf('case', index + 1),
		number: caseNumberSchema.parse(`7K3M9Q${index}`),
	})
	const write = async (index: number, facts: readonly Fact[], before: CaseState | undefined): Promise<void> => {
		const entry = courses[index]
		if (entry === undefined || facts.length === 0) return
		const recorded = facts.map((fact, n) => ({
			version: (before?.version ?? 0) + n + 1,
			fact: fact.kind === 'CaseOpened' ? { ...fact, number: named(entry.course, index).number } : fact,
		}))
		const after = named(entry.course, index)
		expect(await stores.store.commit({ before, facts: recorded, after })).toEqual({ result: 'committed' })
	}
	return {
		...stores,
		now: () => now,
		/** Counts as a page does: what was counted before is not counted again unless it moved. */
		counts: async (viewer: Viewer, at = now) => {
			const found = await stores.pulses.read(pulseKeysOfPage(viewer, { view: 'now' }))
			return countQueue({ ...stores, realClock }, viewer, at, found)
		},
		states: () => courses.map(({ course }, index) => named(course, index)),
		begin: async () => {
			for (const [index, { course }] of courses.entries()) await write(index, course.facts, undefined)
		},
		step: async (index: number, next: Parameters<typeof stepFacts>[1]) => {
			const { course } = courses[index] ?? { course: beginCourse() }
			now = addMilliseconds(now, next.minutes * MINUTE)
			course.now = now
			const before = named(course, index)
			const facts = stepFacts(course, next)
			course.facts.push(...facts)
			course.state = facts.reduce<CaseState>((state, fact) => evolve(state, fact), course.state)
			await write(index, facts, before)
		},
	}
}
type Place = ReturnType<typeof createPlace>

const everyId = async ({ queue, now }: Place, view: QueueView, viewer: Viewer, limit: number) => {
	const ids: string[] = []
	let cursor: string | undefined
	do {
		const page = await readQueue(queue, { view, viewer, limit, cursor }, now())
		ids.push(...page.rows.map((stored) => (stored.kind === 'readable' ? stored.row.id : stored.id)))
		cursor = page.next
	} while (cursor !== undefined)
	return ids
}

const seenViews = new Set<QueueView>()

/** What each list must hold is counted anew from the cases. */
const countAnew = async (place: Place): Promise<void> => {
	const states = place.states()
	for (const state of states) {
		const kept = place.queueRows.get(state.id)
		expect([kept?.row, kept?.places]).toEqual([queueRow(state), queuePlaces(state)])
	}
	const viewers: readonly Viewer[] = [
		...AGENTS.map((key) => ({ key, team: 'nord' })),
		{ key: keyOf('agent', 7), team: 'ost' },
		{ key: keyOf('agent', 8) },
	]
	const inSomeNow = new Set<string>()
	for (const viewer of viewers) {
		const counts = await place.counts(viewer)
		for (const view of QUEUE_VIEWS) {
			const expected = states.filter((state) => isIn(view, state, viewer, place.now())).map(({ id }) => id)
			if (expected.length > 0) seenViews.add(view)
			const shown = await everyId(place, view, viewer, 50)
			expect([view, shown.toSorted()]).toEqual([view, expected.toSorted()])
			expect([view, await everyId(place, view, viewer, 1)]).toEqual([view, shown])
			expect([view, counts[view]]).toEqual([view, expected.length])
			if (view === 'now') for (const id of shown) inSomeNow.add(id)
			if (view === 'now' || view === 'all') {
				const dangers = shown.map((id) => (states.find((state) => state.id === id)?.dangers.length ?? 0) > 0)
				expect(dangers).toEqual(dangers.toSorted((a, b) => Number(b) - Number(a)))
			}
		}
	}
	const [anybody] = viewers
	if (anybody === undefined) throw new Error('nobody looks')
	const waiting = await everyId(place, 'waiting', anybody, 50)
	const open = states.filter(({ state }) => state === 'open').map(({ id }) => id)
	expect([...new Set([...inSomeNow, ...waiting])].toSorted()).toEqual(open.toSorted())
	expect(waiting.filter((id) => inSomeNow.has(id))).toEqual([])
	for (const { id, unanswered } of states) if (unanswered.count > 0) expect(inSomeNow.has(id)).toBe(true)
}

it('lists, counts and rows are what the cases say, whatever anybody did in any order', {
	timeout: 60_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(plan, async (steps) => {
			const place = createPlace()
			await place.begin()
			for (const [index, { which, next }] of steps.entries()) {
				await place.step(which, next)
				if (index % 10 === 9) await countAnew(place)
			}
			await countAnew(place)
		}),
		{ numRuns: 40, seed: 20261130 },
	)
	// The property would prove nothing about a view that was always empty.
	expect([...seenViews].toSorted()).toEqual(QUEUE_VIEWS.toSorted())
})

/** What somebody sees in each view at an instant, with the tag of its rows and that of the whole page. */
const look = async (place: Place, viewer: Viewer, at: Instant) => {
	const found = await place.pulses.read(pulseKeysOfPage(viewer, { view: 'now' }))
	const counts = await place.counts(viewer, at)
	const seen = async (view: QueueView) => {
		const page = await readQueue(place.queue, { view, viewer, limit: 50 }, at)
		// Long after every change, so that the tag is new by what changed and by nothing else.
		const instants = { now: at, epochMilliseconds: Date.parse(at) + HOUR }
		const tag = (rowsOnly?: true) => newsIn(found, viewer, { view, rowsOnly }, instants)
		const rows = JSON.stringify(page.rows)
		return { view, rows, all: rows + JSON.stringify(counts), tagOfRows: tag(true), tagOfAll: tag() }
	}
	return { counts, views: await Promise.all(QUEUE_VIEWS.map(seen)) }
}

/** How often the tags of rows were new, and how often the same. */
const told = { news: 0, same: 0 }

it('gives a page another tag whenever it shows or counts anything else, and keeps no count that is wrong', {
	timeout: 60_000,
}, async () => {
	const viewers: readonly Viewer[] = [
		{ key: keyOf('agent', 1), team: 'nord' },
		{ key: keyOf('agent', 7), team: 'ost' },
	]
	await fc.assert(
		fc.asyncProperty(plan, async (steps) => {
			const place = createPlace()
			await place.begin()
			for (const { which, next } of steps) {
				const at = addMilliseconds(place.now(), next.minutes * MINUTE)
				const before = await Promise.all(viewers.map((viewer) => look(place, viewer, at)))
				await place.step(which, next)
				for (const [index, viewer] of viewers.entries()) {
					const after = await look(place, viewer, at)
					for (const [n, { view, rows, all, tagOfRows, tagOfAll }] of after.views.entries()) {
						const old = before[index]?.views[n]
						expect([view, old?.tagOfRows === tagOfRows && old.rows !== rows]).toEqual([view, false])
						expect([view, old?.tagOfAll === tagOfAll && old.all !== all]).toEqual([view, false])
						told[old?.tagOfRows === tagOfRows ? 'same' : 'news'] += 1
					}
					for (const { view, rows } of after.views)
						expect([view, after.counts[view]]).toEqual([view, JSON.parse(rows).length])
				}
			}
		}),
		{ numRuns: 12, seed: 20261201 },
	)
	expect(told.news).toBeGreaterThan(0)
	expect(told.same).toBeGreaterThan(told.news)
})
