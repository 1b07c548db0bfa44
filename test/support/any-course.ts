import fc from 'fast-check'
import { expect } from 'vitest'
import { waitReasonSchema } from '#shared/cases/codes.ts'
import type { Command, CommandOf } from '#shared/cases/commands.ts'
import { withConsequences } from '#shared/cases/consequences.ts'
import { decide } from '#shared/cases/decide.ts'
import { isErasureBegun } from '#shared/cases/erasing/state.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import { REFUSALS } from '#shared/cases/refusal.ts'
import { isReply } from '#shared/cases/sends/send.ts'
import { type CaseState, currentRequest } from '#shared/cases/state.ts'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { keyOf, message, minute, opened, SEEN, stateOf } from './case-factories.ts'

/** Whatever may happen to a case, in any order: commands of agents and machines, most of which mean something that is there, and messages. */

const small = fc.integer({ min: 1, max: 3 })
const agent = small.map((n) => keyOf('agent', n))
const actor = fc.record({ key: agent, role: fc.constantFrom('agent' as const, 'agent' as const, 'lead' as const) })
const colleague = fc.record({ key: agent, isWorking: fc.constant(true) })
const request = small.map((n) => keyOf('req', n))
const send = fc.integer({ min: 1, max: 6 }).map((n) => keyOf('send', n))
const submission = small.map((n) => keyOf('sub', n))
const attempt = fc.integer({ min: 0, max: 3 })
const until = fc.integer({ min: -100, max: 20_000 }).map(minute)
const fields = fc.subarray(['customerNumber', 'name', 'phone', 'freeText'] as const, { minLength: 1 })

