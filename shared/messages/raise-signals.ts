import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve } from '#shared/cases/evolve.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { findSignals } from '#shared/signals/find-signals.ts'

type Written = { readonly text: string; readonly isSealed?: boolean | undefined }

/** Returns the commands that raise what a message's words may mean, danger first; none for what we cannot read. */
const commandsOf = (message: MessageKey, { text, isSealed }: Written): readonly Command[] => {
	if (isSealed === true) return []
	const { dangers, signals } = findSignals(text)
	return [
		...dangers.map(({ kind }): Command => ({ kind: 'raiseDanger', danger: kind, message })),
		...signals.map(({ kind }): Command => ({ kind: 'raiseSignal', signal: kind, message, rule: 'words' })),
	]
}

/**
 * Returns what its words add to a case: facts to be written with those of the message itself, on the state that these lead
 * to. Reads the text once, for all attempts to write.
 */
export const raiseSignals = (
	message: MessageKey,
	written: Written,
): ((state: CaseState, now: Instant) => readonly Fact[]) => {
	const commands = commandsOf(message, written)
	return (state, now) => {
		let current = state
		const raised: Fact[] = []
		for (const command of commands) {
			const decision = decide(current, command, now)
			if (decision.outcome === 'refused') continue
			raised.push(...decision.facts)
			current = decision.facts.reduce(evolve, current)
		}
		return raised
	}
}
