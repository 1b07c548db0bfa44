import { applyCommand } from '#shared/cases/apply.ts'
import { sendDueAt } from '#shared/cases/due.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { type EraseDependencies, eraseCustomerData } from '#shared/requests/erase-customer-data.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { Via } from '#shared/sending/dispatch-case.ts'
import type { Job } from '#shared/sending/job.ts'
import type { Switch } from '#shared/sending/switch.ts'

export type SweepDependencies = EraseDependencies & {
	readonly cursors: Pick<CursorStore, 'position'>
	readonly hints: Queue<{ caseId: CaseId }>
	readonly outbound: Readonly<Record<Via, Queue<Job>>>
	readonly sending: Switch
}

/**
 * Sends that should have ended: again onto their queue, or by a hint where dispatch has not even read that far. While
 * all sending is stopped they stay where they are: jobs would only come to wait.
 */
const moveSends = async (dependencies: SweepDependencies, state: CaseState): Promise<void> => {
	const { cursors, hints, outbound, clock, sending } = dependencies
	const now = clock.now()
	const overdue = state.sends.filter((send) => (sendDueAt(send) ?? '9') <= now)
	if (overdue.length === 0) return
	if ((await cursors.position(state.id)) < state.version) return hints.send({ caseId: state.id })
	if (!(await sending.isOn())) return
	for (const { id, via } of overdue) await outbound[via].send({ caseId: state.id, send: id })
}

/** Does what is due for one case: stuck sends, a request or a turn that ended, an erasure. Repeating it is harmless. */
export const sweepCase = async (dependencies: SweepDependencies, caseId: CaseId): Promise<void> => {
	const { store, clock } = dependencies
	const state = await store.load(caseId)
	if (state === undefined) return
	await moveSends(dependencies, state)
	await applyCommand(dependencies, caseId, { kind: 'lapse' })
	if (state.eraseAt !== undefined && state.eraseAt <= clock.now())
		await eraseCustomerData(dependencies, state, { reason: 'retention' })
}
