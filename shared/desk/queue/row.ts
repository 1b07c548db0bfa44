import type { AddressForm, CaseOutcome, ContactLanguage, UnansweredReason } from '#shared/cases/codes.ts'
import { isErasureBegun } from '#shared/cases/erasing/state.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import { caseShard, LIST_SHARDS, listKey } from '#shared/cases/list-keys.ts'
import { standingMute } from '#shared/cases/netiquette/state.ts'
import type { Network } from '#shared/cases/network.ts'
import { firstDue } from '#shared/cases/promises/state.ts'
import { answerWindows } from '#shared/cases/replies/answer-window.ts'
import { isReply, type Send } from '#shared/cases/sends/send.ts'
import type { DangerKind, SignalKind } from '#shared/cases/signals/facts.ts'
import { standingSignals } from '#shared/cases/signals/state.ts'
import { type CaseState, currentRequest } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'

/**
 * What of a case somebody must see to at a glance. `failed`: something of ours did not leave, came back, nobody knows, or it waits for longer
 * than ten minutes. `parkedMail`: a mail to this case waits for who tends what is parked.
 */
export const ROW_MARKS = ['failed', 'dataReceived', 'parkedMail', 'fellBack', 'proposal', 'muted'] as const
export type RowMark = (typeof ROW_MARKS)[number]

/** A date that we set ourselves. */
type RowDate = { readonly kind: 'promise' | 'followUp'; readonly at: Instant }

/** The row of a case in the queue, without its words: a projection of the state and of nothing else. */
export type DeskRow = {
	readonly id: CaseId
	readonly number: string
	readonly networks: readonly Network[]
	readonly form?: AddressForm | undefined
	readonly language: ContactLanguage
	readonly turn: CaseState['turn']
	readonly unanswered: number
	readonly waitingSince?: Instant | undefined
	readonly firstSeen: Instant
	readonly signals: readonly SignalKind[]
	readonly dangers: readonly DangerKind[]
	readonly owner?: AgentKey | undefined
	readonly team?: string | undefined
	/** Lapses by time, so whoever shows it looks at the clock. */
	readonly claim?: { readonly by: AgentKey; readonly at: Instant } | undefined
	/** The first of the dates that we set ourselves. */
	readonly date?: RowDate | undefined
	/** While somebody waits: the last moment at which their network lets us answer in private. */
	readonly windowEnds?: Instant | undefined
	readonly marks: readonly RowMark[]
	/** Of a case that is closed. */
	readonly closed?:
		| {
				readonly at: Instant
				readonly outcome?: CaseOutcome | undefined
				readonly reason?: UnansweredReason | undefined
		  }
		| undefined
}

/** Tells whether something of ours that was to leave waits for a person, or for longer than it should. */
const isInTrouble = (state: CaseState, send: Send): boolean => {
	switch (send.status.kind) {
		case 'failed':
			return send.status.failure !== 'withdrawn'
		case 'unknown':
		case 'deferred':
			return true
		case 'sent':
			if (isReply(send)) return state.bouncedReplies.includes(send.id)
			return send.purpose === 'requestMail' && currentRequest(state)?.bounced.includes(send.issue) === true
		default:
			return false
	}
}

/** Another try of the same purpose takes the place of one that failed; an answer of unknown fate waits for a person. */
const hasTrouble = (state: CaseState): boolean =>
	state.sends.some((send, index) => {
		if (!isInTrouble(state, send)) return false
		if (send.status.kind === 'unknown') return true
		return !state.sends.slice(index + 1).some(({ purpose }) => purpose === send.purpose)
	})

const marksOf = (state: CaseState): readonly RowMark[] => {
	const stands: Readonly<Record<RowMark, boolean>> = {
		failed: hasTrouble(state),
		dataReceived: state.foundData.length > 0 || (currentRequest(state)?.submissions.length ?? 0) > 0,
		parkedMail: state.parkedMails.length > 0,
		fellBack: state.contactPerson !== undefined,
		proposal: state.proposals.length > 0,
		muted: standingMute(state) !== undefined,
	}
	return ROW_MARKS.filter((mark) => stands[mark])
}

const dateOf = (state: CaseState): RowDate | undefined => {
	const promise = firstDue(state)
	const followUp = state.followUp?.dueAt
	if (followUp === undefined) return promise === undefined ? undefined : { kind: 'promise', at: promise }
	return promise !== undefined && promise <= followUp
		? { kind: 'promise', at: promise }
		: { kind: 'followUp', at: followUp }
}

