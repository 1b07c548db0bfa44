import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { isBelow } from './links.ts'
import { emailOf } from './own-things.ts'
import type { ScreeningSettings } from './settings.ts'
import type { Sighting } from './span.ts'

/** Longer names and domains than the standards allow are cut, so that hostile texts take no longer (RFC 5321, 4.5.3.1). */
const LONGEST_NAME = 64
const LONGEST_DOMAIN = 120

/** Providers that an answer names only as part of a customer's address. */
const PROVIDERS =
	/(?:gmx|web|freenet|t-online|arcor|posteo|mailbox|outlook|hotmail|live|icloud|me|mac|gmail|googlemail|yahoo|aol|proton|protonmail|1und1|online|vodafone|kabelmail|ymail|mail|email|magenta)$/i
const COMMON_ENDINGS =
	/\.(?:de|com|net|org|info|eu|at|ch|io|me|biz|name|online|email|mail|uk|fr|nl|pl|it|es|berlin|hamburg|koeln|bayern|example|test)$/i

/** The at sign, and how people hide it from machines. */
const SIGN =
	/@|(?<wrapped> ?[([{<|*'"] ?(?:at|ät|aet|aett|æt|et|bei|a|@) ?[)\]}>|*'"] ?)|(?<near> (?:bei|auf) )|(?<word>[ _-](?:at|ät|aet|aett|klammeraffe|affenschwanz|affe)[ _-])/giu
const DOT = String.raw`(?: ?[([{<] ?(?:\.|punkt|dot|pkt|point) ?[)\]}>] ?|·|[ _-](?:punkt|dot|pkt)[ _-]| \. ?|\. |\.)`
const PLAIN_DOT = String.raw`\.`
const LABEL = String.raw`[\p{L}\p{M}\d](?:[\p{L}\p{M}\d-]{0,62})`

const domainPattern = (dot: string) => new RegExp(`${LABEL}(?:${dot}${LABEL}){1,5}`, 'iuy')
const plainDomain = onFirstUse(() => domainPattern(PLAIN_DOT))
const hiddenDomain = onFirstUse(() => domainPattern(DOT))
const NAME = /"[^"\n@]{1,60}"$|[\p{L}\p{M}\d._%+'~&#$!^`{}=-]{1,64}$/u
const HIDDEN_DOT_IN_NAME =
	/(?:[\p{L}\d_-]{1,30}(?: ?[([{] ?(?:punkt|dot|\.|minus|unterstrich) ?[)\]}] ?| (?:punkt|dot|minus|unterstrich) )){1,3}[\p{L}\d_-]{1,30}$/iu

type Read = { readonly text: string; readonly to: number }

const readDomain = (view: string, at: number, mayHide: boolean): Read | undefined => {
	const part = view.slice(at, at + LONGEST_DOMAIN)
	const pattern = mayHide ? hiddenDomain() : plainDomain()
	pattern.lastIndex = 0
	const found = pattern.exec(part)?.[0].replace(/-+$/, '')
	if (found === undefined) return undefined
	const text = found.replaceAll(new RegExp(DOT, 'giu'), '.').replaceAll(/\.{2,}/g, '.')
	return /\.(?:[\p{L}\p{M}]{2,24}|xn--[a-z\d-]{1,59})$/iu.test(text) ? { text, to: at + found.length } : undefined
}

/** Cuts a hidden domain back to a common ending, so that "Mail an x@y.de. Danke" ends at "de". */
const shorten = (view: string, at: number): Read | undefined => {
	let read = readDomain(view, at, true)
	while (read !== undefined && !COMMON_ENDINGS.test(read.text)) {
		const cut = view
			.slice(at, read.to)
			.search(/(?: ?[([{<]? ?(?:\.|punkt|dot|pkt|point) ?[)\]}>]? ?)[\p{L}\p{M}\d-]+$/iu)
		if (cut <= 0) return undefined
		read = readDomain(view.slice(0, at + cut), at, true)
	}
	return read
}

/** Reads "@web,de" and "@gmx de" of well-known providers. */
const mistyped = (view: string, at: number): Read | undefined => {
	const found = /^(\p{L}[\p{L}\d-]{1,20})[ ,]{1,2}(de|com|net|org)(?![\p{L}\d])/iu.exec(view.slice(at, at + 30))
	if (found === null || !PROVIDERS.test(found[1] ?? '')) return undefined
	return { text: `${found[1]}.${found[2]}`, to: at + found[0].length }
}

const nameBefore = (view: string, at: number): Read | undefined => {
	const before = view.slice(Math.max(0, at - 2 * LONGEST_NAME), at)
	const text = HIDDEN_DOT_IN_NAME.exec(before)?.[0] ?? NAME.exec(before)?.[0]?.replace(/^[.'`~#-]+/, '')
	return text ? { text, to: at - text.length } : undefined
}

/** Says whether a hidden or spaced sign makes an address: a blank may only be the end of a sentence before a handle. */
const isCredible = (name: string, domain: string, isLoose: boolean, isNear: boolean): boolean => {
	if (!isLoose && !isNear) return true
	const provider = domain.slice(0, domain.lastIndexOf('.'))
	if (isNear) return PROVIDERS.test(provider) && /\p{L}[._+-]\p{L}/u.test(name)
	return PROVIDERS.test(provider) || (/[\d._+-]./.test(name) && COMMON_ENDINGS.test(domain))
}

const isOwn = (name: string, domain: string, settings: ScreeningSettings): boolean => {
	const email = emailOf(`${name}@${domain}`)
	if (settings.ownEmails.includes(email)) return true
	// An address with a plus belongs to one customer: the reply address of a request (shared/requests/README.md, "Rules").
	return !name.includes('+') && isBelow(domain.toLowerCase(), settings.ownDomains)
}

const emailAt = (view: string, sign: RegExpExecArray, settings: ScreeningSettings): Sighting | undefined => {
	const isPlain = sign[0] === '@'
	const gapBefore = isPlain ? (/ {1,2}$/.exec(view.slice(Math.max(0, sign.index - 2), sign.index))?.[0].length ?? 0) : 0
	const after = sign.index + sign[0].length
	const gapAfter = isPlain && view.charAt(after) === ' ' ? (view.charAt(after + 1) === ' ' ? 2 : 1) : 0
	const name = nameBefore(view, sign.index - gapBefore)
	if (name === undefined) return undefined
	const strict = isPlain ? readDomain(view, after + gapAfter, false) : undefined
	const domain = strict ?? shorten(view, after + gapAfter) ?? (isPlain ? mistyped(view, after + gapAfter) : undefined)
	if (domain === undefined) return undefined
	const isHidden = view.slice(after, domain.to).includes(domain.text) === false
	const isLoose =
		(sign.groups?.word !== undefined && !/ät|aff/iu.test(sign[0]) && !isHidden) || gapBefore + gapAfter === 1
	if (!isCredible(name.text, domain.text, isLoose, sign.groups?.near !== undefined)) return undefined
	return isOwn(name.text, domain.text, settings) ? undefined : { kind: 'email', from: name.to, to: domain.to }
}

/** Finds mail addresses other than our own, plainly written or hidden: "max (at) firma punkt de". */
export const emailsIn = (view: string, settings: ScreeningSettings): readonly Sighting[] =>
	Array.from(view.matchAll(SIGN), (sign) => emailAt(view, sign, settings)).filter((found) => found !== undefined)
