import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { fold } from '#shared/cases/evolve.ts'
import type { Fact, RecordedFact } from '#shared/cases/facts.ts'
import { type CaseId, caseIdSchema, type SendId } from '#shared/cases/keys.ts'
import type { CaseMarks, CaseStore } from '#shared/cases/ports.ts'
import type { Send } from '#shared/cases/sends/send.ts'
import { findSend } from '#shared/cases/state.ts'
import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
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

/** Prepares what the send of a fact needs and returns the send that the fact demands. Repeating it changes nothing. */
const prepare = async (
	dependencies: DispatchDependencies,
	caseId: CaseId,
	{ version, fact }: RecordedFact,
): Promise<Demand | undefined> => {
	switch (fact.kind) {
		case 'DataRequested': {
			const { request: requestId, fields, form, language, at: requestedAt } = fact
			await openRequest(dependencies, { requestId, caseId, fields, form, language, requestedAt })
			return { send: fact.send, via: fact.network }
		}
		case 'RequestResent':
		case 'InvitationQueued':
		case 'NoticeQueued':
			return { send: fact.send, via: fact.network }
		case 'MailRequested':
			await openIssue(dependencies, { requestId: fact.request, issue: fact.issue })
			return { send: fact.send, via: 'mail' }
		case 'ReplyQueued':
			return { send: fact.send, via: fact.to.via, leavesAt: fact.leavesAt }
		case 'ReplyCorrectionQueued':
		case 'ReplyDeletionQueued':
			return channelOfChange(dependencies, caseId, fact.send, version)
		case 'HideQueued':
			return { send: fact.send, via: fact.network }
		case 'PersonErasureBegun':
			await dependencies.erasures.send({ caseId })
			return undefined
		case 'NoteWritten':
			if (fact.toVault === true) await dependencies.notes.send({ command: 'seal-note', note: fact.note })
			return undefined
		case 'RequestRevoked':
			await revokeOpenRequest(dependencies, fact.request, fact.at)
			return undefined
		default:
			return undefined
	}
}

/**
 * Returns the message whose stored attachments must follow its content: to be fetched, replaced by another edition, or
 * erased.
 */
const messageToSettle = (fact: Fact): MediaJob['message'] | undefined => {
	if (fact.kind === 'MessageErased') return fact.message
	if (fact.kind === 'MessageReceived') return fact.toFetch === undefined ? undefined : fact.message
	return fact.kind === 'MessageEdited' && fact.isShown ? fact.message : undefined
}

/**
 * The delay until the search looks at a case that was closed or opened again: what was filed of it before, by whom read it as it was, is
 * there by then.
 */
const SEARCH_DELAY_SECONDS = 300

/** Says whether a fact changes for how long its case is found. */
const changesSearch = ({ kind }: Fact): boolean => kind === 'CaseClosed' || kind === 'CaseReopened'

/**
 * Queues the sends that the new facts of a case demand, then advances the cursor. A crash between the two repeats jobs,
 * which the send's key makes harmless, and loses none; it counts each danger that was raised, which alarms at once. Returns how
 * many were queued.
 */
export const dispatchCase = async (dependencies: DispatchDependencies, caseId: CaseId): Promise<number> => {
	const { store, cursors, outbound, media, search, log } = dependencies
	const position = await cursors.position(caseId)
	let queued = 0
	let last = position
	try {
		for (const recorded of await store.factsAfter(caseId, position)) {
			const { version, fact } = recorded
			const demand = await prepare(dependencies, caseId, recorded)
			if (demand !== undefined) {
				const { send, leavesAt } = demand
				const delaySeconds = leavesAt === undefined ? undefined : delayUntil(dependencies, leavesAt)
				await outbound[demand.via].send({ caseId, send }, { delaySeconds })
				queued += 1
			}
			const message = messageToSettle(fact)
			if (message !== undefined) await media.send({ message })
			if (changesSearch(fact)) await search.send({ caseId }, { delaySeconds: SEARCH_DELAY_SECONDS })
			if (fact.kind === 'DangerRaised') {
				log.warn('DANGER_RAISED', { caseId, reason: fact.danger })
				log.count('DangerRaised')
			}
			last = version
		}
	} catch (error) {
		if (!(error instanceof UnreadableCaseError)) throw error
		// An unknown fact blocks its case, not the shard. The cursor stays before it: once the case can be read again, the
		// sweep's scan finds it lagging and hints it.
		log.error('CASE_UNREADABLE', error, { caseId })
		log.count('CasesUnreadable')
		await dependencies.marks.markUnreadable(caseId)
	}
	if (last > position) await cursors.advance(caseId, last)
	if (queued > 0) log.info('SENDS_DISPATCHED', { caseId, count: queued })
	return queued
}

type PartialFailures = { readonly batchItemFailures: { itemIdentifier: string }[] }

/**
 * Dispatches each hinted case once. Returns the hints that failed or cannot be parsed as partial failures. A stream
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
	for (const caseId of new Set(hints.map((hint) => hint.caseId))) {
		try {
			if (caseId === undefined) throw new ParkedError('hintNotUnderstood')
			await dispatchCase(dependencies, caseId)
		} catch (error) {
			log.error('MESSAGE_FAILED', error, { caseId })
			failed.add(caseId)
		}
	}
	const batchItemFailures = hints
		.filter(({ caseId }) => failed.has(caseId))
		.map(({ identifier }) => ({ itemIdentifier: identifier }))
	return { batchItemFailures }
}
