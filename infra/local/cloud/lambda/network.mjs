/**
 * Leads a function's calls to the real host names to the embedded parts, so that functions run as they are deployed.
 * Everything here works on the builtin modules themselves: neither a variable nor a line in the bundle knows of it.
 * `process.getBuiltinModule` and not `import`, because the ESM face of node:http costs a cold start 45 ms.
 */
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')
const net = process.getBuiltinModule('node:net')
const { urlToHttpOptions } = process.getBuiltinModule('node:url')
const { syncBuiltinESMExports } = process.getBuiltinModule('node:module')

const NETWORKS = new Set(['api.x.com', 'api.twitter.com', 'upload.x.com', 'upload.twitter.com', 'graph.facebook.com'])
/** Where the networks keep what people send (shared/media/fetch-media.ts). */
const MEDIA =
	/^(pbs\.twimg\.com|video\.twimg\.com|ton\.twitter\.com|ton\.x\.com|lookaside\.fbsbx\.com|([\w-]+\.)+fbcdn\.net|([\w-]+\.)+cdninstagram\.com)$/
const LOCAL = new Set(['localhost', '127.0.0.1', '::1'])

/** What of the caller's options a plain request takes over; agents, certificates, ports and look-ups are dropped. */
const KEPT = ['method', 'path', 'auth', 'timeout', 'signal', 'maxHeaderSize', 'insecureHTTPParser']

/** Node's own reading of `(url, options?, callback?)` and `(options, callback?)`. */
const readArguments = (given) => {
	const [first, ...rest] = given
	const fromUrl =
		typeof first === 'string'
			? urlToHttpOptions(new URL(first))
			: first instanceof URL
				? urlToHttpOptions(first)
				: undefined
	const second = fromUrl === undefined ? first : rest.shift()
	return typeof second === 'function'
		? { options: { ...fromUrl }, callback: second }
		: { options: { ...fromUrl, ...second }, callback: rest[0] }
}

const withHost = (headers, host) => {
	if (Array.isArray(headers)) return [...headers, 'host', host]
	const named = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'host')
	return named ? headers : { ...headers, host }
}

const redirect =
	(original, agent, portOf) =>
	(...given) => {
		const { options, callback } = readArguments(given)
		const host = String(options.hostname ?? options.host ?? 'localhost')
			.toLowerCase()
			.replace(/:\d+$/, '')
		const port = portOf(host)
		if (port === undefined) return original(...given)
		const kept = Object.fromEntries(
			KEPT.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
		)
		return http.request({ ...kept, host: '127.0.0.1', port, agent, headers: withHost(options.headers, host) }, callback)
	}

/** A look-up that finds nothing: the error then comes the way node reports an unknown host, to whoever listens. */
const refuse = (host) => (_name, _options, callback) => {
	const refusal = new Error(`The local run refuses a connection to ${host}: nothing leaves the machine`)
	process.nextTick(callback, Object.assign(refusal, { code: 'ERR_LOCAL_ONLY' }))
}

/** Every way out ends in a socket's `connect`: whatever is not on this machine is refused there, by TLS and fetch too. */
const guardSockets = () => {
	const connect = net.Socket.prototype.connect
	net.Socket.prototype.connect = function guarded(...given) {
		const normalised = Array.isArray(given[0])
		const first = normalised ? given[0][0] : given[0]
		const options = typeof first === 'object' ? first : { port: first, host: given[1] }
		const host = options.path ? 'localhost' : (options.host ?? 'localhost')
		if (typeof host !== 'string' || LOCAL.has(host)) return connect.apply(this, given)
		const refused = { ...options, host: 'refused.invalid', lookup: refuse(host) }
		if (normalised) given[0][0] = refused
		else given[0] = refused
		return connect.apply(this, given)
	}
}

/** To be called once, before the bundle loads. */
export const patchNetwork = ({ proxyPort, practicePort }) => {
	const agent = new http.Agent({ keepAlive: true })
	const portOf = (host) =>
		host.endsWith('.amazonaws.com') ? proxyPort : NETWORKS.has(host) || MEDIA.test(host) ? practicePort : undefined
	const request = redirect(https.request, agent, portOf)
	https.request = request
	https.get = (...given) => request(...given).end()
	guardSockets()
	syncBuiltinESMExports()
}
