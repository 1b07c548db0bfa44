import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { type DemandingKind, isDemanding } from '#shared/cases/demands.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { FactOf, RecordedFact } from '#shared/cases/facts.ts'
import { type CaseId, caseIdSchema, type SendId } from '#shared/cases/keys.ts'
import type { CaseMarks, CaseStore } from '#shared/cases/ports.ts'
import type { Send } from '#shared/cases/sends/send.ts'
import { findSend } from '#shared/cases/state.ts'
import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import { atMost } from '#shared/kernel/at-most.ts'
import { type Clock, type Instant, SECOND } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { MediaJob } from '#shared/messages/media-job.ts'
import { revokeOpenRequest } from '#shared/requests/end-request.ts'
import { openIssue, openRequest } from '#shared/requests/open-request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import type { SealNote } from '#shared/screening/screen-command.ts'
import type { CursorStore } from './cursor-store.ts'
import type { Job } from './job.ts'

export type Hint = {
	/** Undefined where the record cannot be parsed. */
	readonly caseId: CaseId | undefined
	/** The sequence number to report when the record fails. */
	readonly identifier: string
	/** True where the stream reports a changed or removed fact, which no role may do. */
	readonly isTampering: boolean
}

const keysSchema = z.object({ caseId: z.object({ S: caseIdSchema }) })

/** A hint by the sweep's queue: a case that may have new facts, and nothing more. */
export const hintSchema = z.strictObject({ caseId: caseIdSchema })

/** Reads hints from the facts' stream; they say as little. */
export const readHints = (event: DynamoDBStreamEvent): readonly Hint[] =>
	event.Records.map(({ dynamodb, eventName }) => ({
		caseId: keysSchema.safeParse(dynamodb?.Keys).data?.caseId.S,
		identifier: dynamodb?.SequenceNumber ?? '',
		isTampering: eventName !== 'INSERT',
	}))

/** The outbound queue of a send. */
export type Via = Send['via']

export type DispatchDependencies = {
	readonly store: Pick<CaseStore, 'factsAfter'>
	readonly marks: CaseMarks
	readonly cursors: CursorStore
	readonly requests: RequestStore
	readonly linkSecret: string
	readonly outbound: Readonly<Record<Via, Queue<Job>>>
	readonly media: Queue<MediaJob>
	/** Cases whose persons' erasure has begun. */
	readonly erasures: Queue<{ readonly caseId: CaseId }>
	/** Notes whose values the worker moves into the vault. */
	readonly notes: Queue<SealNote>
	/** Cases that are found for another time from now on. */
	readonly search: Queue<{ readonly caseId: CaseId }>
	readonly clock: Clock
	readonly log: Log
}

type Demand = { readonly send: SendId; readonly via: Via; readonly leavesAt?: Instant | undefined }

/** The longest delay of an SQS message; outbound requeues a job that arrives early. */
const LONGEST_DELAY_SECONDS = 900

/**
 * Returns the delay in whole seconds, rounded up so that an answer does not leave before its time, and cut to the
 * longest of SQS.
 */
const delayUntil = ({ clock }: DispatchDependencies, leavesAt: Instant): number => {
	const seconds = Math.ceil((Date.parse(leavesAt) - Date.parse(clock.now())) / SECOND)
	return Math.min(Math.max(seconds, 0), LONGEST_DELAY_SECONDS)
}

/** Finds the channel of a change to an answer: that of the answer, from the case as it was at that version. */
const channelOfChange = async (
	{ store }: DispatchDependencies,
	caseId: CaseId,
	send: SendId,
	version: number,
): Promise<Demand | undefined> => {
	const facts = (await store.factsAfter(caseId, 0)).filter((one) => one.version <= version)
	const state = fold(caseId, facts)
	const via = state === undefined ? undefined : findSend(state, send)?.via
	return via === undefined ? undefined : { send, via }
}

/** Does what a fact demands beside a send, and returns the send that it demands. Repeating it changes nothing. */
type Answer<Kind extends DemandingKind> = (
	dependencies: DispatchDependencies,
	caseId: CaseId,
	fact: FactOf<Kind>,
	version: number,
) => Promise<Demand | undefined>

/** Has the stored attachments of a message follow its content: fetched, replaced by another edition, or erased. */
const settleMedia = async (
	{ media }: DispatchDependencies,
	_: CaseId,
	{ message }: { readonly message: MediaJob['message'] },
): Promise<undefined> => void (await media.send({ message }))

type ToNetwork = FactOf<'RequestResent' | 'InvitationQueued' | 'NoticeQueued' | 'HideQueued'>

const toNetwork = async (_: DispatchDependencies, __: CaseId, { send, network }: ToNetwork): Promise<Demand> => ({
	send,
	via: network,
})

const toChannelOfAnswer = (
	dependencies: DispatchDependencies,
	caseId: CaseId,
	{ send }: FactOf<'ReplyCorrectionQueued' | 'ReplyDeletionQueued'>,
	version: number,
): Promise<Demand | undefined> => channelOfChange(dependencies, caseId, send, version)

/**
 * The delay until the search looks at a case that was closed or opened again: what was filed of it before, by whom read it as it was, is
 * there by then.
 */
const SEARCH_DELAY_SECONDS = 300

/** Has the search look at a case that is found for another time from now on. */
const tellSearch = async ({ search }: DispatchDependencies, caseId: CaseId): Promise<undefined> =>
	void (await search.send({ caseId }, { delaySeconds: SEARCH_DELAY_SECONDS }))

