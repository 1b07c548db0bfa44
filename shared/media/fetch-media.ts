import { lookup as dnsLookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Network } from '#shared/cases/network.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import type { Fetched, MediaAddress, MediaSource } from './media-source.ts'

/**
 * The hosts of each network's media; a leading dot includes all hosts below. X: NETWORKS.md 2.4 and 2.5 (private media are
 * on ton.*). Meta: its delivery networks, and lookaside.fbsbx.com for Messenger's attachments.
 */
const HOSTS: Readonly<Record<Network, readonly string[]>> = {
	x: ['pbs.twimg.com', 'video.twimg.com', 'ton.twitter.com', 'ton.x.com'],
	facebook: ['.fbcdn.net', 'lookaside.fbsbx.com', 'cdn.fbsbx.com'],
	instagram: ['.cdninstagram.com', '.fbcdn.net', 'lookaside.fbsbx.com', 'lookaside.instagram.com'],
}

const isBelow = (host: string, allowed: string): boolean =>
	allowed.startsWith('.') ? host.endsWith(allowed) && host.length > allowed.length : host === allowed

/** Returns the URL if this network's attachments may be fetched from it: https, default port, listed host. */
export const allowedAddress = (network: Network, address: string, base?: URL): URL | undefined => {
	if (!URL.canParse(address, base?.href)) return undefined
	const url = new URL(address, base?.href)
	const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
	if (!isPlain || isIP(url.hostname) !== 0) return undefined
	return HOSTS[network].some((allowed) => isBelow(url.hostname, allowed)) ? url : undefined
}

/**
 * Ranges that the public internet never routes (RFC 6890 and its updates): our own machines, networks and metadata
 * services.
 */
const closed = new BlockList()
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	closed.addSubnet(network, prefix)

/** Of IPv6 only 2000::/3 is public; within it, documentation and tunnels into IPv4 are not. */
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')
const closed6 = new BlockList()
for (const [network, prefix] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
] as const)
	closed6.addSubnet(network, prefix, 'ipv6')

/** Says whether an address is on the public internet. */
export const isPublicAddress = (address: string, family: number): boolean =>
	family === 6 ? open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6') : !closed.check(address)

/**
 * Looks up public addresses only, for node's `connect`, so that the address checked is the address used. Refuses a host
 * with any private address.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
	dnsLookup(hostname, { ...options, all: true }, (error, found) => {
		if (error !== null) return callback(error, '')
		const [first] = found
		if (first === undefined || !found.every(({ address, family }) => isPublicAddress(address, family)))
			return callback(Object.assign(new Error('addressNotPublic'), { code: 'ADDRESS_NOT_PUBLIC' }), '')
		return options.all === true ? callback(null, found) : callback(null, first.address, first.family)
	})
}

/** In bytes, each. More than a photo or a short film needs, and small enough to hold several at once. */
const LARGEST_MEDIA = 10 * 1024 * 1024
const MOST_REDIRECTS = 2

export type FetchOptions = {
	/** Returns the Authorization header for an address that needs one. Called for each redirect with its URL. */
	readonly authorise?: ((url: URL, address: MediaAddress) => Promise<string | undefined>) | undefined
	/** The limit for one attachment, redirects included. Default: 15 seconds. */
	readonly timeoutMilliseconds?: number | undefined
	/** Default: 10 MiB. */
	readonly largestBytes?: number | undefined
}

type Step = Fetched | { readonly outcome: 'redirected'; readonly to: string }

/** Without keep-alive: a kept connection is dead after a frozen environment. */
const agent = new Agent({ keepAlive: false })

const NOT_ALLOWED: Fetched = { outcome: 'missing', reason: 'hostNotAllowed' }

/** Says what a status other than 200 means. A refusal may be an expired address; neither gets better by asking again. */
const withoutBody = (status: number, location: string | undefined): Step => {
	if (status >= 300 && status < 400)
		return location === undefined ? NOT_ALLOWED : { outcome: 'redirected', to: location }
	if (status === 408 || status === 425 || status === 429 || status >= 500) return { outcome: 'later' }
	return { outcome: 'missing', reason: status === 401 || status === 403 ? 'forbidden' : 'gone' }
}

/** Reads the body and stops as soon as it is too large, whatever the headers said. */
const readBody = (response: IncomingMessage, largest: number): Promise<Fetched> =>
	new Promise((resolve) => {
		const chunks: Buffer[] = []
		let size = 0
		response.on('data', (chunk: Buffer) => {
			size += chunk.length
			chunks.push(chunk)
			if (size <= largest) return
			resolve({ outcome: 'missing', reason: 'tooLarge' })
			response.destroy()
		})
		response.on('end', () => resolve({ outcome: 'fetched', bytes: Buffer.concat(chunks) }))
		// The connection was cut; after `end` this changes nothing.
		response.on('close', () => resolve({ outcome: 'later' }))
		response.on('error', () => resolve({ outcome: 'later' }))
	})

const isNotPublic = (error: Error): boolean => 'code' in error && error.code === 'ADDRESS_NOT_PUBLIC'

const HEADERS = { accept: '*/*', 'accept-encoding': 'identity' }

const get = (url: URL, authorization: string | undefined, signal: AbortSignal, largest: number): Promise<Step> =>
	new Promise((resolve) => {
		const headers = authorization ? { ...HEADERS, authorization } : HEADERS
		const options = { method: 'GET', agent, headers, signal, lookup: publicLookup }
		const outgoing = request(url, options, (response) => {
			const { statusCode = 0, headers: received } = response
			const isTooLarge = Number(received['content-length'] ?? 0) > largest
			if (statusCode === 200 && !isTooLarge) return resolve(readBody(response, largest))
			response.destroy()
			resolve(
				statusCode === 200 ? { outcome: 'missing', reason: 'tooLarge' } : withoutBody(statusCode, received.location),
			)
		})
		outgoing.on('error', (error) => resolve(isNotPublic(error) ? NOT_ALLOWED : { outcome: 'later' }))
		outgoing.end()
	})

/**
 * Fetches attachments from their network. Follows at most two redirects, to listed hosts and public addresses only, and
 * reads at most `largestBytes`.
 */
export const createHttpsMediaSource = (options: FetchOptions = {}): MediaSource => {
	const { authorise, timeoutMilliseconds = 15 * SECOND, largestBytes = LARGEST_MEDIA } = options
	return {
		fetch: async (address) => {
			const signal = AbortSignal.timeout(timeoutMilliseconds)
			let url = allowedAddress(address.network, address.url)
			for (let redirects = 0; url !== undefined && redirects <= MOST_REDIRECTS; redirects += 1) {
				const step = await get(url, await authorise?.(url, address), signal, largestBytes)
				if (step.outcome !== 'redirected') return step
				url = allowedAddress(address.network, step.to, url)
			}
			return NOT_ALLOWED
		},
	}
}
