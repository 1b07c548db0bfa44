import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { LedgerStore } from '#shared/ledger/ports.ts'
import { type IndexDependencies, indexMessage } from '#shared/search/index-messages.ts'

export type IndexMissedDependencies = IndexDependencies & {
	readonly store: Pick<CaseStore, 'load' | 'factsAfter'>
	readonly ledger: Pick<LedgerStore, 'deliveries'>
	readonly clock: Clock
	readonly log: Log
}

/** What was received in these hours is looked at, but for what the stream may still bring. */
const LOOKS_BACK = 3 * HOUR
const MAY_BE_UNDER_WAY = 10 * MINUTE
/** The newest facts of a case in which a message of these hours is sought. */
const FACTS_READ = 100

/** Returns the messages among the newest facts of a case; none where it cannot be read. */
const newestMessages = async ({ store }: IndexMissedDependencies, caseId: CaseId): Promise<readonly MessageKey[]> => {
	const state = await unlessUnreadable(store.load(caseId))
	if (state === undefined || state === 'unreadable') return []
	const facts = await store.factsAfter(caseId, Math.max(0, state.version - FACTS_READ))
	return facts.flatMap(({ fact }) => (fact.kind === 'MessageReceived' ? [fact.message] : []))
}

/** Files the messages of a case that have no list. Returns how many were missing. */
const indexCase = async (dependencies: IndexMissedDependencies, caseId: CaseId): Promise<number> => {
	const messages = await newestMessages(dependencies, caseId)
	const lists = await dependencies.index.lists(messages.map((message) => ({ caseId, message })))
	const listed = new Set(lists.map(({ message }) => message))
	let missed = 0
	for (const message of messages) {
		if (listed.has(message)) continue
		if ((await indexMessage(dependencies, message)) === 'indexed') missed += 1
	}
	return missed
}

/**
 * Files the messages of the last three hours that the search missed, found by the books of what was received: the work grows with what
 * came in, not with what there is. Stops when the time runs out; the next run begins where the oldest is. May be repeated.
 */
export const indexMissed = async (
	dependencies: IndexMissedDependencies,
	mayGoOn: () => boolean,
): Promise<{ readonly missed: number }> => {
	const { ledger, clock, log } = dependencies
	const now = clock.now()
	const range = { from: addMilliseconds(now, -LOOKS_BACK), to: addMilliseconds(now, -MAY_BE_UNDER_WAY) }
	const seen = new Set<CaseId>()
	let missed = 0
	for await (const batch of ledger.deliveries(range)) {
		for (const { outcomes } of batch)
			for (const { caseId } of outcomes.values()) {
				if (caseId === undefined || seen.has(caseId)) continue
				if (!mayGoOn()) break
				seen.add(caseId)
				missed += await indexCase(dependencies, caseId)
			}
		if (!mayGoOn()) break
	}
	if (missed > 0) log.warn('SEARCH_MENDED', { count: missed })
	return { missed }
}
