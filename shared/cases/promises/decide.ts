import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { Colleague, NamedTeam, Team } from '../actor.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import type { KeptOn, OwedBy, PromiseKind } from '../codes.ts'
import { accept, type Deciders, type Decision, refuse } from '../decision.ts'
import { isErasureBegun } from '../erasing/state.ts'
import { fact } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { AgentKey, NoteKey, PromiseId, SendId } from '../keys.ts'
import type { CaseState } from '../state.ts'
import { findSend } from '../state.ts'
import { type EndedPromise, MOST_OPEN_PROMISES, type OpenPromise, promisesToTend } from './state.ts'

/** What we owe a customer, by when and whose it is to keep. */

/** A date with the reminder that belongs to it, counted by the calendar (`promises/clock.ts`). */
export type DueDate = { readonly dueAt: Instant; readonly remindAt?: Instant | undefined }

/** A promise to be made. */
export type NewPromise = DueDate & {
	readonly id: PromiseId
	readonly what: PromiseKind
	readonly owedBy: OwedBy
	/** The team of who makes it, which owes it where the case has none. */
	readonly team?: Team | undefined
}

/** A promise that somebody must look at now: who is not here when it falls due, and what the calendar says of it. */
export type TendedPromise = {
	readonly promise: PromiseId
	readonly absent: readonly AgentKey[]
	readonly watchAt: Instant
	readonly escalateAt: Instant
	readonly againAt: Instant
}

type OfPromise = { readonly by: AgentKey; readonly promise: PromiseId }

export type PromisesCommand =
	| {
			readonly kind: 'makePromise'
			readonly by: AgentKey
			readonly promise: NewPromise
			readonly note?: NoteKey | undefined
	  }
	| (OfPromise & { readonly kind: 'keepPromise'; readonly on: KeptOn })
	| (OfPromise & { readonly kind: 'breakPromise' })
	| (OfPromise & {
			readonly kind: 'movePromise'
			readonly to: DueDate & { readonly id: PromiseId }
			readonly agreed: boolean
	  })
	| (OfPromise & { readonly kind: 'passPromise'; readonly to: Exclude<Colleague, 'team'> | NamedTeam })
	/** Something of what we owe needs to be looked at. */
	| { readonly kind: 'tendPromises'; readonly tended: readonly TendedPromise[] }

/** Why nothing can be promised for a date. */
const DATE_REFUSALS = ['dueInPast', 'dueTooFar'] as const
/** Why nothing can be promised. */
export const PROMISE_REFUSALS = [...DATE_REFUSALS, 'tooManyPromises', 'personErased'] as const
type PromiseRefusal = (typeof PROMISE_REFUSALS)[number]

const OF_PROMISE = ['promiseUnknown', 'promiseEnded', ...CLAIM_REFUSALS] as const

export const promisesRefusals = {
	makePromise: [...PROMISE_REFUSALS, ...CLAIM_REFUSALS],
	keepPromise: OF_PROMISE,
	breakPromise: OF_PROMISE,
	movePromise: [...DATE_REFUSALS, ...OF_PROMISE],
	passPromise: ['recipientUnknown', 'recipientNotAnAgent', ...OF_PROMISE],
	tendPromises: [],
} as const

/** Nobody promises for later than this: it is a slip of the pen. */
const FARTHEST = 366 * DAY

/** Tells what is wrong with a date that is to be promised, or looked at again. */
export const wrongDate = (dueAt: Instant, now: Instant): (typeof DATE_REFUSALS)[number] | undefined => {
	if (dueAt <= now) return 'dueInPast'
	return dueAt > addMilliseconds(now, FARTHEST) ? 'dueTooFar' : undefined
}

const owesOf = (state: CaseState, by: AgentKey, { owedBy, team }: NewPromise): OpenPromise['owes'] => {
	if (owedBy === 'agent') return { kind: 'agent', agent: by }
	return owedBy === 'team' ? { kind: 'team', team: state.team ?? team } : { kind: 'handover' }
}

/** What a promise is made with. */
type MadeWith = {
	readonly by: AgentKey
	readonly from: OpenPromise['from']
	readonly send?: SendId | undefined
	readonly note?: NoteKey | undefined
}