/** What agents type counts, so of Messenger's two windows the longer. */
const windowEndOf = (state: CaseState): Instant | undefined =>
	state.unanswered.count === 0
		? undefined
		: answerWindows(state)
				.filter(({ kind }) => kind !== 'standard')
				.map(({ until }) => until)
				.toSorted()
				.at(-1)

/** Projects a case to its row. */
export const queueRow = (state: CaseState): DeskRow => {
	const { id, number, networks, form, language, turn, openedAt: firstSeen } = state
	const always = { id, number, networks, form, language, turn, firstSeen, owner: state.owner, team: state.team }
	if (state.state === 'closed') {
		const { closedAt: at = state.openedAt, outcome, unansweredReason: reason } = state
		return { ...always, unanswered: 0, signals: [], dangers: [], marks: [], closed: { at, outcome, reason } }
	}
	return {
		...always,
		unanswered: state.unanswered.count,
		waitingSince: state.waitingSince,
		signals: standingSignals(state),
		dangers: state.dangers.map(({ danger }) => danger),
		claim: state.claim === undefined ? undefined : { by: state.claim.by, at: state.claim.at },
		date: dateOf(state),
		windowEnds: windowEndOf(state),
		marks: marksOf(state),
	}
}

/**
 * The lists that rows stand in; a list has partitions, and a row is in one of them or in none. `all`: what is open, by shard. `holder`: what an
 * agent owns, else what is free for a team, else by shard. `team`: what a team has and one of them owns. `asked`: by the colleague
 * whom a note asks. `due`: by our own dates. `window`: by the end of a network's window. `closed`: by the close.
 */
export const QUEUE_LISTS = [
	'all',
	'holder',
	'team',
	'asked',
	'danger',
	'failed',
	'release',
	'due',
	'window',
	'closed',
] as const
export type QueueList = (typeof QUEUE_LISTS)[number]

/** Where a row stands: by list the partition and the key that orders it there. */
export type QueuePlaces = Readonly<
	Partial<Record<QueueList, { readonly partition: string; readonly key: string } | undefined>>
>

const freePartition = (shard: number): string => `free#${shard}`
export const freeOfTeam = (team: string): string => `team#${team}`
const shards = (name: (shard: number) => string): readonly string[] =>
	Array.from({ length: LIST_SHARDS }, (_, n) => name(n))
export const openPartitions: readonly string[] = shards((shard) => `open#${shard}`)
export const freePartitions: readonly string[] = shards(freePartition)
export const windowPartitions: readonly string[] = shards((shard) => `window#${shard}`)

/** Floors to the hour: a customer who writes on moves the end of the window, and the row shall not move with each word. */
const hourOf = (at: Instant): Instant => `${at.slice(0, 13)}:00:00.000Z`

/** Returns the places of a case's row. The key of each list begins with what orders it, and ends with the case's id. */
export const queuePlaces = (state: CaseState): QueuePlaces => {
	const key = listKey(state)
	if (state.state === 'closed') return { closed: { partition: 'closed', key } }
	const { id, owner, team, unanswered } = state
	const { date, windowEnds, marks } = queueRow(state)
	const shard = caseShard(id)
	const free = team === undefined ? freePartition(shard) : freeOfTeam(team)
	const [asks] = state.questions
	const only = (list: QueueList, isThere: boolean) => (isThere ? { partition: list, key } : undefined)
	return {
		all: { partition: `open#${shard}`, key },
		holder: { partition: owner ?? free, key },
		team: owner === undefined || team === undefined ? undefined : { partition: team, key },
		asked: asks === undefined ? undefined : { partition: asks.asked, key },
		danger: only('danger', state.dangers.length > 0),
		failed: only('failed', marks.includes('failed')),
		release: only('release', marks.includes('proposal')),
		due: date === undefined ? undefined : { partition: 'due', key: `${date.at}#${id}` },
		window:
			windowEnds === undefined || unanswered.count === 0
				? undefined
				: { partition: `window#${shard}`, key: `${hourOf(windowEnds)}#${id}` },
	}
}

/** How long the row of a closed case stays. */
export const CLOSED_ROW_SECONDS = 2 * 24 * 60 * 60

/** Tells whether a row may show words: not of whom we erase. */
export const mayShowWords = (state: CaseState): boolean => !isErasureBegun(state)
