import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { dueAt } from '#shared/cases/due.ts'
import { dueShard, listKey, listShard } from '#shared/cases/list-keys.ts'
import { type CaseState, caseStateSchema, HEAD_SCHEMA } from '#shared/cases/state.ts'

const itemSchema = z.object({ schema: z.literal(HEAD_SCHEMA), head: z.instanceof(Uint8Array) })

/**
 * The item of a head with the keys of the sparse indexes; what it lists must agree with the table's definition. The
 * snapshot is deflated: within one kilobyte a message costs 8 write units, and only facts need be readable.
 */
export const headItem = (state: CaseState): Record<string, unknown> => {
	const due = dueAt(state)
	return {
		id: state.id,
		schema: HEAD_SCHEMA,
		version: state.version,
		head: deflateRawSync(JSON.stringify(state), { level: 9 }),
		listShard: listShard(state),
		listKey: listKey(state),
		channels: state.networks,
		...(state.owner === undefined ? {} : { owner: state.owner }),
		...(due === undefined ? {} : { dueShard: dueShard(state), dueAt: due }),
	}
}

const inflate = (head: Uint8Array): unknown => {
	try {
		return JSON.parse(inflateRawSync(head).toString())
	} catch {
		// A head is a cache: one that cannot be read is folded anew from its facts, like one that is missing.
		return undefined
	}
}

/** The snapshot in an item, or undefined where there is none of our form: it is to be folded from the facts. */
export const readHead = (item: unknown): CaseState | undefined => {
	const parsed = itemSchema.safeParse(item)
	return parsed.success ? caseStateSchema.safeParse(inflate(parsed.data.head)).data : undefined
}
