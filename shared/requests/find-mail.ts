import type { Instant } from '#shared/kernel/clock.ts'
import { changeRequest } from './change-request.ts'
import { findIssue, issueStanding, type Request } from './request.ts'
import { recordIssueSent } from './request-changes.ts'
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
