import type { AgentInitials, InitialsStore } from '#shared/agents/initials.ts'
import { problem } from './problem.ts'
import { agentOf, getMeContract, retireAgentContract, takeInitialsContract } from './reply-contracts.ts'
import { bind, type Route } from './route.ts'

export type AgentRouteDependencies = { readonly initials: InitialsStore }

const view = (sub: string, known: AgentInitials | undefined) => ({
	agent: { sub, ...known },
})

/** The initials of agents. */
export const agentRoutes = ({ initials }: AgentRouteDependencies): readonly Route[] => [
	bind(getMeContract, async (_, { sub }) => ({ status: 200, body: view(sub, await initials.find(sub)) })),
	bind(takeInitialsContract, async ({ body }, { sub }) => {
		const known = await initials.find(sub)
		if (known !== undefined && 'retired' in known) return problem('agent-retired')
		const isSame = known?.initials === body.initials
		const isGiven = isSame || (await initials[known === undefined ? 'take' : 'change'](sub, body.initials))
		if (!isGiven) return problem('initials-taken')
		return { status: 200, body: view(sub, { initials: body.initials }) }
	}),
	bind(retireAgentContract, async ({ params }) => {
		const sub = agentOf(params.agent ?? '')
		const known = sub === undefined ? undefined : await initials.find(sub)
		if (sub === undefined || known === undefined) return problem('agent-unknown')
		await initials.retire(sub)
		return { status: 200, body: view(sub, { retired: true }) }
	}),
]
