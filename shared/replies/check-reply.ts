import type { DetectedAddress } from '#shared/address/detect-address-form.ts'
import type { AddressForm, ContactLanguage, ReplyWarning } from '#shared/cases/codes.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Measured } from '#shared/channels/channel.ts'
import type { RecentText } from './recent-texts.ts'

/** Checks of an answer before it leaves. Pure: rules of other rooms are passed in as functions. */

export type PersonalDatum = { readonly kind: string; readonly start: number; readonly end: number }

/** Finds personal data in what we write for each other, and returns it masked; undefined where there are none. */
export type ScreenNote = (
	text: string,
) => { readonly masked: string; readonly findings: readonly PersonalDatum[] } | undefined

export type Cost = { readonly amount: number; readonly currency: 'USD'; readonly hasLink: boolean }

export type CheckRules = {
	readonly measure: (network: Network, visibility: Visibility, text: string) => Measured
	readonly detectAddress: (text: string) => DetectedAddress
	/** Returns the language that a text is clearly written in. */
	readonly detectLanguage: (text: string) => ContactLanguage | undefined
	/** Finds personal data in a public text; the company's own are not reported. */
	readonly findPersonalData: (text: string) => readonly PersonalDatum[]
	readonly fingerprint: (text: string) => string
	/** Returns what X charges; undefined for other networks. */
	readonly cost: (network: Network, visibility: Visibility, text: string, isSummons: boolean) => Cost | undefined
	/** The number of newest answers to others that a text is compared with. */
	readonly lastTexts: number
}

export type ReplyToCheck = {
	readonly caseId: CaseId
	readonly channel: { readonly network: Network; readonly visibility: Visibility; readonly isSummons: boolean } | 'mail'
	/** As the agent wrote it, without initials. */
	readonly text: string
	readonly initials: string
	/** A sentence of ours that is added below the text. */
	readonly addition?: string | undefined
	/** The customer's form of address; unknown counts as Sie, so that du is never used first. */
	readonly form: AddressForm | undefined
	/** What the customer writes. */
	readonly language: ContactLanguage
	readonly recent: readonly RecentText[]
}

export type Warning = {
	readonly code: ReplyWarning
	readonly words?: readonly string[] | undefined
	readonly cost?: Cost | undefined
}
export type TextRefusal =
	| { readonly code: 'textEmpty' }
	| { readonly code: 'textTooLong' }
	/** Characters that cannot be read or that networks drop: half of a pair, controls, noncharacters. */
	| { readonly code: 'textInvalid' }
	| { readonly code: 'personalData'; readonly findings: readonly PersonalDatum[] }

export type ReplyCheck = {
	/** The text as it leaves, with initials. */
	readonly text: string
	readonly length: number
	readonly limit: number
	readonly cost?: Cost | undefined
	readonly warnings: readonly Warning[]
	readonly refusals: readonly TextRefusal[]
}

/** The longest mail in characters; SES would take more. */
const LONGEST_MAIL = 20_000

/** Appends the initials to a text once, also where its author has written them already. */
export const withInitials = (
	text: string,
	initials: string,
	separator: ' ' | '\n\n' = ' ',
	addition?: string,
): string => {
	const sign = `^${initials}`
	const trimmed = text.trim()
	if (addition === undefined) return trimmed.endsWith(sign) ? trimmed : `${trimmed}${separator}${sign}`
	const body = trimmed.endsWith(sign) ? trimmed.slice(0, -sign.length).trimEnd() : trimmed
	return `${body}\n\n${addition} ${sign}`
}

const addressWarnings = (text: string, form: AddressForm | undefined, rules: CheckRules): readonly Warning[] => {
	const wrong = form === 'du' ? 'sie' : 'du'
	const words = rules
		.detectAddress(text)
		.evidence.filter((one) => one.form === wrong)
		.map((one) => one.words)
	return words.length === 0 ? [] : [{ code: wrong === 'du' ? 'saysDu' : 'saysSie', words: [...new Set(words)] }]
}

const otherLanguage = ({ text, language }: ReplyToCheck, rules: CheckRules): readonly Warning[] => {
	const written = rules.detectLanguage(text)
	return written === undefined || written === language ? [] : [{ code: 'otherLanguage' }]
}

const identical = ({ caseId, text, recent }: ReplyToCheck, rules: CheckRules): readonly Warning[] => {
	if (rules.lastTexts === 0) return []
	const fingerprint = rules.fingerprint(text)
	const others = recent.filter((one) => one.caseId !== caseId).slice(-rules.lastTexts)
	return others.some((one) => one.fingerprint === fingerprint) ? [{ code: 'identicalText' }] : []
}

const costOf = ({ channel }: ReplyToCheck, text: string, rules: CheckRules): Cost | undefined =>
	channel === 'mail' ? undefined : rules.cost(channel.network, channel.visibility, text, channel.isSummons)

/** Controls but for tab and line ends, and noncharacters (Unicode 16, 23.7). */
const UNREADABLE = /[^\P{Cc}\t\n\r]|\p{Noncharacter_Code_Point}/u

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** Tells whether a text is one that somebody can read: something visible, no halves of characters, controls or noncharacters. */
export const isReadableText = (text: string): boolean =>
	text.isWellFormed() && VISIBLE.test(text) && !UNREADABLE.test(text)

const refusalsOf = ({ channel, text }: ReplyToCheck, measured: Measured, rules: CheckRules): readonly TextRefusal[] => {
	if (!VISIBLE.test(text)) return [{ code: 'textEmpty' }]
	if (!isReadableText(text)) return [{ code: 'textInvalid' }]
	const isPublic = channel !== 'mail' && channel.visibility === 'public'
	const findings = isPublic ? rules.findPersonalData(text) : []
	const places = findings.map(({ kind, start, end }) => ({ kind, start, end }))
	return [
		...(measured.valid ? [] : [{ code: 'textTooLong' } as const]),
		...(places.length === 0 ? [] : [{ code: 'personalData', findings: places } as const]),
	]
}

/** Checks an answer. Returns the text as it would leave, its length, cost, warnings and refusals. */
export const checkReply = (reply: ReplyToCheck, rules: CheckRules): ReplyCheck => {
	const { channel, initials, form, addition } = reply
	const text = withInitials(reply.text, initials, channel === 'mail' ? '\n\n' : ' ', addition)
	const measured =
		channel === 'mail'
			? { length: text.length, limit: LONGEST_MAIL, valid: text.length <= LONGEST_MAIL }
			: rules.measure(channel.network, channel.visibility, text)
	const cost = costOf(reply, text, rules)
	const linkPrice: readonly Warning[] = cost?.hasLink === true ? [{ code: 'linkPrice', cost }] : []
	return {
		text,
		length: measured.length,
		limit: measured.limit,
		cost,
		warnings: [
			...addressWarnings(reply.text, form, rules),
			...otherLanguage(reply, rules),
			...identical(reply, rules),
			...linkPrice,
		],
		refusals: refusalsOf(reply, measured, rules),
	}
}
