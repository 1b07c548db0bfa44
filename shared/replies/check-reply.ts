import type { DetectedAddress } from '#shared/address/detect-address-form.ts'
import type { AddressForm, ReplyWarning } from '#shared/cases/codes.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Measured } from '#shared/channels/channel.ts'
import type { RecentText } from './recent-texts.ts'

/** What is looked at before an answer leaves. Pure; what needs other rooms comes in as functions. */

export type PersonalDatum = { readonly kind: string; readonly start: number; readonly end: number }

export type Cost = { readonly amount: number; readonly currency: 'USD'; readonly hasLink: boolean }

export type CheckRules = {
	readonly measure: (network: Network, visibility: Visibility, text: string) => Measured
	readonly detectAddress: (text: string) => DetectedAddress
	/** Personal data in a text that everybody would read; ours are none. */
	readonly findPersonalData: (text: string) => readonly PersonalDatum[]
	readonly fingerprint: (text: string) => string
	/** What X charges; nothing elsewhere. */
	readonly cost: (network: Network, visibility: Visibility, text: string, isSummons: boolean) => Cost | undefined
	/** How many of the newest answers to others are compared. */
	readonly lastTexts: number
}

export type ReplyToCheck = {
	readonly caseId: CaseId
	readonly way: { readonly network: Network; readonly visibility: Visibility; readonly isSummons: boolean } | 'mail'
	/** As the agent wrote it, without initials. */
	readonly text: string
	readonly initials: string
	/** A sentence of ours that is added below the text. */
	readonly addition?: string | undefined
	/** How the customer wants to be spoken to; unknown is Sie: never du first. */
	readonly form: AddressForm | undefined
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
	/** Characters that nobody can read or that networks drop: half of a pair, controls, what is no character. */
	| { readonly code: 'textInvalid' }
	| { readonly code: 'personalData'; readonly findings: readonly PersonalDatum[] }

export type ReplyCheck = {
	/** As it leaves: with the initials. */
	readonly text: string
	readonly length: number
	readonly limit: number
	readonly cost?: Cost | undefined
	readonly warnings: readonly Warning[]
	readonly refusals: readonly TextRefusal[]
}

/** SES takes far more; nobody reads more. */
const LONGEST_MAIL = 20_000

/** The text with the initials under it, once, also where its author put them there. */
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

const identical = ({ caseId, text, recent }: ReplyToCheck, rules: CheckRules): readonly Warning[] => {
	if (rules.lastTexts === 0) return []
	const fingerprint = rules.fingerprint(text)
	const others = recent.filter((one) => one.caseId !== caseId).slice(-rules.lastTexts)
	return others.some((one) => one.fingerprint === fingerprint) ? [{ code: 'identicalText' }] : []
}

const costOf = ({ way }: ReplyToCheck, text: string, rules: CheckRules): Cost | undefined =>
	way === 'mail' ? undefined : rules.cost(way.network, way.visibility, text, way.isSummons)

/** Controls but for tab and line ends, and noncharacters (Unicode 16, 23.7). */
const UNREADABLE = /[^\P{Cc}\t\n\r]|\p{Noncharacter_Code_Point}/u

const refusalsOf = ({ way, text }: ReplyToCheck, measured: Measured, rules: CheckRules): readonly TextRefusal[] => {
	if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return [{ code: 'textEmpty' }]
	if (!text.isWellFormed() || UNREADABLE.test(text)) return [{ code: 'textInvalid' }]
	const isPublic = way !== 'mail' && way.visibility === 'public'
	const findings = isPublic ? rules.findPersonalData(text) : []
	const places = findings.map(({ kind, start, end }) => ({ kind, start, end }))
	return [
		...(measured.valid ? [] : [{ code: 'textTooLong' } as const]),
		...(places.length === 0 ? [] : [{ code: 'personalData', findings: places } as const]),
	]
}

/** The text as it would leave, its length, its price, and what speaks against it. */
export const checkReply = (reply: ReplyToCheck, rules: CheckRules): ReplyCheck => {
	const { way, initials, form, addition } = reply
	const text = withInitials(reply.text, initials, way === 'mail' ? '\n\n' : ' ', addition)
	const measured =
		way === 'mail'
			? { length: text.length, limit: LONGEST_MAIL, valid: text.length <= LONGEST_MAIL }
			: rules.measure(way.network, way.visibility, text)
	const cost = costOf(reply, text, rules)
	const linkPrice: readonly Warning[] = cost?.hasLink === true ? [{ code: 'linkPrice', cost }] : []
	return {
		text,
		length: measured.length,
		limit: measured.limit,
		cost,
		warnings: [...addressWarnings(reply.text, form, rules), ...identical(reply, rules), ...linkPrice],
		refusals: refusalsOf(reply, measured, rules),
	}
}
