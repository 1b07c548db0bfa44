import { dayBeginning } from '#shared/calendar/service-calendar.ts'
import type { Clock, Instant, RealClock } from '#shared/kernel/clock.ts'
import { type InFlight, type InFlightLedger, inFlight } from '#shared/ledger/in-flight.ts'
import { type KeptCount, type PulseKey, type PulseStore, type PulsesByKey, pulseOf, stampOf } from './pulses.ts'
import type { QueuePart, QueueStore } from './queue-store.ts'
import { idOfRow, type QueueQuery } from './read-queue.ts'
import { QUEUE_VIEWS, type QueueView } from './view-codes.ts'
import { partsOf, standsIn } from './views.ts'

type Viewer = QueueQuery['viewer']

/** Counts stand up to this; beyond it there are more. */
export const COUNTED = 99

const MOST = COUNTED + 1

/** Counts parts without reading a row: side by side for a first look, then one after the other until there are more than is told. */
const countParts = async (store: QueueStore, parts: readonly QueuePart[]): Promise<number> => {
	const first = Math.ceil(MOST / Math.max(1, parts.length))
	const counts = await Promise.all(parts.map((part) => store.count(part, first)))
	let sum = counts.reduce((total, count) => total + count, 0)
	for (const [index, part] of parts.entries()) {
		const counted = counts[index] ?? 0
		if (sum >= MOST) return MOST
		if (counted === first) sum += (await store.count(part, MOST)) - counted
	}
	return Math.min(sum, MOST)
}

/** Counts cases of parts in which the same may stand twice. */
const countCases = async (store: QueueStore, parts: readonly QueuePart[], now: Instant): Promise<number> => {
	const read = async (part: QueuePart): Promise<readonly string[]> => {
		const { rows } = await store.read(part, MOST, { isNewestFirst: false })
		return rows.filter((placed) => standsIn(part, placed, { now })).map(({ stored }) => idOfRow(stored))
	}
	const ids = await Promise.all(parts.map(read))
	return Math.min(new Set(ids.flat()).size, MOST)
}

/** The views whose parts overlap; all of them are of one key. */
const OVERLAPPING: ReadonlySet<QueueView> = new Set(['mine', 'due'])

/** The keys of the pulses that somebody's views and counts depend on. */
const pulseKeysOf = ({ key, team }: Viewer): readonly PulseKey[] => [
	'house',
	key,
	...(team === undefined ? [] : [`team#${team}` as const]),
]

/** To the minute, and to ten: a count is right again after so long, whatever was missed. */
export const minuteOf = (now: Instant): string => now.slice(0, 16)
const tenMinutesOf = (now: Instant): string => now.slice(0, 15)

/** What moves a view by itself: windows that end within hours, the beginning of a day. */
const timeOf = (view: QueueView, now: Instant): string => {
	if (view === 'due') return minuteOf(now)
	return view === 'closed' ? `${dayBeginning(now)} ${tenMinutesOf(now)}` : tenMinutesOf(now)
}

/** A part of a view's count that is kept under one key: what is everybody's is counted once for all who look. */
type Share = { readonly view: QueueView; readonly of: PulseKey; readonly parts: readonly QueuePart[] }

const sharesOf = (viewer: Viewer, now: Instant): readonly Share[] =>
	QUEUE_VIEWS.flatMap((view) =>
		[...Map.groupBy(partsOf(view, { ...viewer, now }), (part) => pulseOf(part).of)].map(([of, parts]) => ({
			view,
			of,
			parts,
		})),
	)

export type QueueCounts = Readonly<Record<QueueView, number>>

export type CountDependencies = {
	readonly queue: QueueStore
	readonly pulses: PulseStore
	readonly ledger: InFlightLedger
	readonly realClock: RealClock
}

/** Gives counts as they were kept, and keeps those that were counted. */
const createKept = (pulses: PulseStore, found: PulsesByKey) => {
	const fresh = new Map<PulseKey, Record<string, KeptCount>>()
	return {
		/** Returns the count of that stamp, counted anew where none is kept. */
		countOf: async (of: PulseKey, name: string, stamp: string, count: () => Promise<Omit<KeptCount, 'stamp'>>) => {
			const kept = found.get(of)?.counts[name]
			if (kept?.stamp === stamp) return kept
			const counted = { stamp, ...(await count()) }
			fresh.set(of, { ...fresh.get(of), [name]: counted })
			return counted
		},
		save: async () => void (await Promise.all([...fresh].map(([key, counts]) => pulses.keep(key, counts)))),
	}
}

/**
 * Counts the rows of each view for somebody, to one more than `COUNTED`. Only what moved since it was last counted is counted again: by its
 * pulses, and by time. `found` are the pulses as they were before anything was read.
 */
