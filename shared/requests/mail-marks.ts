import type { SendId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { changeRequest } from './change-request.ts'
import { confirmedIssue, findIssue, issueLinkState, type Request } from './request.ts'
import { dropAnswer, findAnswer, putAnswer, recordIssueSent } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

type Deps = { readonly requests: RequestStore }
type IssueRef = { readonly requestId: string; readonly issue: number }

export type FoundMail =
	| { readonly outcome: 'ready'; readonly request: Request; readonly address: string }
	/** It was sent before. */
	| { readonly outcome: 'sent'; readonly sentAt: Instant }
	/** The request has ended, or a newer address replaced this one: nothing is to be sent. */
	| { readonly outcome: 'gone' }

/** Finds the mail of an issue as it stands now, for sending. */
export const findMail = async (
	{ requests }: Deps,
	{ requestId, issue }: IssueRef,
	now: Instant,
): Promise<FoundMail> => {
	const request = await requests.find(requestId)
	const found = request && findIssue(request, issue)
	if (request === undefined || found === undefined) return { outcome: 'gone' }
	if (found.sentAt !== undefined) return { outcome: 'sent', sentAt: found.sentAt }
	const linkState = issueLinkState(request, issue, now)
	if (found.address === undefined || (linkState !== 'open' && linkState !== 'paused')) return { outcome: 'gone' }
	return { outcome: 'ready', request, address: found.address }
}

/** Marks a mail as sent under a Message-ID; its link ends seven days later. Repeating it changes nothing. */
export const markSent = async (
	{ requests }: Deps,
	{ requestId, issue }: IssueRef,
	sentAt: Instant,
	mailId?: string,
): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) => {
		if (request === undefined || findIssue(request, issue)?.sentAt !== undefined) return { outcome: undefined }
		return { outcome: undefined, write: { request: recordIssueSent(request, issue, sentAt, mailId) } }
	})

export type AnswerRef = { readonly requestId: string; readonly send: SendId }

export type FoundAnswer =
	/** SES was never called. `isBlocked`: the address is blocked at the moment. */
	| { readonly outcome: 'ready'; readonly request: Request; readonly address: string; readonly isBlocked: boolean }
	/** SES was called, and its answer is not on record. */
	| { readonly outcome: 'started' }
	| { readonly outcome: 'sent' }
	/** The confirmed address was erased, or never existed. */
	| { readonly outcome: 'gone' }

/**
 * Finds the state of an answer by mail from our own marks, as SES cannot be asked. The address is the one confirmed
 * with the answer's own request, whatever other requests the case had since.
 */
export const findAnswerMail = async (
	{ requests }: Deps,
	{ requestId, send }: AnswerRef,
	now: Instant,
): Promise<FoundAnswer> => {
	const request = await requests.find(requestId)
	if (request === undefined) return { outcome: 'gone' }
	const mark = findAnswer(request, send)
	if (mark !== undefined) return { outcome: mark.sentAt === undefined ? 'started' : 'sent' }
	const issue = confirmedIssue(request)
	if (issue?.address === undefined) return { outcome: 'gone' }
	const blockedUntil = (await requests.findAddress(issue.addressKey))?.blockedUntil
	const isBlocked = blockedUntil !== undefined && blockedUntil > now
	return { outcome: 'ready', request, address: issue.address, isBlocked }
}

/**
 * Marks an answer as started, right before SES is called. Returns false where it was started before or its address is
 * erased.
 */
export const markStarted = async ({ requests }: Deps, ref: AnswerRef, now: Instant): Promise<boolean> =>
	changeRequest(requests, ref.requestId, (request) =>
		request === undefined || confirmedIssue(request)?.address === undefined || findAnswer(request, ref.send)
			? { outcome: false }
			: { outcome: true, write: { request: putAnswer(request, { send: ref.send, startedAt: now }) } },
	)

/** Marks an answer as sent under a Message-ID. Repeating it changes nothing. */
export const markAnswerSent = async (
	{ requests }: Deps,
	{ requestId, send }: AnswerRef,
	sentAt: Instant,
	mailId: string,
): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) => {
		const mark = request && findAnswer(request, send)
		if (request === undefined || mark?.sentAt !== undefined) return { outcome: undefined }
		const sent = { ...(mark ?? { send, startedAt: sentAt }), sentAt, mailId }
		return { outcome: undefined, write: { request: putAnswer(request, sent) } }
	})

/** Removes the mark of an answer that SES certainly refused, so that it may be tried again. */
export const unmarkStarted = async ({ requests }: Deps, { requestId, send }: AnswerRef): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request === undefined || findAnswer(request, send)?.sentAt !== undefined
			? { outcome: undefined }
			: { outcome: undefined, write: { request: dropAnswer(request, send) } },
	)
