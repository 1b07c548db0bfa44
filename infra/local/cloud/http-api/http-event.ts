import { randomUUID } from 'node:crypto'
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

/**
 * Returns the path's variables, or undefined when the path does not match the route. A greedy variable needs at least one
 * character.
 */
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

/**
 * Returns a text that sorts routes by precedence, segment by segment: fixed before variable before greedy, a method before
 * ANY.
 */
const rankOf = ({ method, path }: LocalRoute): string => {
	const rank = (segment: string) => (isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0')
	return `${segmentsOf(path).map(rank).join('')}${method === 'ANY' ? '9' : '8'}`
}

/**
 * Returns the most specific route for a request: the full path, then a path variable, then a greedy one; undefined stands
 * for AWS's 404 (docs.aws.amazon.com, "Routing API requests" of HTTP APIs).
 */
export const matchRoute = (api: HttpApi, method: string, path: string): RouteMatch | undefined =>
	api.routes
		.filter((route) => route.method === 'ANY' || route.method === method)
		.flatMap((route) => {
			const pathParameters = parametersOf(route.path, path)
			return pathParameters === undefined ? [] : [{ route, routeKey: `${route.method} ${route.path}`, pathParameters }]
		})
		.sort((one, other) => (rankOf(one.route) < rankOf(other.route) ? -1 : 1))[0]

/** A request as it came over the wire. */
export type HttpRequest = {
	readonly method: string
	/** Still encoded, without the query. */
	readonly path: string
	/** Still encoded, without `?`. */
	readonly query: string
	/** Name and value pairs in the order received, repeated names repeated. */
	readonly headers: readonly (readonly [string, string])[]
	readonly body: Uint8Array
	readonly sourceIp: string
	/** `http` or `https`, by which the caller came. */
	readonly scheme: string
}

/** Observed on the real service: these stay text; everything else, including a form and a body without a type, is base64. */
const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/

const joinRepeated = (pairs: Iterable<readonly [string, string]>): Record<string, string> => {
	const joined = new Map<string, string>()
	for (const [name, value] of pairs) {
		const before = joined.get(name)
		joined.set(name, before === undefined ? value : `${before},${value}`)
	}
	return Object.fromEntries(joined)
}

const bodyOf = (body: Uint8Array, contentType: string | undefined) => {
	if (body.length === 0) return { isBase64Encoded: false }
	const isText = TEXT.test(contentType?.split(';')[0]?.trim().toLowerCase() ?? '')
	const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
	return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Formats a time as `22/Nov/2026:11:08:52 +0000`. */
export const accessLogTime = (now: Date): string => {
	const [date = '', time = ''] = now.toISOString().split('T')
	const [year, month, day] = date.split('-')
	return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`
}

/**
 * Returns the headers as an HTTP API passes them on: lower case, repeated ones joined by a comma, cookies separate, its own
 * added.
 */
const headersOf = (request: HttpRequest): { headers: Record<string, string>; cookies: readonly string[] } => {
	const pairs = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const)
	const headers = joinRepeated(pairs.filter(([name]) => name !== 'cookie'))
	const cookies = pairs.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split(/; */))
	const forwarded = headers['x-forwarded-for']
	headers['x-forwarded-for'] = forwarded === undefined ? request.sourceIp : `${forwarded}, ${request.sourceIp}`
	headers['x-forwarded-proto'] = request.scheme
	headers['x-forwarded-port'] = headers.host?.split(':')[1] ?? (request.scheme === 'https' ? '443' : '80')
	headers['content-length'] ??= '0'
	headers['x-amzn-trace-id'] ??= `Root=1-${randomUUID().slice(0, 8)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`
	return { headers, cookies: cookies.filter((cookie) => cookie !== '') }
}

/** Decodes the path as an HTTP API does, which even cuts it at an encoded `?`. Returns undefined if it is malformed. */
export const decodePath = (path: string): string | undefined => {
	try {
		return decodeURIComponent(path).split('?')[0]
	} catch {
		return undefined
	}
}

export type EventParts = {
	readonly match: RouteMatch
	readonly path: string
	readonly requestId: string
	/** What the route's authorizer found, where it has one. */
	readonly jwt?: object | undefined
}

/**
 * Builds the event of payload format 2.0 (docs.aws.amazon.com, "AWS Lambda proxy integrations for HTTP APIs"). Members
 * without a value are absent, as there.
 */
export const httpEvent = (api: HttpApi, request: HttpRequest, { match, path, requestId, jwt }: EventParts) => {
	const { headers, cookies } = headersOf(request)
	const now = new Date()
	const query = joinRepeated(new URLSearchParams(request.query))
	return {
		version: '2.0',
		routeKey: match.routeKey,
		rawPath: path,
		rawQueryString: request.query,
		cookies: cookies.length === 0 ? undefined : cookies,
		headers,
		queryStringParameters: request.query === '' ? undefined : query,
		requestContext: {
			accountId: '000000000000',
			apiId: api.name,
			authorizer: jwt === undefined ? undefined : { jwt },
			domainName: headers.host ?? 'localhost',
			domainPrefix: (headers.host ?? 'localhost').split('.')[0],
			http: {
				method: request.method,
				path,
				protocol: 'HTTP/1.1',
				sourceIp: request.sourceIp,
				userAgent: headers['user-agent'] ?? '',
			},
			requestId,
			routeKey: match.routeKey,
			stage: '$default',
			time: accessLogTime(now),
			timeEpoch: now.getTime(),
		},
		pathParameters: Object.keys(match.pathParameters).length === 0 ? undefined : match.pathParameters,
		...bodyOf(request.body, headers['content-type']),
	}
}
