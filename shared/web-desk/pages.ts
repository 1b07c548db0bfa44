import { html } from 'hono/html'
import * as z from 'zod'
import type { CaseList } from '#shared/cases/ports.ts'
import { type LookDependencies, lookAtCase } from '#shared/desk/look-at-case.ts'
import { deskPage } from '#shared/desk/pages/frame.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/views.ts'
import type { Html } from '#shared/pages/frame.ts'
import { caseIdNamed } from './acts.ts'
import { FaultError } from './fault.ts'
import type { PageCall, PageRoute } from './page-call.ts'

export type PageDependencies = LookDependencies & {
	readonly list: Pick<CaseList, 'findByNumber'>
	readonly showQueue: ShowQueue
}

const ROWS_OF_PAGE = 50

const queueQuerySchema = z.object({ view: z.enum(QUEUE_VIEWS).catch('now'), cursor: z.string().optional() })

const queueRoute = ({ showQueue }: PageDependencies): PageRoute => {
	const asked = ({ query, agent }: PageCall) => {
		const { view, cursor } = queueQuerySchema.parse(query)
		return { view, cursor, viewer: agent, limit: ROWS_OF_PAGE }
	}
	const rows = async (call: PageCall): Promise<Html> => {
		const { items } = await showQueue.rows(asked(call))
		return html`<tbody id="rows">${items.map(({ id, ...row }) => html`<tr><td><a href="/desk/cases/${'number' in row ? row.number : ''}">${'number' in row ? row.number : id}</a></td></tr>`)}</tbody>`
	}
	return {
		path: '/desk/queue',
		name: 'queue',
		page: async (call) => {
			const { view } = asked(call)
			const [frame, body] = await Promise.all([call.frame(true), rows(call)])
			const title = frame.texts.frame.views[view]
			return deskPage(frame, {
				title,
				view,
				poll: ['rows', 'counts', 'state'],
				content: html`<h1>${title}</h1><table>${body}</table>`,
			})
		},
		parts: { rows },
	}
}

const caseRoute = (dependencies: PageDependencies): PageRoute => ({
	path: '/desk/cases/:number',
	name: 'case',
	page: async (call) => {
		const id = await caseIdNamed(dependencies, call.params.number ?? '')
		if (id === undefined) throw new FaultError('notFound')
		const [frame, shown] = await Promise.all([
			call.frame(true),
			lookAtCase(dependencies, id, { before: call.query.before, limit: ROWS_OF_PAGE, by: call.agent.key }),
		])
		return deskPage(frame, { title: shown.case.number, content: html`<h1>${shown.case.number}</h1>` })
	},
})

/** Returns the pages of the desk, each with its parts: a new page is a row here. */
export const deskPages = (dependencies: PageDependencies): readonly PageRoute[] => [
	queueRoute(dependencies),
	caseRoute(dependencies),
]
