import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import type { EndedPromise, OpenPromise } from '#shared/cases/promises/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { CaseView, PromiseView } from './case-view-schema.ts'

/** What we owe in a case, and when we want to see it again, as agents see it. */

const endView = (
	promise: OpenPromise | EndedPromise,
): Pick<PromiseView, 'state' | 'endedAt'> & Partial<PromiseView> => {
	if (!('end' in promise)) return { state: 'open' }
	const { end } = promise
	const ended = { state: end.state, endedAt: end.at }
	switch (end.state) {
		case 'kept':
			return { ...ended, keptOn: end.on }
		case 'moved':
			return { ...ended, movedTo: end.to, agreed: end.agreed }
		case 'voided':
			return { ...ended, voidedBecause: end.why }
		case 'broken':
			return ended
	}
}

/** Renders a promise. */
export const promiseView = (promise: OpenPromise | EndedPromise, agents: AgentNames): PromiseView => {
	const { id, what, dueAt, madeAt, from, owes, remindedAt, overdueAt, escalatedAt } = promise
	return {
		id,
		kind: what,
		dueAt,
		madeAt,
		from,
		owedBy: owes.kind,
		agent: owes.kind === 'agent' ? agentName(agents, owes.agent) : undefined,
		team: owes.kind === 'team' ? owes.team : undefined,
		remindedAt,
		overdueAt,
		escalatedAt,
		...endView(promise),
	}
}

const byDueDate = (a: OpenPromise, b: OpenPromise): number => (a.dueAt < b.dueAt ? -1 : 1)

const nearnessOf = ({ remindedAt, overdueAt, escalatedAt }: OpenPromise): NonNullable<CaseView['due']>['state'] => {
	if (escalatedAt !== undefined) return 'escalated'
	if (overdueAt !== undefined) return 'overdue'
	return remindedAt === undefined ? 'ahead' : 'reminded'
}

/** Returns the first of the dates that we set ourselves. */
const dueView = ({ promises, followUp }: CaseState): CaseView['due'] => {
	const first = promises.toSorted(byDueDate)[0]
	if (followUp !== undefined && (first === undefined || followUp.dueAt < first.dueAt))
		return { kind: 'followUp', at: followUp.dueAt, state: followUp.isDue === true ? 'due' : 'ahead' }
	return first === undefined ? undefined : { kind: 'promise', at: first.dueAt, state: nearnessOf(first) }
}

/** Returns what we owe and when we want to see the case again. */
export const owedView = (
	state: CaseState,
	agents: AgentNames,
): Pick<CaseView, 'promises' | 'brokenPromises' | 'followUp' | 'due' | 'phoneForm'> => {
	const { promises, endedPromises, brokenPromises, followUp, phoneForm } = state
	const shown = [...promises.toSorted(byDueDate), ...endedPromises.toReversed()]
	return {
		promises: shown.map((promise) => promiseView(promise, agents)),
		brokenPromises,
		followUp:
			followUp === undefined
				? undefined
				: { at: followUp.dueAt, agent: agentName(agents, followUp.by), isDue: followUp.isDue === true },
		due: dueView(state),
		phoneForm: phoneForm === undefined ? undefined : { form: phoneForm.form, asked: phoneForm.asked },
	}
}
