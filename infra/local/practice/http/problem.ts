import type { Context } from 'hono'
import type { z } from 'zod'
import { InputProblem, PracticeRefusal, wrongInput } from '#infra/local/practice/kernel/refusal.ts'

/**
 * Answers `application/problem+json` (RFC 9457) with a stable type, the field at fault and, where it is one of a list, the
 * list.
 */
export const problemResponse = (context: Context, error: PracticeRefusal): Response => {
	const { status, code } = error
	const body = {
		type: `urn:hilft:problem:${code}`,
		title: code.replaceAll('-', ' '),
		status,
		field: error.field ? error.field : undefined,
		detail: error.detail ? error.detail : undefined,
		allowed: error instanceof InputProblem && error.allowed ? error.allowed : undefined,
	}
	return context.json(body, status, { 'content-type': 'application/problem+json' })
}

/** Parses a JSON body. Refuses what is no JSON object (field `body`), or names the first wrong field. */
export const readBody = async <Schema extends z.ZodType>(
	context: Context,
	schema: Schema,
): Promise<z.output<Schema>> => {
	const body: unknown = await context.req.json().catch(() => undefined)
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw new PracticeRefusal('invalid-body', { field: 'body' })
	return parseFields(body, schema)
}

/** Parses the fields of a body or form. Refuses by the name of the first wrong one. */
export const parseFields = <Schema extends z.ZodType>(fields: unknown, schema: Schema): z.output<Schema> => {
	const result = schema.safeParse(fields)
	if (result.success) return result.data
	throw wrongInput(result.error)
}
