import { lookup as dnsLookup } from 'node:dns'
import { BlockList, type LookupFunction } from 'node:net'

/** What the public internet never routes (RFC 6890 and its updates): our own machines, networks and metadata services. */
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

/** Of IPv6 only 2000::/3 is given out to the world; within it, documentation and tunnels into IPv4 lead nowhere good. */
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')
const closed6 = new BlockList()
for (const [network, prefix] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
] as const)
	closed6.addSubnet(network, prefix, 'ipv6')

/** Whether an address belongs to the public internet. */
export const isPublicAddress = (address: string, family: number): boolean =>
	family === 6 ? open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6') : !closed.check(address)

/**
 * A look-up for node's `connect` that finds public addresses only, so that the address checked is the address used. One
 * private address among several refuses the host: nobody honest mixes them.
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
