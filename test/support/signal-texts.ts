import type { DangerKind, SignalKind } from '#shared/cases/signals/facts.ts'

/** Texts of customers by what they should be taken for. */
export type SignalTexts = {
	readonly dangers: Readonly<Record<DangerKind, readonly string[]>>
	/** Idioms, questions and machines: no danger. */
	readonly harmless: readonly string[]
	readonly signals: Readonly<Record<Exclude<SignalKind, 'brokenPromiseTwice'>, readonly string[]>>
	/** Matters of every day, with no signal. */
	readonly plain: readonly string[]
}
