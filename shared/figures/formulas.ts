import { calendarOf, type ServiceCalendars, serviceMinutesBetween, ZONE } from '#shared/calendar/service-calendar.ts'
import { type Day, wallTimeAt } from '#shared/calendar/wall-clock.ts'
import type { Team } from '#shared/cases/actor.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { CellOf, FigureKey } from './cell.ts'
import { type Contribution, type Counted, contributionOf, differenceOf } from './contribution.ts'
import { foldFigures } from './fold.ts'
import { stepOf } from './histogram.ts'
import type { Close, GivenAnswer, Matter } from './matter.ts'
import { waitingOnes } from './messages.ts'

/** How each figure is counted from a matter. Pure; what they mean is told in `definitions.ts`. */

/** What figures need besides facts. */
export type FiguresContext = { readonly calendars: ServiceCalendars }

type Formula<Figure extends FigureKey> = (
	matter: Matter,
	context: FiguresContext,
) => readonly { readonly cell: CellOf<Figure>; readonly count: number }[]

/** A close that stood for so long without the customer's words is final; until then its figures are provisional. */
const FINAL_AFTER = 14 * DAY

/** Returns the day in Berlin at an instant. */
export const dayOf = (at: Instant): Day => wallTimeAt(at, ZONE).day

/** What all cells of a matter share, on the day of something that happened. */
const cellOn = ({ network, head }: Matter, at: Instant) =>
	({ day: dayOf(at), channel: network, language: head.language }) as const

/** The same of an act of ours. */
const actOn = (matter: Matter, { at, team }: { readonly at: Instant; readonly team?: Team | undefined }) =>
	({ ...cellOn(matter, at), team }) as const

const minutesBetween = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from)) / MINUTE

/** By the network's time; of a case without a message its opening. */
const firstMessageAt = ({ arrivals, head }: Matter): Instant =>
	arrivals.map(({ sentAt }) => sentAt).toSorted()[0] ?? head.openedAt

const byTime = (one: GivenAnswer, other: GivenAnswer): number => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)

/** The earliest answer to the first message. What stood in a network before it does not answer it. */
const firstAnswerOf = ({ given }: Matter, asked: Instant): GivenAnswer | undefined =>
	given.filter(({ at, how }) => how !== 'native' || at >= asked).toSorted(byTime)[0]

const untimed = (
	matter: Matter,
	answer: GivenAnswer | undefined,
): 'byHand' | 'open' | 'closedUnanswered' | undefined => {
	if (answer !== undefined) return answer.how === 'byHand' ? 'byHand' : undefined
	return matter.head.state === 'open' ? 'open' : 'closedUnanswered'
}

const firstAnswer: Formula<'firstAnswer'> = (matter, { calendars }) => {
	const asked = firstMessageAt(matter)
	const answer = firstAnswerOf(matter, asked)
	const minutesBy = {
		wall: (to: Instant) => minutesBetween(asked, to),
		service: (to: Instant) => serviceMinutesBetween(calendarOf(calendars, answer?.team), asked, to),
	}
	const took = untimed(matter, answer)
	return (['service', 'wall'] as const).map((clock) => ({
		cell: {
			figure: 'firstAnswer',
			...cellOn(matter, matter.head.openedAt),
			team: answer?.team,
			clock,
			took: took ?? stepOf(answer === undefined ? 0 : minutesBy[clock](answer.at)),
		},
		count: 1,
	}))
}

/** Tells whether the customer contradicted a close: in time, before the next one, by words that are more than thanks. */
const isContradicted = ({ closes, wordsAfterClose, thanks }: Matter, close: Close): boolean => {
	const next = closes[closes.indexOf(close) + 1]?.version ?? Number.POSITIVE_INFINITY
	const until = addMilliseconds(close.at, FINAL_AFTER)
	return wordsAfterClose.some(
		({ message, version, sentAt }) =>
			version > close.version &&
			version < next &&
			sentAt <= until &&
			!thanks.some((one) => one.message === message && one.version > version),
	)
}

const isHelped = ({ outcome }: Close): boolean => outcome === 'helped'

const helped: Formula<'helped'> = (matter) => {
	const last = matter.closes.at(-1)
	if (last === undefined || !isHelped(last)) return []
	const wasContradicted = matter.closes.slice(0, -1).some((one) => isHelped(one) && isContradicted(matter, one))
	const cell = {
		figure: 'helped',
		...actOn(matter, last),
		customer: isContradicted(matter, last) ? 'contradicted' : 'unknown',
		earlier: wasContradicted ? 'contradicted' : 'none',
	} as const
	return [{ cell, count: 1 }]
}

const closed: Formula<'closed'> = (matter) => {
	const last = matter.closes.at(-1)
	if (last === undefined) return []
	const { outcome, reason, leftWaiting } = last
	const waiting = leftWaiting ? 'somebody' : 'nobody'
	const now = matter.head.state === 'closed' ? 'closed' : 'reopened'
	return [{ cell: { figure: 'closed', ...actOn(matter, last), outcome, reason, waiting, now }, count: 1 }]
}

