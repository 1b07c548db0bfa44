import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { type RunDependencies, runOnce } from '#shared/cases/run-once.ts'
import type { ShowDependencies } from '#shared/desk/show-case.ts'
import { type Deletion, deletionDueAt } from '#shared/erasure/deletion.ts'
import { type DemandDependencies, demandEverywhere } from '#shared/erasure/demand-erasure.ts'
import { type FinishDependencies, finishDeletion as finish } from '#shared/erasure/finish-deletion.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { commandAnswer } from './answer-command.ts'
import { caseIdOf } from './case-id.ts'
import { erasePersonContract, finishDeletionContract, listDeletionsContract } from './erasure-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

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

/** The one command that erases a person: the case's fact first, then those of their other cases; the rest follows from the facts. */
const personErasure = (dependencies: ErasureRouteDependencies): Route =>
	bind(erasePersonContract, async ({ id, body, idempotencyKey }, { sub, role }) => {
		const { store, agents } = dependencies
		const caseId = caseIdOf(id)
		const state = await store.load(caseId)
		if (state === undefined) throw new RefusedError('caseUnknown')
		const by = await agents.keyFor(sub)
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
		// A repeat too: the first try may have ended between the cases.
		if (ran.outcome === 'applied' || ran.outcome === 'repeated') await demandEverywhere(dependencies, state, demand)
		return commandAnswer(dependencies, ran)
	})

/** Erasing people, and what they asked Meta to have deleted. */
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
		bind(finishDeletionContract, async ({ params, body }, { sub }) => {
			const by = await agents.keyFor(sub)
			const deletion = await finish(dependencies, {
				code: params.code ?? '',
				by,
				caseId: body.caseId === undefined ? undefined : caseIdOf(body.caseId),
			})
			return { status: 200, body: { deletion: deletionView(deletion, await namesOf([deletion]), clock.now()) } }
		}),
	]
}