const AGENTS_COMMANDS = [
	fc.record({ kind: fc.constant('claim' as const), by: agent }),
	fc.record({ kind: fc.constant('release' as const), by: agent }),
	fc.record({
		kind: fc.constant('assign' as const),
		actor,
		to: fc.oneof(
			fc.record({
				kind: fc.constant('agent' as const),
				owner: colleague,
				deputy: fc.option(colleague, { nil: undefined }),
			}),
			fc.constant({ kind: 'team', team: { code: 'nord' } } as const),
		),
		absent: fc.subarray([1, 2, 3].map((n) => keyOf('agent', n))),
	}),
	fc.record({
		kind: fc.constant('takeOver' as const),
		actor,
		absent: fc.subarray([1, 2, 3].map((n) => keyOf('agent', n))),
	}),
	fc.record({
		kind: fc.constant('writeNote' as const),
		by: agent,
		note: small.map((n) => keyOf('note', n)),
		ask: fc.option(colleague, { nil: undefined }),
		answers: fc.option(
			small.map((n) => keyOf('note', n)),
			{ nil: undefined },
		),
	}),
	fc.record({
		kind: fc.constant('withdrawNote' as const),
		by: agent,
		note: small.map((n) => keyOf('note', n)),
	}),
	fc.record({
		kind: fc.constant('setAddressForm' as const),
		by: agent,
		form: fc.constantFrom('du' as const, 'sie' as const),
		reason: fc.constant('customerSaidSo' as const),
	}),
	fc.record({
		kind: fc.constant('setLanguage' as const),
		by: agent,
		language: fc.constantFrom('de' as const, 'en' as const),
		reason: fc.constant('customerSaidSo' as const),
	}),
	fc.record({ kind: fc.constant('requestData' as const), by: agent, request, send, fields }),
	fc.record({ kind: fc.constant('resendRequest' as const), by: agent, send }),
	fc.record({ kind: fc.constant('revokeRequest' as const), by: agent }),
	fc.record({ kind: fc.constant('readData' as const), by: agent, purpose: fc.constant('callBack' as const), fields }),
	fc.record({
		kind: fc.constant('close' as const),
		isLead: fc.boolean(),
		by: agent,
		outcome: fc.constantFrom(
			'noRequest' as const,
			'noRequest' as const,
			'spamOrAbuse' as const,
			'unreachable' as const,
		),
		unansweredReason: fc.constantFrom('thanks' as const, 'thanks' as const, 'abuse' as const, undefined),
		seenVersion: fc.constant(SEEN),
		isRapid: fc.boolean(),
		eraseAt: until,
	}),
	fc.record({
		kind: fc.constant('closeWhenSent' as const),
		isLead: fc.boolean(),
		by: agent,
		outcome: fc.constant('helped' as const),
		eraseAfterDays: small,
	}),
	fc.record({
		kind: fc.constant('approveClosing' as const),
		by: agent,
		seenVersion: fc.constantFrom(0, SEEN),
		eraseAt: until,
	}),
	fc.record({ kind: fc.constant('refuseClosing' as const), by: agent }),
	fc.record({ kind: fc.constant('recordErasure' as const), reason: fc.constant('demanded' as const), by: agent }),
]
const replyKey = fc.integer({ min: 200, max: 203 }).map((n) => keyOf('msg', n))
const answered = (number: number) => ({
	message: keyOf('msg', number),
	contact: keyOf('contact', 1),
	network: 'x' as const,
	visibility: 'public' as const,
	form: 'mention' as const,
	sentAt: minute(0),
})
const ANSWER = fc.record({
	kind: fc.constant('reply' as const),
	by: agent,
	send,
	reply: replyKey,
	target: fc.constantFrom(
		{ visibility: 'public' as const, answered: answered(1) },
		{ visibility: 'private' as const, answered: answered(1) },
		{ visibility: 'mail' as const },
	),
	purpose: fc.constantFrom(
		'answer' as const,
		'answer' as const,
		'interim' as const,
		'invitation' as const,
		'netiquette' as const,
	),
	until,
	rules: fc.constant({ xAnswersSummonsOnly: false }),
	undoMilliseconds: fc.constantFrom(0, 15_000),
	overrides: fc.constant([]),
})
const PROPOSALS_COMMANDS = [
	fc.record({ kind: fc.constant('proposeReply' as const), by: agent, reply: ANSWER }),
	fc.record({ kind: fc.constant('releaseReply' as const), proposal: replyKey, reply: ANSWER, hasSeen: fc.boolean() }),
	fc.record({
		kind: fc.constant('returnReply' as const),
		by: agent,
		proposal: replyKey,
		note: small.map((n) => keyOf('note', n)),
	}),
]
const REPLIES_COMMANDS = [
	ANSWER,
	fc.record({ kind: fc.constant('withdrawReply' as const), by: agent, reply: replyKey }),
	fc.record({ kind: fc.constant('resolveReply' as const), by: agent, reply: replyKey, arrived: fc.boolean() }),
	fc.record({
		kind: fc.constant('correctReply' as const),
		by: agent,
		send,
		reply: replyKey,
		correction: fc.constant(keyOf('msg', 300)),
	}),
	fc.record({ kind: fc.constant('deleteReply' as const), by: agent, send, reply: replyKey }),
	fc.record({
		kind: fc.constant('hideMessage' as const),
		by: agent,
		send,
		message: fc.constant(keyOf('msg', 1)),
		network: fc.constant('facebook' as const),
		isHidden: fc.boolean(),
	}),
	fc.record({
		kind: fc.constant('confirmNativeAnswer' as const),
		by: agent,
		message: fc.constant(keyOf('msg', 400)),
		seenVersion: fc.constant(SEEN),
	}),
	fc.record({ kind: fc.constant('answeredByHand' as const), by: agent, seenVersion: fc.constantFrom(0, SEEN) }),
	fc.record({ kind: fc.constant('keepClaim' as const), by: agent }),
]
const promiseId = small.map((n) => keyOf('promise', n))
const PROMISES_COMMANDS = [
	fc.record({
		kind: fc.constant('makePromise' as const),
		by: agent,
		promise: fc.record({
			id: promiseId,
			what: fc.constant('callBack' as const),
			owedBy: fc.constantFrom('agent' as const, 'team' as const),
			dueAt: until,
		}),
	}),
	fc.record({
		kind: fc.constant('keepPromise' as const),
		by: agent,
		promise: promiseId,
		on: fc.constant('call' as const),
	}),
	fc.record({ kind: fc.constant('breakPromise' as const), by: agent, promise: promiseId }),
	fc.record({
		kind: fc.constant('movePromise' as const),
		by: agent,
		promise: promiseId,
		to: fc.record({ id: promiseId, dueAt: until }),
		agreed: fc.boolean(),
	}),
	fc.record({ kind: fc.constant('passPromise' as const), by: agent, promise: promiseId, to: colleague }),
	fc.record({
		kind: fc.constant('recordCall' as const),
		by: agent,
		direction: fc.constant('in' as const),
		result: fc.constant('reached' as const),
	}),
	fc.record({
		kind: fc.constant('setPhoneForm' as const),
		by: agent,
		form: fc.constant('du' as const),
		asked: fc.boolean(),
	}),
	fc.record({ kind: fc.constant('setFollowUp' as const), by: agent, dueAt: until }),
	fc.record({ kind: fc.constant('clearFollowUp' as const), by: agent }),
]
const signal = fc.constantFrom('press' as const, 'thanks' as const)
const danger = fc.constantFrom('selfHarm' as const, 'child' as const)
const author = fc.option(agent, { nil: undefined })
const words = small.map((n) => keyOf('msg', n))
const SIGNALS_COMMANDS = [
	fc.record({ kind: fc.constant('raiseSignal' as const), signal, message: words, by: author }),
	fc.record({ kind: fc.constant('confirmSignal' as const), signal, by: agent }),
	fc.record({
		kind: fc.constant('dismissSignal' as const),
		signal,
		by: agent,
		reason: fc.constant('notMeant' as const),
	}),
	fc.record({ kind: fc.constant('raiseDanger' as const), danger, message: words, by: author }),
	fc.record({ kind: fc.constant('recordDangerTold' as const) }),
	fc.record({ kind: fc.constant('takeDanger' as const), danger, by: agent }),
	fc.record({ kind: fc.constant('endDanger' as const), danger, by: agent, did: fc.constant('spokenWith' as const) }),
	fc.record({ kind: fc.constant('endDanger' as const), danger, by: agent, did: fc.constant('quoted' as const) }),
]
const taking = <Taken extends CommandOf<'takeStep'>['taken']>(taken: fc.Arbitrary<Taken>) =>
	fc.record({
		kind: fc.constant('takeStep' as const),
		actor,
		step: fc.constant(keyOf('step', 1)),
		message: words,
		taken,
	})
