import { createHash, createHmac } from 'node:crypto'
import { crockford } from '#shared/kernel/id.ts'

/** The purpose of a secret. Two purposes never yield the same bytes. */
type Purpose = 'start' | 'data' | 'reference' | 'code' | 'replyAddress'

/**
 * Derives HMAC-SHA-256(link secret, purpose|request|issue): 32 bytes, the same at every call, so a send may be
 * repeated.
 */
export const derive = (linkSecret: string, purpose: Purpose, requestId: string, issue = 0): Uint8Array =>
	createHmac('sha256', linkSecret).update(`${purpose}|${requestId}|${issue}`).digest()

/** Derives the token of the link in the private message: 43 characters base64url, 256 bits. */
export const deriveStartToken = (linkSecret: string, requestId: string): string =>
	Buffer.from(derive(linkSecret, 'start', requestId)).toString('base64url')

/** Derives the token of the link in the mail of one issue: 43 characters base64url, 256 bits. */
export const deriveDataToken = (linkSecret: string, requestId: string, issue: number): string =>
	Buffer.from(derive(linkSecret, 'data', requestId, issue)).toString('base64url')

/** Derives the reference that a mail prints for readers without JavaScript: 26 Crockford characters, 130 bits. */
export const deriveReference = (linkSecret: string, requestId: string, issue: number): string =>
	crockford(derive(linkSecret, 'reference', requestId, issue), REFERENCE_LENGTH)

export const REFERENCE_LENGTH = 26
/** The length of the reference's end that proves that the mail is at hand. */
export const TAIL_LENGTH = 4

/** Formats a reference as `AB-CDEF-…-WXYZ`, so that the last four characters stand apart. */
export const showReference = (reference: string): string =>
	[reference.slice(0, 2), ...(reference.slice(2).match(/.{4}/g) ?? [])].join('-')

/** Derives the opaque part of a request's reply address: 26 Crockford characters in lower case, 130 bits. */
export const deriveReplyTag = (linkSecret: string, requestId: string): string =>
	crockford(derive(linkSecret, 'replyAddress', requestId), REFERENCE_LENGTH).toLowerCase()

/** Hashes a reply tag for storage, differently from a link, so that it opens no page. */
export const hashReplyTag = (tag: string): string => createHash('sha256').update(`reply|${tag}`).digest('hex')

/** Hashes a token or reference for storage. The secret itself is never stored. */
export const hashSecret = (secret: string): string => createHash('sha256').update(`link|${secret}`).digest('hex')

/**
 * Hashes a short secret (the code, the reference's last characters) under a long one that only its holder has, so that
 * reading the table does not allow trying all short ones.
 */
export const hashUnder = (longSecret: string, purpose: 'code' | 'tail', shortSecret: string): string =>
	createHmac('sha256', longSecret).update(`${purpose}|${shortSecret}`).digest('hex')
