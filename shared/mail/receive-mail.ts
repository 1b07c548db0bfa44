import { type AddressAndLanguage, addressAndLanguageCodes } from '#shared/cases/address/evolve.ts'
import { appendFacts } from '#shared/cases/apply.ts'
import type { MailMessageContent } from '#shared/cases/content.ts'
import { isErasureBegun } from '#shared/cases/erasing/state.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseId, MessageKey, RequestId } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/messages/media-item.ts'
import { type Attached, MOST_ATTACHED } from '#shared/cases/messages/pointed-at.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import { sniffType } from '#shared/media/sniff-type.ts'
import { MOST_MEDIA } from '#shared/messages/message-content.ts'
import { raiseSignals } from '#shared/messages/raise-signals.ts'
import type { MailPart } from './parse-mail.ts'

/** A customer's mail, from the address that was confirmed with `request`. */
type IncomingMail = {
	readonly key: MessageKey
	readonly caseId: CaseId
	readonly request: RequestId
	readonly text: string
	readonly authorName?: string | undefined
	readonly sentAt: Instant
	readonly addressAndLanguage: AddressAndLanguage
	/** Its Message-ID and those it refers to, without angle brackets. */
	readonly mailId?: string | undefined
	readonly references: readonly string[]
	/** What is attached to it, and those files that are kept or were left out. */
	readonly attached: readonly Attached[]
	readonly media: readonly MediaItem[]
	/** The event that brings it: envelope and index. */
	readonly source: string
}

const REFERENCES_KEPT = 20

const contentOf = (mail: IncomingMail, filedVersion: number): MailMessageContent => ({
	kind: 'message',
	form: 'mail',
	id: mail.key,
	caseId: mail.caseId,
	filedVersion,
	at: mail.sentAt,
	revision: 0,
	text: mail.text,
	authorName: mail.authorName === '' ? undefined : mail.authorName,
	mailId: mail.mailId,
	references: mail.references.slice(-REFERENCES_KEPT),
	attached: mail.attached.length === 0 ? undefined : mail.attached,
	media: mail.media.length === 0 ? undefined : mail.media,
	addressEvidence: mail.addressAndLanguage.evidence,
	...addressAndLanguageCodes(mail.addressAndLanguage),
	source: mail.source,
	seen: { 'edition@0': mail.source },
})

/** Returns the facts of a mail. It reopens a closed case of any age, because it was written to this case. */
const factsOf = (state: CaseState, mail: IncomingMail, at: Instant): readonly Fact[] => {
	const [contact] = state.contacts
	if (contact === undefined) throw new ParkedError('contactUnknown')
	const reopened: Fact[] = state.state === 'closed' ? [fact('CaseReopened', at)] : []
	const { key: message, request, sentAt, addressAndLanguage } = mail
	return [
		...reopened,
		fact('MailReceived', at, { message, contact, request, sentAt, ...addressAndLanguageCodes(addressAndLanguage) }),
	]
}

type MailReceived = 'message' | 'duplicate'

/**
 * Files a mail with its case once: another delivery of the same mail is a duplicate, the same delivery again changes
 * nothing. Throws `ParkedError` where the case is unknown or its customer is being erased.
 */
export const receiveMail = async (
	{ store, clock }: { readonly store: CaseStore; readonly clock: Clock },
	mail: IncomingMail,
): Promise<MailReceived> => {
	const raise = raiseSignals(mail.key, mail)
	return retryOnConflict<MailReceived>('caseContended', async () => {
		const before = await store.load(mail.caseId)
		if (before === undefined) throw new ParkedError('caseUnknown')
		if (isErasureBegun(before)) throw new ParkedError('personErased')
		const now = clock.now()
		const filed = factsOf(before, mail, now)
		const facts = [...filed, ...raise(filed.reduce(evolve, before), now)]
		const content = contentOf(mail, before.version + filed.length)
		const committed = await appendFacts(store, before, facts, { content })
		if (committed.result === 'committed') return 'message'
		if (committed.result === 'alreadySeen') return committed.source === mail.source ? 'message' : 'duplicate'
		return undefined
	})
}

/** The limit of the networks' media, too (shared/media/fetch-media.ts). */
const LARGEST = 10 * 1024 * 1024

const kindOf = (type: string): MediaItem['kind'] => {
	const [family] = type.split('/')
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

/** Sorts attachments before inline parts, which are often only a signature's logo. */
const inOrder = (parts: readonly MailPart[]): readonly MailPart[] => [
	...parts.filter(({ isInline }) => !isInline),
	...parts.filter(({ isInline }) => isInline),
]

const keep = async (
	media: Pick<MediaStore, 'put'>,
	place: Parameters<MediaStore['put']>[0],
	{ bytes, type: said }: MailPart,
): Promise<MediaItem> => {
	const type = sniffType(bytes)
	if (type === undefined) return { kind: kindOf(said), state: 'missing', reason: 'wrongType' }
	if (bytes.length > LARGEST) return { kind: kindOf(type), state: 'missing', reason: 'tooLarge' }
	await media.put(place, bytes, type)
	return { kind: kindOf(type), state: 'kept', type, bytes: bytes.length }
}

/** Returns what is attached to a mail: the files that were looked at by what they are, all others by what the mail says. */
export const attachedTo = (parts: readonly MailPart[], media: readonly MediaItem[]): readonly Attached[] => [
	...media.map(({ kind }) => ({ kind })),
	...inOrder(parts)
		.slice(media.length, MOST_ATTACHED)
		.map(({ type }) => ({ kind: kindOf(type) })),
]

/**
 * Stores a mail's attachments where the media of its message are, by their real type and not by their name. Returns what
 * was kept or why not. Safe to repeat.
 */
export const keepAttachments = (
	media: Pick<MediaStore, 'put'>,
	message: MessageKey,
	parts: readonly MailPart[],
): Promise<readonly MediaItem[]> =>
	Promise.all(
		inOrder(parts)
			.slice(0, MOST_MEDIA)
			.map((part, index) => keep(media, { message, edition: '0', index }, part)),
	)
