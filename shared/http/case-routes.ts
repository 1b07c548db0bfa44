import type { z } from 'zod'
import type { Agent } from '#shared/agents/agent.ts'
import type { CaseList, CasePage, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { unreadableOf } from '#shared/cases/unreadable-case.ts'
import { searchCases } from '#shared/desk/find-cases.ts'
import type { Holding } from '#shared/desk/held.ts'
import { type ShowDependencies, showCase, showRows } from '#shared/desk/show-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { getCaseContract, listCasesContract } from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { bind, type Route } from './route.ts'

export type CaseRouteDependencies = ShowDependencies & {
	readonly contacts: ContactStore
	readonly content: Pick<ContentStore, 'get'>
	readonly list: CaseList
	readonly asides: AsideList
	readonly sendingState: () => Promise<Holding>
	readonly log: Log
}

type ListQuery = z.output<typeof listCasesContract.query>

const findPage = async (
	{ list, contacts, agents }: CaseRouteDependencies,
	{ state, owner, channel, q, limit, cursor }: ListQuery,
	agent: Agent,
): Promise<CasePage> => {
	const filter = {
		owner: owner === undefined ? undefined : await agents.keyFor(agent.sub),
		network: channel,
	}
	if (q !== undefined)
		return searchCases({ list, contacts }, q, state === undefined ? filter : { ...filter, state }, limit)
	return list.page({ ...filter, state: state ?? 'open' }, limit, cursor)
}

export const caseRoutes = (dependencies: CaseRouteDependencies): readonly Route[] => [
	bind(listCasesContract, async ({ query }, agent) => {
		const { rows, next } = await findPage(dependencies, query, agent)
		const items = await showRows(dependencies, rows)
		const unreadable = unreadableOf(rows).length
		if (unreadable > 0) dependencies.log.count('CasesUnreadable', unreadable)
		return { status: 200, body: { items, next } }
	}),
	bind(getCaseContract, async ({ id }) => ({ status: 200, body: await showCase(dependencies, caseIdOf(id)) })),
]
