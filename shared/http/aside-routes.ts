import { type AgentDirectory, type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import type { AsideContent } from '#shared/cases/content.ts'
import { type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import { showState } from '#shared/desk/show-case.ts'
import { type Instant, SECOND } from '#shared/kernel/clock.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { markAsideSeen, promoteAside } from '#shared/messages/promote-aside.ts'
import type { ReceiveDependencies } from '#shared/messages/receive-dependencies.ts'
import { listAsidesContract, openAsideContract, seeAsideContract } from './aside-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

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

/** What people wrote to each other in our threads: no cases, but with a count and a clock of their own. */
export const asideRoutes = (dependencies: AsideRouteDependencies): readonly Route[] => {
	const { asides, content, agents, clock, store } = dependencies
	return [
		bind(listAsidesContract, async ({ query: { thread, limit, cursor } }) => {
			const listed = thread === undefined ? asides.unseen(limit, cursor) : asides.ofThread(thread, limit, cursor)
			const [{ ids, next }, { count, oldestAt }] = await Promise.all([listed, asides.waiting(thread)])
			const found = ids.length === 0 ? [] : await content.get(ids)
			// The indexes lag behind: what was erased or made a case meanwhile is not shown.
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
		bind(seeAsideContract, async ({ id }, { sub }) => {
			const key = keyOf(id)
			const seen = key === undefined ? undefined : await markAsideSeen(dependencies, key, await agents.keyFor(sub))
			if (seen === undefined) return problem('aside-unknown')
			return { status: 200, body: { id: seen.id, seenAt: seen.asideSeenAt } }
		}),
	]
}
