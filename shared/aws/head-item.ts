import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import { caseDueAt } from '#shared/cases/due.ts'
import { type CaseId, caseNumberSchema } from '#shared/cases/keys.ts'
import {
	closingEntry,
	demandKey,
	demandShard,
	dueShard,
	listKey,
	listShard,
	MUTED_SHARD,
	mutedAt,
	PROPOSED_SHARD,
	promiseKey,
	promiseShard,
	proposedAt,
	waitingSinceOf,
} from '#shared/cases/list-keys.ts'
import { type CaseState, caseStateSchema, HEAD_SCHEMA } from '#shared/cases/state.ts'
import type { UnreadableCase } from '#shared/cases/unreadable-case.ts'

const itemSchema = z.object({
	schema: z.literal(HEAD_SCHEMA),
	head: z.instanceof(Uint8Array),
	/** Somebody could not read the facts below. The next write takes the mark away, as it needs them all. */
	unreadable: z.undefined().optional(),
})

/**
 * Builds the item of a head with the keys of the sparse indexes, which must agree with the table's definition. The
 * snapshot is deflated, as a message costs 8 write units only within one kilobyte, and only facts need be readable.
 */
export const headItem = (state: CaseState): Record<string, unknown> => {
	const due = caseDueAt(state)
	const closing = closingEntry(state)
	const proposed = proposedAt(state)
	const muted = mutedAt(state)
	const promised = promiseKey(state)
	const demanded = demandKey(state)
	return {
		id: state.id,
		schema: HEAD_SCHEMA,
		version: state.version,
		// Stored beside the snapshot, for a release that cannot read it.
		number: state.number,
		head: deflateRawSync(JSON.stringify(state), { level: 9 }),
		listShard: listShard(state),
		listKey: listKey(state),
		owner: state.owner,
		awaitsOwnerSince: state.awaitsOwnerSince,
		proposedShard: proposed === undefined ? undefined : PROPOSED_SHARD,
		proposedAt: proposed,
		mutedShard: muted === undefined ? undefined : MUTED_SHARD,
		mutedAt: muted,
		dueShard: due === undefined ? undefined : dueShard(state),
		dueAt: due,
		closingList: closing?.list,
		closingAt: closing?.at,
		promiseShard: promised === undefined ? undefined : promiseShard(state),
		promiseKey: promised,
		demandShard: demanded === undefined ? undefined : demandShard(state),
		demandKey: demanded,
	}
}

const inflate = (head: Uint8Array): unknown => {
	try {
		return JSON.parse(inflateRawSync(head).toString())
	} catch {
		// A head is a cache: an unreadable one is folded from its facts, like a missing one.
		return undefined
	}
}

/** Reads the snapshot of an item; undefined where it has another schema and must be folded from the facts. */
export const readHead = (item: unknown): CaseState | undefined => {
	const parsed = itemSchema.safeParse(item)
	return parsed.success ? caseStateSchema().safeParse(inflate(parsed.data.head)).data : undefined
}

/** The attributes of any release's head; one of an unknown form counts as missing. */
const outlineSchema = z.object({
	number: caseNumberSchema.optional().catch(undefined),
	listShard: z.string().default('').catch(''),
	listKey: z.string().default('').catch(''),
})

/** Returns what a head says beside its snapshot, for an unreadable case; without an item only its id. */
export const outlineOf = (id: CaseId, item: unknown): UnreadableCase => {
	const { number, listShard: shard, listKey: key } = outlineSchema.parse(item ?? {})
	const waitingSince = waitingSinceOf(key)
	return {
		kind: 'unreadable',
		id,
		list: shard.startsWith('closed#') ? 'closed' : 'open',
		number,
		waitingSince,
	}
}
