import { domainToASCII } from 'node:url'

// RFC 5321's dot-string without the marks of old source routes (! % |) and without quoting: nothing in it can end a
// header, add a recipient or a comment. Nor may it look like an encoded word (RFC 2047): readers would decode it.
const LOCAL = /^(?=.{1,64}$)(?!.*=\?)[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)
// Checked before the mapping to ASCII, which turns look-alikes of dots, commas and at-signs into the real ones.
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u

/**
 * One mail address, blanks around it forgiven, the domain in lower case and ASCII; undefined for everything else, so
 * that what passes is exactly one recipient. Non-ASCII before the @ is refused: SES does not send there.
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
