import type { Actor, Colleague, Role } from '#shared/cases/actor.ts'
import type { Command, CommandOf } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve, fold } from '#shared/cases/evolve.ts'
import { type FactMembers, fact } from '#shared/cases/fact.ts'
import type { Fact, FactKind, FactOf } from '#shared/cases/facts.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { AnsweredMessage } from '#shared/cases/replies/reply-target.ts'
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
export const CEM = keyOf('agent', 3)
export const LEA = keyOf('agent', 9)
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
export const decidedOn = (state: CaseState, command: Command, at: number): readonly string[] | string => {
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
/** Has seen all that any test writes. */
export const SEEN = 10_000
/** A close for which no answer is needed, by Anna who read the case. */
export const close = (change: Partial<CommandOf<'close'>> = {}): CommandOf<'close'> => ({
	kind: 'close',
	by: ANNA,
	isLead: false,
	outcome: 'noRequest',
	unansweredReason: 'thanks',
	seenVersion: SEEN,
	isRapid: false,
	eraseAt: minute(3 * 24 * 60),
	...change,
})
export const closeWhenSent = (change: Partial<CommandOf<'closeWhenSent'>> = {}): CommandOf<'closeWhenSent'> => ({
	kind: 'closeWhenSent',
	by: ANNA,
	isLead: false,
	outcome: 'helped',
	eraseAfterDays: 3,
	...change,
})
/** Anna says that she answered in the network's own app. */
export const answeredByHand = (change: Partial<CommandOf<'answeredByHand'>> = {}): CommandOf<'answeredByHand'> => ({
	kind: 'answeredByHand',
	by: ANNA,
	seenVersion: SEEN,
	...change,
})
/** Anna says that message 50 answers, which somebody wrote in the network's own app. */
export const confirmNative = (
	change: Partial<CommandOf<'confirmNativeAnswer'>> = {},
): CommandOf<'confirmNativeAnswer'> => ({
	kind: 'confirmNativeAnswer',
	by: ANNA,
	message: keyOf('msg', 50),
	seenVersion: SEEN,
	...change,
})
export const approveClosing = (by = BEN, seenVersion = SEEN): CommandOf<'approveClosing'> => ({
	kind: 'approveClosing',
	by,
	seenVersion,
	eraseAt: minute(3 * 24 * 60),
})
export const refuseClosing = (by = BEN): CommandOf<'refuseClosing'> => ({ kind: 'refuseClosing', by })
export const recordData = (change: Partial<Extract<Command, { kind: 'recordData' }>> = {}): Command => ({
	kind: 'recordData',
	request: REQUEST,
	submission: SUBMISSION,
	fields: ['customerNumber', 'phone'],
	assurance: 'controlsMailbox',
	...change,
})

/** What makes a message one of these. */
export const DM = { visibility: 'private', form: 'dm' } as const
/** A mention of our page outside of it, which no call answers. */
export const ELSEWHERE = { network: 'facebook', visibility: 'public', form: 'mention' } as const
export const COMMENT = { network: 'facebook', visibility: 'public', form: 'comment' } as const
export const MESSENGER = { network: 'facebook', ...DM } as const

export const claim = (by = ANNA): CommandOf<'claim'> => ({ kind: 'claim', by })
/** An agent as the author of a command, and Lea as one who leads. */
export const actorOf = (key: AgentKey): Actor => ({ key, role: key === LEA ? 'lead' : 'agent' })
/** An agent of the roster who works here. */
export const colleague = (key: AgentKey): Colleague => ({ key, isWorking: true })
/** An assignment to an owner while nobody is absent, by Anna unless told otherwise. */
export const assign = (owner = BEN, deputy?: AgentKey, by = ANNA): CommandOf<'assign'> => ({
	kind: 'assign',
	actor: actorOf(by),
	to: { kind: 'agent', owner: colleague(owner), deputy: deputy === undefined ? undefined : colleague(deputy) },
	absent: [],
})
/** The same to the team nord. */
export const assignToTeam = (by = ANNA): CommandOf<'assign'> => ({
	kind: 'assign',
	actor: actorOf(by),
	to: { kind: 'team', team: { code: 'nord' } },
	absent: [],
})
export const takeOver = (by: AgentKey, ...absent: readonly AgentKey[]): CommandOf<'takeOver'> => ({
	kind: 'takeOver',
	actor: actorOf(by),
	absent,
})
/** An agent demands the erasure of the person, unless told otherwise a lead. */
export const demandErasure = (key = ANNA, role: Role = 'lead'): CommandOf<'demandPersonErasure'> => ({
	kind: 'demandPersonErasure',
	actor: { key, role },
	reason: 'demanded',
})
export const withdrawErasure = (key = ANNA, role: Role = 'lead'): CommandOf<'withdrawPersonErasure'> => ({
	kind: 'withdrawPersonErasure',
	actor: { key, role },
})
/** The erasure begins at once, as Anna demanded it elsewhere unless told otherwise. */
export const beginErasure = (
	change: Partial<CommandOf<'beginPersonErasure'>> = {},
): CommandOf<'beginPersonErasure'> => ({ kind: 'beginPersonErasure', reason: 'demanded', by: ANNA, ...change })

/** Message 1, as an answer to it names it. */
export const answered = (change: Partial<AnsweredMessage> = {}): AnsweredMessage => ({
	message: keyOf('msg', 1),
	contact: keyOf('contact', 1),
	network: 'x',
	visibility: 'public',
	form: 'mention',
	sentAt: minute(0),
	...change,
})
/** Answer `number` to message 1, with no time to undo it: send `number`, content `number` + 100. */
export const reply = (number = 1, change: Partial<CommandOf<'reply'>> = {}): CommandOf<'reply'> => ({
	kind: 'reply',
	by: ANNA,
	send: keyOf('send', number),
	reply: keyOf('msg', number + 100),
	target: { visibility: 'public', answered: answered() },
	purpose: 'answer',
	rules: { xAnswersSummonsOnly: false },
	undoMilliseconds: 0,
	overrides: [],
	...change,
})
/** The same to message 1 as a comment on Facebook. */
export const replyToComment = (number = 1, visibility: 'public' | 'private' = 'public') =>
	reply(number, { target: { visibility, answered: answered(COMMENT) } })
/** Changes of answer 1, by send 7 unless told otherwise. */
export const correctReply = (change: Partial<CommandOf<'correctReply'>> = {}): CommandOf<'correctReply'> => ({
	kind: 'correctReply',
	by: ANNA,
	send: keyOf('send', 7),
	reply: keyOf('msg', 101),
	correction: keyOf('msg', 307),
	...change,
})
export const deleteReply = (change: Partial<CommandOf<'deleteReply'>> = {}): CommandOf<'deleteReply'> => ({
	kind: 'deleteReply',
	by: ANNA,
	send: keyOf('send', 7),
	reply: keyOf('msg', 101),
	...change,
})
/** Message 50, which somebody wrote in the network's own app. */
export const seeNative = (change: Partial<CommandOf<'recordOwnContent'>> = {}): CommandOf<'recordOwnContent'> => ({
	kind: 'recordOwnContent',
	message: keyOf('msg', 50),
	network: 'x',
	visibility: 'public',
	sentAt: minute(1),
	...change,
})
export const PROMISE = keyOf('promise', 1)
/** Anna's promise of an answer, due a day after the beginning, of which she is reminded an hour before. */
export const promise = (change: Partial<CommandOf<'makePromise'>['promise']> = {}) => ({
	id: PROMISE,
	what: 'answer' as const,
	owedBy: 'agent' as const,
	dueAt: minute(24 * 60),
	remindAt: minute(23 * 60),
	...change,
})
export const makePromise = (change: Parameters<typeof promise>[0] = {}, by = ANNA): CommandOf<'makePromise'> => ({
	kind: 'makePromise',
	by,
	promise: promise(change),
})
/** As many open promises as a case may have. */
export const manyPromises = (): readonly Fact[] =>
	Array.from({ length: 20 }, (_, index) =>
		factAt('PromiseMade', 0, {
			by: ANNA,
			promise: keyOf('promise', 100 + index),
			what: 'answer',
			dueAt: minute(24 * 60),
			owes: { kind: 'agent', agent: ANNA },
			from: 'case',
		}),
	)
export const keepPromise = (by = ANNA, id = PROMISE): CommandOf<'keepPromise'> => ({
	kind: 'keepPromise',
	by,
	promise: id,
	on: 'call',
})
export const breakPromise = (by = ANNA, id = PROMISE): CommandOf<'breakPromise'> => ({
	kind: 'breakPromise',
	by,
	promise: id,
})
export const movePromise = (change: Partial<CommandOf<'movePromise'>> = {}): CommandOf<'movePromise'> => ({
	kind: 'movePromise',
	by: ANNA,
	promise: PROMISE,
	to: { id: keyOf('promise', 2), dueAt: minute(48 * 60), remindAt: minute(47 * 60) },
	agreed: true,
	...change,
})
export const passPromise = (
	to: CommandOf<'passPromise'>['to'] = { key: BEN, isWorking: true },
	by = ANNA,
): CommandOf<'passPromise'> => ({ kind: 'passPromise', by, promise: PROMISE, to })
/** The sweep's look at Anna's promise, while these are absent when it falls due. */
export const tendPromises = (...absent: readonly AgentKey[]): CommandOf<'tendPromises'> => ({
	kind: 'tendPromises',
	tended: [
		{
			promise: PROMISE,
			absent,
			watchAt: minute(24 * 60 - 15),
			escalateAt: minute(25 * 60),
			againAt: minute(49 * 60),
		},
	],
})
/** A step about the tone of message 1 that was said elsewhere, by Anna. */
export const pointer = (change: Partial<CommandOf<'takeStep'>> = {}): CommandOf<'takeStep'> => ({
	kind: 'takeStep',
	actor: actorOf(ANNA),
	step: keyOf('step', 1),
	message: keyOf('msg', 1),
	taken: { what: 'pointer' },
	...change,
})
export const warning = (change: Partial<CommandOf<'takeStep'>> = {}): CommandOf<'takeStep'> =>
	pointer({ step: keyOf('step', 2), taken: { what: 'warning' }, ...change })
/** Message 1, a comment on Facebook, is hidden by send 8. */
export const hideStep = (change: Partial<CommandOf<'takeStep'>> = {}): CommandOf<'takeStep'> =>
	pointer({
		step: keyOf('step', 3),
		taken: { what: 'hidden', send: keyOf('send', 8), network: 'facebook', isHideable: true },
		...change,
	})
/** Lea mutes the author of message 1 until a minute, unless told otherwise for ten days. */
export const mute = (until = 10 * 24 * 60, change: Partial<CommandOf<'takeStep'>> = {}): CommandOf<'takeStep'> =>
	pointer({
		actor: actorOf(LEA),
		step: keyOf('step', 4),
		taken: { what: 'muted', until: minute(until) },
		...change,
	})
export const undoStep = (step = 1, change: Partial<CommandOf<'undoStep'>> = {}): CommandOf<'undoStep'> => ({
	kind: 'undoStep',
	actor: actorOf(ANNA),
	step: keyOf('step', step),
	reason: 'wronglyJudged',
	...change,
})
export const withdraw = (by = ANNA): Command => ({ kind: 'withdrawReply', by, reply: keyOf('msg', 101) })

/** A rule raises a danger with message 1, unless told otherwise; a person by `by`. */
export const raiseDanger = (change: Partial<CommandOf<'raiseDanger'>> = {}): CommandOf<'raiseDanger'> => ({
	kind: 'raiseDanger',
	danger: 'selfHarm',
	message: keyOf('msg', 1),
	...change,
})
export const endDanger = (by = ANNA): CommandOf<'endDanger'> => ({
	kind: 'endDanger',
	by,
	danger: 'selfHarm',
	did: 'spokenWith',
})
/** A rule raises a signal with message 1, unless told otherwise. */
export const raiseSignal = (change: Partial<CommandOf<'raiseSignal'>> = {}): CommandOf<'raiseSignal'> => ({
	kind: 'raiseSignal',
	signal: 'press',
	message: keyOf('msg', 1),
	rule: 'words',
	...change,
})

/** How the first attempt of send 1 ended, unless told otherwise. */
export const sent = (number = 1): Command => ({ kind: 'recordSent', send: keyOf('send', number) })
export const recordFailed = (change: Partial<CommandOf<'recordFailure'>> = {}): Command => ({
	kind: 'recordFailure',
	send: SEND,
	attempt: 1,
	reason: 'rejected',
	invitation: keyOf('send', 9),
	...change,
})
export const unknown = (change: Partial<CommandOf<'recordUnknown'>> = {}): Command => ({
	kind: 'recordUnknown',
	send: SEND,
	attempt: 1,
	...change,
})
export const deferred = (change: Partial<CommandOf<'deferSend'>> = {}): Command => ({
	kind: 'deferSend',
	send: SEND,
	attempt: 1,
	until: minute(30),
	reason: 'limit',
	...change,
})
