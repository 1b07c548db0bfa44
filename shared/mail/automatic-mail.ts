import { headerOf, type ParsedMail } from './parse-mail.ts'

/** By which sign a mail is no person's: the header's name. */
type AutomaticSign = string

/** The word before parameters and comments. */
const word = (value: string | undefined): string => (value ?? '').split(/[;(\s]/, 1)[0]?.toLowerCase() ?? ''

const isOn = (value: string | undefined): boolean =>
	value !== undefined && !['', 'no', 'none', 'false'].includes(word(value))

const OF_RESPONDERS = new Set(['junk', 'auto_reply'])
const ON_BY_PRESENCE = ['x-autoreply', 'x-autorespond', 'x-autoresponder']

/** Words of vacation notes at the head of a subject. People write them too, so they only count beside another sign. */
const VACATION =
	/^\s*(?:automatische antwort|automatic reply|auto(?:matic)?[ -]?reply|abwesenheit|abwesend|out of (?:the )?office|ooo:)/i
/** They ask that no machine answer, which people's mails and ticket systems do as well: alone they say nothing. */
const ASKS_FOR_NO_ANSWER = [
	'x-auto-response-suppress',
	'x-ms-exchange-inbox-rules-loop',
	'x-ms-exchange-generated-message-source',
]

/**
 * Whether a machine sent it (RFC 3834): never answered and no message of the customer's. `sender` is that of the envelope,
 * empty for what must not be answered.
 */
export const automaticSign = (mail: ParsedMail, sender: string): AutomaticSign | undefined => {
	const { headers, subject } = mail
	const submitted = headerOf(mail, 'auto-submitted')
	if (isOn(submitted)) return 'autoSubmitted'
	// Whoever says that a person wrote it is believed.
	if (word(submitted) === 'no') return undefined
	const precedence = word(headerOf(mail, 'precedence'))
	if (OF_RESPONDERS.has(precedence)) return 'precedence'
	if (ON_BY_PRESENCE.some((name) => isOn(headerOf(mail, name)))) return 'responder'
	if (/^(?:<>)?$|^mailer-daemon@/i.test(sender.trim())) return 'nobody'
	const isToMany = ['bulk', 'list'].includes(precedence) || headers.some(({ name }) => name.startsWith('list-'))
	const asksForNone = ASKS_FOR_NO_ANSWER.some((name) => isOn(headerOf(mail, name)))
	return (isToMany || asksForNone) && VACATION.test(subject) ? 'vacation' : undefined
}

/** What a report about a mail (RFC 3464) says; `about` is the value of our own header in the mail it quotes. */
export type DeliveryReport = { readonly hasFailed: boolean; readonly about?: string | undefined }

const QUOTING = new Set(['message/rfc822', 'message/rfc822-headers', 'text/rfc822-headers', 'message/global'])
const LONGEST_READ = 65_536

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, LONGEST_READ)).toString('latin1')

/** A delivery report, or undefined for any other mail. `ownHeader` is the header by which our mails know themselves. */
export const readDeliveryReport = (mail: ParsedMail, ownHeader: string): DeliveryReport | undefined => {
	const type = headerOf(mail, 'content-type')?.toLowerCase() ?? ''
	if (!type.startsWith('multipart/report') || !type.includes('delivery-status')) return undefined
	const status = mail.parts.find((part) => part.type === 'message/delivery-status')
	const hasFailed = status !== undefined && /^action[ \t]*:[ \t]*failed\b/im.test(textOf(status.bytes))
	const own = new RegExp(`^${ownHeader}[ \\t]*:[ \\t]*(\\S+)[ \\t]*\\r?$`, 'im')
	const about = mail.parts
		.filter((part) => QUOTING.has(part.type))
		.map(({ bytes }) => own.exec(textOf(bytes))?.[1])
		.find((value) => value !== undefined)
	return about === undefined ? { hasFailed } : { hasFailed, about }
}
