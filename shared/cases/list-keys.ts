import { createHash } from 'node:crypto'
import type { Instant } from '#shared/kernel/clock.ts'
import { instantSchema } from './keys.ts'
import { standingMute } from './netiquette/state.ts'
import { firstDue } from './promises/state.ts'
import { hasOpenDanger } from './signals/state.ts'
import type { CaseState } from './state.ts'

/** The indexes are spread over this many partitions, so that no key takes all writes of a peak. */
export const LIST_SHARDS = 8

/** Returns the shard of a case in every list that is spread. */
export const caseShard = (id: string): number => createHash('sha256').update(id).digest().readUInt8(0) % LIST_SHARDS

export const caseListShards = (state: CaseState['state']): readonly string[] =>
	Array.from({ length: LIST_SHARDS }, (_, shard) => `${state}#${shard}`)

export const dueShards: readonly string[] = Array.from({ length: LIST_SHARDS }, (_, shard) => `due#${shard}`)

/** Returns the partition of a case in the index of its state. */
export const listShard = (state: CaseState): string => `${state.state}#${caseShard(state.id)}`
export const dueShard = (state: CaseState): string => `due#${caseShard(state.id)}`

/** The partition of cases with a proposed answer: few at any time, and gone from it once somebody decided. */
export const PROPOSED_SHARD = 'proposed'

/** Returns since when a proposed answer of an open case waits; undefined where none does. */
export const proposedAt = ({ state, proposals }: CaseState): Instant | undefined =>
	state === 'open' ? proposals[0]?.at : undefined

/** The partition of cases of those who are muted: few at any time. */
export const MUTED_SHARD = 'muted'

/** Returns the place of an open case among those of muted people: since when they wait, or are muted; undefined for others. */
export const mutedAt = (state: CaseState): Instant | undefined => {
	const mute = standingMute(state)
	return state.state === 'open' && mute !== undefined ? (state.waitingSince ?? mute.at) : undefined
}

export const promiseShards: readonly string[] = Array.from({ length: LIST_SHARDS }, (_, shard) => `promised#${shard}`)
export const promiseShard = (state: CaseState): string => `promised#${caseShard(state.id)}`

/** Returns the place of a case among those with open promises; undefined where it has none. */
export const promiseKey = (state: CaseState): string | undefined => {
	const dueAt = firstDue(state)
	return dueAt === undefined ? undefined : `${dueAt}#${state.id}`
}

export const demandShards: readonly string[] = Array.from({ length: LIST_SHARDS }, (_, shard) => `demanded#${shard}`)
export const demandShard = (state: CaseState): string => `demanded#${caseShard(state.id)}`

/** Returns the place of a case among those that demanded something, by when they last did; undefined where it never did. */
export const demandKey = ({ id, demanded }: CaseState): string | undefined =>
	demanded === undefined ? undefined : `${demanded.at}#${id}#${demanded.version}`

/** Reads the version of the last demand from its key. */
export const demandedVersionOf = (key: string): number => Number(key.split('#')[2])

/**
 * Returns the place of a case in its list. Open: danger before everything, then whoever waits for an answer and what is ours,
 * each by the longest wait, so that a turn hides nobody; then those others must act on, by when their turn ends. Closed: by the
 * close.
 */
export const listKey = (state: CaseState): string => {
	if (state.state === 'closed') return `${state.closedAt ?? state.openedAt}#${state.id}`
	const { waitingSince, turn } = state
	if (hasOpenDanger(state)) return `0#${waitingSince ?? state.openedAt}#${state.id}`
	if (waitingSince !== undefined) return `1#${waitingSince}#${state.id}`
	if (turn.who === 'ours') return `1#${turn.dueAt ?? state.openedAt}#${state.id}`
	return `2#${turn.until}#${state.id}`
}

/** Every key of an open case in danger is before this one, and no other is. */
export const AFTER_DANGERS = '1'

/** Reads from the key of an open case in its list since when its customer waits, where nothing else of it can be read. */
export const waitingSinceOf = (key: string): Instant | undefined => {
	const [turn, since] = key.split('#')
	return turn === '0' || turn === '1' ? instantSchema.safeParse(since).data : undefined
}

/** The lists of ends that somebody looks after: those that wait for a second person, and those that answered nobody. */
export type ClosingListName = 'proposed' | 'unanswered'

/** Returns the list of ends that a case is in, and its place there; undefined for most. */
export const closingEntry = ({
	closingProposal,
	closedUnanswered,
	closedAt,
}: CaseState): { readonly list: ClosingListName; readonly at: Instant } | undefined => {
	if (closingProposal !== undefined) return { list: 'proposed', at: closingProposal.at }
	return closedUnanswered === true && closedAt !== undefined ? { list: 'unanswered', at: closedAt } : undefined
}
