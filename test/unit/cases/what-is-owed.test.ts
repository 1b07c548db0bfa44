import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CLOSINGS } from '#shared/cases/closing/matrix.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { evolve, fold } from '#shared/cases/evolve.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { hasOpenPromise } from '#shared/cases/promises/state.ts'
import { dangersToTell, hasOpenDanger } from '#shared/cases/signals/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { runScript, scripts } from '#test/fixtures/case-histories.ts'

/** A promise that nobody looks at is forgotten: each has its moment, and the case is found by then. */
const everyPromiseHasAClock = (state: CaseState): void => {
	for (const { nextAt } of state.promises) expect((caseDueAt(state) ?? '9') <= nextAt).toBe(true)
	if (hasOpenPromise(state)) expect(state.state).toBe('open')
}

/** Who took it knows of it; whom it is told hears of it two minutes after it was raised, at the latest. */
const noDangerIsUntold = (state: CaseState): void => {
	for (const { danger, since, takenBy, toldAt } of state.dangers) {
		const told = dangersToTell(state, addMilliseconds(toldAt ?? since, 5 * MINUTE)).map((one) => one.danger)
		expect(told.includes(danger)).toBe(takenBy === undefined)
	}
	if (hasOpenDanger(state)) expect(state.state).toBe('open')
}

/** Somebody who waits has an open case, on which it is our turn, or was asked for data or into a private message. */
const nobodyWaitsUnseen = (state: CaseState): void => {
	const { count } = state.unanswered
	// Data that were given wait, too, without a message.
	if (count > 0) expect([state.waitingSince !== undefined, state.state]).toEqual([true, 'open'])
}

/** A case that closes over somebody who waits says why, and by whom. */
const everyEndHasItsReason = (before: CaseState, { fact }: RecordedFact): void => {
	if (fact.kind !== 'CaseClosed') return
	if (before.unanswered.count > 0) {
		expect(CLOSINGS[fact.outcome].unanswered).toContain(fact.unansweredReason ?? 'none')
		expect(fact.by).toBeDefined()
	}
	expect([hasOpenPromise(before), hasOpenDanger(before)]).toEqual([false, false])
}

it('whatever customers and we do, nobody is forgotten: no promise, no danger, no message', async () => {
	await fc.assert(
		fc.asyncProperty(scripts(30, 80), async (script) => {
			for (const [id, facts] of await runScript(script)) walk(id, facts)
		}),
		{ numRuns: 40 },
	)
}, 120_000)

const walk = (id: CaseId, facts: readonly RecordedFact[]): void => {
	let state: CaseState | undefined
	for (const recorded of facts) {
		if (state !== undefined) everyEndHasItsReason(state, recorded)
		state = state === undefined ? fold(id, [recorded]) : evolve(state, recorded.fact)
		if (state === undefined) continue
		everyPromiseHasAClock(state)
		noDangerIsUntold(state)
		nobodyWaitsUnseen(state)
	}
}
