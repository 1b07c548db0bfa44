import { addressKey } from '#shared/requests/address-record.ts'
import { confirmedIssue } from '#shared/requests/request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { hashReplyTag } from '#shared/requests/tokens.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'

/**
 * What identifies a person's mails, also after their addresses were erased: their requests, and hashes of confirmed
 * addresses.
 */
export type MailPerson = {
	readonly requestIds: ReadonlySet<string>
	readonly addressKeys: ReadonlySet<string>
}

export type MailOfDependencies = {
	readonly requests: Pick<RequestStore, 'find' | 'findReplyLink'>
	/** Returns the key of the hashes of mail addresses. */
	readonly addressSecret: () => Promise<string>
}

/** The part of a mail that is searched for our reply address: its headers and the beginning of its text. */
const LOOKED_THROUGH = 256 * 1024
const REPLY_TAG = /antwort\+([0-9a-hjkmnp-tv-z]{26})@/gi
const SENDER_LINE = /^(?:from|sender|reply-to|return-path):.*(?:\r?\n[ \t].*)*/gim
const ADDRESS = /[^\s<>",;:()]{1,64}@[^\s<>",;:()]{1,253}/g

export const mailPersonOf = async (
	{ requests }: MailOfDependencies,
	requestIds: readonly string[],
): Promise<MailPerson> => {
	const found = await Promise.all(requestIds.map((id) => requests.find(id)))
	// Only confirmed addresses count: a typed one may be somebody else's.
	const confirmed = found.map((request) => (request === undefined ? undefined : confirmedIssue(request)))
	const keys = confirmed.flatMap((issue) => issue?.addressKey ?? [])
	return { requestIds: new Set(requestIds), addressKeys: new Set(keys) }
}

/** Returns the senders in the mail's own headers; a quoted mail has others. */
const sendersOf = (text: string): readonly string[] => {
	const end = text.search(/\r?\n\r?\n/)
	const headers = end === -1 ? text : text.slice(0, end)
	return (headers.match(SENDER_LINE) ?? []).flatMap((line) => line.match(ADDRESS) ?? [])
}

/**
 * Tells whether a mail is this person's: it went to the reply address of one of their requests, or comes from an
 * address confirmed by one. `envelope` holds the addresses from SES.
 */
export const isMailOf = async (
	dependencies: MailOfDependencies,
	{ requestIds, addressKeys }: MailPerson,
	raw: Uint8Array,
	envelope: { readonly sender?: string | undefined; readonly recipients?: readonly string[] | undefined } = {},
): Promise<boolean> => {
	const text = Buffer.from(raw.subarray(0, LOOKED_THROUGH)).toString('latin1')
	const named = `${text} ${(envelope.recipients ?? []).join(' ')}`
	const tags = new Set([...named.matchAll(REPLY_TAG)].map(([, tag = '']) => tag.toLowerCase()))
	for (const tag of tags) {
		const link = await dependencies.requests.findReplyLink(hashReplyTag(tag))
		if (link !== undefined && requestIds.has(link.requestId)) return true
	}
	if (addressKeys.size === 0) return false
	const secret = await dependencies.addressSecret()
	return [...sendersOf(text), envelope.sender ?? ''].some((typed) => {
		const address = parseMailAddress(typed)
		return address !== undefined && addressKeys.has(addressKey(secret, address))
	})
}
