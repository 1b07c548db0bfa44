import { type Context, Hono } from 'hono'
import { type Posted, type ReadForm, readForm } from '#shared/pages/form-body.ts'
import { noticePage, type Page, renderPage } from '#shared/pages/frame.ts'
import { HEADERS } from '#shared/pages/headers.ts'
import { answerOnFixedInterval } from '#shared/pages/response-timing.ts'
import { dataShell } from './data-pages.ts'
import { declareNotMe, giveAnswers, openData } from './data-routes.ts'
import { startShell } from './start-pages.ts'
import { askForCall, checkAddress, openStart, sendMail } from './start-routes.ts'
import { anonymousTexts, type CustomerPagesDeps, languageState, type PageResponse } from './visitor.ts'

type Route = (c: Context, deps: CustomerPagesDeps, form: Posted) => Promise<PageResponse>

const ROUTES: Readonly<Record<string, Route>> = {
	'/start': openStart,
	'/start/address': checkAddress,
	'/start/send': sendMail,
	'/start/callback': askForCall,
	'/data': openData,
	'/data/answers': giveAnswers,
	'/data/not-me': declareNotMe,
}

const entryOf = (path: string): '/start' | '/data' => (path.startsWith('/start') ? '/start' : '/data')

/** The statuses of posts that no browser sends by itself: not a form, or too large for one. */
const REFUSED_WITH = { noForm: 415, tooLarge: 413 } as const satisfies Record<
	Exclude<ReadForm['outcome'], 'read'>,
	number
>

/**
 * Creates the customers' pages: server-rendered, without cookies, each step a posted form that carries its secret. A
 * GET renders an entry page and changes nothing.
 */
export const createCustomerApp = (deps: CustomerPagesDeps): Hono => {
	const app = new Hono()

	const show = async (c: Context, page: Page, status: PageResponse['status'] | 405 | 413 | 415 | 503) => {
		c.header('content-language', page.texts.tag)
		if (status === 429) c.header('retry-after', '900')
		return c.html(await renderPage(deps.company, page), status)
	}

	app.use(async (c, next) => {
		await next()
		for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
	})

	for (const [path, route] of Object.entries(ROUTES)) {
		app.post(path, (c) =>
			answerOnFixedInterval(deps.pace, async () => {
				const read = await readForm(c.req.raw)
				if (read.outcome !== 'read') {
					const texts = anonymousTexts(c, undefined)
					return show(c, noticePage(texts, texts.refused), REFUSED_WITH[read.outcome])
				}
				const { page, status } = await route(c, deps, read.form)
				return show(c, page, status)
			}),
		)
	}

	for (const [path, shell] of [
		['/start', startShell],
		['/data', dataShell],
	] as const) {
		app.get(path, (c) => {
			const lang = c.req.query('lang') ?? ''
			return show(c, shell(anonymousTexts(c, lang), languageState(lang)), 200)
		})
		// A reloaded or typed address of a step leads to the entry, where the link can be opened again.
		app.get(`${path}/*`, (c) => c.redirect(path, 303))
	}

	app.notFound((c) => {
		const texts = anonymousTexts(c, undefined)
		if (c.req.method === 'POST' || c.req.method === 'GET') return show(c, noticePage(texts, texts.unknown), 404)
		c.header('allow', 'GET, HEAD, POST')
		return show(c, noticePage(texts, texts.refused), 405)
	})

	app.onError((error, c) => {
		const texts = anonymousTexts(c, undefined)
		deps.log.error('REQUEST_FAILED', error, { route: entryOf(c.req.path).slice(1) })
		return show(c, noticePage(texts, texts.failed), 503)
	})

	return app
}
