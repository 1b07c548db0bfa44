import { headerOf, type ParsedMail } from './parse-mail.ts'

/** The sign by which a mail is a machine's. */
type AutomaticSign = string

/** Returns the value before parameters and comments. */
const word = (value: string | undefined): string => (value ?? '').split(/[;(\s]/, 1)[0]?.toLowerCase() ?? ''

const isOn = (value: string | undefined): boolean =>
	value !== undefined && !['', 'no', 'none', 'false'].includes(word(value))

const OF_RESPONDERS = new Set(['junk', 'auto_reply'])
const ON_BY_PRESENCE = ['x-autoreply', 'x-autorespond', 'x-autoresponder']

/** Phrases of vacation notes at the start of a subject. People write them too, so they count only beside another sign. */
const VACATION =
	/^\s*(?:automatische antwort|automatic reply|auto(?:matic)?[ -]?reply|abwesenheit|abwesend|out of (?:the )?office|ooo:)/i
/**
 * Headers that ask for no automatic answer. People's mails and ticket systems have them too, so alone they mean nothing.
 */
const ASKS_FOR_NO_ANSWER = [
	'x-auto-response-suppress',
	'x-ms-exchange-inbox-rules-loop',
	'x-ms-exchange-generated-message-source',
]

/**
 * Returns the sign that a machine sent a mail (RFC 3834), which is neither answered nor filed; undefined for a person's.
 * `sender` is the envelope's, empty for what must not be answered.
 */
export const automaticSign = (mail: ParsedMail, sender: string): AutomaticSign | undefined => {
	const { headers, subject } = mail
	const submitted = headerOf(mail, 'auto-submitted')
	if (isOn(submitted)) return 'autoSubmitted'
	// `auto-submitted: no` is believed.
	if (word(submitted) === 'no') return undefined
	const precedence = word(headerOf(mail, 'precedence'))
	if (OF_RESPONDERS.has(precedence)) return 'precedence'
	if (ON_BY_PRESENCE.some((name) => isOn(headerOf(mail, name)))) return 'responder'
	if (/^(?:<>)?$|^mailer-daemon@/i.test(sender.trim())) return 'nobody'
	const isToMany = ['bulk', 'list'].includes(precedence) || headers.some(({ name }) => name.startsWith('list-'))
	const asksForNone = ASKS_FOR_NO_ANSWER.some((name) => isOn(headerOf(mail, name)))
	return (isToMany || asksForNone) && VACATION.test(subject) ? 'vacation' : undefined
}

/** What a delivery report (RFC 3464) says; `about` is the value of our own header in the mail it quotes. */
export type DeliveryReport = { readonly hasFailed: boolean; readonly about?: string | undefined }

const QUOTING = new Set(['message/rfc822', 'message/rfc822-headers', 'text/rfc822-headers', 'message/global'])
const LONGEST_READ = 65_536

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, LONGEST_READ)).toString('latin1')

/** Reads a delivery report; returns undefined for any other mail. `ownHeader` names the header that marks our mails. */
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