/** Makes a promise with what an agent does; or says why it cannot be. Of no promise nothing follows. */
export const promised = (
	state: CaseState,
	promise: NewPromise | undefined,
	{ by, from, send, note }: MadeWith,
	now: Instant,
): readonly Fact[] | PromiseRefusal => {
	if (promise === undefined) return []
	if (isErasureBegun(state)) return 'personErased'
	const { id, what, dueAt, remindAt } = promise
	const wrong = wrongDate(dueAt, now)
	if (wrong !== undefined) return wrong
	if (state.promises.length >= MOST_OPEN_PROMISES) return 'tooManyPromises'
	const owes = owesOf(state, by, promise)
	return [fact('PromiseMade', now, { by, promise: id, what, dueAt, remindAt, owes, from, send, note })]
}

type WrongPromise = 'promiseUnknown' | 'promiseEnded'

/** The open promise of that key, or how it ended where it did. */
const found = (state: CaseState, id: PromiseId): OpenPromise | EndedPromise['end'] | undefined =>
	state.promises.find((one) => one.id === id) ?? state.endedPromises.find((one) => one.id === id)?.end

/** Decides an act on an open promise. A repeat of what ended it changes nothing. */
const onPromise = <Why extends string>(
	state: CaseState,
	id: PromiseId,
	ends: EndedPromise['end']['state'] | undefined,
	decide: (promise: OpenPromise) => Decision<Why>,
): Decision<Why | WrongPromise> => {
	const promise = found(state, id)
	if (promise === undefined) return refuse('promiseUnknown')
	if (!('state' in promise)) return decide(promise)
	return promise.state === ends ? accept() : refuse('promiseEnded')
}

/** What takes the place of a moved promise hangs on the same answer, as long as that one may still not leave. */
const stillToLeave = (state: CaseState, { send }: OpenPromise): SendId | undefined =>
	send !== undefined && findSend(state, send)?.status.kind !== 'sent' ? send : undefined

/** Who keeps it instead: the owner of the case or the deputy, if they are here, else the team. */
const standIn = (state: CaseState, { team }: OpenPromise, absent: readonly AgentKey[]): OpenPromise['owes'] => {
	const agent = [state.owner, state.deputy].find((key) => key !== undefined && !absent.includes(key))
	return agent === undefined ? { kind: 'team', team: state.team ?? team } : { kind: 'agent', agent }
}

const steps = ({ id, remindedAt, dueAt, overdueAt }: OpenPromise, tended: TendedPromise, now: Instant): Fact[] => {
	const { watchAt, escalateAt, againAt } = tended
	const promise = { promise: id }
	const escalated = fact('PromiseEscalated', now, { ...promise, againAt })
	if (overdueAt !== undefined) return [escalated]
	if (now < dueAt) return remindedAt === undefined ? [fact('PromiseReminded', now, { ...promise, watchAt })] : []
	const overdue = fact('PromiseOverdue', now, { ...promise, escalateAt })
	return escalateAt <= now ? [overdue, escalated] : [overdue]
}

/** Takes the steps of a promise whose moment has come, and passes it on where who owes it is not here by then. */
const tend = (state: CaseState, promise: OpenPromise, tended: TendedPromise, now: Instant): readonly Fact[] => {
	const { owes, id } = promise
	const taken = steps(promise, tended, now)
	if (owes.kind !== 'agent' || !tended.absent.includes(owes.agent)) return taken
	return [...taken, fact('PromisePassedOn', now, { promise: id, to: standIn(state, promise, tended.absent) })]
}

type Recipient = Extract<PromisesCommand, { readonly kind: 'passPromise' }>['to']

const recipientOf = (to: Recipient): OpenPromise['owes'] | 'recipientUnknown' | 'recipientNotAnAgent' => {
	if (to === 'unknown') return 'recipientUnknown'
	if ('code' in to) return { kind: 'team', team: to.code }
	return to.isWorking ? { kind: 'agent', agent: to.key } : 'recipientNotAnAgent'
}

