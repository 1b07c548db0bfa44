import * as z from 'zod'
import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import { type AgentKey, instantSchema } from '#shared/cases/keys.ts'
import { type RunDependencies, runOnce } from '#shared/cases/run-once.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import type { ShowDependencies } from '#shared/desk/show-case.ts'
import { type Deletion, deletionCodeSchema, deletionDueAt, deletionSchema } from '#shared/erasure/deletion.ts'
import { type DemandDependencies, demandEverywhere } from '#shared/erasure/demand-erasure.ts'
import { type FinishDependencies, finishDeletion as finish } from '#shared/erasure/finish-deletion.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { commandAnswer } from './answer-command.ts'
import { caseAnswerSchema } from './answer-schemas.ts'
import { noBodySchema, noQuerySchema } from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { problem } from './problem.ts'
import { problemsOn } from './refusal-problems.ts'
import { bind, type Contract, type Route } from './route.ts'

const erasePersonContract = {
	operation: 'erasePerson',
	method: 'POST',
	path: '/api/cases/:id/person-erasures',
	summary:
		'Erase the person of a case, in all their cases and for good: leads, and the owner. Figures stay as they are',
	tag: 'customer data',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: z.strictObject({
		version: z.int().positive().optional(),
		confirm: z.string().max(20).meta({ description: "The case's number, typed again: there is no way back." }),
	}),
	isIdempotent: true,
	success: {
		status: 200,
		description: 'The case. `personErasure` and the timeline tell when the erasure has ended.',
		schema: caseAnswerSchema,
	},
	problems: [
		'case-unknown',
		'case-unreadable',
		'not-yours',
		...problemsOn('demandPersonErasure'),
		'stale-version',
		'idempotency-key-reused',
		'idempotency-key-in-progress',
	],
} satisfies Contract

const deletionViewSchema = onFirstUse(() =>
	z.object({
		code: deletionCodeSchema.meta({ description: 'What the person holds: their status page shows it.' }),
		state: deletionSchema.shape.state.meta({ description: '`byHand`: nobody of ours has the id that Meta gave.' }),
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
	query: z.strictObject({ state: deletionSchema.shape.state.default('byHand') }),
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
	summary: 'Say whose case it is: that person is erased; or, without a case, that nothing is kept of whoever asked',
	tag: 'operations',
	roles: ['lead'],
	query: noQuerySchema,
	body: z.strictObject({ caseId: prefixedIdSchema('case').optional() }),
	success: {
		status: 200,
		description: 'How it stands now.',
		schema: () => z.object({ deletion: deletionViewSchema() }),
	},
	problems: ['deletion-unknown', 'deletion-finished', 'deletion-in-work', 'case-unknown', 'case-unreadable'],
} satisfies Contract

export type ErasureRouteDependencies = ShowDependencies &
	RunDependencies &
	DemandDependencies &
	Pick<FinishDependencies, 'deletions' | 'log'>

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

/**
 * Returns the route that erases a person: demands it in the case first, then in their other cases; the rest follows
 * from the facts.
 */
const personErasure = (dependencies: ErasureRouteDependencies): Route =>
	bind(erasePersonContract, async ({ id, body, idempotencyKey }, { sub, key: by, role }) => {
		const { store } = dependencies
		const caseId = caseIdOf(id)
		const state = await store.load(caseId)
		if (state === undefined) throw new RefusedError('caseUnknown')
		if (role !== 'lead' && state.owner !== by) return problem('not-yours')
		if (body.confirm.trim().toUpperCase() !== state.number)
			return problem('body-invalid', { errors: [{ field: 'confirm', code: 'mismatch' }] })
		const demand = { reason: 'demanded', by } as const
		const ran = await runOnce<never>(dependencies, {
			caseId,
			sub,
			by,
			version: body.version,
			key: idempotencyKey,
			content: [erasePersonContract.operation, body],
			prepare: () => ({ command: { kind: 'demandPersonErasure', ...demand } }),
		})
		if (ran.outcome === 'objected') return ran.objection
		// Also for a repeat: the first try may have ended between the cases.
		if (ran.outcome === 'applied' || ran.outcome === 'repeated') await demandEverywhere(dependencies, state, demand)
		return commandAnswer(dependencies, ran)
	})

/** Returns the routes of erasing people and of their deletion requests to Meta. */
export const erasureRoutes = (dependencies: ErasureRouteDependencies): readonly Route[] => {
	const { deletions, agents, clock } = dependencies
	const namesOf = async (some: readonly Deletion[]): Promise<AgentNames> => {
		const keys = some.map(({ by }) => by).filter((key): key is AgentKey => key !== undefined)
		return keys.length === 0 ? new Map() : agents.find([...new Set(keys)])
	}
	return [
		personErasure(dependencies),
		bind(listDeletionsContract, async ({ query }) => {
			const found = await deletions.list(query.state, LISTED)
			const names = await namesOf(found)
			return { status: 200, body: { items: found.map((one) => deletionView(one, names, clock.now())) } }
		}),
		bind(finishDeletionContract, async ({ params, body }, { key: by }) => {
			const deletion = await finish(dependencies, {
				code: params.code ?? '',
				by,
				caseId: body.caseId === undefined ? undefined : caseIdOf(body.caseId),
			})
			return { status: 200, body: { deletion: deletionView(deletion, await namesOf([deletion]), clock.now()) } }
		}),
	]
}
