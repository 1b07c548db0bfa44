import { domainToASCII } from 'node:url'

// RFC 5321's dot-string without quoting and the marks of old source routes (! % |), so that it cannot end a header or
// add a recipient or comment. It must not look like an encoded word (RFC 2047), which readers would decode.
const LOCAL = /^(?=.{1,64}$)(?!.*=\?)[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)
// Checked before the mapping to ASCII, which turns look-alikes of dots, commas and at-signs into real ones.
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u

/**
 * Parses one mail address: trims it, and lower-cases the domain to ASCII. Returns undefined for everything else, so
 * that the result is exactly one recipient. Refuses non-ASCII before the @, where SES does not send.
 */
export const parseMailAddress = (typed: string): string | undefined => {
	const text = typed.trim()
	const at = text.lastIndexOf('@')
	const local = text.slice(0, at)
	const typedDomain = text.slice(at + 1).normalize('NFC')
	if (at < 1 || !LOCAL.test(local) || !TYPED_DOMAIN.test(typedDomain)) return undefined
	const domain = domainToASCII(typedDomain.toLowerCase())
	const address = `${local}@${domain}`
	return DOMAIN.test(domain) && address.length <= 254 ? address : undefined
}
