import { createHash, createHmac } from 'node:crypto'
import { crockford } from '#shared/kernel/id.ts'

/** What a secret is for. Two purposes never yield the same bytes. */
type Purpose = 'start' | 'data' | 'reference' | 'code' | 'replyAddress'

/** HMAC-SHA-256(link secret, purpose|request|issue): 32 bytes that can be had again whenever a send is retried. */
export const derive = (linkSecret: string, purpose: Purpose, requestId: string, issue = 0): Uint8Array =>
	createHmac('sha256', linkSecret).update(`${purpose}|${requestId}|${issue}`).digest()

/** The token of the link in the private message: 43 characters base64url, 256 bits. */
export const deriveStartToken = (linkSecret: string, requestId: string): string =>
	Buffer.from(derive(linkSecret, 'start', requestId)).toString('base64url')

/** The token of the link in the mail of one issue: 43 characters base64url, 256 bits. */
export const deriveDataToken = (linkSecret: string, requestId: string, issue: number): string =>
	Buffer.from(derive(linkSecret, 'data', requestId, issue)).toString('base64url')

/** What a mail prints for those without JavaScript: 26 Crockford characters, 130 bits. */
export const deriveReference = (linkSecret: string, requestId: string, issue: number): string =>
	crockford(derive(linkSecret, 'reference', requestId, issue), REFERENCE_LENGTH)

export const REFERENCE_LENGTH = 26
/** The characters at its end that prove that one has the mail before one's eyes. */
export const TAIL_LENGTH = 4

/** As it is printed: `AB-CDEF-…-WXYZ`, so that the last four characters stand apart. */
export const showReference = (reference: string): string =>
	[reference.slice(0, 2), ...(reference.slice(2).match(/.{4}/g) ?? [])].join('-')

/** The opaque part of the address that a request's mails are answered to: 26 Crockford characters in lower case, 130 bits. */
export const deriveReplyTag = (linkSecret: string, requestId: string): string =>
	crockford(derive(linkSecret, 'replyAddress', requestId), REFERENCE_LENGTH).toLowerCase()

/** The name under which a reply address is found again; another one than a link would have, so that it opens no page. */
export const hashReplyTag = (tag: string): string => createHash('sha256').update(`reply|${tag}`).digest('hex')

/** The name under which a token or reference is found again. The secret itself is stored nowhere. */
export const hashSecret = (secret: string): string => createHash('sha256').update(`link|${secret}`).digest('hex')

/**
 * A short secret (the code, the reference's last characters) hashed under a long one that only its holder has, so that
 * whoever reads the table cannot try all short ones.
 */
export const hashUnder = (longSecret: string, purpose: 'code' | 'tail', shortSecret: string): string =>
	createHmac('sha256', longSecret).update(`${purpose}|${shortSecret}`).digest('hex')
