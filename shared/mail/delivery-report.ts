import { headerOf, type ParsedMail } from './parse-mail.ts'

/** What a report about a mail (RFC 3464) says; `about` is the value of our own header in the mail it quotes. */
export type DeliveryReport = { readonly hasFailed: boolean; readonly about?: string | undefined }

const QUOTING = new Set(['message/rfc822', 'message/rfc822-headers', 'text/rfc822-headers', 'message/global'])
const LONGEST_READ = 65_536

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, LONGEST_READ)).toString('latin1')

/** A delivery report, or undefined for any other mail. `ownHeader` is the header by which our mails know themselves. */
export const readDeliveryReport = (mail: ParsedMail, ownHeader: string): DeliveryReport | undefined => {
	const type = headerOf(mail, 'content-type')?.toLowerCase() ?? ''
	if (!type.startsWith('multipart/report') || !type.includes('delivery-status')) return undefined
	const status = mail.parts.find((part) => part.type === 'message/delivery-status')
	const hasFailed = status !== undefined && /^action[ \t]*:[ \t]*failed\b/im.test(textOf(status.bytes))
	const own = new RegExp(`^${ownHeader}[ \\t]*:[ \\t]*(\\S+)[ \\t]*\\r?$`, 'im')
	const about = mail.parts
		.filter((part) => QUOTING.has(part.type))
		.map(({ bytes }) => own.exec(textOf(bytes))?.[1])
		.find((value) => value !== undefined)
	return about === undefined ? { hasFailed } : { hasFailed, about }
}