/** How far what was asked for came: data that ever came count, else what became of the last request. */
const dataOf = ({ requests }: Matter): CellOf<'acrossHandover'>['data'] =>
	requests.some(({ data }) => data === 'received') ? 'received' : (requests.at(-1)?.data ?? 'open')

const acrossHandover: Formula<'acrossHandover'> = (matter) => {
	const [first] = matter.requests
	if (first === undefined) return []
	const last = matter.head.state === 'closed' ? matter.closes.at(-1) : undefined
	const end = last === undefined ? 'open' : isHelped(last) ? 'helped' : 'otherwise'
	return [{ cell: { figure: 'acrossHandover', ...actOn(matter, first), data: dataOf(matter), end }, count: 1 }]
}

const turnTimes: Formula<'turnTimes'> = (matter) => {
	const last = matter.closes.at(-1)
	if (last === undefined) return []
	const cell = { figure: 'turnTimes', ...actOn(matter, last) } as const
	const spans = matter.closes.map(({ openSince, at }) => Date.parse(at) - Date.parse(openSince))
	const life = spans.reduce((sum, span) => sum + span, 0)
	return [
		...(['ours', 'customer', 'backoffice'] as const).map((whose) => ({
			cell: { ...cell, whose },
			count: last.turns[whose],
		})),
		{ cell: { ...cell, whose: 'life' }, count: life },
	]
}

const danger: Formula<'danger'> = (matter) =>
	matter.dangers.map(({ at, team, danger: kind, takenAt, did }) => ({
		cell: {
			figure: 'danger',
			...actOn(matter, { at, team }),
			danger: kind,
			taken: takenAt === undefined ? 'open' : stepOf(minutesBetween(at, takenAt)),
			end: did ?? 'open',
		},
		count: 1,
	}))

/** The second time a promise of a case was broken. */
const brokenTwice: Formula<'brokenTwice'> = (matter) => {
	const second = matter.broken[1]
	return second === undefined ? [] : [{ cell: { figure: 'brokenTwice', ...actOn(matter, second) }, count: 1 }]
}

/** By how many the list of who waits, which everybody works by, differs from what became of the messages. */
const astray: Formula<'astray'> = (matter) => {
	const { day, channel } = cellOn(matter, matter.head.openedAt)
	const count = Math.abs(matter.head.unanswered.count - waitingOnes(matter).length)
	return [{ cell: { figure: 'astray', day, channel }, count }]
}

/** A formula for every figure: one that is missing does not compile. */
const FORMULAS: { readonly [Figure in FigureKey]: Formula<Figure> } = {
	received: (matter) =>
		matter.arrivals.map(({ sentAt, channel, visibility }) => ({
			cell: { figure: 'received', ...cellOn(matter, sentAt), channel, visibility },
			count: 1,
		})),
	matters: (matter) => [{ cell: { figure: 'matters', ...cellOn(matter, matter.head.openedAt) }, count: 1 }],
	firstAnswer,
	closed,
	helped,
	acrossHandover,
	promises: (matter) =>
		matter.promises.map(({ at, team, what, end }) => ({
			cell: { figure: 'promises', ...actOn(matter, { at, team }), what, end },
			count: 1,
		})),
	brokenTwice,
	turnTimes,
	netiquette: (matter) =>
		matter.steps
			.filter(({ state }) => state === 'taken')
			.map(({ at, team, what }) => ({
				cell: { figure: 'netiquette', ...actOn(matter, { at, team }), step: what },
				count: 1,
			})),
	danger,
	signals: (matter) =>
		matter.signals.map(({ at, signal, state }) => ({
			cell: { figure: 'signals', ...cellOn(matter, at), signal, state },
			count: 1,
		})),
	ledger: (matter) =>
		matter.messages.map(({ sentAt, channel, visibility, fate }) => ({
			cell: { figure: 'ledger', day: dayOf(sentAt), channel, visibility, fate },
			count: 1,
		})),
	astray,
}

/** Returns what a matter adds to all figures, by the calendars given. */
export const figuresOf = (matter: Matter, context: FiguresContext): Contribution =>
	contributionOf(Object.values(FORMULAS).flatMap((formula): readonly Counted[] => formula(matter, context)))

/** A matter one step on, and what must be added to the figures for it. Both are written at once, or neither. */
export type FiguresStep = { readonly matter: Matter; readonly added: Contribution }

/**
 * Takes more facts of a case into the figures: where they are all known nothing is added. Undefined where there are none at
 * all. Throws where facts are left out.
 */
export const stepFigures = (
	id: CaseId,
	before: Matter | undefined,
	facts: readonly RecordedFact[],
	context: FiguresContext,
): FiguresStep | undefined => {
	const matter = foldFigures(id, before, facts)
	if (matter === undefined) return undefined
	const counted = before === undefined ? undefined : figuresOf(before, context)
	return { matter, added: differenceOf(counted, figuresOf(matter, context)) }
}
