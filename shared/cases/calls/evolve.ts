import { answeredOutside, triedAgain } from '../closing/evolve.ts'
import type { Evolvers } from '../evolvers.ts'
import type { CallsFact } from './facts.ts'

const CALLS_KEPT = 10

export const callsEvolvers: Evolvers<CallsFact> = {
	/** Whom we reached was answered on the telephone, whom we did not was asked once more. */
	CallRecorded: (state, { at, direction, result }) => {
		const known = { ...state, calls: [...state.calls, { at, direction, result }].slice(-CALLS_KEPT) }
		if (result === 'reached') return answeredOutside(known)
		return direction === 'out' ? triedAgain(known, at) : known
	},
	PhoneFormSet: (state, { at, form, asked }) => ({ ...state, phoneForm: { form, asked, at } }),
}
