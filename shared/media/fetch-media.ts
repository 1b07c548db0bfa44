import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { SECOND } from '#shared/kernel/clock.ts'
import { allowedAddress } from './allowed-address.ts'
import type { Fetched, MediaAddress, MediaSource } from './media-source.ts'
import { publicLookup } from './public-lookup.ts'

/** In bytes, each. More than a photo or a short film needs, and little enough to hold several at once. */
const LARGEST_MEDIA = 10 * 1024 * 1024
const MOST_REDIRECTS = 2

export type FetchOptions = {
	/** The Authorization header for an address that wants one. Asked anew at each redirect, for that host. */
	readonly authorise?: ((url: URL, address: MediaAddress) => Promise<string | undefined>) | undefined
	/** For the whole of one attachment, redirects included. Default: 15 seconds. */
	readonly timeoutMilliseconds?: number | undefined
	/** Default: 10 MiB. */
	readonly largestBytes?: number | undefined
}

type Step = Fetched | { readonly outcome: 'redirected'; readonly to: string }

/** Without keep-alive: a connection kept over a frozen environment is dead. */
const agent = new Agent({ keepAlive: false })

const NOT_ALLOWED: Fetched = { outcome: 'missing', reason: 'hostNotAllowed' }

/** What a status other than 200 means. A refusal may be an address that ran out; asking again does not help either way. */
const withoutBody = (status: number, location: string | undefined): Step => {
	if (status >= 300 && status < 400)
		return location === undefined ? NOT_ALLOWED : { outcome: 'redirected', to: location }
	if (status === 408 || status === 425 || status === 429 || status >= 500) return { outcome: 'later' }
	return { outcome: 'missing', reason: status === 401 || status === 403 ? 'forbidden' : 'gone' }
}

/** The body, cut off as soon as it is too large, whatever the headers promised. */
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
		// Cut off before its end: after `end` this changes nothing.
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
			const { statusCode = 0, headers: told } = response
			const isTooLarge = Number(told['content-length'] ?? 0) > largest
			if (statusCode === 200 && !isTooLarge) return resolve(readBody(response, largest))
			response.destroy()
			resolve(statusCode === 200 ? { outcome: 'missing', reason: 'tooLarge' } : withoutBody(statusCode, told.location))
		})
		outgoing.on('error', (error) => resolve(isNotPublic(error) ? NOT_ALLOWED : { outcome: 'later' }))
		outgoing.end()
	})

/**
 * Fetches attachments from where their network keeps them (allowed-address.ts), following at most two redirects within the
 * same list, never to an address that is not public, and never more than `largestBytes`.
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