export const countQueue = async (
	{ queue, pulses, realClock }: Omit<CountDependencies, 'ledger'>,
	viewer: Viewer,
	now: Instant,
	found: PulsesByKey,
): Promise<QueueCounts> => {
	const milliseconds = realClock.epochMilliseconds()
	const kept = createKept(pulses, found)
	const countShare = async ({ view, of, parts }: Share) => {
		const stamp = stampOf(found, parts.map(pulseOf), milliseconds, timeOf(view, now))
		const { count } = await kept.countOf(of, view, stamp, async () => ({
			count: await (OVERLAPPING.has(view) ? countCases(queue, parts, now) : countParts(queue, parts)),
		}))
		return { view, count }
	}
	const shares = await Promise.all(sharesOf(viewer, now).map(countShare))
	await kept.save()
	const sumOf = (view: QueueView): number =>
		shares.reduce((sum, share) => (share.view === view ? sum + share.count : sum), 0)
	return Object.fromEntries(QUEUE_VIEWS.map((view) => [view, Math.min(sumOf(view), MOST)])) as QueueCounts
}

/** Tells what is on its way to a case, read from the ledger once a minute for everybody. */
export const countInFlight = async (
	{ pulses, ledger }: Pick<CountDependencies, 'pulses' | 'ledger'>,
	now: Instant,
	found: PulsesByKey,
): Promise<InFlight> => {
	const kept = createKept(pulses, found)
	const { count, oldestAt } = await kept.countOf('house', 'inFlight', minuteOf(now), () => inFlight(ledger, now))
	await kept.save()
	return { count, oldestAt }
}

/** The cases in danger, in a list of their own that everybody sees. */
const DANGERS = { list: 'danger', partition: 'danger' } as const

/** Counts the cases in danger, to `COUNTED`: anew only where that list moved. */
export const countDangers = async (
	{ queue, pulses, realClock }: Omit<CountDependencies, 'ledger'>,
	now: Instant,
	found: PulsesByKey,
): Promise<number> => {
	const kept = createKept(pulses, found)
	const stamp = stampOf(found, [pulseOf(DANGERS)], realClock.epochMilliseconds(), tenMinutesOf(now))
	const { count } = await kept.countOf('house', 'dangers', stamp, async () => ({
		count: await queue.count(DANGERS, COUNTED),
	}))
	await kept.save()
	return count
}

/** What somebody looks at: a view, of another team where they ask for it; with `rowsOnly` without the counts of the other views. */
export type Looked = {
	readonly view: QueueView
	readonly team?: string | undefined
	readonly rowsOnly?: true | undefined
}

type Moment = { readonly now: Instant; readonly epochMilliseconds: number }

/** Returns a text that is another one once there may be more or fewer cases in danger, and with each minute. */
export const dangerNewsIn = (found: PulsesByKey, { now, epochMilliseconds }: Moment): string =>
	stampOf(found, [pulseOf(DANGERS)], epochMilliseconds, minuteOf(now))

/**
 * Returns a text that is another one once somebody's page of the queue may be: after a change in a list that it shows or counts, and with each
 * minute, which claims, windows and days go by.
 */
export const newsIn = (
	found: PulsesByKey,
	viewer: Viewer,
	{ view, team = viewer.team, rowsOnly }: Looked,
	{ now, epochMilliseconds }: Moment,
): string => {
	const shown = partsOf(view, { ...viewer, team: view === 'team' ? team : viewer.team, now })
	const counted = rowsOnly === true ? [] : QUEUE_VIEWS.flatMap((one) => partsOf(one, { ...viewer, now }))
	const who = `${view} ${viewer.key} ${viewer.team ?? ''} ${team ?? ''}`
	return stampOf(found, [...shown, ...counted].map(pulseOf), epochMilliseconds, `${minuteOf(now)} ${who}`)
}

/** Returns the keys of the pulses behind somebody's page of the queue. */
export const pulseKeysOfPage = (viewer: Viewer, { view, team }: Looked): readonly PulseKey[] => {
	const other = view === 'team' && team !== undefined ? ([`team#${team}`] as const) : []
	return [...new Set([...pulseKeysOf(viewer), ...other])]
}

export type NewsDependencies = Pick<CountDependencies, 'pulses' | 'realClock'> & { readonly clock: Clock }

/**
 * Returns the tag of what somebody looks at, by one read: another one as soon as it may look otherwise, the same as long as it cannot; with
 * the pulses, for counting by them. To be asked before anything else is read: what changes meanwhile is then news for the next look.
 */
export const queueNews = async (
	{ pulses, realClock, clock }: NewsDependencies,
	viewer: Viewer,
	looked: Looked,
): Promise<{ readonly tag: string; readonly found: PulsesByKey }> => {
	const found = await pulses.read(pulseKeysOfPage(viewer, looked))
	const instants = { now: clock.now(), epochMilliseconds: realClock.epochMilliseconds() }
	return { tag: newsIn(found, viewer, looked, instants), found }
}
