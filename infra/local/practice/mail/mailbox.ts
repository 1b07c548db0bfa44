import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const mailSchema = z
	.object({
		id: z.string(),
		recipient: z.string(),
		sender: z.string(),
		subject: z.string(),
		text: z.string(),
		html: z.string(),
		headers: z.string(),
		at: z.string(),
		outcome: z.enum(['delivered', 'bounced', 'complained']),
	})
	.transform(({ recipient, sender, headers, ...mail }) => ({
		...mail,
		to: recipient,
		from: sender,
		headers: z.record(z.string(), z.string()).parse(JSON.parse(headers)),
	}))

/** A mail in one recipient's mailbox; header names in lower case, values as written. */
export type MailboxMail = z.output<typeof mailSchema>

/** Creates the store of every mail that SES accepted, one row per recipient. */
export const createMailbox = (database: DatabaseSync) => {
	const insert = database.prepare(
		'insert into mails (id, recipient, sender, subject, text, html, headers, at, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
	)
	const all = database.prepare(
		'select * from mails where (?1 is null or lower(recipient) = ?1) order by seq desc limit ?2',
	)
	const byId = database.prepare('select * from mails where id = ?')
	const version = database.prepare('select count(*) as mails from mails')
	return {
		add: (mail: MailboxMail): void =>
			void insert.run(
				mail.id,
				mail.to,
				mail.from,
				mail.subject,
				mail.text,
				mail.html,
				JSON.stringify(mail.headers),
				mail.at,
				mail.outcome,
			),
		/** Returns mails newest first. */
		list: (to?: string, limit = 10_000): MailboxMail[] =>
			z.array(mailSchema).parse(all.all(to?.trim().toLowerCase() || null, limit)),
		find: (id: string): MailboxMail | undefined => mailSchema.safeParse(byId.get(id)).data,
		version: (): string => JSON.stringify(version.get()),
	}
}
export type Mailbox = ReturnType<typeof createMailbox>