const isSameOwes = (one: OpenPromise['owes'], other: OpenPromise['owes']): boolean =>
	one.kind === 'agent'
		? other.kind === 'agent' && one.agent === other.agent
		: other.kind === 'team' && one.kind === 'team' && one.team === other.team

export const promisesDeciders: Deciders<PromisesCommand, typeof promisesRefusals> = {
	makePromise: (state, { by, promise, note }, now) => {
		const made = promised(state, promise, { by, from: 'case', note }, now)
		return typeof made === 'string' ? refuse(made) : withClaim(state, by, now, ...made)
	},
	keepPromise: (state, { by, promise, on }, now) =>
		onPromise(state, promise, 'kept', () => withClaim(state, by, now, fact('PromiseKept', now, { by, promise, on }))),
	breakPromise: (state, { by, promise }, now) =>
		onPromise(state, promise, 'broken', () => withClaim(state, by, now, fact('PromiseBroken', now, { by, promise }))),
	/** A promise with another date takes its place; it is the same people's to keep. */
	movePromise: (state, { by, promise: id, to: { id: to, dueAt, remindAt }, agreed }, now) =>
		onPromise(state, id, 'moved', (promise) => {
			const wrong = wrongDate(dueAt, now)
			if (wrong !== undefined) return refuse(wrong)
			const { what, owes, from } = promise
			const send = stillToLeave(state, promise)
			const made: Omit<FactOf<'PromiseMade'>, 'kind' | 'v' | 'at'> = {
				by,
				promise: to,
				what,
				dueAt,
				remindAt,
				owes,
				from,
				send,
			}
			const moved = fact('PromiseMoved', now, { by, promise: id, to, agreed })
			return withClaim(state, by, now, fact('PromiseMade', now, made), moved)
		}),
	passPromise: (state, { by, promise: id, to }, now) =>
		onPromise(state, id, undefined, ({ owes }) => {
			const recipient = recipientOf(to)
			if (typeof recipient === 'string') return refuse(recipient)
			if (isSameOwes(owes, recipient)) return accept()
			return withClaim(state, by, now, fact('PromisePassedOn', now, { by, promise: id, to: recipient }))
		}),
	tendPromises: (state, { tended }, now) =>
		accept(
			...promisesToTend(state, now).flatMap((promise) => {
				const about = tended.find((one) => one.promise === promise.id)
				return about === undefined ? [] : tend(state, promise, about, now)
			}),
		),
}

const voided = (promises: readonly OpenPromise[], why: FactOf<'PromiseVoided'>['why'], now: Instant): readonly Fact[] =>
	promises.map(({ id: promise }) => fact('PromiseVoided', now, { promise, why }))

const madeWith = (state: CaseState, send: SendId): readonly OpenPromise[] =>
	state.promises.filter((one) => one.send === send)

/** What was taken back with an answer that did leave: it is owed again, and what is owed is in no closed case. */
const restored = (state: CaseState, send: SendId, now: Instant): readonly Fact[] => {
	const back = state.endedPromises.filter(
		(one) => one.send === send && one.end.state === 'voided' && one.end.why !== 'personErased',
	)
	if (back.length === 0 || isErasureBegun(state)) return []
	const reopened = state.state === 'closed' ? [fact('CaseReopened', now)] : []
	return [...reopened, ...back.map(({ id: promise }) => fact('PromiseRestored', now, { promise }))]
}

/**
 * Returns what follows for our promises from something that happened, whoever asked for it: one that was made with an
 * answer lives and dies with it.
 */
export const promisesAfter = (state: CaseState, happened: Fact): readonly Fact[] => {
	const { at: now } = happened
	switch (happened.kind) {
		case 'ReplyWithdrawn':
			return voided(madeWith(state, happened.send), 'withdrawn', now)
		case 'ReplyFailed':
			return voided(madeWith(state, happened.send), happened.reason === 'withdrawn' ? 'withdrawn' : 'failed', now)
		case 'ReplyBounced':
			return happened.reason === 'bounced' ? voided(madeWith(state, happened.send), 'bounced', now) : []
		case 'ReplySent':
			return restored(state, happened.send, now)
		case 'PersonErasureBegun':
			return voided(state.promises, 'personErased', now)
		default:
			return []
	}
}
