import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type Company, noticePage, type Page, renderPage } from '#shared/pages/frame.ts'
import { HEADERS } from '#shared/pages/headers.ts'
import { browserLanguage, chosenLanguage } from '#shared/pages/language.ts'
import type { Catalogue, Notice } from '#shared/texts/catalogue.ts'
import { type DeletionTexts, deletionTexts } from '#shared/texts/deletion.ts'
import { speak } from '#shared/texts/speak.ts'
import { type Deletion, deletionCodeSchema, deletionDueAt } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'

const LOCALES = { de: 'de-DE', en: 'en-GB' } as const

const shown = (instant: Instant, tag: Catalogue['tag']): string =>
	new Intl.DateTimeFormat(LOCALES[tag], {
		dateStyle: 'long',
		timeStyle: 'short',
		timeZone: 'Europe/Berlin',
	}).format(new Date(instant))

const noticeOf = (texts: DeletionTexts, deletion: Deletion, tag: Catalogue['tag'], hotline: string): Notice => {
	const at = shown(deletion.finishedAt ?? deletion.askedAt, tag)
	if (deletion.state === 'inWork') return deletion.cases.length === 0 ? texts.lookingUp : texts.inWork
	if (deletion.state === 'byHand') return texts.byHand({ until: shown(deletionDueAt(deletion), tag), hotline })
	return deletion.result === 'nothingKept' ? texts.nothingKept({ at }) : texts.erased({ at })
}

/** Renders the state of a deletion request: also that a person must finish it, until when, and when we are late. */
const deletionPage = (
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

/** Renders the page of an unknown or expired code. */
const unknownPage = (tag: Catalogue['tag']): Page => noticePage(speak({ language: tag }), deletionTexts(tag).unknown)

export type DeletionPageDependencies = {
	readonly deletions: Pick<DeletionStore, 'find'>
	readonly company: Company
	readonly clock: Clock
	readonly log: Log
}

const languageOf = (c: Context) =>
	chosenLanguage(c.req.query('lang')) ?? browserLanguage(c.req.header('accept-language'))

/** Creates the status page of deletion requests, to which Meta links. It changes nothing. */
export const createDeletionApp = (deps: DeletionPageDependencies): Hono => {
	const app = new Hono()

	const show = async (c: Context, page: Page, status: 200 | 404 | 503) => {
		c.header('content-language', page.texts.tag)
		return c.html(await renderPage(deps.company, page), status)
	}

	app.use(async (c, next) => {
		await next()
		for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
	})

	app.get('/data/deletion/:code', async (c) => {
		const code = deletionCodeSchema.safeParse(c.req.param('code').toUpperCase())
		const deletion = code.success ? await deps.deletions.find(code.data) : undefined
		return deletion === undefined
			? show(c, unknownPage(languageOf(c)), 404)
			: show(c, deletionPage(languageOf(c), deletion, deps), 200)
	})

	app.notFound((c) => show(c, unknownPage(languageOf(c)), 404))

	app.onError((error, c) => {
		const texts = speak({ language: languageOf(c) })
		deps.log.error('REQUEST_FAILED', error, { route: 'deletion' })
		return show(c, noticePage(texts, texts.failed), 503)
	})

	return app
}
