import { z } from 'zod'
import { type Parameters, parametersOf } from './parameters.ts'

const pageSchema = z.object({
	limit: z.coerce.number().int().min(1).max(1_000).default(25),
	after: z.string().optional(),
})

/** A page of a list, as the Graph API cuts it: `paging.next` says that there is more, the cursor leads to it. */
export const pageOf = <Item extends { readonly id: string }>(
	items: readonly Item[],
	parameters: Parameters,
	view: (item: Item) => object,
): object => {
	const { limit, after } = parametersOf(parameters, pageSchema)
	const start = after === undefined ? 0 : items.findIndex(({ id }) => cursorOf(id) === after) + 1
	const page = items.slice(start, start + limit)
	const last = page.at(-1)
	if (last === undefined) return { data: [] }
	const hasMore = start + limit < items.length
	const cursors = { before: cursorOf(page[0]?.id ?? ''), after: cursorOf(last.id) }
	return { data: page.map(view), paging: { cursors, next: hasMore ? 'https://graph.facebook.com/next' : undefined } }
}

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url')
