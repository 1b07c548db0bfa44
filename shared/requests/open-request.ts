import type { AddressForm, DataField, Language } from '#shared/cases/codes.ts'
import type { CaseId, RequestId } from '#shared/cases/keys.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { deriveCode } from './code.ts'
import type { RequestLink } from './link.ts'
import { LINK_VALID_FOR, REQUEST_KEPT_AFTER_END } from './request.ts'
import type { RequestStore } from './request-store.ts'
import { deriveStartToken, hashSecret, hashUnder } from './tokens.ts'

export type NewRequest = {
	readonly requestId: RequestId
	readonly caseId: CaseId
	readonly fields: readonly DataField[]
	readonly form: AddressForm
	readonly language: Language
	readonly requestedAt: Instant
}

/**
 * Makes a request known to the customers' pages, before its private message leaves. Doing it again changes nothing, not
 * even after the request has ended or was erased.
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

/** Link and code of the private message: the same at every call, so a send may be retried. The code has no dash yet. */
export const startLink = (
	{ linkSecret, dataOrigin }: { readonly linkSecret: string; readonly dataOrigin: string },
	requestId: string,
): { readonly link: string; readonly code: string } => ({
	link: `${dataOrigin}/start#${deriveStartToken(linkSecret, requestId)}`,
	code: deriveCode(linkSecret, requestId),
})
