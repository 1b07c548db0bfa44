import * as z from 'zod'
import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import type { CaseList, CaseStore } from '#shared/cases/ports.ts'
import { type CaseRow, unlessUnreadable } from '#shared/cases/unreadable-case.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'
import { outlineOf, readHead } from './head-item.ts'

const idSchema = z.object({ id: caseIdSchema })

/**
 * Reads many cases from their heads, consistently; by `load` where a head is of another form than ours. One that this
 * release cannot read becomes a row that says so, of what its head tells without its snapshot.
 */
export const createRowReader = (
	client: DocumentClient,
	table: string,
	load: CaseStore['load'],
): CaseList['loadAll'] => {
	const rowOf = async (id: CaseId, item: unknown): Promise<readonly CaseRow[]> => {
		const state = readHead(item) ?? (await unlessUnreadable(load(id)))
		if (state === undefined) return []
		return [state === 'unreadable' ? outlineOf(id, item) : { kind: 'readable', state }]
	}
	return async (ids) => {
		const items = await batchGet(client, table, ids)
		const byId = new Map(items.map((item) => [idSchema.parse(item).id, item]))
		return (await Promise.all(ids.map((id) => rowOf(id, byId.get(id))))).flat()
	}
}
