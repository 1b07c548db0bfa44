import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '#shared/cases/evolve.ts'
import { type FactKind, factSchema, type RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { type Cell, type CellOf, cellAt, cellSchema, type FigureKey } from '#shared/figures/cell.ts'
import { type Contribution, sumOf } from '#shared/figures/contribution.ts'
import { DEFINITIONS } from '#shared/figures/definitions.ts'
import { foldFigures, SILENT_FACTS } from '#shared/figures/fold.ts'
import { type FiguresContext, stepFigures } from '#shared/figures/formulas.ts'
import type { Matter } from '#shared/figures/matter.ts'
import { waitingOnes } from '#shared/figures/messages.ts'
import { runScript, type Script, scripts } from '#test/fixtures/case-histories.ts'
import { CASE, factAt, opened } from '#test/support/case-factories.ts'
import { recountFigures } from '#test/support/recount-figures.ts'
import { CALENDARS } from '#test/support/service-calendars.ts'

const CONTEXT: FiguresContext = { calendars: CALENDARS }
type Histories = ReadonlyMap<CaseId, readonly RecordedFact[]>

/** A matter as a store gives it back. */
const stored = (matter: Matter): Matter => JSON.parse(JSON.stringify(matter))

/** One batch that a projection reads: how many facts, how many before its cursor come once more, and a crash. */
type Batch = { readonly size: number; readonly repeated: number; readonly isLost: boolean }
const batch: fc.Arbitrary<Batch> = fc.record({
	size: fc.integer({ min: 1, max: 9 }),
	repeated: fc.nat(9),
	isLost: fc.boolean(),
})

/**
 * Projects cases in turns, batch by batch, into one sum, as a projection will: what is lost in a crash is neither in the
 * matter nor in the sum, and comes again.
 */
const project = (histories: Histories, batches: readonly Batch[]): Contribution => {
	const matters = new Map<CaseId, Matter>()
	let sum: Contribution = new Map()
	const step = (id: CaseId, facts: readonly RecordedFact[], isLost: boolean): void => {
		const before = matters.get(id)
		const next = stepFigures(id, before === undefined ? undefined : stored(before), facts, CONTEXT)
		if (next === undefined || isLost) return
		matters.set(id, next.matter)
		sum = sumOf(sum, next.added)
	}
	for (const { size, repeated, isLost } of batches)
		for (const [id, facts] of histories) {
			const cursor = matters.get(id)?.version ?? 0
			step(id, facts.slice(Math.max(0, cursor - repeated), cursor + size), isLost)
		}
	for (const [id, facts] of histories) step(id, facts, false)
	return sum
}

const recounted = (histories: Histories): Contribution =>
	sumOf(...[...histories].map(([id, facts]) => recountFigures(id, facts, CALENDARS)))

const readable = (sum: Contribution) => Object.fromEntries([...sum].toSorted())

const isOf = <Figure extends FigureKey>(cell: Cell, figure: Figure): cell is Extract<Cell, { figure: Figure }> =>
	cell.figure === figure

const cellsOf = <Figure extends FigureKey>(sum: Contribution, figure: Figure) =>
	[...sum].flatMap(([key, count]) => {
		const cell = cellAt(key)
		return isOf(cell, figure) ? [{ ...cell, count }] : []
	})

type Counts = { readonly count: number }
const total = (cells: readonly Counts[]): number => cells.reduce((sum, { count }) => sum + count, 0)
/** The sums by some members of the cells, in whatever order. */
const totalsBy = <Counted extends Counts>(cells: readonly Counted[], by: (cell: Counted) => string) => {
	const totals = new Map<string, number>()
	for (const cell of cells) totals.set(by(cell), (totals.get(by(cell)) ?? 0) + cell.count)
	return Object.fromEntries([...totals].toSorted())
}

/** The leaves of each figure sum up to its root, which is counted from the facts themselves. */
const holdsInSum = (histories: Histories, sum: Contribution): void => {
	const facts = [...histories.values()].flat()
	const factsOf = (...kinds: readonly FactKind[]) => facts.filter(({ fact }) => kinds.includes(fact.kind)).length
	const brokenOf = ([id, ofCase]: readonly [CaseId, readonly RecordedFact[]]) => fold(id, ofCase)?.brokenPromises ?? 0
	// The case itself counts what is broken in the same way: the second one is a signal.
	expect(total(cellsOf(sum, 'brokenTwice'))).toBe([...histories].filter((one) => brokenOf(one) > 1).length)
	const casesWith = (kind: FactKind) =>
		[...histories.values()].filter((one) => one.some(({ fact }) => fact.kind === kind)).length
	const matters = total(cellsOf(sum, 'matters'))
	expect(matters).toBe(histories.size)
	// Every matter is in the population of the first answer, once by each clock.
	expect(totalsBy(cellsOf(sum, 'firstAnswer'), ({ clock }) => clock)).toEqual({ service: matters, wall: matters })
	const closed = cellsOf(sum, 'closed')
	expect(total(closed)).toBe(casesWith('CaseClosed'))
	// Helped is closed as helped, told apart, of every day and team.
	type Act = Pick<CellOf<'helped'>, 'day' | 'team' | 'channel' | 'language'>
	const act = ({ day, team, channel, language }: Act) => JSON.stringify([day, team, channel, language])
	const closedAsHelped = closed.filter(({ outcome }) => outcome === 'helped')
	expect(totalsBy(cellsOf(sum, 'helped'), act)).toEqual(totalsBy(closedAsHelped, act))
	expect(total(cellsOf(sum, 'acrossHandover'))).toBe(casesWith('DataRequested'))
	expect(total(cellsOf(sum, 'promises'))).toBe(factsOf('PromiseMade'))
	const turns = totalsBy(cellsOf(sum, 'turnTimes'), ({ whose }) => whose)
	expect((turns.ours ?? 0) + (turns.customer ?? 0) + (turns.backoffice ?? 0)).toBe(turns.life ?? 0)
	// The books of messages: nobody is lost, of any channel on any day, nor in the list of who waits.
	type Place = Pick<CellOf<'ledger'>, 'day' | 'channel' | 'visibility'>
	const place = ({ day, channel, visibility }: Place) => `${day} ${channel} ${visibility}`
	expect(totalsBy(cellsOf(sum, 'ledger'), place)).toEqual(totalsBy(cellsOf(sum, 'received'), place))
	expect(total(cellsOf(sum, 'received'))).toBe(factsOf('MessageReceived', 'MailReceived'))
	expect(cellsOf(sum, 'astray')).toEqual([])
}

const KEYS = /(?:case|contact|msg|note|agent|req|sub|send|promise)_/

/** A cell is of the closed schema, without a key or a number of a case; and its key tells it again. */
const namesNobody = (histories: Histories, sum: Contribution): void => {
	for (const [key, count] of sum) {
		expect(key).not.toMatch(KEYS)
		expect(cellSchema().parse(cellAt(key))).toEqual(cellAt(key))
		expect([key, Number.isSafeInteger(count) && count > 0]).toEqual([key, true])
	}
	const said = [...sum.keys()].join()
	for (const { fact } of [...histories.values()].flat())
		if (fact.kind === 'CaseOpened') expect(said).not.toContain(fact.number)
}

const SEED = 20261130

const whenRun = (runs: number, script: fc.Arbitrary<Script>, hold: (histories: Histories) => void): Promise<void> =>
	fc.assert(
		fc.asyncProperty(script, async (one) => hold(await runScript(one))),
		{ numRuns: runs, seed: SEED },
	)

describe('figures folded from facts', () => {
	it('are what a recount from nothing finds, however facts are cut into batches and whatever comes twice', async () => {
		const figures = new Set<string>()
		const property = fc.asyncProperty(scripts(40, 120), fc.array(batch, { maxLength: 12 }), async (script, batches) => {
			const histories = await runScript(script)
			const sum = project(histories, batches)
			expect(readable(sum)).toEqual(readable(recounted(histories)))
			holdsInSum(histories, sum)
			namesNobody(histories, sum)
			for (const key of sum.keys()) figures.add(cellAt(key).figure)
		})
		await fc.assert(property, { numRuns: 150, seed: SEED })
		// The property would prove nothing about a figure that never was one. None is astray.
		const all = Object.keys(DEFINITIONS).filter((figure) => figure !== 'astray')
		expect([...figures].toSorted()).toEqual(all.toSorted())
	})

	it('are that after every single fact; of a silent one no figure says anything', async () => {
		const met = new Set<string>()
		const telling = new Set<string>()
		await whenRun(50, scripts(60, 120), (histories) => {
			for (const [id, facts] of histories) {
				let matter: Matter | undefined
				let sum: Contribution = new Map()
				for (const recorded of facts) {
					const { fact, version } = recorded
					const step = stepFigures(id, matter, [recorded], CONTEXT)
					if (step === undefined) throw new Error('a fact makes a matter')
					sum = sumOf(sum, step.added)
					if (version % 7 === 0)
						expect(readable(sum)).toEqual(readable(recountFigures(id, facts.slice(0, version), CALENDARS)))
					met.add(fact.kind)
					const hasLanguage = step.matter.head.language !== matter?.head.language
					if (SILENT_FACTS.includes(fact.kind) && !hasLanguage)
						expect([fact.kind, readable(step.added)]).toEqual([fact.kind, {}])
					if (step.added.size > 0) telling.add(fact.kind)
					matter = step.matter
				}
			}
		})
		const spoken = factSchema()
			.options.map(({ shape }) => shape.kind.value)
			.filter((kind) => !SILENT_FACTS.includes(kind))
		expect(spoken.filter((kind) => !met.has(kind))).toEqual([])
		// These are remembered for what comes of them.
		const remembered = ['NativeAnswerSeen', 'ReplyDeletionQueued', 'ReplyQueued']
		expect(spoken.filter((kind) => !telling.has(kind)).toSorted()).toEqual(remembered)
	})

	it('find nobody waiting whom the list of who waits has lost, also where it only counts them', async () => {
		const manyAtOnce = scripts(50, 70).map(({ begins, steps }) => ({
			begins,
			steps: steps.map((step, index) => ({ ...step, who: 0, act: index < 20 ? 0 : step.act })),
		}))
		await whenRun(25, manyAtOnce, (histories) => {
			for (const [id, facts] of histories) {
				const matter = foldFigures(id, undefined, facts)
				if (matter === undefined) throw new Error('a case has facts')
				expect(matter.head.unanswered.count).toBeGreaterThanOrEqual(waitingOnes(matter).length)
			}
		})
	})

	it('do not change by facts that are known, and none may be left out', () => {
		const facts = [opened(), factAt('TurnLapsed', 1), factAt('TurnLapsed', 2)].map((fact, index) => ({
			version: index + 1,
			fact,
		}))
		const matter = foldFigures(CASE, undefined, facts)
		expect(matter?.version).toBe(3)
		expect(foldFigures(CASE, matter, facts.slice(1))).toBe(matter)
		expect(stepFigures(CASE, matter, facts, CONTEXT)).toEqual({ matter, added: new Map() })
		expect(foldFigures(CASE, undefined, [])).toBeUndefined()
		expect(() => foldFigures(CASE, undefined, facts.slice(1))).toThrow('Facts are left out: 2 came after 0')
		expect(() => foldFigures(CASE, matter, [{ version: 5, fact: factAt('TurnLapsed', 3) }])).toThrow('5 came after 3')
		const [, first] = facts
		if (first === undefined) throw new Error('there are three')
		expect(() => foldFigures(CASE, undefined, [{ ...first, version: 1 }])).toThrow('begins with CaseOpened')
	})
})
