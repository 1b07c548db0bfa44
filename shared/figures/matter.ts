import type { Team } from '#shared/cases/actor.ts'
import type { CaseOutcome, PromiseKind, UnansweredReason } from '#shared/cases/codes.ts'
import type { MessageKey, PromiseId, RequestId, SendId, StepId } from '#shared/cases/keys.ts'
import type { StepKind } from '#shared/cases/netiquette/facts.ts'
import type { Network, OutboundChannel, Visibility } from '#shared/cases/network.ts'
import type { DangerDeed, DangerKind, SignalKind } from '#shared/cases/signals/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { CellOf, Fate } from './cell.ts'

/**
 * What of a case's facts the figures remember, so that they need none of them twice. It is plain JSON, lies with the cursor
 * of its case, and never in the figures; of another form it is folded anew.
 */

/** The form of a matter. Raised whenever it, the fold or the head of a case changes. */
export const MATTER_SCHEMA = 1

/** By whom: the team alone. No figure tells people apart. */
type ByTeam = { readonly team?: Team | undefined }
type At = { readonly at: Instant }

export type Message = {
	readonly message: MessageKey
	/** The network's time. */
	readonly sentAt: Instant
	readonly channel: OutboundChannel
	readonly visibility: Visibility
	readonly fate: Fate
	/** The version at which its words last became others; an answer answers them if its author saw that version. */
	readonly wordsVersion: number
	/** Since when it waits by the network's time. */
	readonly waitsSince: Instant
}

/** An answer of ours from when it was queued. */
type QueuedAnswer = ByTeam & {
	readonly send: SendId
	readonly reply: MessageKey
	readonly seenVersion: number
	readonly purpose: 'answer' | 'interim' | 'invitation' | 'netiquette'
}

/** A step about the customer's tone; one that leaves by a send is taken once that was sent. */
export type StepOfMatter = At &
	ByTeam & {
		readonly step: StepId
		readonly what: StepKind
		readonly send?: SendId | undefined
		readonly state: 'underWay' | 'taken' | 'undone'
	}

/** An answer that left, and what it answers as long as it is not deleted. */
export type StandingAnswer = { readonly reply: MessageKey; readonly answered: readonly MessageKey[] }

/** What somebody wrote in a network's own app, and which messages it would leave waiting. */
export type NativeAnswer = {
	readonly message: MessageKey
	readonly sentAt: Instant
	readonly leaves: readonly MessageKey[]
}

/** An answer that was given: sent, told by a network and confirmed, or said by hand. */
export type GivenAnswer = At & ByTeam & { readonly how: 'sent' | 'native' | 'byHand' }

type Turns = { readonly [Who in CaseState['turn']['who']]: number }

export type Close = At &
	ByTeam & {
		readonly version: number
		readonly outcome: CaseOutcome
		readonly reason?: UnansweredReason | undefined
		readonly leftWaiting: boolean
		/** Since when it was open. */
		readonly openSince: Instant
		/** How long it had been whose turn by then, in milliseconds. */
		readonly turns: Turns
	}

/** Words of the customer after a close. */
export type WordsAfterClose = {
	readonly message: MessageKey
	readonly version: number
	readonly sentAt: Instant
}

export type RequestOfMatter = At &
	ByTeam & { readonly request: RequestId; readonly data: CellOf<'acrossHandover'>['data'] }
export type PromiseOfMatter = At &
	ByTeam & {
		readonly promise: PromiseId
		readonly what: PromiseKind
		readonly dueAt: Instant
		readonly end: CellOf<'promises'>['end']
	}
export type DangerOfMatter = At &
	ByTeam & {
		readonly danger: DangerKind
		readonly takenAt?: Instant | undefined
		readonly did?: DangerDeed | undefined
	}
type SignalOfMatter = At & { readonly signal: SignalKind; readonly state: CellOf<'signals'>['state'] }

export type Matter = {
	readonly schema: typeof MATTER_SCHEMA
	/** The cursor: all facts up to this version are in it. */
	readonly version: number
	/** The case, as everybody else knows it: whose turn, which language, who waits. */
	readonly head: CaseState
	/** When the last fact happened. */
	readonly lastAt: Instant
	readonly openSince: Instant
	readonly network: Network
	readonly turns: Turns
	/** Every arrival of a message, counted apart from what became of messages. */
	readonly arrivals: readonly Pick<Message, 'sentAt' | 'channel' | 'visibility'>[]
	readonly messages: readonly Message[]
	readonly queued: readonly QueuedAnswer[]
	/** In the order in which they left. */
	readonly standing: readonly StandingAnswer[]
	readonly deletions: readonly { readonly send: SendId; readonly reply: MessageKey }[]
	readonly natives: readonly NativeAnswer[]
	readonly given: readonly GivenAnswer[]
	readonly steps: readonly StepOfMatter[]
	readonly closes: readonly Close[]
	readonly wordsAfterClose: readonly WordsAfterClose[]
	/** Messages that are nothing but thanks, and the version at which that was said. */
	readonly thanks: readonly { readonly message: MessageKey; readonly version: number }[]
	readonly requests: readonly RequestOfMatter[]
	readonly promises: readonly PromiseOfMatter[]
	readonly broken: readonly (At & ByTeam)[]
	readonly dangers: readonly DangerOfMatter[]
	readonly signals: readonly SignalOfMatter[]
}

/** Begins a matter with the head that the opening of its case makes. */
export const beginMatter = (head: CaseState, network: Network): Matter => ({
	schema: MATTER_SCHEMA,
	version: head.version,
	head,
	lastAt: head.openedAt,
	openSince: head.openedAt,
	network,
	turns: { ours: 0, customer: 0, backoffice: 0 },
	arrivals: [],
	messages: [],
	queued: [],
	standing: [],
	deletions: [],
	natives: [],
	given: [],
	steps: [],
	closes: [],
	wordsAfterClose: [],
	thanks: [],
	requests: [],
	promises: [],
	broken: [],
	dangers: [],
	signals: [],
})
