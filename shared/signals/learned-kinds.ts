import type { SignalKind } from '#shared/cases/signals/facts.ts'

/** The signals that are known by a learned model, not by rules. */
export const LEARNED_SIGNALS = [
	'press',
	'lawyer',
	'regulator',
	'consumerAdvice',
	'cancellation',
	'withdrawal',
	'missedAppointment',
	'doubleBilling',
	'bereavement',
	'poaching',
	'impersonation',
] as const satisfies readonly SignalKind[]
