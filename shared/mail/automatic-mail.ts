import { headerOf, type ParsedMail } from './parse-mail.ts'

/** By which sign a mail is no person's: the header's name. */
export type AutomaticSign = string

/** The word before parameters and comments. */
const word = (value: string | undefined): string => (value ?? '').split(/[;(\s]/, 1)[0]?.toLowerCase() ?? ''

const isOn = (value: string | undefined): boolean =>
	value !== undefined && !['', 'no', 'none', 'false'].includes(word(value))

const BULK = new Set(['bulk', 'junk', 'list', 'auto_reply'])
const ON_BY_PRESENCE = ['x-auto-response-suppress', 'x-autoreply', 'x-autorespond', 'x-autoresponder']

/** Words of vacation notes at the head of a subject. People write them too, so they only count beside another sign. */
const VACATION =
	/^\s*(?:automatische antwort|automatic reply|auto(?:matic)?[ -]?reply|abwesenheit|abwesend|out of (?:the )?office|ooo:)/i
const OF_A_RULE = ['x-ms-exchange-inbox-rules-loop', 'x-ms-exchange-generated-message-source']

/**
 * Whether a machine sent it (RFC 3834): never answered and no message of the customer's. `sender` is that of the envelope,
 * empty for what must not be answered.
 */
export const automaticSign = (mail: ParsedMail, sender: string): AutomaticSign | undefined => {
	const { headers, subject } = mail
	if (isOn(headerOf(mail, 'auto-submitted'))) return 'autoSubmitted'
	if (BULK.has(word(headerOf(mail, 'precedence')))) return 'precedence'
	if (ON_BY_PRESENCE.some((name) => isOn(headerOf(mail, name)))) return 'suppress'
	if (headers.some(({ name }) => name.startsWith('list-'))) return 'list'
	if (/^(?:<>)?$|^mailer-daemon@/i.test(sender.trim())) return 'nobody'
	const isOfRule = OF_A_RULE.some((name) => headerOf(mail, name) !== undefined)
	return isOfRule && VACATION.test(subject) ? 'vacation' : undefined
}
