import { createHash } from 'node:crypto'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { type AgentKey, agentKeySchema } from '#shared/cases/keys.ts'
import type { CaseChange, CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type Instant, SECOND } from '#shared/kernel/clock.ts'
import type { QueuePart } from './queue-store.ts'
import { QUEUE_LISTS, queuePlaces } from './row.ts'
import { leavesRow, wordsAfter } from './row-words.ts'

/** Whose lists an item of pulses tells of: everybody's, an agent's, or a team's. A page reads one of each. */
export type PulseKey = 'house' | AgentKey | `team#${string}`

/** The lists of the queue, of which the shards of one count as one. `free`: what nobody owns. */
const PULSE_LISTS = [...QUEUE_LISTS, 'free'] as const
type PulseList = (typeof PULSE_LISTS)[number]

/** That something changed in a list, or stands in it otherwise than before. */
export type Pulse = { readonly of: PulseKey; readonly list: PulseList }

/** A count as it was found, by the stamp of the lists at that time. */
export type KeptCount = {
	readonly stamp: string
	readonly count: number
	/** Of what is on its way to a case: since when the oldest is. */
	readonly oldestAt?: Instant | undefined
}

export type Pulses = {
	/** By list, what is another text after each change: in milliseconds of the wall clock when it was, and something random. */
	readonly beats: Readonly<Partial<Record<string, string>>>
	readonly counts: Readonly<Partial<Record<string, KeptCount>>>
}
export type PulsesByKey = ReadonlyMap<PulseKey, Pulses>

/** When the lists of the queue last changed, so that who looks again learns by one call that there is nothing new. */
export type PulseStore = {
	/** Reads what there is of these keys by one call, eventually. */
	readonly read: (keys: readonly PulseKey[]) => Promise<PulsesByKey>
	/** Rewrites pulses, by one call for each key. */
	readonly beat: (pulses: readonly Pulse[]) => Promise<void>
	/** Keeps counts of a key for everybody who asks after them. */
	readonly keep: (key: PulseKey, counts: Readonly<Record<string, KeptCount>>) => Promise<void>
}

/** Reads a key of pulses; undefined for any other text. */
export const pulseKeyIn = (text: string): PulseKey | undefined => {
	if (text === 'house') return text
	const agent = agentKeySchema.safeParse(text).data
	if (agent !== undefined) return agent
	return text.startsWith('team#') ? `team#${text.slice('team#'.length)}` : undefined
}

/** Returns the pulse of a partition of a list. */
export const pulseOf = ({ list, partition }: Pick<QueuePart, 'list' | 'partition'>): Pulse => {
	if (list === 'team') return { of: `team#${partition}`, list }
	if (list !== 'holder' && list !== 'asked') return { of: 'house', list }
	const of = pulseKeyIn(partition) ?? 'house'
	return { of, list: of.startsWith('agent_') ? list : 'free' }
}

const pulsesOf = (state: CaseState | undefined): readonly Pulse[] => {
	const places = state === undefined ? {} : queuePlaces(state)
	return QUEUE_LISTS.flatMap((list) => {
		const partition = places[list]?.partition
		return partition === undefined ? [] : [pulseOf({ list, partition })]
	})
}

const nameOf = ({ of, list }: Pulse): string => `${of}.${list}`
/** Returns each of the pulses once. */
const each = (pulses: readonly Pulse[]): readonly Pulse[] => [
	...new Map(pulses.map((pulse) => [nameOf(pulse), pulse])).values(),
]

/** Returns the lists that a step of a case changes: those where its row stood and those where it stands; none for most steps of a send. */
export const movedBy = (change: CaseChange): readonly Pulse[] => {
	if (leavesRow(change, wordsAfter(change))) return []
	return each([...pulsesOf(change.before), ...pulsesOf(change.after)])
}

/** Writes pulses as one text: keys and names of lists, which say nothing that the facts beside it do not. */
export const encodePulses = (pulses: readonly Pulse[]): string => pulses.map(nameOf).join(' ')

/** Reads pulses; those of another release's lists are left out. */
export const decodePulses = (text: string): readonly Pulse[] =>
	text.split(' ').flatMap((name): readonly Pulse[] => {
		const [key = '', listed] = name.split('.')
		const list = PULSE_LISTS.find((one) => one === listed)
		const of = pulseKeyIn(key)
		return list === undefined || of === undefined ? [] : [{ of, list }]
	})

/**
 * How long after its pulse a list may still be read as it was before, since indexes follow with a delay. For that long its stamp is one of
 * its own, so that whoever looked too early looks once more.
 */
export const SETTLES_WITHIN = 2 * SECOND

/** Hashes what is compared and never read. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16)

/** Returns what stands for the state of lists at a moment of the wall clock, and for that of the clock that moves them by itself. */
export const stampOf = (
	found: PulsesByKey,
	pulses: readonly Pulse[],
	epochMilliseconds: number,
	time: string,
): string => {
	const beats = new Map(pulses.map((pulse) => [nameOf(pulse), found.get(pulse.of)?.beats[pulse.list] ?? '']))
	const stamps = [...beats].map(([name, beat]) => {
		const isSettled = epochMilliseconds - Number(beat.split('.')[0]) >= SETTLES_WITHIN
		return [name, beat, isSettled]
	})
	return shortHash(JSON.stringify([time, stamps.toSorted()]))
}

/** What the stream of facts says of a fact of which the queue changes. */
const factImageSchema = z.object({ NewImage: z.object({ moves: z.object({ S: z.string() }) }) })

export type ProjectDependencies = { readonly pulses: Pick<PulseStore, 'beat'> }

/**
 * Rewrites the pulses of all lists that new facts changed, each key once. Repeating it changes nothing that matters: whoever looks, looks
 * once more.
 */
export const projectStream = async (
	{ pulses }: ProjectDependencies,
	event: DynamoDBStreamEvent,
): Promise<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }> => {
	const moved = event.Records.flatMap(({ dynamodb }) => {
		const image = factImageSchema.safeParse(dynamodb).data
		return image === undefined ? [] : decodePulses(image.NewImage.moves.S)
	})
	if (moved.length > 0) await pulses.beat(each(moved))
	return { batchItemFailures: [] }
}

/**
 * Has a store tell at once of who began to write in a case, or ended: colleagues see it within three seconds. All else comes by the facts'
 * stream, and so does this once more, wherefore an act that is done does not fail by it.
 */
export const tellingClaims = (store: CaseStore, pulses: Pick<PulseStore, 'beat'>): CaseStore => ({
	...store,
	commit: async (change) => {
		const committed = await store.commit(change)
		const isNews = change.before?.claim?.by !== change.after.claim?.by
		if (committed.result === 'committed' && isNews) await pulses.beat(movedBy(change)).catch(() => {})
		return committed
	},
})
