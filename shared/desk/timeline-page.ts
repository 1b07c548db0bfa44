import type { RecordedFact } from '#shared/cases/facts.ts'
import { type CaseId, caseIdSchema, type MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { type CaseState, findSend } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { actAskedBy } from '#shared/replies/failure-words.ts'
import { isEndOfSend } from './timeline.ts'
import { isShown } from './timeline-entry.ts'

/**
 * The timeline is read page by page, the newest first. A page is a span of versions, so each fact is on one page whatever
 * comes later; within a page entries are in the order of the network's time.
 */

/** Where a page ends: before this version, and for what bystanders wrote before this instant. */
export type PageEnd = { readonly version: number; readonly at: Instant }

const CURSOR = /^(case_[0-9a-z]+)#([1-9]\d{0,9})#(\d{4}-\d\d-\d\dT[\d:.]{12}Z)$/

/** Encodes where the page before this one ends. */
export const encodeCursor = (id: CaseId, { version, at }: PageEnd): string =>
	Buffer.from(`${id}#${version}#${at}`).toString('base64url')

/** Decodes a cursor of this very case. Throws `RefusedError('cursorInvalid')` for any other. */
export const decodeCursor = ({ id, version: newest }: CaseState, cursor: string): PageEnd => {
	const [, caseId, version, at] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
	const end = { version: Number(version), at: at ?? '' }
	if (caseIdSchema.safeParse(caseId).data !== id || end.version > newest)
		throw new RefusedError('cursorInvalid', { field: 'before' })
	return end
}

/** The fewest facts that are asked for at once, and how often: facts without an entry of their own fill no page. */
const LEAST_AT_ONCE = 20
const MOST_READS = 6

export type FactsOfPage = {
	/** In their order, without a gap. */
	readonly facts: readonly RecordedFact[]
	/** The messages of `waiting` that are older than the page. */
	readonly older: readonly MessageKey[]
}

/**
 * Reads the facts of a page backwards until they have `limit` entries, of which the messages of `waiting` that are older
 * than the page take their part; at least one.
 */
export const readFacts = async (
	store: Pick<CaseStore, 'factsBetween'>,
	id: CaseId,
	end: number,
	{ limit, waiting }: { readonly limit: number; readonly waiting: readonly MessageKey[] },
): Promise<FactsOfPage> => {
	const older = new Set(waiting)
	const facts: RecordedFact[] = []
	let [from, shown] = [end, 0]
	const missing = (): number => Math.max(limit - older.size, 1) - shown
	for (let reads = 0; from > 1 && missing() > 0 && (reads < MOST_READS || shown === 0); reads += 1) {
		const first = Math.max(1, from - Math.max(missing(), LEAST_AT_ONCE))
		for (const recorded of (await store.factsBetween(id, first, from - 1)).toReversed()) {
			if (missing() <= 0) break
			const { fact } = recorded
			facts.unshift(recorded)
			if (isShown(fact)) shown += 1
			if (fact.kind === 'MessageReceived' || fact.kind === 'MailReceived') older.delete(fact.message)
		}
		from = facts[0]?.version ?? 1
	}
	return { facts, older: [...older] }
}

/** How many facts are read at once for the ends of sends. */
const ENDS_AT_ONCE = 100

/**
 * Reads what came after a page until the end of each send on it is known. A send that has not ended, or did lately, stands
 * in the head.
 */
export const readEnds = async (
	store: Pick<CaseStore, 'factsBetween'>,
	state: CaseState,
	facts: readonly RecordedFact[],
): Promise<readonly RecordedFact[]> => {
	const asked = facts.flatMap(({ fact }) => actAskedBy(fact)?.send ?? [])
	const open = new Set(asked.filter((send) => findSend(state, send) === undefined))
	const close = (ended: readonly RecordedFact[]): void => {
		for (const { fact } of ended) if (isEndOfSend(fact)) open.delete(fact.send)
	}
	close(facts)
	const later: RecordedFact[] = []
	let from = (facts.at(-1)?.version ?? state.version) + 1
	while (open.size > 0 && from <= state.version) {
		const to = Math.min(from + ENDS_AT_ONCE - 1, state.version)
		const read = await store.factsBetween(state.id, from, to)
		close(read)
		later.push(...read)
		from = to + 1
	}
	return later
}
