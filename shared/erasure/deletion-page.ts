import { html } from 'hono/html'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { type Company, noticePage, type Page } from '#shared/pages/frame.ts'
import type { Catalogue, Notice } from '#shared/texts/catalogue.ts'
import { type DeletionTexts, deletionTexts } from '#shared/texts/deletion.ts'
import { speak } from '#shared/texts/speak.ts'
import { type Deletion, deletionDueAt } from './deletion.ts'

const LOCALES = { de: 'de-DE', en: 'en-GB' } as const

const shown = (instant: Instant, tag: Catalogue['tag']): string =>
	new Intl.DateTimeFormat(LOCALES[tag], {
		dateStyle: 'long',
		timeStyle: 'short',
		timeZone: 'Europe/Berlin',
	}).format(new Date(instant))

const noticeOf = (texts: DeletionTexts, deletion: Deletion, tag: Catalogue['tag'], hotline: string): Notice => {
	const at = shown(deletion.finishedAt ?? deletion.askedAt, tag)
	if (deletion.state === 'inWork') return texts.inWork
	if (deletion.state === 'byHand') return texts.byHand({ until: shown(deletionDueAt(deletion), tag), hotline })
	return deletion.result === 'nothingKept' ? texts.nothingKept({ at }) : texts.erased({ at })
}

/** How a request to delete stands, as it is: also that a person must finish it, until when, and when we are late. */
export const deletionPage = (
	tag: Catalogue['tag'],
	deletion: Deletion,
	{ company, clock }: { readonly company: Company; readonly clock: Clock },
): Page => {
	const texts = deletionTexts(tag)
	const { hotline } = company
	const { title, paragraphs } = noticeOf(texts, deletion, tag, hotline)
	const isLate = deletion.state !== 'finished' && deletionDueAt(deletion) <= clock.now()
	return {
		texts: speak({ language: tag }),
		title,
		languageSwitch: { action: `/data/deletion/${deletion.code}` },
		content: html`<div class="card"><h1>${title}</h1>
<p>${texts.received({ at: shown(deletion.askedAt, tag) })}</p>
${paragraphs.map((text) => html`<p>${text}</p>`)}
${isLate ? html`<p>${texts.late({ hotline })}</p>` : ''}
<p>${texts.codeLabel}: <strong>${deletion.code}</strong></p>
<p>${texts.kept}</p></div>`,
	}
}

/** For a code that is none of ours, or is gone. */
export const unknownPage = (tag: Catalogue['tag']): Page =>
	noticePage(speak({ language: tag }), deletionTexts(tag).unknown)
