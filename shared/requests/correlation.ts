import { type RequestId, requestIdSchema, type SendId, sendIdSchema } from '#shared/cases/keys.ts'

/** The header by which a bounce or complaint finds its request again; SES replaces the Message-ID. */
export const ISSUE_HEADER = 'X-Hilft-Issue'

/** `<request>.<issue>`, or for an answer `<request>.<send>`; in the header and in the tag `issue`. */
export const correlationOf = (requestId: string, mail: number | SendId): string => `${requestId}.${mail}`

/** Which mail of ours a correlation names. */
export type MailRef = { readonly requestId: RequestId } & ({ readonly issue: number } | { readonly send: SendId })

/** Reads a correlation back; undefined for what is none of ours. */
export const readCorrelation = (correlation: string): MailRef | undefined => {
	const [request = '', mail = '', ...more] = correlation.trim().split('.')
	const requestId = requestIdSchema.safeParse(request)
	if (!requestId.success || more.length > 0) return undefined
	const send = sendIdSchema.safeParse(mail)
	if (send.success) return { requestId: requestId.data, send: send.data }
	return /^[1-9]\d?$/.test(mail) ? { requestId: requestId.data, issue: Number(mail) } : undefined
}
