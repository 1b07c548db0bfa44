import type { Hono } from 'hono'
import type { ApiResponse } from '#shared/http/problem.ts'
import { answerCall } from '#shared/http/record-answer.ts'
import { type ActDependencies, type AskedAct, act, afterAct, caseIdNamed, PREVIEW, shownAgainAt } from './acts.ts'
import { isScripted, type WebDeskContext, type WebDeskEnvironment } from './environment.ts'
import { FaultError, faultOfStatus } from './fault.ts'
import type { ShowAgain } from './page-routes.ts'

/** Renders what the API says as it is, for the script. */
const renderAnswer = ({ status, body, bytes, headers }: ApiResponse): Response =>
	new Response(bytes === undefined ? JSON.stringify(body) : Uint8Array.from(bytes), {
		status,
		headers: {
			'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
			'Cache-Control': 'no-store',
			...headers,
		},
	})

/** Adds the acts of agents, all of which are the API's. */
export const addActs = (app: Hono<WebDeskEnvironment>, dependencies: ActDependencies, showAgain: ShowAgain): void => {
	const answerAct = async (context: WebDeskContext, number: string | undefined, path: string): Promise<Response> => {
		context.set('page', 'act')
		const posted = context.get('posted')
		const asked: AskedAct = {
			number,
			path,
			posted,
			method: context.req.query('_method'),
			done: context.req.query('_done'),
			idempotencyKey: context.req.header('Idempotency-Key'),
		}
		const answer = await act(dependencies, context.get('signedIn'), asked)
		if (isScripted(context)) return renderAnswer(answer)
		if (answer.status < 400 && path !== PREVIEW) return context.redirect(afterAct(asked, answer), 303)
		const typed = posted.kind === 'form' ? posted.fields : []
		const page = await showAgain(context, shownAgainAt(asked), { act: path, answer, typed })
		if (page === undefined) throw new FaultError(faultOfStatus(answer.status))
		return context.html(page, answer.status as 400)
	}
	app.post('/desk/cases/:number/acts/:path{.+}', (context) => {
		const { number, path } = context.req.param()
		return answerAct(context, number, path)
	})
	app.post('/desk/acts/:path{.+}', (context) => answerAct(context, undefined, context.req.param('path')))
}

/** Adds what customers sent along: the bytes come by the API's own route, which records who was shown them. */
export const addMedia = (app: Hono<WebDeskEnvironment>, dependencies: ActDependencies): void => {
	app.get('/desk/cases/:number/media/:message/:index', async (context) => {
		context.set('page', 'media')
		const { number, message, index } = context.req.param()
		const id = await caseIdNamed(dependencies, number)
		const found = dependencies.findRoute('GET', `/api/cases/${id}/media/${message}/${index}`)
		if (id === undefined || found === undefined) throw new FaultError('notFound')
		const { agent } = context.get('signedIn')
		const range = context.req.header('Range')
		const call = { agent, id, params: found.params, query: {}, body: undefined, idempotencyKey: undefined, range }
		const answer = await answerCall(dependencies.log, found.route, call)
		if (answer.status >= 400 && answer.bytes === undefined) throw new FaultError(faultOfStatus(answer.status))
		return renderAnswer(answer)
	})
}
