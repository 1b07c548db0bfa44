import type { Hono } from 'hono'
import { html } from 'hono/html'
import { countsPart, statePart } from '#shared/desk/pages/frame.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/view-codes.ts'
import { READERS } from '#shared/http/route.ts'
import type { Log } from '#shared/kernel/log.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { WebDeskContext, WebDeskEnvironment } from './environment.ts'
import { FaultError } from './fault.ts'
import { matchPath } from './find-route.ts'
import type { FrameDependencies, FrameOf, GlanceOf } from './frames.ts'
import type { PageCall, PageRoute, ShownAct } from './page-call.ts'
import { type PartDependencies, partsAsked, tagOfPart, tagOfParts, tagsKnown } from './parts.ts'

type Asked = {
	readonly params: Readonly<Record<string, string>>
	readonly query: Readonly<Record<string, string>>
	/** The page's own path and query, where its address is that of an act. */
	readonly here?: string | undefined
}

/** What makes the frame of a page, and reads what tells of news of it. */
export type CallParts = { readonly frameOf: FrameOf; readonly glanceOf: GlanceOf }

const callOf = (
	context: WebDeskContext,
	{ frameOf, glanceOf }: CallParts,
	{ caseOf }: PageRoute,
	{ here, ...asked }: Asked,
	act?: ShownAct,
): PageCall => ({
	...context.get('signedIn'),
	...asked,
	act,
	frame: (isWhole) => frameOf(context, { isWhole, act, here }),
	glance: async () => glanceOf(context, await caseOf?.(asked.params)),
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
			news: async (call) =>
				isReader(call) ? showQueue.tagBy((await call.glance()).pulses, call.agent, { view: 'now' }) : '',
			render: async ({ frame, query: { view } }) =>
				countsPart(
					await frame(true),
					QUEUE_VIEWS.find((one) => one === view),
				),
		},
		state: {
			news: async (call) => {
				const dangers = isReader(call) ? showQueue.dangerTagBy((await call.glance()).pulses) : ''
				return `${dangers} ${JSON.stringify(await sendingState())}`
			},
			render: async ({ frame }) => statePart(await frame(false)),
		},
	}
}

/**
 * Answers parts: of those that were asked for what the browser does not have already, and nothing but their tag, before
 * anything is rendered, where it has all of them.
 */
const answerParts = async (
	dependencies: PartDependencies,
	context: WebDeskContext,
	parts: PageParts,
	call: PageCall,
): Promise<Response> => {
	const tagged = partsAsked(context).map(async (name) => {
		const part = parts[name]
		if (part === undefined) throw new FaultError('notFound')
		return { part, tag: tagOfPart(dependencies, context, name, await part.news(call)) }
	})
	const asked = await Promise.all(tagged)
	context.header('ETag', tagOfParts(asked.map(({ tag }) => tag)))
	context.header('Vary', 'X-Part, Cookie')
	context.header('Cache-Control', 'private, no-cache')
	const known = tagsKnown(context.req.header('If-None-Match'))
	const news = asked.filter(({ tag }) => !known.has(tag))
	if (news.length === 0) return context.body(null, 304)
	const rendered = await Promise.all(news.map(({ part }) => part.render(call)))
	// Beside others each is in a template: else a row of a table would be lost to the parser.
	return context.html(
		asked.length === 1 ? html`${rendered}` : html`${rendered.map((one) => html`<template>${one}</template>`)}`,
	)
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
			const call = callOf(context, makes, route, { params, query: context.req.query() })
			if (context.req.header('X-Part') !== undefined)
				return answerParts(dependencies, context, { ...common, ...route.parts }, call)
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
			return route.page(callOf(context, makes, route, asked, act))
		}
		return undefined
	}
export type ShowAgain = ReturnType<typeof createShowAgain>
