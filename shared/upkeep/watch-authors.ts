import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import type { AuthorWatch, DeletionWatch, WatchList } from '#shared/channels/x/deletion-watch.ts'
import { addMilliseconds, type Clock, HOUR, type Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Askable } from './look-up-messages.ts'
import type { RereadStore } from './reread-store.ts'

/** A watched author, the case for which, and how many public messages of theirs it shows. */
export type Watched = AuthorWatch & { readonly caseId: CaseId; readonly messages: number }

/** X keeps our notes with the subscription, so no table of ours names who is watched. */
const TAG = /^(case_[0-9a-z]+)\.(\d{1,5})$/

/** Returns the tag of a subscription: its case, and how many messages count for it. */
export const tagOf = (caseId: CaseId, messages: number): string => `${caseId}.${Math.min(messages, 99_999)}`

/** Returns a subscription with what its tag says; undefined for one that is not of ours. */
export const watchedOf = (watch: AuthorWatch): Watched | undefined => {
	const [, caseId, messages] = TAG.exec(watch.tag ?? '') ?? []
	const known = caseIdSchema.safeParse(caseId).data
	return known === undefined ? undefined : { ...watch, caseId: known, messages: Number(messages) }
}

/** Returns how many public messages of each author on X are shown with a case. */
export const authorsOnX = (messages: readonly Askable[]): ReadonlyMap<string, number> => {
	const onX = messages.filter(({ network }) => network === 'x')
	return new Map([...Map.groupBy(onX, ({ content }) => content.userId)].map(([id, theirs]) => [id, theirs.length]))
}

/**
 * Returns whose subscription gives way to an author with so many messages shown: the one with the fewest, of another case,
 * where that is fewer. Pure.
 */
export const givesWay = (
	watched: Iterable<Watched>,
	newcomer: { readonly caseId: CaseId; readonly messages: number },
): Watched | undefined => {
	let least: Watched | undefined
	for (const one of watched)
		if (one.caseId !== newcomer.caseId && one.messages < (least?.messages ?? newcomer.messages)) least = one
	return least
}

export type WatchDependencies = {
	readonly watch: DeletionWatch
	readonly rereads: Pick<RereadStore, 'watch' | 'keepWatch' | 'mark'>
	/** The most subscriptions that X gives our app. */
	readonly mostWatches: number
	readonly clock: Clock
	readonly log: Log
}

/** The subscriptions of one run. */
export type Watching = {
	/** The cases with a subscription of their own. */
	readonly cases: () => ReadonlySet<CaseId>
	/** Has X tell us what these authors delete. Returns since when all of them are watched; undefined where not all are. */
	readonly cover: (caseId: CaseId, authors: ReadonlyMap<string, number>) => Promise<Instant | undefined>
	/** Ends the subscriptions of cases. */
	readonly release: (cases: readonly CaseId[]) => Promise<void>
}

/** A run comes every hour; after two that failed, events may have been missed. */
const UNBROKEN_FOR = 3 * HOUR

/** Records that X tells us now, and since when without a known break. */
const keepState = async ({ rereads, clock }: WatchDependencies, { wasSound }: WatchList): Promise<void> => {
	const before = await rereads.watch()
	const verifiedAt = clock.now()
	const isUnbroken = wasSound && before !== undefined && addMilliseconds(before.verifiedAt, UNBROKEN_FOR) >= verifiedAt
	await rereads.keepWatch({ verifiedAt, soundSince: isUnbroken ? before.soundSince : verifiedAt })
}

/** So many refusals in a run are no fault of single people. */
const MOST_REFUSALS = 3

/** Creates the roll of subscriptions while a run changes them. */
const createRoll = (list: WatchList, most: number) => {
	const known = list.watches.flatMap((one) => watchedOf(one) ?? [])
	const byUser = new Map<string, Watched>(known.map((one) => [one.userId, one]))
	let free = most - list.total
	let refusals = 0
	return {
		watched: (): readonly Watched[] => [...byUser.values()],
		isFull: (): boolean => free <= 0,
		end: async (some: readonly Watched[]): Promise<void> => {
			await list.end(some.map(({ id }) => id))
			for (const { userId } of some) byUser.delete(userId)
			free += some.length
		},
		/** Returns the subscription to an author that is there, tagged anew where its case shows another number of messages. */
		find: async (userId: string, caseId: CaseId, messages: number): Promise<Watched | undefined> => {
			const one = byUser.get(userId)
			if (one === undefined || one.caseId !== caseId || one.messages === messages) return one
			await list.retag(one.id, tagOf(caseId, messages))
			byUser.set(userId, { ...one, messages })
			return one
		},
		begin: async (userId: string, caseId: CaseId, messages: number): Promise<Watched | undefined> => {
			if (free <= 0 || refusals >= MOST_REFUSALS) return undefined
			const begun = await list.begin(userId, tagOf(caseId, messages))
			if (typeof begun === 'object') {
				const watched = { ...begun, caseId, messages }
				byUser.set(userId, watched)
				free -= 1
				return watched
			}
			if (begun === 'full') free = 0
			if (begun === 'limited') refusals = MOST_REFUSALS
			if (begun === 'refused') refusals += 1
			// One that exists was begun beside this run, and is in the list of the next.
			return undefined
		},
	}
}

/**
 * Opens the subscriptions for a run, and records that they are sound. Returns undefined where X does not tell us of
 * deletions, or nobody is to be watched. Of authors beyond what X gives, those with the most messages shown are watched.
 */
export const openWatching = async (dependencies: WatchDependencies): Promise<Watching | undefined> => {
	const { watch, rereads, mostWatches, log } = dependencies
	const list = mostWatches === 0 ? undefined : await watch.open()
	if (list === undefined) return undefined
	if (list === 'off' || !list.wasSound) log.count('AccessAtRisk')
	if (list === 'off') return undefined
	await keepState(dependencies, list)
	const roll = createRoll(list, mostWatches)

	const end = async (some: readonly Watched[]): Promise<void> => {
		if (some.length === 0) return
		// The mark first: after a crash between the two a case is looked at once too often, never once too little.
		await rereads.mark([...new Set(some.map(({ caseId }) => caseId))], { watchedSince: undefined })
		await roll.end(some)
	}

	const cover: Watching['cover'] = async (caseId, authors) => {
		const since: (Instant | undefined)[] = []
		for (const [userId, messages] of authors) {
			const known = await roll.find(userId, caseId, messages)
			if (known === undefined && roll.isFull()) {
				const least = givesWay(roll.watched(), { caseId, messages })
				if (least !== undefined) await end([least])
			}
			since.push((known ?? (await roll.begin(userId, caseId, messages)))?.since)
		}
		const all = since.filter((one) => one !== undefined)
		return all.length < since.length ? undefined : all.toSorted().at(-1)
	}

	return {
		cases: () => new Set(roll.watched().map(({ caseId }) => caseId)),
		cover,
		release: async (cases) => {
			const gone = new Set(cases)
			await end(roll.watched().filter(({ caseId }) => gone.has(caseId)))
		},
	}
}
