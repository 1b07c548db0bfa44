import type { Context } from 'hono'
import type { z } from 'zod'
import { InputProblem, PracticeRefusal, wrongInput } from '#infra/local/practice/kernel/refusal.ts'

/**
 * Answers `application/problem+json` (RFC 9457) with a stable type, what is wrong, the field at fault and, where it is one
 * of a list, the list.
 */
export const problemResponse = (error: PracticeRefusal, headers: Readonly<Record<string, string>> = {}): Response => {
	const { status, code } = error
	const body = {
		type: `urn:hilft:problem:${code}`,
		title: code.replaceAll('-', ' '),
		status,
		field: error.field ? error.field : undefined,
		detail: error.detail,
		allowed: error instanceof InputProblem && error.allowed ? error.allowed : undefined,
	}
	return Response.json(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } })
}

/**
 * Reads a JSON body. Refuses with 415 one that is not called JSON: a page of another site could send it without asking; and
 * what is no JSON object (field `body`).
 */
export const readObject = async ({ req }: Context): Promise<object> => {
	const text = await req.text()
	const isJson = /^application\/json(?:\s*;.*)?$/i.test(req.header('content-type') ?? '')
	if (text !== '' && !isJson) throw new PracticeRefusal('not-json', { field: 'content-type' })
	const body = jsonIn(text)
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw new PracticeRefusal('invalid-body', { field: 'body' })
	return body
}

const jsonIn = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** Parses a JSON body as `readObject` does. Names the first wrong field. */
export const readBody = async <Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.output<Schema>> =>
	parseFields(await readObject(context), schema)

/** Parses the fields of a body or form. Refuses by the name of the first wrong one. */
export const parseFields = <Schema extends z.ZodType>(fields: unknown, schema: Schema): z.output<Schema> => {
	const result = schema.safeParse(fields)
	if (result.success) return result.data
	throw wrongInput(result.error)
}
