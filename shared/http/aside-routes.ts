import * as z from 'zod'
import { type AgentDirectory, type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import { messageFormSchema } from '#shared/cases/codes.ts'
import type { AsideContent } from '#shared/cases/content.ts'
import { instantSchema, type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { showState } from '#shared/desk/show-case.ts'
import { type Instant, SECOND } from '#shared/kernel/clock.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { markAsideSeen, promoteAside } from '#shared/messages/promote-aside.ts'
import type { ReceiveDependencies } from '#shared/messages/receive-dependencies.ts'
import { caseAnswerSchema } from './answer-schemas.ts'
import { cursorSchema, limitSchema, noBodySchema, noQuerySchema } from './case-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Contract, READERS, type Route } from './route.ts'

const asideSchema = onFirstUse(() =>
	z.object({
		id: z.string(),
		thread: z.string(),
		network: networkSchema.optional(),
		accountId: z.string().optional(),
		form: messageFormSchema.optional(),
		at: instantSchema.meta({ description: "The network's time." }),
		text: z.string().optional(),
		handle: z.string().optional(),
		name: z.string().optional(),
		unseenSeconds: z.int().optional().meta({ description: 'For how long nobody has looked at it.' }),
		seenAt: instantSchema.optional(),
		seenBy: z.string().optional(),
	}),
)

const listAsidesContract = {
	operation: 'listAsides',
	method: 'GET',
	path: '/api/asides',
	summary:
		'What people wrote to each other in threads of ours, the oldest first: what nobody has looked at, or with `thread` all of a thread',
	tag: 'asides',
	roles: READERS,
	query: () =>
		z.strictObject({
			thread: z
				.string()
				.regex(/^thread_[0-9a-z]{26}$/)
				.optional(),
			limit: limitSchema,
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'A page of asides, and how many of them nobody has looked at.',
		schema: () =>
			z.object({
				items: z.array(asideSchema()),
				unseen: z.int(),
				oldestUnseenAt: instantSchema.optional(),
				next: z.string().optional(),
			}),
	},
	problems: ['cursor-invalid'],
} satisfies Contract

const openAsideContract = {
	operation: 'openAside',
	method: 'POST',
	path: '/api/asides/:id/case',
	summary: 'Make it a message of its author, with a case; repeating it gives the same case',
	tag: 'asides',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: () => z.strictObject({}),
	success: { status: 200, description: 'The case.', schema: caseAnswerSchema },
	problems: ['aside-unknown', 'case-unreadable'],
} satisfies Contract

const seeAsideContract = {
	operation: 'seeAside',
	method: 'POST',
	path: '/api/asides/:id/seen',
	summary: 'Say that somebody has looked at it and nobody in it waits for us',
	tag: 'asides',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: () => z.strictObject({}),
	success: {
		status: 200,
		description: 'Seen; by whom first.',
		schema: () => z.object({ id: z.string(), seenAt: instantSchema }),
	},
	problems: ['aside-unknown'],
} satisfies Contract

export type AsideRouteDependencies = ReceiveDependencies & {
	readonly contacts: Parameters<typeof showState>[0]['contacts']
	readonly asides: AsideList
	readonly agents: AgentDirectory
}

const keyOf = (id: string): MessageKey | undefined => messageKeySchema.safeParse(id).data

const clockOf = ({ at, asideSeenAt, asideSeenBy }: AsideContent, names: AgentNames, now: Instant) =>
	asideSeenAt === undefined
		? { unseenSeconds: Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / SECOND)) }
		: { seenAt: asideSeenAt, seenBy: asideSeenBy === undefined ? undefined : agentName(names, asideSeenBy) }

const asideView = (content: AsideContent, names: AgentNames, now: Instant) => ({
	id: content.id,
	thread: content.thread,
	network: content.network,
	accountId: content.accountId,
	form: content.form,
	at: content.at,
	text: content.text,
	handle: content.authorHandle,
	name: content.authorName,
	...clockOf(content, names, now),
})

/** Returns the routes of asides: no cases, but counted, and with a clock of their own. */
export const asideRoutes = (dependencies: AsideRouteDependencies): readonly Route[] => {
	const { asides, content, agents, clock, store } = dependencies
	return [
		bind(listAsidesContract, async ({ query: { thread, limit, cursor } }) => {
			const listed = thread === undefined ? asides.unseen(limit, cursor) : asides.ofThread(thread, limit, cursor)
			const [{ ids, next }, { count, oldestAt }] = await Promise.all([listed, asides.waiting(thread)])
			const found = ids.length === 0 ? [] : await content.get(ids)
			// Indexes lag: erased asides and those made a case meanwhile are left out.
			const shown = found.filter((one) => one.kind === 'aside')
			const names = await agents.find(shown.flatMap(({ asideSeenBy }) => asideSeenBy ?? []))
			const items = shown.map((one) => asideView(one, names, clock.now()))
			return { status: 200, body: { items, unseen: count, oldestUnseenAt: oldestAt, next } }
		}),
		bind(openAsideContract, async ({ id }) => {
			const key = keyOf(id)
			const caseId = key === undefined ? undefined : await promoteAside(dependencies, key)
			const state = caseId === undefined ? undefined : await store.load(caseId)
			if (state === undefined) return problem('aside-unknown')
			return { status: 200, body: { case: await showState(dependencies, state) } }
		}),
		bind(seeAsideContract, async ({ id }, { key: by }) => {
			const key = keyOf(id)
			const seen = key === undefined ? undefined : await markAsideSeen(dependencies, key, by)
			if (seen === undefined) return problem('aside-unknown')
			return { status: 200, body: { id: seen.id, seenAt: seen.asideSeenAt } }
		}),
	]
}
