import * as z from 'zod'
import type { Agent } from '#shared/agents/agent.ts'
import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import { notWorkingAmong } from '#shared/agents/colleagues.ts'
import type { RosterStore } from '#shared/agents/roster.ts'
import type { Proposed } from '#shared/cases/apply.ts'
import { type AgentKey, type CaseId, instantSchema } from '#shared/cases/keys.ts'
import { type RunDependencies, runOnce } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import type { ShowDependencies } from '#shared/desk/show-case.ts'
import { type Deletion, deletionCodeSchema, deletionDueAt, deletionSchema } from '#shared/erasure/deletion.ts'
import {
	type FinishDependencies,
	finishDeletion as finish,
	takeBackDeletions,
} from '#shared/erasure/finish-deletion.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { commandAnswer } from './answer-command.ts'
import { command, noBodySchema, noQuerySchema, optionalVersion } from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { type ApiResponse, problem } from './problem.ts'
import { problemsOn } from './refusal-problems.ts'
import { bind, type Call, type Contract, type Route } from './route.ts'

const erasePersonContract = {
	...command(
		'person-erasures',
		'Erase the person of a case, in all their cases: a lead demands it. The owner proposes it, and a second person demands it by the same call. It begins 15 minutes later, and then for good; figures stay as they are',
		() =>
			z.strictObject({
				version: optionalVersion,
				confirm: z
					.string()
					.max(20)
					.meta({ description: "The case's number, typed again: once it has begun there is no way back." }),
			}),
		problemsOn('demandPersonErasure'),
		'customer data',
	),
	operation: 'erasePerson',
} satisfies Contract

const withdrawErasureContract = {
	...command(
		'person-erasures/withdrawal',
		'Withdraw the erasure of a person that is proposed, or demanded and has not begun: a lead, the owner, and who proposed, demanded or confirmed it',
		() => z.strictObject({ version: optionalVersion }),
		problemsOn('withdrawPersonErasure'),
		'customer data',
	),
	operation: 'withdrawPersonErasure',
} satisfies Contract

const deletionViewSchema = onFirstUse(() =>
	z.object({
		code: deletionCodeSchema.meta({ description: 'What the person holds: their status page shows it.' }),
		state: deletionSchema.shape.state.meta({
			description:
				'`inWork`: looked for, or being erased. `byHand`: nobody of ours has the id that Meta gave, or the erasure was withdrawn.',
		}),
		receivedAt: instantSchema,
		dueAt: instantSchema.meta({ description: 'By when it must be done: 24 hours after they asked.' }),
		overdue: z.boolean(),
		cases: z.array(prefixedIdSchema('case')),
		finishedAt: instantSchema.optional(),
		result: deletionSchema.shape.result,
		by: z.string().optional().meta({ description: 'Who named the case, or found that nothing is kept.' }),
	}),
)

const listDeletionsContract = {
	operation: 'listDeletions',
	method: 'GET',
	path: '/api/deletions',
	summary: 'What people asked Meta to have deleted here, the oldest first; `byHand` waits for a person',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: () => z.strictObject({ state: deletionSchema.shape.state.default('byHand') }),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'At most 100.',
		schema: () => z.object({ items: z.array(deletionViewSchema()) }),
	},
	problems: [],
} satisfies Contract

const finishDeletionContract = {
	operation: 'finishDeletion',
	method: 'POST',
	path: '/api/deletions/:code/finish',
	summary:
		'Say whose case it is: that person is erased, 15 minutes later unless that is withdrawn; or, without a case, that nothing is kept of whoever asked',
	tag: 'operations',
	roles: ['lead'],
	query: noQuerySchema,
	body: () => z.strictObject({ caseId: prefixedIdSchema('case').optional() }),
	success: {
		status: 200,
		description: 'How it stands now.',
		schema: () => z.object({ deletion: deletionViewSchema() }),
	},
	problems: ['deletion-unknown', 'deletion-finished', 'deletion-in-work', 'case-unknown', 'case-unreadable'],
} satisfies Contract

export type ErasureRouteDependencies = ShowDependencies &
	RunDependencies & { readonly roster: Pick<RosterStore, 'findByKeys'> } & Pick<FinishDependencies, 'deletions' | 'log'>

