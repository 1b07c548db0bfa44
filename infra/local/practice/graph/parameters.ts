import { z } from 'zod'
import type { ApiContext } from '#infra/local/practice/world/api-call.ts'
import { invalidParameter } from './problem.ts'

export type Parameters = Readonly<Record<string, unknown>>

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		// An unreadable body counts as empty: the answer then names the missing parameter.
		return {}
	}
}

/** Merges query and body, as the Graph API takes parameters from either. */
export const readParameters = async (context: ApiContext): Promise<Parameters> => {
	const text = await context.req.text()
	const isJson = context.req.header('content-type')?.startsWith('application/json') ?? false
	const body = isJson
		? z.record(z.string(), z.unknown()).catch({}).parse(parsed(text))
		: Object.fromEntries(new URLSearchParams(text))
	return { ...context.req.query(), ...body }
}

/** Parses the parameters of a schema. Throws the problem that names the first wrong one. */
export const parametersOf = <Schema extends z.ZodType>(parameters: Parameters, schema: Schema): z.output<Schema> => {
	const result = schema.safeParse(parameters)
	if (!result.success) throw invalidParameter(result.error.issues[0]?.path.join('.') || 'message')
	return result.data
}

/** A form-encoded call carries objects as JSON text. */
const jsonText = z.string().transform((text, context) => {
	try {
		return JSON.parse(text)
	} catch {
		context.addIssue('not JSON')
		return z.NEVER
	}
})
export const orText = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, jsonText.pipe(schema)])

/** True and false as JSON or as a query says them. */
export const booleanSchema = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

const pageSchema = z.object({
	limit: z.coerce.number().int().min(1).max(1_000).default(25),
	after: z.string().optional(),
})

/** Returns a page of a list in the form of the Graph API: `paging.next` says that there is more, the cursor leads to it. */
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
