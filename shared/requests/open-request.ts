import type { AddressForm, ContactLanguage, DataField } from '#shared/cases/codes.ts'
import type { CaseId, RequestId } from '#shared/cases/keys.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { deriveCode } from './code.ts'
import type { RequestLink } from './link.ts'
import { REPLY_ADDRESS_KEPT } from './reply-address.ts'
import { findIssue, LINK_VALID_FOR, REQUEST_KEPT_AFTER_END } from './request.ts'
import type { RequestStore } from './request-store.ts'
import {
	deriveDataToken,
	deriveReference,
	deriveReplyTag,
	deriveStartToken,
	hashReplyTag,
	hashSecret,
	hashUnder,
	TAIL_LENGTH,
} from './tokens.ts'

export type NewRequest = {
	readonly requestId: RequestId
	readonly caseId: CaseId
	readonly fields: readonly DataField[]
	readonly form: AddressForm
	readonly language: ContactLanguage
	readonly requestedAt: Instant
}

/**
 * Stores a request and its start link for the customers' pages, before its private message leaves. Repeating it changes
 * nothing, also after the request has ended or was erased.
 */
export const openRequest = async (
	{ requests, linkSecret }: { readonly requests: RequestStore; readonly linkSecret: string },
	{ requestId, caseId, fields, form, language, requestedAt }: NewRequest,
): Promise<'created' | 'exists'> => {
	const token = deriveStartToken(linkSecret, requestId)
	const keepUntil = addMilliseconds(requestedAt, LINK_VALID_FOR + REQUEST_KEPT_AFTER_END)
	const link: RequestLink = {
		hash: hashSecret(token),
		requestId,
		opens: 'start',
		issue: 0,
		codeHash: hashUnder(token, 'code', deriveCode(linkSecret, requestId)),
		keepUntil,
	}
	const request = {
		id: requestId,
		caseId,
		version: 1,
		fields: [...fields],
		form,
		language,
		requestedAt,
		issues: [],
		wrongCodes: 0,
		pending: [],
		keepUntil,
	}
	return requests.create(request, [link])
}

/** Returns link and code (without dash) of the private message: the same at every call, so a send may be repeated. */
export const startLink = (
	{ linkSecret, dataOrigin }: { readonly linkSecret: string; readonly dataOrigin: string },
	requestId: string,
): { readonly link: string; readonly code: string } => ({
	link: `${dataOrigin}/start#${deriveStartToken(linkSecret, requestId)}`,
	code: deriveCode(linkSecret, requestId),
})

/**
 * Stores the link, the printed reference and the reply address of a mail, before it leaves. Returns `gone`, so that no
 * mail is queued, where there is no such issue or the request has ended. Repeating it changes nothing.
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
