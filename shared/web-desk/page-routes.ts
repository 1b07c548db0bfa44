import type { Hono } from 'hono'
import { countsPart, PART_NAMES, statePart } from '#shared/desk/pages/frame.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/view-codes.ts'
import { READERS } from '#shared/http/route.ts'
import type { Log } from '#shared/kernel/log.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { WebDeskContext, WebDeskEnvironment } from './environment.ts'
import { FaultError } from './fault.ts'
import { matchPath } from './find-route.ts'
import type { FrameDependencies, FrameOf, PulsesOf } from './frames.ts'
import type { PageCall, PageRoute, Part, ShownAct } from './page-call.ts'
import { isKnown, type PartDependencies, tagOfPart } from './parts.ts'

type Asked = {
	readonly params: Readonly<Record<string, string>>
	readonly query: Readonly<Record<string, string>>
	/** The page's own path and query, where its address is that of an act. */
	readonly here?: string | undefined
}

/** What makes the frame of a page, and reads the pulses of what it shows. */
export type CallParts = { readonly frameOf: FrameOf; readonly pulsesOf: PulsesOf }

const callOf = (
	context: WebDeskContext,
	{ frameOf, pulsesOf }: CallParts,
	{ here, ...asked }: Asked,
	act?: ShownAct,
): PageCall => ({
	...context.get('signedIn'),
	...asked,
	act,
	frame: (isWhole) => frameOf(context, { isWhole, act, here }),
	pulses: () => pulsesOf(context),
})

type PageParts = NonNullable<PageRoute['parts']>

/** Creates what every page has: the lists with their counts, and what is not well. Whose role sees no list is told of none. */
const createCommonParts = ({
	showQueue,
	sendingState,
}: Pick<PagesDependencies, 'showQueue' | 'sendingState'>): PageParts => {
	const isReader = ({ agent }: PageCall): boolean => READERS.includes(agent.role)
	return {
		counts: {
			news: async (call) => (isReader(call) ? showQueue.tagBy(await call.pulses(), call.agent, { view: 'now' }) : ''),
			render: async ({ frame, query: { view } }) =>
				countsPart(
					await frame(true),
					QUEUE_VIEWS.find((one) => one === view),
				),
		},
		state: {
			news: async (call) => {
				const dangers = isReader(call) ? showQueue.dangerTagBy(await call.pulses()) : ''
				return `${dangers} ${JSON.stringify(await sendingState())}`
			},
			render: async ({ frame }) => statePart(await frame(false)),
		},
	}
}

/** Answers a part: nothing but its tag, and before anything is rendered, where the browser has it already. */
const answerPart = async (
	dependencies: PartDependencies,
	context: WebDeskContext,
	parts: PageParts,
	call: PageCall,
): Promise<Response> => {
	const name = PART_NAMES.find((one) => one === context.req.header('X-Part'))
	const part: Part | undefined = name === undefined ? undefined : parts[name]
	if (name === undefined || part === undefined) throw new FaultError('notFound')
	const tag = tagOfPart(dependencies, context, name, await part.news(call))
	context.header('ETag', tag)
	context.header('Vary', 'X-Part, Cookie')
	context.header('Cache-Control', 'private, no-cache')
	if (isKnown(context.req.header('If-None-Match'), tag)) return context.body(null, 304)
	return context.html(await part.render(call))
}

/** Refuses a page to a role that it is not for. */
const mustBeFor = ({ roles, name }: PageRoute, context: WebDeskContext, log: Log): void => {
	const { agent } = context.get('signedIn')
	if (roles.includes(agent.role)) return
	recordRefusal(log, 'role', { reason: 'role-forbidden', route: name, agent: agent.key })
	throw new FaultError('forbidden')
}

export type PagesDependencies = PartDependencies &
	Pick<FrameDependencies, 'sendingState'> & {
		readonly showQueue: Pick<ShowQueue, 'tagBy' | 'dangerTagBy'>
		readonly pages: readonly PageRoute[]
		readonly log: Log
	}

/** Adds the pages of a table. */
export const addPages = (app: Hono<WebDeskEnvironment>, dependencies: PagesDependencies, makes: CallParts): void => {
	const { pages, log } = dependencies
	const common = createCommonParts(dependencies)
	for (const route of pages)
		app.get(route.path, async (context) => {
			context.set('page', route.name)
			mustBeFor(route, context, log)
			const params: Readonly<Record<string, string>> = context.req.param()
			const call = callOf(context, makes, { params, query: context.req.query() })
			if (context.req.header('X-Part') !== undefined)
				return answerPart(dependencies, context, { ...common, ...route.parts }, call)
			return context.html(await route.page(call))
		})
}

/** Creates what shows a page of the table again, at the address of an act that does not lead on. */
export const createShowAgain =
	(pages: readonly PageRoute[], makes: CallParts) =>
	async (context: WebDeskContext, back: string, act: ShownAct): Promise<Html | undefined> => {
		const { pathname, searchParams } = new URL(back, 'http://desk')
		for (const route of pages) {
			const params = matchPath(route.path, pathname)
			if (params === undefined || !route.roles.includes(context.get('signedIn').agent.role)) continue
			context.set('page', route.name)
			const asked = { params, query: Object.fromEntries(searchParams), here: back }
			return route.page(callOf(context, makes, asked, act))
		}
		return undefined
	}
export type ShowAgain = ReturnType<typeof createShowAgain>
