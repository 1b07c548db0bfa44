import type { SendId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { changeRequest } from './change-request.ts'
import { confirmedIssue, findIssue, issueStanding, type Request } from './request.ts'
import { dropAnswer, findAnswer, putAnswer, recordIssueSent } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

type Deps = { readonly requests: RequestStore }
type IssueRef = { readonly requestId: string; readonly issue: number }

export type FoundMail =
	| { readonly outcome: 'ready'; readonly request: Request; readonly address: string }
	/** It has left before; its mark says when. */
	| { readonly outcome: 'sent'; readonly sentAt: Instant }
	/** The request has ended, or another address has replaced this one: nothing is to be sent. */
	| { readonly outcome: 'gone' }

/** The mail of an issue as it stands now, for whoever is about to send it. */
export const findMail = async (
	{ requests }: Deps,
	{ requestId, issue }: IssueRef,
	now: Instant,
): Promise<FoundMail> => {
	const request = await requests.find(requestId)
	const found = request && findIssue(request, issue)
	if (request === undefined || found === undefined) return { outcome: 'gone' }
	if (found.sentAt !== undefined) return { outcome: 'sent', sentAt: found.sentAt }
	const linkState = issueStanding(request, issue, now)
	if (found.address === undefined || (linkState !== 'open' && linkState !== 'paused')) return { outcome: 'gone' }
	return { outcome: 'ready', request, address: found.address }
}

/** Marks a mail as sent under a Message-ID; its link ends seven days later. Doing it again changes nothing. */
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
	/** SES was never given it. `isBlocked`: its owner wants no mail of ours at the moment. */
	| { readonly outcome: 'ready'; readonly request: Request; readonly address: string; readonly isBlocked: boolean }
	/** It was handed over, and whether SES took it is not on record. */
	| { readonly outcome: 'started' }
	| { readonly outcome: 'sent' }
	/** The confirmed address was erased, or was never there. */
	| { readonly outcome: 'gone' }

/**
 * An answer by mail as our own marks tell: SES cannot be asked what it sent. The address is the one confirmed with the
 * request that the answer was frozen to, whatever other requests the case had since.
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

/** Marks that an answer is about to be handed over. False: somebody else did so before, or its address is erased. */
export const markStarted = async ({ requests }: Deps, ref: AnswerRef, now: Instant): Promise<boolean> =>
	changeRequest(requests, ref.requestId, (request) =>
		request === undefined || confirmedIssue(request)?.address === undefined || findAnswer(request, ref.send)
			? { outcome: false }
			: { outcome: true, write: { request: putAnswer(request, { send: ref.send, startedAt: now }) } },
	)

/** Marks that SES took it, under a Message-ID. Doing it again changes nothing. */
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

/** Takes the mark back where SES certainly did not take it, so that it may be tried again. */
export const unmarkStarted = async ({ requests }: Deps, { requestId, send }: AnswerRef): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request === undefined || findAnswer(request, send)?.sentAt !== undefined
			? { outcome: undefined }
			: { outcome: undefined, write: { request: dropAnswer(request, send) } },
	)
