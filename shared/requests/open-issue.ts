import { addMilliseconds } from '#shared/kernel/clock.ts'
import { deriveCode } from './code.ts'
import type { RequestLink } from './link.ts'
import { REPLY_ADDRESS_KEPT } from './reply-address.ts'
import { findIssue } from './request.ts'
import type { RequestStore } from './request-store.ts'
import {
	deriveDataToken,
	deriveReference,
	deriveReplyTag,
	hashReplyTag,
	hashSecret,
	hashUnder,
	TAIL_LENGTH,
} from './tokens.ts'

/**
 * Makes the link, the printed reference and the reply address of one mail known, before it leaves. `gone`: there is no such issue, or the
 * request has ended, so no mail is to be queued. Doing it again changes nothing.
 */
export const openIssue = async (
	{ requests, linkSecret }: { readonly requests: RequestStore; readonly linkSecret: string },
	{ requestId, issue }: { readonly requestId: string; readonly issue: number },
): Promise<'opened' | 'gone'> => {
	const request = await requests.find(requestId)
	if (request === undefined || request.end !== undefined || findIssue(request, issue) === undefined) return 'gone'
	const reference = deriveReference(linkSecret, requestId, issue)
	const code = deriveCode(linkSecret, requestId)
	const link = (secret: string): RequestLink => ({
		hash: hashSecret(secret),
		requestId: request.id,
		opens: 'data',
		issue,
		codeHash: hashUnder(secret, 'code', code),
		tailHash: hashUnder(secret, 'tail', reference.slice(-TAIL_LENGTH)),
		keepUntil: request.keepUntil,
	})
	await requests.addLinks([link(deriveDataToken(linkSecret, requestId, issue)), link(reference)])
	await requests.addReplyLink({
		hash: hashReplyTag(deriveReplyTag(linkSecret, requestId)),
		requestId: request.id,
		keepUntil: addMilliseconds(request.requestedAt, REPLY_ADDRESS_KEPT),
	})
	return 'opened'
}
