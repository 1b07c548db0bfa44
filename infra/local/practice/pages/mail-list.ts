import { html } from 'hono/html'
import type { MailboxMail } from '#infra/local/practice/mail/mailbox.ts'
import { readableTime } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { linkedText } from './linked-text.ts'
import type { PracticeView } from './practice-view.ts'

const headerRows = (headers: MailboxMail['headers']): PracticeHtml[] =>
	Object.entries(headers).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)

/** Returns the address that a mail asks to be answered at. */
const replyAddressOf = ({ headers, from }: MailboxMail): string => headers['reply-to'] ?? from

const answerForm = ({ word, language }: PracticeView, mail: MailboxMail): PracticeHtml =>
	html`<details class="answer" id="mail-answer-${mail.id}"><summary>${word('reply')}</summary><form method="post" action="/practice/mails/reply?lang=${language}">
<input type="hidden" name="inReplyTo" value="${mail.id}">
<p class="route">${word('to')} ${replyAddressOf(mail)}</p>
<label class="field"><span>${word('mailSender')}</span><input name="from" value="${mail.to}" maxlength="320" autocomplete="off" autocapitalize="none" required></label>
<label class="field"><span>${word('text')}</span><textarea name="text" rows="4" maxlength="100000" required></textarea></label>
<label class="check"><input type="checkbox" name="picture"><span>${word('withPicture')}</span></label>
<label class="check"><input type="checkbox" name="automatic"><span>${word('mailAutomatic')}</span></label>
<button type="submit">${word('send')}</button></form></details>`

const mailItem = (view: PracticeView, mail: MailboxMail): PracticeHtml => {
	const { world, word, language } = view
	return html`<li><details class="mail card" id="mail-${mail.id}"><summary><span class="subject">${mail.subject}</span>${mail.outcome === 'delivered' ? '' : html` <span class="tag warn">${word(mail.outcome)}</span>`}<span class="route">${word('to')} ${mail.to}</span><time datetime="${mail.at}">${readableTime(mail.at, language, world.clock.now())}</time></summary>
<p class="route">${word('from')} ${mail.from}</p>
${mail.html === '' ? '' : html`<iframe src="/practice/mailbox/${mail.id}/html" title="${word('mailHtml')}: ${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>`}
<details id="mail-text-${mail.id}"${mail.html === '' ? html` open` : ''}><summary>${word('mailText')}</summary><p class="words mono">${linkedText(mail.text)}</p></details>
<details id="mail-headers-${mail.id}"><summary>${word('mailHeaders')}</summary><dl class="headers">${headerRows(mail.headers)}</dl></details>
${mail.headers['reply-to'] === undefined ? '' : answerForm(view, mail)}</details></li>`
}

/** Renders the mailbox of all addresses, newest first. */
export const mailList = (view: PracticeView, mails: readonly MailboxMail[]): PracticeHtml =>
	mails.length > 0
		? html`<ul class="mails">${mails.map((mail) => mailItem(view, mail))}</ul>`
		: html`<p class="empty">${view.word('mailEmpty')}</p>`

const MAIL_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** Returns the mail's own html with links that open in a new tab: our pages refuse to be shown inside the frame. */
const withNewTabs = (mail: string): string => {
	const base = '<base target="_blank">'
	return /<head[\s>]/i.test(mail)
		? mail.replace(/<head(?:\s[^>]*)?>/i, (head) => head + base)
		: `<!doctype html>${base}${mail}`
}

/** Returns a mail's own page for the frame: no script, nothing fetched, links open in a new tab. */
export const mailFrame = (mail: MailboxMail): Response =>
	new Response(withNewTabs(mail.html), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': MAIL_POLICY,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store',
		},
	})
