import type { z } from 'zod'
import type { ApiContext } from '#infra/local/practice/world/api-call.ts'
import { invalidRequest } from './problem.ts'

/** Reads the body of a call as X does: strictly, naming what is wrong. */
export const readJson = async <Schema extends z.ZodType>(
	context: ApiContext,
	schema: Schema,
): Promise<z.output<Schema>> => {
	const body: unknown = await context.req.json().catch(() => undefined)
	const result = schema.safeParse(body)
	if (result.success) return result.data
	const [issue] = result.error.issues
	const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : []
	throw invalidRequest(`The parameter ${[...(issue?.path ?? []), ...unknown].join('.')} is not valid.`)
}
