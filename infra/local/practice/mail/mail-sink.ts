import { randomUUID } from 'node:crypto'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import type { Clock } from '#shared/kernel/clock.ts'
import type { MailEvents } from './mail-events.ts'
import { bounceNotification, complaintNotification, type MailService, type NotifiedMail } from './mail-notification.ts'
import type { Mailbox, MailboxMail } from './mailbox.ts'

export type AcceptedMail = {
	readonly raw: Buffer
	/** The envelope's sender and recipients. */
	readonly from: string
	readonly to: readonly string[]
	/** What SES answered as MessageId; bounces name it. */
	readonly messageId?: string | undefined
	readonly configurationSet?: string | undefined
	readonly tags?: Readonly<Record<string, string>> | undefined
}
type MailSinkDependencies = {
	readonly service: MailService
	readonly mailbox: Mailbox
	readonly events: MailEvents
	readonly clock: Clock
}
export type MailSink = { readonly deliver: (mail: AcceptedMail) => Promise<void> }

const headerLines = (parsed: ParsedMail) =>
	parsed.headerLines.map(({ line }) => {
		const colon = line.indexOf(':')
		return {
			name: line.slice(0, colon),
			value: line
				.slice(colon + 1)
				.replaceAll(/\r?\n[ \t]+/g, ' ')
				.trim(),
		}
	})

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
	[field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''))

/** Parses `name=value, name=value`, the header by which a raw mail carries its tags (SES, "X-SES-MESSAGE-TAGS"). */
const tagsOf = (header: string): [string, string][] =>
	[...header.matchAll(/([A-Za-z0-9_-]+)\s*=\s*([^\s,;]+)/g)].map(([, name = '', value = '']) => [name, value])

const notifiedMail = (
	mail: AcceptedMail & Pick<NotifiedMail, 'service' | 'at'>,
	messageId: string,
	lines: NotifiedMail['headers'],
): NotifiedMail => {
	const value = (wanted: string) => lines.find(({ name }) => name.toLowerCase() === wanted)?.value
	const set = mail.configurationSet ?? value('x-ses-configuration-set')
	const tags = [
		...(set ? [['ses:configuration-set', set] as const] : []),
		...tagsOf(value('x-ses-message-tags') ?? ''),
		...Object.entries(mail.tags ?? {}),
	]
	return {
		service: mail.service,
		messageId,
		from: mail.from,
		to: mail.to,
		at: mail.at,
		headers: lines,
		tags: Object.fromEntries(tags.map(([name, tag]) => [name, [tag]])),
	}
}

const outcomeOf = (recipient: string): MailboxMail['outcome'] => {
	const local = recipient.toLowerCase().split('@')[0]?.split('+')[0]
	return local === 'bounce' ? 'bounced' : local === 'complaint' ? 'complained' : 'delivered'
}

/**
 * Creates the sink that stores every mail that SES accepted in the mailbox. Addresses whose local part is `bounce` or
 * `complaint` (a `+tag` may follow) make the event that SES would publish, as its mailbox simulator does.
 */
export const createMailSink = ({ service, mailbox, events, clock }: MailSinkDependencies): MailSink => ({
	deliver: async (mail) => {
		const at = clock.now()
		const parsed = await simpleParser(mail.raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
		const lines = headerLines(parsed)
		const headers: Record<string, string> = {}
		for (const { name, value } of lines) {
			const key = name.toLowerCase()
			headers[key] = headers[key] === undefined ? value : `${headers[key]}\n${value}`
		}
		const messageId = mail.messageId ?? randomUUID()
		// SES writes an id of its own over the sender's.
		headers['message-id'] = `<${messageId}@${service.region}.amazonses.com>`
		const recipients = mail.to.length > 0 ? mail.to : addressesOf(parsed.to)
		const notified = notifiedMail({ ...mail, service, at, to: recipients }, messageId, lines)
		for (const to of recipients) {
			const outcome = outcomeOf(to)
			mailbox.add({
				id: randomUUID(),
				to,
				from: parsed.from?.text ?? mail.from,
				subject: parsed.subject ?? '',
				text: parsed.text ?? '',
				html: parsed.html || '',
				headers,
				at,
				outcome,
			})
			if (outcome === 'bounced') events.add(bounceNotification(notified, to, at))
			if (outcome === 'complained') events.add(complaintNotification(notified, to, at))
		}
	},
})
