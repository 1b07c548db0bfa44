import { addressAndLanguageCodes } from '#shared/cases/address-and-language.ts'
import {
	type AsideContent,
	type Content,
	type ErasedContent,
	isNetworkContent,
	type NetworkContent,
	type NetworkMessageContent,
	type PendingContent,
} from '#shared/cases/content.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { ASIDE_MARK, editionMark, FIRST_EDITION, marked, shownEdition } from './content-marks.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** Where a message is filed: its case, and that case's version at which it is. */
export type Filing = { readonly caseId: CaseId; readonly filedVersion: number }

/** Content of a message that is filed with no case yet: an aside, or what happened to it before it came. */
export type UnfiledContent = AsideContent | ChangedContent | Extract<ErasedContent, { readonly was: 'aside' }>

/** Content of which a network may tell another edition. */
export type RevisableContent =
	| NetworkContent
	| Extract<ErasedContent, { readonly was: 'message' | 'aside' | 'pending' }>

/** Narrows content to what another edition may change, or at least be remembered by. */
export const isRevisable = (content: Content): content is RevisableContent =>
	content.kind === 'erased'
		? content.was === 'message' || content.was === 'aside' || content.was === 'pending'
		: isNetworkContent(content)

/** Content of a message of which only changes came so far. */
export type ChangedContent = PendingContent | Extract<ErasedContent, { readonly was: 'pending' }>

/** Narrows content to changes that came before their message. */
export const isOnlyChanged = (content: Content): content is ChangedContent =>
	content.kind === 'pending' || (content.kind === 'erased' && content.was === 'pending')

/** Narrows content to what is filed with no case yet. */
export const isUnfiled = (content: Content): content is UnfiledContent =>
	content.kind === 'aside' || (content.kind === 'erased' && content.was === 'aside') || isOnlyChanged(content)

const editionOf = ({ edition = FIRST_EDITION }: { readonly edition?: string | undefined }): bigint => BigInt(edition)

/** No network lets people send more along with one message; of a longer list the rest is counted and not fetched. */
export const MOST_MEDIA = 10

/** Counts what a fact says is still at the network of a message; undefined for nothing. */
export const toFetch = ({
	media = [],
	isIncomplete,
}: Pick<IncomingMessage, 'media' | 'isIncomplete'>): number | undefined => {
	const count = Math.min(media.length, MOST_MEDIA) + (isIncomplete === true ? 1 : 0)
	return count === 0 ? undefined : count
}

/** What came along with an edition, of which nothing is fetched yet. */
const partsOf = ({ attachments, media = [] }: IncomingMessage) => ({
	attachments: attachments === 0 ? undefined : attachments,
	media:
		media.length === 0
			? undefined
			: media.slice(0, MOST_MEDIA).map(({ kind, url }) => ({ kind, state: 'waiting' as const, url })),
})

const missingTextOf = ({ isIncomplete }: IncomingMessage) => (isIncomplete === true ? ('waiting' as const) : undefined)

const networkContentOf = ({ author, addressAndLanguage = {}, ...message }: IncomingMessage) => ({
	id: message.key,
	at: message.sentAt,
	revision: 0,
	text: message.text,
	form: message.form,
	authorName: author.name,
	authorHandle: author.handle,
	network: message.network,
	accountId: message.accountId,
	userId: author.id,
	contentId: message.contentId,
	threadId: message.threadId,
	thread: message.thread,
	parentId: message.parentId,
	edition: message.edition,
	isSealed: message.isSealed === true ? true : undefined,
	isSummons: message.isSummons,
	addressEvidence: addressAndLanguage.evidence,
	...addressAndLanguageCodes(addressAndLanguage),
})

const newContent = (message: IncomingMessage) => ({
	...networkContentOf(message),
	...partsOf(message),
	missingText: missingTextOf(message),
	source: message.source,
	seen: { [editionMark(message)]: message.source },
})

/** Makes the content of a message that nobody heard of before. */
const newMessage = (message: IncomingMessage, filing: Filing): NetworkMessageContent => ({
	kind: 'message',
	...newContent(message),
	...filing,
})

/** Makes the content of an aside that nobody heard of before. */
export const newAside = (message: IncomingMessage): AsideContent => ({ kind: 'aside', ...newContent(message) })

/**
 * Tells whether a message's text is newer than the one that is shown: a higher edition, or all of a text of which a part is
 * shown. Nothing is newer than an erasure.
 */
export const isNewer = (content: RevisableContent, message: IncomingMessage): boolean => {
	if (content.kind === 'erased') return false
	const isWhole = content.missingText !== undefined && message.isIncomplete !== true
	const [next, shown] = [editionOf(message), editionOf(content)]
	return next > shown || (next === shown && isWhole)
}

