import { describe, expect, it } from 'vitest'
import { fact } from '#shared/cases/fact.ts'
import type { Fact, FactOf } from '#shared/cases/facts.ts'
import { type Cell, cellAt, type FigureKey } from '#shared/figures/cell.ts'
import { foldFigures } from '#shared/figures/fold.ts'
import { dayOf, figuresOf } from '#shared/figures/formulas.ts'
import { stepOf } from '#shared/figures/histogram.ts'
import type { Matter } from '#shared/figures/matter.ts'
import { addMilliseconds, DAY, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { ANNA, CASE, keyOf } from '#test/support/case-factories.ts'
import { CALENDARS } from '#test/support/service-calendars.ts'

/** A Thursday, ten minutes before service ends in Berlin. */
const ASKED: Instant = '2026-11-26T20:50:00.000Z'
const plus = (milliseconds: number): Instant => addMilliseconds(ASKED, milliseconds)

const begun = (asked = ASKED): readonly Fact[] => [
	fact('CaseOpened', asked, { number: '7K3M9QX', contact: keyOf('contact', 1), network: 'x', language: 'de' }),
	said(1, asked),
]
const said = (number: number, at: Instant, change: Partial<FactOf<'MessageReceived'>> = {}): Fact =>
	fact('MessageReceived', at, {
		message: keyOf('msg', number),
		contact: keyOf('contact', 1),
		network: 'x',
		visibility: 'public',
		form: 'mention',
		sentAt: at,
		...change,
	})
const send = (number = 1) => ({ send: keyOf('send', number) })
const queued = (at: Instant, change: Partial<FactOf<'ReplyQueued'>> = {}): Fact =>
	fact('ReplyQueued', at, {
		by: ANNA,
		team: 'nord',
		...send(),
		reply: keyOf('msg', 101),
		to: { via: 'x', visibility: 'public', message: keyOf('msg', 1), contact: keyOf('contact', 1) },
		purpose: 'answer',
		leavesAt: at,
		...change,
	})
const answered = (at: Instant, change: Partial<FactOf<'ReplyQueued'>> = {}): readonly Fact[] => [
	queued(at, change),
	fact('ReplySent', at, { send: change.send ?? keyOf('send', 1) }),
]
const nativeAt = (at: Instant, sentAt: Instant): readonly Fact[] => [
	fact('NativeAnswerSeen', at, { message: keyOf('msg', 400), network: 'x', visibility: 'public', sentAt }),
	fact('NativeAnswerConfirmed', at, { by: ANNA, team: 'sued', message: keyOf('msg', 400) }),
]
const deleted = (at: Instant): readonly Fact[] => [
	fact('ReplyDeletionQueued', at, { by: ANNA, ...send(9), reply: keyOf('msg', 101) }),
	fact('SendSucceeded', at, send(9)),
]
const closedAt = (at: Instant, change: Partial<FactOf<'CaseClosed'>> = {}): Fact =>
	fact('CaseClosed', at, { by: ANNA, team: 'nord', outcome: 'helped', eraseAt: plus(90 * DAY), ...change })
const reopened = (at: Instant): Fact => fact('CaseReopened', at)
const thanksFor = (number: number, at: Instant): Fact =>
	fact('SignalRaised', at, { signal: 'thanks', message: keyOf('msg', number), rule: 'words' })

const isOf = <Figure extends FigureKey>(cell: Cell, figure: Figure): cell is Extract<Cell, { figure: Figure }> =>
	cell.figure === figure

const matterOf = (facts: readonly Fact[]): Matter => {
	const recorded = facts.map((one, index) => ({ version: index + 1, fact: one }))
	const matter = foldFigures(CASE, undefined, recorded)
	if (matter === undefined) throw new Error('a case has facts')
	return matter
}

/** The cells of one figure, with their counts. */
const cellsOf = <Figure extends FigureKey>(figure: Figure, matter: Matter) =>
	[...figuresOf(matter, { calendars: CALENDARS })].flatMap(([key, count]) => {
		const cell = cellAt(key)
		return isOf(cell, figure) ? [{ ...cell, count }] : []
	})

/** The same after these facts. */
const figureOf = <Figure extends FigureKey>(figure: Figure, ...facts: readonly Fact[]) =>
	cellsOf(figure, matterOf(facts))

const took = (...facts: readonly Fact[]) =>
	Object.fromEntries(figureOf('firstAnswer', ...facts).map((cell) => [cell.clock, cell.took]))
const fates = (...facts: readonly Fact[]) => figureOf('ledger', ...facts).map(({ fate, count }) => [fate, count])

describe('the day', () => {
	it.each([
		['2026-11-30T22:59:59.999Z', '2026-11-30'],
		['2026-11-30T23:00:00.000Z', '2026-12-01'],
		['2026-10-24T22:00:00.000Z', '2026-10-25'],
		['2026-10-25T22:59:59.999Z', '2026-10-25'],
		['2026-10-25T23:00:00.000Z', '2026-10-26'],
		['2026-03-28T23:00:00.000Z', '2026-03-29'],
		['2026-03-29T22:00:00.000Z', '2026-03-30'],
	])('at %s in Berlin is %s', (at, day) => expect(dayOf(at)).toBe(day))

	it('of a message is that of its network, of a matter that on which we knew of it', () => {
		const late = '2026-11-26T23:10:00.000Z'
		const facts = [begun(late)[0] ?? reopened(late), said(1, late, { sentAt: '2026-11-26T22:50:00.000Z' })]
		expect(figureOf('received', ...facts)).toMatchObject([{ day: '2026-11-26', count: 1 }])
		expect(figureOf('matters', ...facts)).toMatchObject([{ day: '2026-11-27', channel: 'x', count: 1 }])
	})
})

describe('the first answer', () => {
	it('takes the time of service that lies between, and that of the clock', () => {
		const answer = answered('2026-11-27T06:10:00.000Z')
		expect(took(...begun(), ...answer)).toEqual({ service: stepOf(20), wall: stepOf(560) })
		expect(figureOf('firstAnswer', ...begun(), ...answer)).toMatchObject([{ team: 'nord' }, { day: '2026-11-26' }])
	})
	it('counts by the calendar of the team that gave it', () => {
		// The sixth of January is a holiday in Bavaria alone.
		const [asked, answer] = ['2027-01-05T20:50:00.000Z', '2027-01-06T06:10:00.000Z']
		expect(took(...begun(asked), ...answered(answer))).toMatchObject({ service: stepOf(20) })
		expect(took(...begun(asked), ...answered(answer, { team: 'sued' }))).toMatchObject({ service: stepOf(10) })
	})
	it('may be an interim one, and stays the first when it is deleted later', () => {
		const interim = answered(plus(5 * MINUTE), { purpose: 'interim', until: plus(DAY) })
		expect(took(...begun(), ...interim)).toMatchObject({ wall: stepOf(5) })
		expect(took(...begun(), ...interim, ...deleted(plus(HOUR)))).toMatchObject({ wall: stepOf(5) })
	})
	it.each<[string, readonly Fact[]]>([
		['a pointer', answered(plus(MINUTE), { purpose: 'netiquette' })],
		['an invitation', answered(plus(MINUTE), { purpose: 'invitation', until: plus(DAY) })],
		['an answer on its way', [queued(plus(MINUTE))]],
		['one that failed', [queued(plus(MINUTE)), fact('ReplyFailed', plus(HOUR), { ...send(), reason: 'rejected' })]],
		['what stood in the network before the question', nativeAt(plus(HOUR), plus(-MINUTE))],
	])('is not %s: who waits is in the population as open', (_, facts) =>
		expect(took(...begun(), ...facts)).toEqual({ service: 'open', wall: 'open' }),
	)
	it('was given when it was written in the network, once a person confirms it, also where another came later', () => {
		const native = nativeAt(plus(3 * HOUR), plus(4 * MINUTE))
		expect(took(...begun(), ...native)).toMatchObject({ wall: stepOf(4) })
		expect(took(...begun(), ...answered(plus(HOUR)), ...native)).toMatchObject({ wall: stepOf(4) })
	})
	it('counts from the earliest message by the network, however late that came', () => {
		const earlier = said(2, plus(MINUTE), { sentAt: plus(-10 * MINUTE) })
		expect(took(...begun(), earlier, ...answered(plus(5 * MINUTE)))).toMatchObject({ wall: stepOf(15) })
	})
	it('has no time where it was said by hand, or where the matter was closed without one', () => {
		const byHand = fact('AnsweredByHand', plus(MINUTE), { by: ANNA })
		expect(took(...begun(), byHand, ...answered(plus(HOUR)))).toEqual({ service: 'byHand', wall: 'byHand' })
		const end = closedAt(plus(HOUR), { outcome: 'noRequest', unansweredReason: 'thanks' })
		expect(took(...begun(), end)).toMatchObject({ wall: 'closedUnanswered' })
		expect(took(...begun(), end, reopened(plus(DAY)))).toMatchObject({ wall: 'open' })
	})
})

describe('helped', () => {
	const CLOSED = HOUR
	const helpedCase = [...begun(), ...answered(plus(MINUTE)), closedAt(plus(CLOSED))]
	const again = (at: number, ...more: readonly Fact[]) => [
		...helpedCase,
		reopened(plus(at)),
		said(2, plus(at)),
		...more,
	]

	it('is unknown as long as the customer says nothing', () => {
		expect(figureOf('helped', ...helpedCase)).toMatchObject([{ customer: 'unknown', earlier: 'none', team: 'nord' }])
		expect(figureOf('closed', ...helpedCase)).toMatchObject([{ outcome: 'helped', waiting: 'nobody', now: 'closed' }])
	})
	it('is contradicted by words within 14 days, on the day of the close', () => {
		const inTime = again(CLOSED + 14 * DAY)
		expect(figureOf('helped', ...inTime)).toMatchObject([{ customer: 'contradicted', day: '2026-11-26', count: 1 }])
		expect(figureOf('closed', ...inTime)).toMatchObject([{ now: 'reopened' }])
		expect(figureOf('helped', ...again(CLOSED + 14 * DAY + 1))).toMatchObject([{ customer: 'unknown' }])
	})
	it('is not contradicted by thanks alone, unless a person says that they are none, or more follows', () => {
		const thanks = again(DAY, thanksFor(2, plus(DAY)))
		const dismissed = fact('SignalDismissed', plus(2 * DAY), { signal: 'thanks', reason: 'notMeant', by: ANNA })
		expect(figureOf('helped', ...thanks)).toMatchObject([{ customer: 'unknown' }])
		expect(figureOf('helped', ...thanks, dismissed)).toMatchObject([{ customer: 'contradicted' }])
		expect(figureOf('helped', ...thanks, said(3, plus(2 * DAY)))).toMatchObject([{ customer: 'contradicted' }])
	})
	it('is contradicted by thanks that became other words', () => {
		const edited = fact('MessageEdited', plus(2 * DAY), {
			message: keyOf('msg', 2),
			sentAt: plus(2 * DAY),
			filedVersion: 7,
			isShown: true,
		})
		expect(figureOf('helped', ...again(DAY, thanksFor(2, plus(DAY)), edited))).toMatchObject([
			{ customer: 'contradicted' },
		])
	})
	it('is not contradicted by what opens a case without the customer', () => {
		expect(figureOf('helped', ...helpedCase, reopened(plus(DAY)))).toMatchObject([{ customer: 'unknown' }])
	})
	it('moves with the last close, which tells that an earlier one was contradicted', () => {
		const second = again(DAY, ...answered(plus(DAY), { ...send(2), reply: keyOf('msg', 102) }), closedAt(plus(2 * DAY)))
		expect(figureOf('helped', ...second)).toMatchObject([
			{ customer: 'unknown', earlier: 'contradicted', day: '2026-11-28', count: 1 },
		])
		const other = [...again(DAY), closedAt(plus(2 * DAY), { outcome: 'noRequest', unansweredReason: 'opinion' })]
		expect(figureOf('helped', ...other)).toEqual([])
		expect(figureOf('closed', ...other)).toMatchObject([{ reason: 'opinion', waiting: 'somebody', count: 1 }])
	})
})

describe('the books of messages', () => {
	it('say what became of each', () => {
		const erased = fact('MessageErased', plus(MINUTE), { message: keyOf('msg', 1), filedVersion: 2 })
		const personErased = fact('PersonErased', plus(DAY))
		expect(fates(...begun())).toEqual([['waiting', 1]])
		expect(fates(...begun(), erased)).toEqual([['takenBack', 1]])
		expect(fates(...begun(), personErased)).toEqual([['personErased', 1]])
		expect(fates(...begun(), closedAt(plus(HOUR), { outcome: 'toldByIncident' }))).toEqual([['toldByIncident', 1]])
		expect(fates(...begun(), closedAt(plus(HOUR), { outcome: 'spamOrAbuse' }))).toEqual([['closed', 1]])
		// What was answered stays so, whoever is erased then.
		expect(fates(...begun(), ...answered(plus(MINUTE)), erased, personErased)).toEqual([['answered', 1]])
	})
	it('let a message wait again whose answer is deleted, unless a newer one stands', () => {
		const first = [...begun(), ...answered(plus(MINUTE))]
		expect(fates(...first, ...deleted(plus(HOUR)))).toEqual([['waiting', 1]])
		const second = answered(plus(2 * MINUTE), { ...send(2), reply: keyOf('msg', 102) })
		expect(fates(...first, ...second, ...deleted(plus(HOUR)))).toEqual([['answered', 1]])
	})
	it('let wait whoever wrote after the author of an answer looked', () => {
		const overtaken = [queued(plus(MINUTE)), said(2, plus(MINUTE)), fact('ReplySent', plus(2 * MINUTE), send())]
		expect(fates(...begun(), ...overtaken)).toEqual([
			['answered', 1],
			['waiting', 1],
		])
	})
})

describe('who is astray', () => {
	it('is told by how many more or fewer the list of who waits has than the books', () => {
		const matter = matterOf(begun())
		const listing = (count: number) => ({ ...matter, head: { ...matter.head, unanswered: { first: [], count } } })
		const astray = (count: number) => cellsOf('astray', listing(count)).map((cell) => cell.count)
		expect([astray(1), astray(4), astray(0)]).toEqual([[], [3], [1]])
	})
})

describe('turn times', () => {
	it('are those of the turns until the last close, without the time in between', () => {
		const first = [...begun(), ...answered(plus(HOUR)), closedAt(plus(3 * HOUR))]
		const again = [...first, reopened(plus(DAY)), said(2, plus(DAY)), closedAt(plus(DAY + HOUR))]
		const times = (...facts: readonly Fact[]) =>
			Object.fromEntries(figureOf('turnTimes', ...facts).map(({ whose, count }) => [whose, count / HOUR]))
		expect(times(...first)).toEqual({ ours: 1, customer: 2, life: 3 })
		expect(times(...again)).toEqual({ ours: 2, customer: 2, life: 4 })
		expect(times(...again.slice(0, -1))).toEqual({ ours: 1, customer: 2, life: 3 })
	})
})

describe('an act', () => {
	it('carries the team in which its author was then, and the day on which it happened', () => {
		const made = fact('PromiseMade', plus(DAY), {
			by: ANNA,
			team: 'sued',
			promise: keyOf('promise', 1),
			what: 'refund',
			dueAt: plus(2 * DAY),
			owes: { kind: 'agent', agent: ANNA },
			from: 'case',
		})
		const kept = (at: number) =>
			fact('PromiseKept', plus(at), { by: ANNA, team: 'nord', promise: keyOf('promise', 1), on: 'call' })
		const promised = { day: '2026-11-27', team: 'sued', what: 'refund', count: 1 }
		expect(figureOf('promises', ...begun(), made)).toMatchObject([{ ...promised, end: 'open' }])
		expect(figureOf('promises', ...begun(), made, kept(2 * DAY))).toMatchObject([{ ...promised, end: 'keptInTime' }])
		expect(figureOf('promises', ...begun(), made, kept(2 * DAY + 1))).toMatchObject([{ ...promised, end: 'keptLate' }])
		const raised = fact('DangerRaised', plus(0), { danger: 'child', message: keyOf('msg', 1) })
		const taken = fact('DangerTaken', plus(4 * MINUTE), { danger: 'child', by: ANNA, team: 'sued' })
		expect(figureOf('danger', ...begun(), raised)).toMatchObject([{ taken: 'open', end: 'open' }])
		expect(figureOf('danger', ...begun(), raised, taken)).toMatchObject([{ taken: stepOf(4), team: 'sued' }])
	})
})
