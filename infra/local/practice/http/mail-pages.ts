import type { Hono } from 'hono'
import { z } from 'zod'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import {
	addressIn,
	customerMailSchema,
	type WriteMailDependencies,
	writeMail,
} from '#infra/local/practice/mail/write-mail.ts'
import { languageOf } from '#infra/local/practice/pages/language.ts'
import { drawPicture } from '#infra/local/practice/world/picture.ts'
import { parseFields } from './problem.ts'

const replySchema = z.object({
	inReplyTo: z.string(),
	from: z.string().min(3).max(320),
	text: z.string().min(1).max(100_000),
	picture: z.literal('on').optional(),
	automatic: z.literal('on').optional(),
})

/** The form at each mail, by which one answers it as its recipient would. */
export const addMailPages = (app: Hono<{ Bindings: NodeBindings }>, mails: WriteMailDependencies): void => {
	app.post('/practice/mails/reply', async (context) => {
		const form = parseFields(await context.req.parseBody(), replySchema)
		const mail = mails.mailbox.find(form.inReplyTo)
		if (mail === undefined) throw new PracticeRefusal('unknown-mail', { field: 'inReplyTo' })
		const { inReplyTo, from, text } = form
		const picture = {
			name: 'bild.png',
			type: 'image/png',
			base64: Buffer.from(drawPicture(mail.id)).toString('base64'),
		}
		const answer = customerMailSchema.parse({
			to: addressIn(mail.headers['reply-to'] ?? mail.from),
			from,
			text,
			inReplyTo,
			attachments: form.picture === undefined ? undefined : [picture],
			headers: form.automatic === undefined ? undefined : { 'Auto-Submitted': 'auto-replied' },
		})
		await writeMail(mails, answer)
		const query = new URLSearchParams({ lang: languageOf(context) })
		return context.redirect(`/practice?${query}#mail-${mail.id}`, 303)
	})
}
