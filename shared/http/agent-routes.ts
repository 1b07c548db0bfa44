import * as z from 'zod'
import { subjectSchema } from '#shared/agents/agent.ts'
import { type AgentInitials, INITIALS, type InitialsStore } from '#shared/agents/initials.ts'
import { noBodySchema, noQuerySchema } from './case-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Contract, type Route } from './route.ts'

const agentSchema = z.object({ sub: z.string(), initials: z.string().optional(), retired: z.literal(true).optional() })
const agentAnswer = { status: 200, description: 'The agent.', schema: () => z.object({ agent: agentSchema }) } as const

const getMeContract = {
	operation: 'getMe',
	method: 'GET',
	path: '/api/agents/me',
	summary: 'Who is signed in, and the initials under their answers',
	tag: 'agents',
	roles: ['agent', 'lead', 'auditor'],
	query: noQuerySchema,
	body: noBodySchema,
	success: agentAnswer,
	problems: [],
} satisfies Contract

const takeInitialsContract = {
	operation: 'takeInitials',
	method: 'POST',
	path: '/api/agents/me/initials',
	summary: 'Choose initials: nobody may ever have had them, and those you had stay taken',
	tag: 'agents',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: z.strictObject({ initials: z.string().regex(INITIALS) }),
	success: agentAnswer,
	problems: ['initials-taken', 'agent-retired'],
} satisfies Contract

const retireAgentContract = {
	operation: 'retireAgent',
	method: 'POST',
	path: '/api/agents/:agent/retirement',
	summary: 'An agent leaves: their initials are never given again',
	tag: 'agents',
	roles: ['lead'],
	query: noQuerySchema,
	body: z.strictObject({}),
	success: agentAnswer,
	problems: ['agent-unknown'],
} satisfies Contract

const agentOf = (name: string): string | undefined => subjectSchema.safeParse(name).data

export type AgentRouteDependencies = { readonly initials: InitialsStore }

const view = (sub: string, known: AgentInitials | undefined) => ({
	agent: { sub, ...known },
})

/** Returns the routes of agents' initials. */
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
