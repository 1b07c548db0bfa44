import type { MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import type { RemoteState } from '#shared/channels/channel.ts'
import type { DeletionWatch } from '#shared/channels/x/deletion-watch.ts'
import type { LookAtMentions } from '#shared/channels/x/look-up.ts'
import type { XPrices } from '#shared/channels/x/prices.ts'
import { addMilliseconds, type Clock, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { type CopyMark, isConfirmed, utcDayOf } from '#shared/messages/confirmed-copies.ts'
import type { LookJob } from '#shared/messages/look-job.ts'
import type { Askable } from './look-up-messages.ts'
import { type ReadCopies, type ReadCopiesDependencies, readCopies } from './read-copies.ts'
import { type EnqueueDependencies, enqueueChanges } from './reread-cases.ts'
import { looksPerDay } from './reread-price.ts'
import type { RereadStore } from './reread-store.ts'
import { authorsOnX, tagOf } from './watch-authors.ts'

export type CopyDependencies = ReadCopiesDependencies &
	EnqueueDependencies & {
		readonly store: Pick<CaseStore, 'factsAfter' | 'load'>
		readonly rereads: RereadStore
		readonly watch: DeletionWatch
		readonly lookAtMentions: LookAtMentions
		readonly prices: XPrices
		readonly clock: Clock
	}

/** The newest messages of a case that one look pays for. */
const MOST_LOOKED_AT = 20
/** What was asked so shortly before is the same opening of a case. */
const SAME_OPENING = MINUTE
/** After X gave no subscription, the next is asked for by the run of the hour, or after this time. */
const PAUSE = 15 * MINUTE
const MILLI = 1_000

const writtenOnX = ({ content }: Askable) => ({
	at: content.at,
	by: content.kind === 'message' ? ('customer' as const) : ('bystander' as const),
})

type Account = { readonly accountId: string; readonly messages: readonly Askable[] }

const byAccount = (messages: readonly Askable[]): readonly Account[] =>
	[...Map.groupBy(messages, ({ accountId }) => accountId)].map(([accountId, theirs]) => ({
		accountId,
		messages: theirs,
	}))

/** Reads posts at X, and books what that costs beyond what was set aside for it. */
const readPosts = async (
	{ lookAtMentions, prices, rereads, log, clock }: CopyDependencies,
	posts: readonly Askable[],
) => {
	const known = new Map<MessageKey, RemoteState>()
	let [owned, byId] = [0, 0]
	for (const { accountId, messages } of byAccount(posts)) {
		const look = await lookAtMentions(
			accountId,
			messages.map(({ contentId }) => contentId),
		)
		const states = new Map(look.remoteStates.map((one) => [one.contentId, one]))
		for (const { message, contentId } of messages) {
			const state = states.get(contentId)
			if (state !== undefined && state.remoteState !== 'unknown') known.set(message, state)
		}
		owned += look.owned
		byId += look.byId
	}
	const dear = byId * prices.postRead * MILLI
	if (dear > 0) await rereads.spend(utcDayOf(clock.now()), dear, Number.MAX_SAFE_INTEGER)
	log.count('RereadMilliUsd', Math.round(owned * prices.ownedRead * MILLI + dear))
	return known
}

/** Looks at those messages that nobody can vouch for, where today's budget has that left. */
const lookAtOlder = async (
	dependencies: CopyDependencies,
	{ id, messages }: ReadCopies,
	mark: CopyMark,
): Promise<void> => {
	const { rereads, prices, clock, log } = dependencies
	const now = clock.now()
	const state = await rereads.watch()
	const unsure = messages.filter((one) => !isConfirmed(writtenOnX(one), mark, state, now)).slice(0, MOST_LOOKED_AT)
	if (unsure.length === 0) return
	await rereads.mark([id], { askedAt: now })
	const price = unsure.length * prices.ownedRead * MILLI
	if (!(await rereads.spend(utcDayOf(now), price, looksPerDay(prices)))) {
		log.count('LooksUnpaid', unsure.length)
		return
	}
	const known = await readPosts(dependencies, unsure)
	const changed = await enqueueChanges(dependencies, unsure, known)
	if (known.size === unsure.length) await rereads.mark([id], { lookedAt: now })
	log.info('CASE_LOOKED_AT', { caseId: id, count: changed })
}

/**
 * Creates the handling of one case, when it was opened by a message or somebody looks at it: watches its authors on X while
 * it is open, and, shown to somebody, looks at what nobody can vouch for.
 */
export const createTendCopies = (dependencies: CopyDependencies) => {
	const { store, rereads, watch, prices, clock } = dependencies
	let pausedUntil: Instant | undefined

	/** Returns since when all authors are watched; undefined where X gives no subscription now. */
	const begin = async ({ id, messages }: ReadCopies): Promise<Instant | undefined> => {
		const authors = [...authorsOnX(messages)]
		const isPaused = pausedUntil !== undefined && clock.now() < pausedUntil
		if (authors.length === 0 || prices.subscriptions === 0 || isPaused) return undefined
		for (const [userId, count] of authors) {
			const begun = await watch.begin(userId, tagOf(id, count))
			if (typeof begun === 'object') continue
			if (begun === 'full' || begun === 'limited') pausedUntil = addMilliseconds(clock.now(), PAUSE)
			// The run of the hour knows whose subscription exists, and who may give way.
			return undefined
		}
		return clock.now()
	}

	return async ({ caseId, isShown }: LookJob): Promise<void> => {
		const state = await unlessUnreadable(store.load(caseId))
		if (state === undefined || state === 'unreadable') return
		const mark = (await rereads.marks([caseId])).get(caseId) ?? {}
		const now = clock.now()
		if (mark.askedAt !== undefined && addMilliseconds(mark.askedAt, SAME_OPENING) > now) return
		const failures: unknown[] = []
		const [read] = await readCopies(dependencies, [state], { failures, threads: new Set() })
		if (failures.length > 0) throw failures[0]
		if (read === undefined) return
		const onX = { id: caseId, messages: read.messages.filter(({ network }) => network === 'x') }
		if (isShown) await lookAtOlder(dependencies, onX, mark)
		if (state.state !== 'open' || mark.watchedSince !== undefined) return
		const watchedSince = await begin(onX)
		if (watchedSince !== undefined) await rereads.mark([caseId], { watchedSince, visitedAt: watchedSince })
	}
}
