import { type Context, Hono } from 'hono'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type Company, noticePage, type Page, renderPage } from '#shared/pages/frame.ts'
import { HEADERS } from '#shared/pages/headers.ts'
import { browserLanguage, chosenLanguage } from '#shared/pages/language.ts'
import { speak } from '#shared/texts/speak.ts'
import { deletionCodeSchema } from './deletion.ts'
import { deletionPage, unknownPage } from './deletion-page.ts'
import type { DeletionStore } from './deletion-store.ts'

export type DeletionPageDependencies = {
	readonly deletions: Pick<DeletionStore, 'find'>
	readonly company: Company
	readonly clock: Clock
	readonly log: Log
}

const languageOf = (c: Context) =>
	chosenLanguage(c.req.query('lang')) ?? browserLanguage(c.req.header('accept-language'))

/** The page that Meta's people are sent to: how their request to delete stands. It shows, and does nothing. */
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
