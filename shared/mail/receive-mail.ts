import { type AddressAndLanguage, addressAndLanguageCodes } from '#shared/cases/address-and-language.ts'
import { CONFLICT_RETRIES, record } from '#shared/cases/apply.ts'
import type { MailMessageContent } from '#shared/cases/content.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseId, MessageKey, RequestId } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/media-item.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import { sniffType } from '#shared/media/sniff-type.ts'
import { MOST_MEDIA } from '#shared/messages/message-content.ts'
import type { MailPart } from './parse-mail.ts'

/** A customer's mail, from the address that they confirmed with `request`. */
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
	/** How many things came along, and those of them that are kept or were left out. */
	readonly attachments: number
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
	attachments: mail.attachments === 0 ? undefined : mail.attachments,
	media: mail.media.length === 0 ? undefined : mail.media,
	addressEvidence: mail.addressAndLanguage.evidence,
	...addressAndLanguageCodes(mail.addressAndLanguage),
	source: mail.source,
	seen: { 'edition@0': mail.source },
})

/** A mail to a closed case opens it again, however long ago: it was written to this case and no other. */
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
 * Files a mail with its case, once: the same mail by another delivery is a duplicate, the same delivery again changes
 * nothing. Throws `ParkedError` where the case is not there or its customer is to be erased.
 */
export const receiveMail = async (
	{ store, clock }: { readonly store: CaseStore; readonly clock: Clock },
	mail: IncomingMail,
): Promise<MailReceived> => {
	for (let attempt = 0; attempt < CONFLICT_RETRIES; attempt += 1) {
		const before = await store.load(mail.caseId)
		if (before === undefined) throw new ParkedError('caseUnknown')
		if (before.personErasure !== undefined) throw new ParkedError('personErased')
		const facts = factsOf(before, mail, clock.now())
		const committed = await store.commit({
			before,
			facts: record(before.version, facts),
			after: facts.reduce(evolve, before),
			content: contentOf(mail, before.version + facts.length),
		})
		if (committed.result === 'committed') return 'message'
		if (committed.result === 'alreadySeen') return committed.source === mail.source ? 'message' : 'duplicate'
	}
	throw new RetryLaterError('caseContended')
}

/** As for what the networks give (shared/media/fetch-media.ts). */
const LARGEST = 10 * 1024 * 1024

const kindOf = (type: string): MediaItem['kind'] => {
	const [family] = type.split('/')
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'file'
}

/** What was attached before what stands within the text: that is often only a signature's logo. */
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

/**
 * Keeps what came along with a mail where copies of its message lie, by what it is and not by what it is called; says what
 * became of each. Repeating it puts the same in the same places.
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