const NETIQUETTE_COMMANDS = [
	taking(fc.constant({ what: 'pointer' as const })),
	taking(fc.constant({ what: 'warning' as const })),
	taking(
		fc.record({
			what: fc.constant('hidden' as const),
			send,
			network: fc.constant('facebook' as const),
			isHideable: fc.boolean(),
		}),
	),
	taking(fc.record({ what: fc.constant('muted' as const), until })),
	fc.record({
		kind: fc.constant('undoStep' as const),
		actor,
		step: fc.constant(keyOf('step', 1)),
		reason: fc.constant('apologised' as const),
		show: fc.option(fc.record({ send, network: fc.constant('facebook' as const) }), { nil: undefined }),
	}),
]
const WITHDRAW_ERASURE = fc.record({ kind: fc.constant('withdrawPersonErasure' as const), actor })
/** The end of a case's sending, so it comes rarely. */
const ERASURE = fc.oneof(
	{
		arbitrary: fc.record({
			kind: fc.constant('demandPersonErasure' as const),
			actor,
			reason: fc.constant('demanded' as const),
		}),
		weight: 2,
	},
	{ arbitrary: WITHDRAW_ERASURE, weight: 1 },
)
const RECORD_FAILURE = fc.record({
	kind: fc.constant('recordFailure' as const),
	send,
	attempt,
	reason: fc.constantFrom('recipientClosed' as const, 'rejected' as const),
	invitation: send,
})
const SENDERS_COMMANDS = [
	fc.record({ kind: fc.constant('startSend' as const), send, after: attempt }),
	fc.record({ kind: fc.constant('recordSent' as const), send }),
	RECORD_FAILURE,
	/** Twice: the invitation that may follow is rare. */
	RECORD_FAILURE,
	fc.record({ kind: fc.constant('recordUnknown' as const), send, attempt }),
	fc.record({
		kind: fc.constant('deferSend' as const),
		send,
		attempt,
		until,
		reason: fc.constantFrom(...waitReasonSchema.options),
	}),
]
const MACHINES_COMMANDS = [
	fc.record({
		kind: fc.constant('recordOwnContent' as const),
		message: fc.constant(keyOf('msg', 400)),
		network: fc.constant('x' as const),
		visibility: fc.constant('public' as const),
		sentAt: until,
		send: fc.option(send, { nil: undefined }),
	}),
	fc.record({
		kind: fc.constant('recordReplyBounce' as const),
		send,
		reason: fc.constantFrom('bounced' as const, 'complained' as const),
	}),
	fc.record({
		kind: fc.constant('recordFoundData' as const),
		message: fc.constant(keyOf('msg', 1)),
		submission,
		fields,
	}),
	fc.record({ kind: fc.constant('recordExposure' as const), message: fc.constant(keyOf('msg', 1)), fields }),
	fc.record({ kind: fc.constant('recordPersonErasure' as const) }),
	fc.record({ kind: fc.constant('recordMailRequest' as const), request, send, issue: small }),
	fc.record({
		kind: fc.constant('recordBounce' as const),
		request,
		issue: small,
		reason: fc.constantFrom('bounced' as const, 'complained' as const),
		send,
	}),
	fc.record({
		kind: fc.constant('recordParkedMail' as const),
		envelope: small.map((n) => keyOf('env', n)),
		reason: fc.constant('otherAddress' as const),
	}),
	fc.record({
		kind: fc.constant('settleParkedMail' as const),
		envelope: small.map((n) => keyOf('env', n)),
		how: fc.constantFrom('filed' as const, 'dismissed' as const),
	}),
	fc.record({ kind: fc.constant('recordPause' as const), request, until }),
	fc.record({ kind: fc.constant('recordDisowning' as const), request }),
	fc.record({
		kind: fc.constant('recordData' as const),
		request,
		submission,
		fields,
		assurance: fc.constant('controlsMailbox' as const),
	}),
	fc.record({ kind: fc.constant('recordErasure' as const), reason: fc.constant('retention' as const) }),
	fc.record({ kind: fc.constant('lapse' as const) }),
	fc.record({
		kind: fc.constant('fallBack' as const),
		from: agent,
		why: fc.constantFrom('off' as const, 'away' as const, 'retired' as const),
		dueAt: until,
		deputy: fc.option(agent, { nil: undefined }),
		team: fc.option(fc.constant('nord'), { nil: undefined }),
	}),
	fc.record({ kind: fc.constant('tendFollowUp' as const) }),
	fc.record({ kind: fc.constant('tendPromises' as const), tended: fc.constant([]) }),
]

