import { addressAndLanguageCodes } from '#shared/cases/address/evolve.ts'
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
import { MOST_ATTACHED } from '#shared/cases/messages/pointed-at.ts'
import { ASIDE_MARK, editionMark, FIRST_EDITION, marked, shownEdition } from './content-marks.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** The case of a message, and the case's version at which it was filed. */
export type Filing = { readonly caseId: CaseId; readonly filedVersion: number }

/** Content without a case so far: an aside, or updates that came before their message. */
export type UnfiledContent = AsideContent | ChangedContent | Extract<ErasedContent, { readonly was: 'aside' }>

/** Content that another edition may revise. */
export type RevisableContent =
	| NetworkContent
	| Extract<ErasedContent, { readonly was: 'message' | 'aside' | 'pending' }>

/** Narrows content to what another edition may change or be remembered by. */
export const isRevisable = (content: Content): content is RevisableContent =>
	content.kind === 'erased'
		? content.was === 'message' || content.was === 'aside' || content.was === 'pending'
		: isNetworkContent(content)

/** Content of a message of which only updates have come. */
export type ChangedContent = PendingContent | Extract<ErasedContent, { readonly was: 'pending' }>

/** Narrows content to updates that came before their message. */
export const isOnlyChanged = (content: Content): content is ChangedContent =>
	content.kind === 'pending' || (content.kind === 'erased' && content.was === 'pending')

/** Narrows content to what has no case yet. */
export const isUnfiled = (content: Content): content is UnfiledContent =>
	content.kind === 'aside' || (content.kind === 'erased' && content.was === 'aside') || isOnlyChanged(content)

const editionOf = ({ edition = FIRST_EDITION }: { readonly edition?: string | undefined }): bigint => BigInt(edition)

/** No network allows more media with one message; the rest of a longer list is counted and not fetched. */
export const MOST_MEDIA = 10

/** Returns how many media or texts are still to be fetched, as facts say it; undefined for none. */
export const toFetch = ({
	media = [],
	isIncomplete,
}: Pick<IncomingMessage, 'media' | 'isIncomplete'>): number | undefined => {
	const count = Math.min(media.length, MOST_MEDIA) + (isIncomplete === true ? 1 : 0)
	return count === 0 ? undefined : count
}

/** Returns what came with an edition, and of it the media, none of them fetched yet. */
const partsOf = ({ attached = [], media = [] }: IncomingMessage) => ({
	attached: attached.length === 0 ? undefined : attached.slice(0, MOST_ATTACHED),
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
	about: message.about,
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

/** Returns the content of a new message. */
const newMessage = (message: IncomingMessage, filing: Filing): NetworkMessageContent => ({
	kind: 'message',
	...newContent(message),
	...filing,
})

/** Returns the content of a new aside. */
export const newAside = (message: IncomingMessage): AsideContent => ({ kind: 'aside', ...newContent(message) })

/**
 * Says whether a message's text is newer than the shown one: a higher edition, or the whole text where a part is shown.
 * Nothing is newer than an erasure.
 */
export const isNewer = (content: RevisableContent, message: IncomingMessage): boolean => {
	if (content.kind === 'erased') return false
	const isWhole = content.missingText !== undefined && message.isIncomplete !== true
	const [next, shown] = [editionOf(message), editionOf(content)]
	return next > shown || (next === shown && isWhole)
}

/** Says whether the author is a key of ours in place of an id that the event left out (channels/channel.ts). */
export const isAnonymous = (userId: string): boolean => userId.startsWith('anonymous:')

/** Returns author and place, which an edit does not change; an unknown author may become known. */
const authorAndPlace = (content: NetworkContent, message: IncomingMessage) => {
	const received = networkContentOf(message)
	const isRevealed = isAnonymous(content.userId) && !isAnonymous(received.userId)
	const [first, other] = isRevealed ? [received, content] : [content, received]
	return {
		form: first.form,
		userId: first.userId,
		threadId: first.threadId,
		authorName: first.authorName ?? other.authorName,
		authorHandle: first.authorHandle ?? other.authorHandle,
		parentId: first.parentId ?? other.parentId,
	}
}

/** Returns content with the author that another event of the same edition names; undefined where it tells nothing new. */
export const revealed = (content: RevisableContent, message: IncomingMessage): NetworkContent | undefined =>
	content.kind === 'erased' || !isAnonymous(content.userId) || isAnonymous(message.author.id)
		? undefined
		: { ...content, ...authorAndPlace(content, message), revision: content.revision + 1 }

/** Returns the media after an edition: its own, or those of the first if it brings none. */
const partsAfter = (content: NetworkContent, message: IncomingMessage) => {
	const isBringing = (message.attached ?? []).length > 0 || (message.media ?? []).length > 0
	if (isBringing) return { ...partsOf(message), mediaEdition: undefined }
	const { attached, media } = content
	return { attached, media, mediaEdition: media === undefined ? undefined : shownEdition(content) }
}

/** Returns content after an edition. What the edition leaves out stays: a text of which it holds only a part, and media. */
const edited = <Edited extends NetworkContent>(content: Edited, message: IncomingMessage): Edited => {
	const received = networkContentOf(message)
	const keepsText = message.isIncomplete === true && message.text === ''
	return {
		...content,
		text: keepsText ? content.text : message.text,
		accountId: received.accountId,
		contentId: received.contentId,
		thread: received.thread ?? content.thread,
		edition: received.edition ?? content.edition,
		isSealed: received.isSealed ?? content.isSealed,
		isSummons: received.isSummons ?? content.isSummons,
		about: received.about ?? content.about,
		addressEvidence: received.addressEvidence ?? content.addressEvidence,
		addressForm: received.addressForm ?? content.addressForm,
		language: received.language ?? content.language,
		missingText: missingTextOf(message),
		fetchTries: undefined,
		...partsAfter(content, message),
		...authorAndPlace(content, message),
	}
}

/** Returns an aside as a message, with the event that brought it as an aside remembered. */
const asMessage = (aside: AsideContent, message: IncomingMessage, filing: Filing): NetworkMessageContent => {
	const { asideSeenAt: _, asideSeenBy: __, ...known } = isNewer(aside, message) ? edited(aside, message) : aside
	const seen = { ...aside.seen, [ASIDE_MARK]: aside.source }
	return { ...known, kind: 'message', ...filing, seen }
}

/** Returns the content of a message filed with its case. Updates that came before stay applied. */
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

/** Returns the content of an aside of which only updates were known. An erased one stays erased. */
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

/** Returns content revised by another edition: the highest edition is shown, and the earliest time is the message's. */
export const reviseContent = (content: RevisableContent, message: IncomingMessage): RevisableContent => {
	const at = message.sentAt < content.at ? message.sentAt : content.at
	const shown = content.kind !== 'erased' && isNewer(content, message) ? edited(content, message) : content
	return marked({ ...shown, at }, editionMark(message), message.source)
}
