import { isIP } from 'node:net'
import type { Network } from '#shared/cases/network.ts'

/**
 * Where each network keeps what people send: these hosts, and all below those that begin with a dot. X: NETWORKS.md 2.4
 * and 2.5 (private media lie on ton.*). Meta: its delivery networks, and lookaside.fbsbx.com for Messenger's attachments.
 */
const HOSTS: Readonly<Record<Network, readonly string[]>> = {
	x: ['pbs.twimg.com', 'video.twimg.com', 'ton.twitter.com', 'ton.x.com'],
	facebook: ['.fbcdn.net', 'lookaside.fbsbx.com', 'cdn.fbsbx.com'],
	instagram: ['.cdninstagram.com', '.fbcdn.net', 'lookaside.fbsbx.com', 'lookaside.instagram.com'],
}

const isBelow = (host: string, allowed: string): boolean =>
	allowed.startsWith('.') ? host.endsWith(allowed) && host.length > allowed.length : host === allowed

/** The address, if it is one from which this network's attachments may be fetched: https, its own port, a listed host. */
export const allowedAddress = (network: Network, address: string, base?: URL): URL | undefined => {
	if (!URL.canParse(address, base?.href)) return undefined
	const url = new URL(address, base?.href)
	const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
	if (!isPlain || isIP(url.hostname) !== 0) return undefined
	return HOSTS[network].some((allowed) => isBelow(url.hostname, allowed)) ? url : undefined
}
