import { z } from 'zod'

const documentSchema = z.looseObject({
	paths: z.record(
		z.string(),
		z.record(
			z.string(),
			z.looseObject({
				operationId: z.string(),
				responses: z.record(z.string(), z.looseObject({ description: z.string() })),
			}),
		),
	),
})

const problemSchema = z.looseObject({ type: z.string() })

/** What the API's description says of one operation: its problems, each with its status. */
export type ListedOperation = {
	readonly method: string
	readonly path: string
	readonly operation: string
	readonly problems: ReadonlyMap<string, number>
}
export type ListedProblems = readonly ListedOperation[]

const problemsIn = (responses: Readonly<Record<string, { readonly description: string }>>) =>
	Object.entries(responses).flatMap(([status, { description }]) =>
		[...description.matchAll(/urn:hilft:problem:([a-z-]+)/g)].map(([, code = '']): [string, number] => [
			code,
			Number(status),
		]),
	)

/** The problems of every operation, read from the description as a stranger reads it. */
export const listedProblems = (document: unknown): ListedProblems =>
	Object.entries(documentSchema.parse(document).paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, { operationId, responses }]) => ({
			method: method.toUpperCase(),
			path,
			operation: operationId,
			problems: new Map(problemsIn(responses)),
		})),
	)

const isPath = (template: string, path: string): boolean =>
	new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)

/** Throws when an operation answered a problem that its description does not name. Paths that are none may answer any. */
export const mustBeListed = (listed: ListedProblems, call: string, body: unknown): void => {
	const [method, target = ''] = call.split(' ')
	const [path = ''] = target.split('?')
	const matching = listed.filter((one) => one.method === method && isPath(one.path, path))
	// Where two paths match, as `/api/agents/{agent}/…` and `/api/agents/me/…`, the more literal one is meant.
	const found = matching.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
	const code = problemSchema.parse(body).type.replace('urn:hilft:problem:', '')
	if (found !== undefined && !found.problems.has(code))
		throw new Error(`${found.operation} answered ${code}, which its description does not name`)
}