/** What makes commands, each of its kinds. */
export const ANY_COMMANDS: readonly fc.Arbitrary<Command>[] = [
	...AGENTS_COMMANDS,
	...REPLIES_COMMANDS,
	...PROPOSALS_COMMANDS,
	...PROMISES_COMMANDS,
	...SIGNALS_COMMANDS,
	...NETIQUETTE_COMMANDS,
	ERASURE,
	WITHDRAW_ERASURE,
	...SENDERS_COMMANDS,
	...MACHINES_COMMANDS,
]

type Step =
	| { readonly who: 'agent' | 'machine'; readonly command: Command; readonly minutes: number }
	| { readonly who: 'customer'; readonly sentAt: Instant; readonly minutes: number }

const minutes = fc.oneof(
	{ arbitrary: fc.integer({ min: 0, max: 30 }), weight: 9 },
	{ arbitrary: fc.constant(4 * 24 * 60), weight: 1 },
)
/** What agents, machines and the customer may do next. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{
		arbitrary: fc.record({ who: fc.constant('agent' as const), command: fc.oneof(...AGENTS_COMMANDS), minutes }),
		weight: 5,
	},
	{
		arbitrary: fc.record({
			who: fc.constant('agent' as const),
			command: fc.oneof(
				{ arbitrary: fc.oneof(...REPLIES_COMMANDS), weight: 45 },
				{ arbitrary: fc.oneof(...PROPOSALS_COMMANDS), weight: 5 },
				{ arbitrary: ERASURE, weight: 2 },
			),
			minutes,
		}),
		weight: 5,
	},
	{
		arbitrary: fc.record({
			who: fc.constant('machine' as const),
			command: fc.oneof(fc.oneof(...MACHINES_COMMANDS), fc.oneof(...SENDERS_COMMANDS)),
			minutes,
		}),
		weight: 8,
	},
	{
		arbitrary: fc.record({
			who: fc.constant('agent' as const),
			command: fc.oneof(...PROMISES_COMMANDS),
			minutes,
		}),
		weight: 3,
	},
	{
		arbitrary: fc.record({ who: fc.constant('agent' as const), command: fc.oneof(...NETIQUETTE_COMMANDS), minutes }),
		weight: 2,
	},
	{ arbitrary: fc.record({ who: fc.constant('customer' as const), sentAt: until, minutes }), weight: 2 },
	{
		arbitrary: fc.record({ who: fc.constant('agent' as const), command: fc.oneof(...SIGNALS_COMMANDS), minutes }),
		weight: 2,
	},
)

/** The case so far, and what nobody at the desk can have seen yet. */
export type Course = {
	readonly facts: Fact[]
	state: CaseState
	now: Instant
	hasUnseen: boolean
	messages: number
	keys: { count: number }
}

