import type { Route } from '#shared/http/route.ts'

export type FoundRoute = { readonly route: Route; readonly params: Readonly<Record<string, string>> }

/** Returns the parameters of a path by a pattern in hono's form; undefined where it is another one. */
export const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
	const steps = pattern.split('/')
	const given = path.split('/')
	if (steps.length !== given.length) return undefined
	const params: [string, string][] = []
	for (const [index, step] of steps.entries()) {
		const one = given[index] ?? ''
		if (!step.startsWith(':')) {
			if (step !== one) return undefined
		} else if (one === '') return undefined
		else params.push([step.slice(1), one])
	}
	return Object.fromEntries(params)
}

const parametersIn = ({ contract }: Route): number => contract.path.split(':').length

/**
 * Creates the look-up of the API's routes by method and path, as the API's own app finds them: names that stand in a path win
 * over parameters.
 */
export const createFindRoute = (routes: readonly Route[]) => {
	const known = routes.toSorted((one, other) => parametersIn(one) - parametersIn(other))
	return (method: string, path: string): FoundRoute | undefined => {
		for (const route of known) {
			const params = route.contract.method === method ? matchPath(route.contract.path, path) : undefined
			if (params !== undefined) return { route, params }
		}
		return undefined
	}
}
export type FindRoute = ReturnType<typeof createFindRoute>
