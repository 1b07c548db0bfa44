import type { Evolvers } from '../evolvers.ts'
import type { MessageKey } from '../keys.ts'
import type { CaseState } from '../state.ts'
import type { DangerKind, SignalKind, SignalsFact } from './facts.ts'
import type { Danger, Signal } from './state.ts'

const MESSAGES_KEPT = 20

const withMessage = (messages: readonly MessageKey[], message: MessageKey | undefined): MessageKey[] =>
	message === undefined || messages.includes(message) ? [...messages] : [...messages, message].slice(-MESSAGES_KEPT)

/** Changes the signal of a kind; leaves a case without it as it is. */
const changeSignal = (state: CaseState, kind: SignalKind, change: Partial<Signal>): CaseState => ({
	...state,
	signals: state.signals.map((one) => (one.signal === kind ? { ...one, ...change } : one)),
})

const changeDanger = (state: CaseState, kind: DangerKind, change: Partial<Danger>): CaseState => ({
	...state,
	dangers: state.dangers.map((one) => (one.danger === kind ? { ...one, ...change } : one)),
})

/**
 * Returns the case without what a message raised: its signals go with it. A danger stays, as it ends only with what was
 * done.
 */
export const withoutSignalsOf = (state: CaseState, message: MessageKey): Pick<CaseState, 'signals' | 'dangers'> => {
	const without = (messages: readonly MessageKey[]) => messages.filter((one) => one !== message)
	return {
		signals: state.signals
			.map((one) => ({ ...one, messages: without(one.messages) }))
			.filter((one, index) => one.messages.length > 0 || state.signals[index]?.messages.length === 0),
		dangers: state.dangers.map((one) => ({ ...one, messages: without(one.messages) })),
	}
}

export const signalsEvolvers: Evolvers<SignalsFact> = {
	/** What was dismissed is suggested anew by another message, or by a person; what is confirmed stays so. */
	SignalRaised: (state, { signal, message, at }) => {
		const known = state.signals.find((one) => one.signal === signal)
		if (known === undefined) {
			const raised: Signal = { signal, state: 'raised', messages: withMessage([], message), at }
			return { ...state, signals: [...state.signals, raised] }
		}
		const messages = withMessage(known.messages, message)
		return changeSignal(state, signal, known.state === 'confirmed' ? { messages } : { messages, state: 'raised', at })
	},
	SignalConfirmed: (state, { signal }) => changeSignal(state, signal, { state: 'confirmed' }),
	SignalDismissed: (state, { signal }) => changeSignal(state, signal, { state: 'dismissed' }),
	/** Another message of a danger that stands lies with it, and with whoever took it. */
	DangerRaised: (state, { danger, message, at, by }) => {
		const known = state.dangers.find((one) => one.danger === danger)
		if (known === undefined) {
			const raised: Danger = { danger, messages: withMessage([], message), since: at, raisedBy: by }
			return { ...state, dangers: [...state.dangers, raised] }
		}
		const raisedBy = known.raisedBy === by ? by : undefined
		return changeDanger(state, danger, { messages: withMessage(known.messages, message), raisedBy })
	},
	DangerTold: (state, { danger, at }) => changeDanger(state, danger, { toldAt: at }),
	DangerTaken: (state, { danger, by, at }) => changeDanger(state, danger, { takenBy: by, takenAt: at }),
	DangerEnded: (state, { danger }) => ({
		...state,
		dangers: state.dangers.filter((one) => one.danger !== danger),
	}),
}