/** Begins a case with one message. */
export const beginCourse = (): Course => {
	const facts = [opened(), message(1, 0)]
	return { facts, state: stateOf(...facts), now: minute(0), hasUnseen: false, messages: 1, keys: { count: 100 } }
}

/** Three of four commands mean something that is there, and keys that their callers make are new ones. */
const aimed = (command: Command, { state, keys, now }: Course): Command => {
	const fresh = () => {
		keys.count += 1
		return keyOf('send', keys.count)
	}
	const isAimed = keys.count % 4 !== 0
	const started = state.sends.findLast(({ status }) => status.kind === 'started')
	const known = command.kind === 'startSend' || started === undefined ? state.sends.at(-1 - (keys.count % 3)) : started
	const asked = currentRequest(state)?.id
	keys.count += 1
	const waitingRequest = state.sends.findLast(
		({ status, purpose }) => status.kind === 'queued' && purpose === 'requestMessage',
	)
	const startable = keys.count % 2 === 0 ? (waitingRequest ?? known) : known
	const sentReply = state.sentReplies.at(-1)?.contentId
	const doubtful = state.sends.filter(isReply).findLast(({ status }) => status.kind === 'unknown')
	const owed = state.promises[keys.count % Math.max(1, state.promises.length)]
	const later = addMilliseconds(now, (1 + (keys.count % 300)) * MINUTE)
	switch (command.kind) {
		case 'fallBack':
			return isAimed ? { ...command, from: state.owner ?? command.from, deputy: state.deputy } : command
		case 'withdrawNote': {
			const written = state.notes.at(-1)
			return written === undefined ? command : { ...command, by: written.by, note: written.note }
		}
		case 'writeNote':
			return { ...command, answers: command.answers === undefined ? undefined : state.questions[0]?.note }
		case 'proposeReply':
			return { ...command, reply: { ...command.reply, reply: keyOf('msg', 500 + keys.count) } }
		case 'releaseReply': {
			const proposal = state.proposals.at(-1)?.proposal ?? command.proposal
			return { ...command, proposal, reply: { ...command.reply, reply: keyOf('msg', 500 + keys.count), send: fresh() } }
		}
		case 'returnReply':
			return { ...command, proposal: state.proposals[0]?.proposal ?? command.proposal }
		case 'reply': {
			const promise = { id: keyOf('promise', keys.count), what: 'answer', owedBy: 'agent', dueAt: later } as const
			const isPromising = keys.count % 3 === 0
			const made = { ...command, reply: keyOf('msg', 500 + keys.count), send: fresh() }
			return isPromising ? { ...made, promise } : made
		}
		case 'makePromise': {
			const { promise } = command
			const remindAt = keys.count % 2 === 0 ? addMilliseconds(now, MINUTE / 2) : undefined
			return { ...command, promise: { ...promise, id: keyOf('promise', keys.count), dueAt: later, remindAt } }
		}
		// Half of what is proposed comes to somebody else, while nothing is owed.
		case 'recordCall': {
			const other = [1, 2, 3].map((n) => keyOf('agent', n)).find((key) => key !== state.closingProposal?.by)
			const approval = { kind: 'approveClosing', by: other ?? command.by, seenVersion: SEEN, eraseAt: now } as const
			return state.closingProposal === undefined || keys.count % 2 === 0 ? command : approval
		}
		case 'keepPromise':
		case 'breakPromise':
		case 'passPromise':
			return { ...command, promise: owed?.id ?? command.promise }
		case 'movePromise': {
			const to = { id: keyOf('promise', keys.count), dueAt: later }
			return { ...command, promise: owed?.id ?? command.promise, to }
		}
		case 'withdrawPersonErasure':
			return { ...command, actor: { key: keyOf('agent', 1), role: 'lead' } }
		// An erasure that has begun is done soon.
		case 'lapse':
		case 'tendFollowUp':
			return isErasureBegun(state) ? { kind: 'recordPersonErasure' } : command
		case 'setFollowUp':
			return { ...command, dueAt: later }
		case 'tendPromises': {
			const absent = keys.count % 2 === 0 ? [keyOf('agent', 1), keyOf('agent', 2)] : []
			const [escalateAt, againAt] = [addMilliseconds(now, MINUTE), addMilliseconds(now, 2 * MINUTE)]
			const tended = state.promises.map(({ id: one, dueAt: watchAt }) => ({
				promise: one,
				absent,
				watchAt,
				escalateAt,
				againAt,
			}))
			return { ...command, tended }
		}
		case 'withdrawReply': {
			const queued = state.sends.filter(isReply).findLast(({ status }) => status.kind === 'queued')
			return queued === undefined ? command : { ...command, reply: queued.contentId }
		}
		case 'resolveReply':
			return doubtful === undefined ? command : { ...command, reply: doubtful.contentId }
		case 'correctReply':
		case 'deleteReply':
			return { ...command, send: fresh(), reply: sentReply ?? command.reply }
		case 'hideMessage':
			return { ...command, send: fresh() }
		case 'recordOwnContent':
			return {
				...command,
				message: keyOf('msg', 400 + (keys.count % 3)),
				send: command.send === undefined ? undefined : known?.id,
			}
		case 'confirmNativeAnswer':
			return { ...command, message: state.nativeAnswers.at(-1)?.message ?? command.message }
		case 'recordReplyBounce':
			return {
				...command,
				send: state.sends.findLast(({ purpose }) => purpose === 'reply')?.id ?? command.send,
			}
		case 'requestData':
			return { ...command, request: keyOf('req', keys.count), send: fresh() }
		case 'resendRequest':
			return { ...command, send: fresh() }
		case 'recordMailRequest':
		case 'recordBounce':
			return { ...command, send: fresh(), request: isAimed && asked ? asked : command.request }
		case 'recordPause':
		case 'recordDisowning':
		case 'recordData':
			return { ...command, request: isAimed && asked ? asked : command.request }
		// Who sees a danger ends it: else no case would ever close.
		case 'raiseDanger':
		case 'takeDanger':
		case 'endDanger': {
			const open = state.dangers[0]
			if (open === undefined || !isAimed) return command
			return command.kind === 'raiseDanger'
				? { kind: 'endDanger', by: command.by ?? keyOf('agent', 1), danger: open.danger, did: 'spokenWith' }
				: { ...command, danger: open.danger }
		}
		case 'takeStep': {
			const step = keyOf('step', keys.count)
			const { taken } = command
			if (taken.what === 'hidden') return { ...command, step, taken: { ...taken, send: fresh() } }
			return { ...command, step, taken: taken.what === 'muted' ? { ...taken, until: later } : taken }
		}
		case 'undoStep': {
			const stands = state.netiquette[keys.count % Math.max(1, state.netiquette.length)]
			const show = command.show === undefined ? undefined : { ...command.show, send: fresh() }
			return { ...command, step: stands?.step ?? command.step, show }
		}
		case 'startSend':
			return isAimed && startable ? { ...command, send: startable.id, after: startable.attempt } : command
		case 'recordFailure': {
			// Only the message of a request may be followed by an invitation.
			const asking = state.sends.findLast(
				({ status, purpose }) => status.kind === 'started' && purpose === 'requestMessage',
			)
			const failing = asking ?? known
			const followed = { ...command, invitation: fresh() }
			return isAimed && failing ? { ...followed, send: failing.id, attempt: failing.attempt } : followed
		}
		case 'recordSent':
			return isAimed && known ? { ...command, send: known.id } : command
		case 'recordUnknown':
		case 'deferSend':
			return isAimed && known ? { ...command, send: known.id, attempt: known.attempt } : command
		default:
			return command
	}
}
/** Returns what comes of a step on a case as it is. */
export const stepFacts = (course: Course, next: Step): readonly Fact[] => {
	if (next.who === 'customer') {
		course.messages += 1
		const written = message(course.messages, 0, { at: course.now, sentAt: next.sentAt })
		const reopened = course.state.state === 'closed' ? [fact('CaseReopened', course.now)] : []
		return withConsequences(course.state, [...reopened, written])
	}
	const command = aimed(next.command, course)
	const decision = decide(course.state, command, course.now)
	if (decision.outcome === 'refused') expect(REFUSALS[command.kind]).toContain(decision.refusal)
	return decision.outcome === 'refused' ? [] : decision.facts
}
