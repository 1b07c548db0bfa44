import { type RequestId, requestIdSchema, type SendId, sendIdSchema } from '#shared/cases/keys.ts'

/** The header that identifies the request of a bounce or complaint; SES replaces the Message-ID. */
export const ISSUE_HEADER = 'X-Hilft-Issue'

/**
 * Builds the correlation of a mail: `<request>.<issue>`, or `<request>.<send>` for an answer; used in the header and in
 * the tag `issue`.
 */
export const correlationOf = (requestId: string, mail: number | SendId): string => `${requestId}.${mail}`

/** The mail of ours that a correlation names. */
export type MailRef = { readonly requestId: RequestId } & ({ readonly issue: number } | { readonly send: SendId })

/** Parses a correlation; undefined where it is not ours. */
export const readCorrelation = (correlation: string): MailRef | undefined => {
	const [request = '', mail = '', ...more] = correlation.trim().split('.')
	const requestId = requestIdSchema.safeParse(request)
	if (!requestId.success || more.length > 0) return undefined
	const send = sendIdSchema.safeParse(mail)
	if (send.success) return { requestId: requestId.data, send: send.data }
	return /^[1-9]\d?$/.test(mail) ? { requestId: requestId.data, issue: Number(mail) } : undefined
}