/** The answer to each kind of fact that demands something; a kind without one does not compile, nor an answer to another. */
const ANSWERS: { readonly [Kind in DemandingKind]: Answer<Kind> } = {
	DataRequested: async (dependencies, caseId, fact) => {
		const { request: requestId, fields, form, language, at: requestedAt } = fact
		await openRequest(dependencies, { requestId, caseId, fields, form, language, requestedAt })
		return { send: fact.send, via: fact.network }
	},
	RequestResent: toNetwork,
	InvitationQueued: toNetwork,
	NoticeQueued: toNetwork,
	HideQueued: toNetwork,
	MailRequested: async (dependencies, _, { send, request, issue }) => {
		await openIssue(dependencies, { requestId: request, issue })
		return { send, via: 'mail' }
	},
	ReplyQueued: async (_, __, { send, to, leavesAt }) => ({ send, via: to.via, leavesAt }),
	ReplyCorrectionQueued: toChannelOfAnswer,
	ReplyDeletionQueued: toChannelOfAnswer,
	RequestRevoked: async (dependencies, _, { request, at }) => void (await revokeOpenRequest(dependencies, request, at)),
	PersonErasureBegun: async ({ erasures }, caseId) => void (await erasures.send({ caseId })),
	NoteWritten: async ({ notes }, _, { note }) => void (await notes.send({ command: 'seal-note', note })),
	MessageReceived: settleMedia,
	MessageEdited: settleMedia,
	MessageErased: settleMedia,
	MessageDisowned: settleMedia,
	CaseClosed: tellSearch,
	CaseFellAway: tellSearch,
	CaseReopened: tellSearch,
	DangerRaised: async ({ log }, caseId, { danger }) => {
		log.warn('DANGER_RAISED', { caseId, reason: danger })
		log.count('DangerRaised')
		return undefined
	},
}

const answer = <Kind extends DemandingKind>(
	kind: Kind,
	...[dependencies, caseId, fact, version]: Parameters<Answer<Kind>>
): Promise<Demand | undefined> => ANSWERS[kind](dependencies, caseId, fact, version)

/** Answers one fact, and queues the send that it demands. Returns whether there was one. */
const queueDemanded = async (
	dependencies: DispatchDependencies,
	caseId: CaseId,
	{ version, fact }: RecordedFact,
): Promise<boolean> => {
	const demand = isDemanding(fact) ? await answer(fact.kind, dependencies, caseId, fact, version) : undefined
	if (demand === undefined) return false
	const { send, via, leavesAt } = demand
	const delaySeconds = leavesAt === undefined ? undefined : delayUntil(dependencies, leavesAt)
	await dependencies.outbound[via].send({ caseId, send }, { delaySeconds })
	return true
}

/**
 * Queues the sends that the new facts of a case demand, then advances the cursor. A crash between the two repeats jobs,
 * which the send's key makes harmless, and loses none; so does another function that has a hint of the same case at the same
 * time. Returns how many were queued.
 */
export const dispatchCase = async (dependencies: DispatchDependencies, caseId: CaseId): Promise<number> => {
	const { store, cursors, log } = dependencies
	const position = await cursors.position(caseId)
	let queued = 0
	let last = position
	try {
		for (const recorded of await store.factsAfter(caseId, position)) {
			if (await queueDemanded(dependencies, caseId, recorded)) queued += 1
			last = recorded.version
		}
	} catch (error) {
		if (!(error instanceof UnreadableCaseError)) throw error
		// An unknown fact blocks its case, not the shard. The cursor stays before it: the sweep finds that it lags behind what
		// is demanded, and hints it until it can be read again.
		log.error('CASE_UNREADABLE', error, { caseId })
		log.count('CasesUnreadable')
		await dependencies.marks.markUnreadable(caseId)
	}
	if (last > position) await cursors.advance(caseId, last)
	if (queued > 0) log.info('SENDS_DISPATCHED', { caseId, count: queued })
	return queued
}

/** Cases of a batch side by side: their calls wait for DynamoDB and the queues, not for the processor. */
const CASES_AT_ONCE = 10

type PartialFailures = { readonly batchItemFailures: { itemIdentifier: string }[] }

/**
 * Dispatches each hinted case once, several side by side. Returns the hints that failed or cannot be parsed as partial failures. A stream
 * retries from the first failed record on, so later cases may repeat: their cursors make that harmless.
 */
export const dispatchStream = async (
	dependencies: DispatchDependencies,
	event: DynamoDBStreamEvent,
): Promise<PartialFailures> => {
	const { log } = dependencies
	const hints = readHints(event)
	const failed = new Set<CaseId | undefined>()
	for (const { caseId, isTampering } of hints) {
		if (!isTampering) continue
		log.warn('FACTS_TAMPERED', { caseId })
		log.count('FactsTampered')
	}
	await atMost(CASES_AT_ONCE, [...new Set(hints.map((hint) => hint.caseId))], async (caseId) => {
		try {
			if (caseId === undefined) throw new ParkedError('hintNotUnderstood')
			await dispatchCase(dependencies, caseId)
		} catch (error) {
			log.error('MESSAGE_FAILED', error, { caseId })
			failed.add(caseId)
		}
	})
	const batchItemFailures = hints
		.filter(({ caseId }) => failed.has(caseId))
		.map(({ identifier }) => ({ itemIdentifier: identifier }))
	return { batchItemFailures }
}