const LISTED = 100

const deletionView = (deletion: Deletion, names: AgentNames, now: Instant) => {
	const { code, state, receivedAt, cases, finishedAt, result, by } = deletion
	return {
		code,
		state,
		receivedAt,
		dueAt: deletionDueAt(deletion),
		overdue: state !== 'finished' && deletionDueAt(deletion) <= now,
		cases,
		finishedAt,
		result,
		by: by === undefined ? undefined : agentName(names, by),
	}
}

type Erasing<Body> = {
	readonly operation: string
	readonly call: Call<object, Body>
	readonly agent: Agent
	readonly prepare: (state: CaseState) => Proposed<ApiResponse> | Promise<Proposed<ApiResponse>>
}

/** Runs an agent's command about an erasure, once for all its repeats, and renders its outcome. */
const runErasing = async <Body extends { readonly version?: number | undefined }>(
	dependencies: ErasureRouteDependencies,
	{ operation, call: { id, body, idempotencyKey }, agent: { sub, key: by, team }, prepare }: Erasing<Body>,
): Promise<{ readonly caseId: CaseId; readonly isApplied: boolean; readonly response: ApiResponse }> => {
	const caseId = caseIdOf(id)
	const ran = await runOnce<ApiResponse>(dependencies, {
		caseId,
		sub,
		by,
		team,
		version: body.version,
		key: idempotencyKey,
		content: [operation, body],
		prepare,
	})
	const isApplied = ran.outcome === 'applied' || ran.outcome === 'repeated'
	const response = ran.outcome === 'objected' ? ran.objection : await commandAnswer(dependencies, ran)
	return { caseId, isApplied, response }
}

const personRoutes = (dependencies: ErasureRouteDependencies): readonly Route[] => [
	bind(erasePersonContract, async (call, agent) => {
		const { operation } = erasePersonContract
		const { response } = await runErasing(dependencies, {
			operation,
			call,
			agent,
			prepare: async ({ number, owner }) =>
				call.body.confirm.trim().toUpperCase() === number
					? {
							command: {
								kind: 'demandPersonErasure',
								actor: agent,
								reason: 'demanded',
								gone: await notWorkingAmong(dependencies.roster, owner === undefined ? [] : [owner]),
							},
						}
					: { objection: problem('body-invalid', { errors: [{ field: 'confirm', code: 'mismatch' }] }) },
		})
		return response
	}),
	bind(withdrawErasureContract, async (call, agent) => {
		const { operation } = withdrawErasureContract
		const { caseId, isApplied, response } = await runErasing(dependencies, {
			operation,
			call,
			agent,
			prepare: () => ({ command: { kind: 'withdrawPersonErasure', actor: agent } }),
		})
		if (isApplied) await takeBackDeletions(dependencies, caseId)
		return response
	}),
]

/** Returns the routes of erasing people and of their deletion requests to Meta. */
export const erasureRoutes = (dependencies: ErasureRouteDependencies): readonly Route[] => {
	const { deletions, agents, clock } = dependencies
	const namesOf = async (some: readonly Deletion[]): Promise<AgentNames> => {
		const keys = some.map(({ by }) => by).filter((key): key is AgentKey => key !== undefined)
		return keys.length === 0 ? new Map() : agents.find([...new Set(keys)])
	}
	return [
		...personRoutes(dependencies),
		bind(listDeletionsContract, async ({ query }) => {
			const found = await deletions.list(query.state, LISTED)
			const names = await namesOf(found)
			return { status: 200, body: { items: found.map((one) => deletionView(one, names, clock.now())) } }
		}),
		bind(finishDeletionContract, async ({ params, body }, { key }) => {
			// The contract lets nobody else in.
			const actor = { key, role: 'lead' } as const
			const deletion = await finish(dependencies, {
				code: params.code ?? '',
				actor,
				caseId: body.caseId === undefined ? undefined : caseIdOf(body.caseId),
			})
			return { status: 200, body: { deletion: deletionView(deletion, await namesOf([deletion]), clock.now()) } }
		}),
	]
}
