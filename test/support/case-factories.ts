import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve, fold } from '#shared/cases/evolve.ts'
import { type FactMembers, fact } from '#shared/cases/fact.ts'
import type { Fact, FactKind, FactOf } from '#shared/cases/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Id, Prefix } from '#shared/kernel/id.ts'

const OPENED: Instant = '2026-11-22T10:00:00.000Z'

/** The instant so many minutes after the case of the tests began. */
export const minute = (count: number): Instant => addMilliseconds(OPENED, count * MINUTE)

/** A key that is the same in every run: `keyOf('msg', 3)`. */
export const keyOf = <P extends Prefix>(prefix: P, number: number): Id<P> =>
	`${prefix}_${String(number).padStart(26, '0')}`

export const CASE = keyOf('case', 1)
export const ANNA = keyOf('agent', 1)
export const BEN = keyOf('agent', 2)
export const REQUEST = keyOf('req', 1)
export const SEND = keyOf('send', 1)
export const SUBMISSION = keyOf('sub', 1)

/** A fact at so many minutes after the beginning. */
export const factAt = <Kind extends FactKind>(kind: Kind, minutes: number, ...members: FactMembers<Kind>): Fact =>
	fact(kind, minute(minutes), ...members)

export const opened = (): Fact =>
	factAt('CaseOpened', 0, { number: '7K3M9QX', contact: keyOf('contact', 1), network: 'x' })

/** The customer's message `number`, received and sent at these minutes. */
export const message = (number: number, at: number, change: Partial<FactOf<'MessageReceived'>> = {}): Fact =>
	fact('MessageReceived', minute(at), {
		message: keyOf('msg', number),
		contact: keyOf('contact', 1),
		network: 'x',
		visibility: 'public',
		form: 'mention',
		sentAt: minute(at),
		...change,
	})

/** The state after these facts of one case. */
export const stateOf = (...facts: readonly Fact[]): CaseState => {
	const state = fold(
		CASE,
		facts.map((fact, index) => ({ version: index + 1, fact })),
	)
	if (state === undefined) throw new Error('A case begins with CaseOpened')
	return state
}

/** The state after more facts. */
export const afterFacts = (state: CaseState, ...facts: readonly Fact[]): CaseState =>
	facts.reduce<CaseState>((before, fact) => evolve(before, fact), state)

/** An open case with one public message nobody has answered. */
export const aCase = (): CaseState => stateOf(opened(), message(1, 0))

/** What a command leads to at a minute: the kinds of its facts, or the refusal. */
export const outcomeOf = (state: CaseState, command: Command, at: number): readonly string[] | string => {
	const decision = decide(state, command, minute(at))
	return decision.outcome === 'refused' ? decision.refusal : decision.facts.map(({ kind }) => kind)
}

/** The state after commands that must be accepted, one a minute from `from` on. */
export const doing = (state: CaseState, from: number, ...commands: readonly Command[]): CaseState =>
	commands.reduce((current, command, index) => {
		const decision = decide(current, command, minute(from + index))
		if (decision.outcome === 'refused') throw new Error(`${command.kind}: ${decision.refusal}`)
		return afterFacts(current, ...decision.facts)
	}, state)

export const requestData = (change: Partial<Extract<Command, { kind: 'requestData' }>> = {}): Command => ({
	kind: 'requestData',
	by: ANNA,
	request: REQUEST,
	send: SEND,
	fields: ['customerNumber', 'phone'],
	...change,
})
export const startSend = (send = SEND, seen = 0): Command => ({ kind: 'startSend', send, after: seen })
export const close = (change: Partial<Extract<Command, { kind: 'close' }>> = {}): Command => ({
	kind: 'close',
	by: ANNA,
	outcome: 'helped',
	unansweredReason: 'answeredElsewhere',
	eraseAt: minute(3 * 24 * 60),
	...change,
})
export const recordData = (change: Partial<Extract<Command, { kind: 'recordData' }>> = {}): Command => ({
	kind: 'recordData',
	request: REQUEST,
	submission: SUBMISSION,
	fields: ['customerNumber', 'phone'],
	assurance: 'controlsMailbox',
	...change,
})
