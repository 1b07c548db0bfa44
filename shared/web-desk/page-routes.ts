import type { Hono } from 'hono'
import { countsPart, PART_NAMES, type PartName, statePart } from '#shared/desk/pages/frame.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/view-codes.ts'
import type { Log } from '#shared/kernel/log.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { WebDeskContext, WebDeskEnvironment } from './environment.ts'
import { FaultError } from './fault.ts'
import { matchPath } from './find-route.ts'
import type { FrameOf } from './frames.ts'
import type { PageCall, PageRoute, ShownAct } from './page-call.ts'
import { isKnown, newsOf } from './parts.ts'

type Asked = {
	readonly params: Readonly<Record<string, string>>
	readonly query: Readonly<Record<string, string>>
	/** The page's own path and query, where its address is that of an act. */
	readonly here?: string | undefined
}

const callOf = (context: WebDeskContext, frameOf: FrameOf, { here, ...asked }: Asked, act?: ShownAct): PageCall => ({
	...context.get('signedIn'),
	...asked,
	act,
	frame: (isWhole) => frameOf(context, { isWhole, act, here }),
})

/** What every page has: the lists with their counts, and what is not well. */
const COMMON_PARTS: Readonly<Partial<Record<PartName, (call: PageCall) => Promise<Html>>>> = {
	counts: async ({ frame, query: { view } }) =>
		countsPart(
			await frame(true),
			QUEUE_VIEWS.find((one) => one === view),
		),
	state: async ({ frame }) => statePart(await frame(false)),
}

/** Answers a part: nothing but its tag where the browser has it already. */
const answerPart = async (context: WebDeskContext, { parts }: PageRoute, call: PageCall): Promise<Response> => {
	const name = PART_NAMES.find((one) => one === context.req.header('X-Part'))
	const render = name === undefined ? undefined : (parts?.[name] ?? COMMON_PARTS[name])
	if (render === undefined) throw new FaultError('notFound')
	const { tag, body } = await newsOf(() => render(call))
	context.header('ETag', tag)
	context.header('Vary', 'X-Part, Cookie')
	context.header('Cache-Control', 'private, no-cache')
	if (isKnown(context.req.header('If-None-Match'), tag)) return context.body(null, 304)
	return context.html(await body())
}

/** Refuses a page to a role that it is not for. */
const mustBeFor = ({ roles, name }: PageRoute, context: WebDeskContext, log: Log): void => {
	const { agent } = context.get('signedIn')
	if (roles.includes(agent.role)) return
	recordRefusal(log, 'role', { reason: 'role-forbidden', route: name, agent: agent.key })
	throw new FaultError('forbidden')
}

/** Adds the pages of a table. */
export const addPages = (
	app: Hono<WebDeskEnvironment>,
	{ pages, log }: { readonly pages: readonly PageRoute[]; readonly log: Log },
	frameOf: FrameOf,
): void => {
	for (const route of pages)
		app.get(route.path, async (context) => {
			context.set('page', route.name)
			mustBeFor(route, context, log)
			const params: Readonly<Record<string, string>> = context.req.param()
			const call = callOf(context, frameOf, { params, query: context.req.query() })
			if (context.req.header('X-Part') !== undefined) return answerPart(context, route, call)
			return context.html(await route.page(call))
		})
}

/** Creates what shows a page of the table again, at the address of an act that does not lead on. */
export const createShowAgain =
	(pages: readonly PageRoute[], frameOf: FrameOf) =>
	async (context: WebDeskContext, back: string, act: ShownAct): Promise<Html | undefined> => {
		const { pathname, searchParams } = new URL(back, 'http://desk')
		for (const route of pages) {
			const params = matchPath(route.path, pathname)
			if (params === undefined || !route.roles.includes(context.get('signedIn').agent.role)) continue
			context.set('page', route.name)
			const asked = { params, query: Object.fromEntries(searchParams), here: back }
			return route.page(callOf(context, frameOf, asked, act))
		}
		return undefined
	}
export type ShowAgain = ReturnType<typeof createShowAgain>