/** Networks name nobody in some events: a key of ours stands in (channels/channel.ts). */
const isAnonymous = (userId: string): boolean => userId.startsWith('anonymous:')

/** Who wrote it and where it stands do not change with an edit; an author who was unknown may become known. */
const authorAndPlace = (content: NetworkContent, message: IncomingMessage) => {
	const told = networkContentOf(message)
	const isRevealed = isAnonymous(content.userId) && !isAnonymous(told.userId)
	const [first, other] = isRevealed ? [told, content] : [content, told]
	return {
		form: first.form,
		userId: first.userId,
		threadId: first.threadId,
		authorName: first.authorName ?? other.authorName,
		authorHandle: first.authorHandle ?? other.authorHandle,
		parentId: first.parentId ?? other.parentId,
	}
}

/** Another edition has its own attachments; one that brings none leaves those of the first. */
const partsAfter = (content: NetworkContent, message: IncomingMessage) => {
	const isBringing = (message.attachments ?? 0) > 0 || (message.media ?? []).length > 0
	if (isBringing) return { ...partsOf(message), mediaEdition: undefined }
	const { attachments, media } = content
	return { attachments, media, mediaEdition: media === undefined ? undefined : shownEdition(content) }
}

/** What an edition says nothing of stays: a text of which it holds only a part, and what came along with the first. */
const edited = <Edited extends NetworkContent>(content: Edited, message: IncomingMessage): Edited => {
	const told = networkContentOf(message)
	const keepsText = message.isIncomplete === true && message.text === ''
	return {
		...content,
		text: keepsText ? content.text : message.text,
		accountId: told.accountId,
		contentId: told.contentId,
		thread: told.thread ?? content.thread,
		edition: told.edition ?? content.edition,
		isSealed: told.isSealed ?? content.isSealed,
		isSummons: told.isSummons ?? content.isSummons,
		addressEvidence: told.addressEvidence ?? content.addressEvidence,
		addressForm: told.addressForm ?? content.addressForm,
		language: told.language ?? content.language,
		missingText: missingTextOf(message),
		fetchTries: undefined,
		...partsAfter(content, message),
		...authorAndPlace(content, message),
	}
}

/** An aside that addresses us after all: whoever does is a customer. It remembers the event that brought it as an aside. */
const asMessage = (aside: AsideContent, message: IncomingMessage, filing: Filing): NetworkMessageContent => {
	const { asideSeenAt: _, asideSeenBy: __, ...known } = isNewer(aside, message) ? edited(aside, message) : aside
	const seen = { ...aside.seen, [ASIDE_MARK]: aside.source }
	return { ...known, kind: 'message', ...filing, seen }
}

/** Files a message with its case; what changed before it came stays as it changed. */
export const fileContent = (
	message: IncomingMessage,
	filing: Filing,
	before: UnfiledContent | undefined,
): NetworkMessageContent | ErasedContent => {
	if (before === undefined) return newMessage(message, filing)
	const { sentAt: at, source } = message
	const mark = editionMark(message)
	if (before.kind === 'aside') return marked({ ...asMessage(before, message, filing), source, at }, mark, source)
	if (before.kind === 'pending') return marked(afterPending(newMessage(message, filing), before), mark, source)
	const seen = before.was === 'aside' ? { ...before.seen, [ASIDE_MARK]: before.source } : before.seen
	return marked({ ...before, was: 'message', ...filing, source, at, seen }, mark, source)
}

/** Keeps an aside of which only changes were known; what was taken back stays erased. */
export const keptAside = (message: IncomingMessage, before: ChangedContent): AsideContent | ErasedContent => {
	const { sentAt: at, source } = message
	const mark = editionMark(message)
	if (before.kind === 'pending') return marked(afterPending(newAside(message), before), mark, source)
	return marked({ ...before, was: 'aside', source, at }, mark, source)
}

const afterPending = <Filed extends NetworkContent>(
	filed: Filed,
	{ seen, shownChangedAt, isHidden, revision }: PendingContent,
): Filed => ({ ...filed, seen, shownChangedAt, isHidden, revision })

/** Revises content by another edition: the highest is shown, and the earliest time is the message's. */
export const reviseContent = (content: RevisableContent, message: IncomingMessage): RevisableContent => {
	const at = message.sentAt < content.at ? message.sentAt : content.at
	const shown = content.kind !== 'erased' && isNewer(content, message) ? edited(content, message) : content
	return marked({ ...shown, at }, editionMark(message), message.source)
}
