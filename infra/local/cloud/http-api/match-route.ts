import type { HttpApi, LocalRoute } from '../model/system.ts'

export type RouteMatch = {
	readonly route: LocalRoute
	/** `GET /api/cases/{id}`, as the event names it. */
	readonly routeKey: string
	readonly pathParameters: Readonly<Record<string, string>>
}

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1)
const isVariable = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}')
const isGreedy = (segment: string): boolean => segment.endsWith('+}')
const nameOf = (segment: string): string => segment.replace(/^\{|\+?\}$/g, '')

/** The path's variables, or undefined if the route's path is another one. A greedy variable needs at least a character. */
const parametersOf = (routePath: string, path: string): Record<string, string> | undefined => {
	const found: Record<string, string> = {}
	const actual = segmentsOf(path)
	const wanted = segmentsOf(routePath)
	for (const [index, segment] of wanted.entries()) {
		const value = isGreedy(segment) ? actual.slice(index).join('/') : actual[index]
		if (value === undefined || (isVariable(segment) ? value === '' : value !== segment)) return undefined
		if (isVariable(segment)) found[nameOf(segment)] = value
		if (isGreedy(segment)) return found
	}
	return actual.length === wanted.length ? found : undefined
}

/** Compares as text, segment by segment: a fixed segment before a variable, that before a greedy one, a method before ANY. */
const rankOf = ({ method, path }: LocalRoute): string => {
	const rank = (segment: string) => (isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0')
	return `${segmentsOf(path).map(rank).join('')}${method === 'ANY' ? '9' : '8'}`
}

/**
 * The most specific route for a request: the full path, then a path variable, then a greedy one; undefined is AWS's 404
 * (docs.aws.amazon.com, "Routing API requests" of HTTP APIs).
 */
export const matchRoute = (api: HttpApi, method: string, path: string): RouteMatch | undefined =>
	api.routes
		.filter((route) => route.method === 'ANY' || route.method === method)
		.flatMap((route) => {
			const pathParameters = parametersOf(route.path, path)
			return pathParameters === undefined ? [] : [{ route, routeKey: `${route.method} ${route.path}`, pathParameters }]
		})
		.sort((one, other) => (rankOf(one.route) < rankOf(other.route) ? -1 : 1))[0]
