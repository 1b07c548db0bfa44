import { createHash } from 'node:crypto'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import { mannerCodes } from '#shared/cases/manner.ts'
import type { Words } from '#shared/cases/ports.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** A message taken back, or its visibility changed, as a channel understood it. */
export type MessageUpdate = {
	readonly key: MessageKey
	readonly change: 'erased' | 'hidden' | 'shown'
	readonly changedAt: Instant
	/** The event that says so: envelope and index. */
	readonly source: string
}

const FIRST_EDITION = '0'
const EDITION_MARK = 'edition@'
/** An event that did not hold all of the text; the whole one may still come. */
const PART_MARK = 'part@'
const ERASED_EDITION_MARK = 'edition#'
const editionOf = (words: { readonly edition?: string | undefined }): bigint => BigInt(words.edition ?? FIRST_EDITION)

/** The edition whose media words show, and all that were heard of, also of erased ones. */
export const shownEdition = ({ edition = FIRST_EDITION, mediaEdition = edition }: Words): string => mediaEdition
export const seenEditions = ({ seen = {} }: Words): readonly string[] => {
	const marks = Object.keys(seen).filter((name) => name.startsWith(EDITION_MARK) || name.startsWith(PART_MARK))
	return [...new Set(marks.map((name) => name.slice(name.indexOf('@') + 1)))]
}

/** The mark under which words remember which event brought an edition, or said that something changed. */
export const editionMark = ({ edition, isIncomplete }: IncomingMessage): string =>
	`${isIncomplete === true ? PART_MARK : EDITION_MARK}${edition ?? FIRST_EDITION}`
/**
 * What erased words remember an edition by: only a hash, for X counts editions by ids of posts, which lead to their author.
 * Other marks stay as they are.
 */
export const erasedMark = (name: string): string =>
	name.startsWith(EDITION_MARK) || name.startsWith(PART_MARK)
		? `${ERASED_EDITION_MARK}${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`
		: name
export const updateMark = ({ change, changedAt }: MessageUpdate): string =>
	change === 'erased' ? change : `${change}@${changedAt}`

const mark = (words: Words, name: string, source: string): Pick<Words, 'seen' | 'revision'> => ({
	seen: { ...words.seen, [name]: source },
	revision: (words.revision ?? 0) + 1,
})

/** No network lets people send more along with one message; of a longer list the rest is counted and not fetched. */
export const MOST_MEDIA = 10

/** What a fact says about parts of a message that are still at its network. */
export const toFetch = ({
	media = [],
	isIncomplete,
}: Pick<IncomingMessage, 'media' | 'isIncomplete'>): number | undefined => {
	const count = Math.min(media.length, MOST_MEDIA) + (isIncomplete === true ? 1 : 0)
	return count === 0 ? undefined : count
}

const waiting = ({ media = [], isIncomplete }: Pick<IncomingMessage, 'media' | 'isIncomplete'>): Partial<Words> => ({
	media:
		media.length === 0
			? undefined
			: media.slice(0, MOST_MEDIA).map(({ kind, url }) => ({ kind, state: 'waiting' as const, url })),
	missingText: isIncomplete === true ? ('waiting' as const) : undefined,
})

/** Without the members of which nothing is known: another edition that does not tell them leaves them as they are. */
const told = (members: Partial<Words>): Partial<Words> =>
	Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

const contentOf = ({ author, manner = {}, ...message }: IncomingMessage): Partial<Words> =>
	told({
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
		attachments: message.attachments === 0 ? undefined : message.attachments,
		isSealed: message.isSealed === true ? true : undefined,
		isSummons: message.isSummons,
		addressEvidence: manner.evidence,
		...mannerCodes(manner),
		...waiting(message),
	})

/** The words of a message that nobody heard of before. */
export const newWords = (message: IncomingMessage): Words => ({
	id: message.key,
	...contentOf(message),
	source: message.source,
	seen: { [editionMark(message)]: message.source },
	at: message.sentAt,
})

/** Another edition has its own attachments and its own text. */
const withoutParts = (words: Words): Words => {
	const { attachments: _, media: __, missingText: ___, fetchTries: ____, mediaEdition: _____, ...rest } = words
	return rest
}

/** The mark under which a message remembers the event that brought it as an aside. */
export const ASIDE_MARK = 'aside'

const asAside = (words: Words): Words =>
	words.isAside === true && words.source !== undefined
		? { ...words, seen: { ...words.seen, [ASIDE_MARK]: words.source } }
		: words

/**
 * Whether a message's text is newer than the one that is shown: a higher edition, or all of a text of which a part is
 * shown. Nothing is newer than an erasure.
 */
export const isNewer = (words: Words, message: IncomingMessage): boolean => {
	if (words.erasedAt !== undefined) return false
	const isWhole = words.missingText !== undefined && message.isIncomplete !== true
	const [next, shown] = [editionOf(message), editionOf(words)]
	return next > shown || (next === shown && isWhole)
}

/** Networks name nobody in some events: a key of ours stands in (channels/channel.ts). */
const isAnonymous = (userId: string | undefined): boolean => userId === undefined || userId.startsWith('anonymous:')

/** Who wrote it and where it stands do not change with an edit; an author who was unknown may become known. */
const standing = (words: Words, message: IncomingMessage): Partial<Words> => {
	if (isAnonymous(words.userId) && !isAnonymous(message.author.id)) return {}
	const { form, userId, authorName, authorHandle, threadId, parentId } = words
	return told({ form, userId, authorName, authorHandle, threadId, parentId })
}

/** What an edit says nothing of stays: a text of which it holds only a part, and what came along with the first. */
const edited = (words: Words, message: IncomingMessage): Words => {
	const bringsParts = (message.attachments ?? 0) > 0 || (message.media ?? []).length > 0
	const { attachments, media } = words
	const mediaEdition = media === undefined ? undefined : shownEdition(words)
	const bare = withoutParts(words)
	const known = bringsParts ? bare : { ...bare, attachments, media, mediaEdition }
	const keepsText = message.isIncomplete === true && message.text === '' && words.text !== undefined
	return {
		...known,
		...contentOf(message),
		text: keepsText ? words.text : message.text,
		...standing(words, message),
	}
}

/** The content of words that wait to be filed: an aside has its own, with what was fetched for it; a mark has none yet. */
const contentToFile = (pending: Words, message: IncomingMessage): Words => {
	if (pending.erasedAt !== undefined) return pending
	if (pending.isAside !== true) return { ...withoutParts(pending), ...contentOf(message) }
	return isNewer(pending, message) ? edited(pending, message) : pending
}

/** Words that are filed under their case now; what changed before they came stays as it changed. */
export const fileWords = (
	message: IncomingMessage,
	caseId: CaseId,
	filedVersion: number,
	pending: Words | undefined,
): Words => {
	const { source } = message
	const filed = { caseId, filedVersion, source }
	if (pending === undefined) return { ...newWords(message), ...filed }
	// What was taken for an aside addresses us after all: whoever does is a customer.
	const { isAside: _, ...known } = contentToFile(pending, message)
	return { ...known, ...filed, at: message.sentAt, ...mark(asAside(pending), editionMark(message), source) }
}

/** The words after another edition came: the highest is shown, and the earliest time is the message's. */
export const reviseWords = (words: Words, message: IncomingMessage): Words => ({
	...(isNewer(words, message) ? edited(words, message) : words),
	at: message.sentAt < words.at ? message.sentAt : words.at,
	...mark(
		words,
		words.erasedAt === undefined ? editionMark(message) : erasedMark(editionMark(message)),
		message.source,
	),
})

/** What is left of erased words: that they were, where they were filed, and which events spoke of them. */
export const eraseWords = (words: Words, erasedAt: Instant): Words => {
	const { id, caseId, filedVersion, source, isAside, at } = words
	return {
		id,
		at,
		erasedAt,
		caseId,
		filedVersion,
		source,
		isAside,
	}
}

/** The words after an update, whether or not they ever came. Erased ones stay erased; of two visibilities the later holds. */
export const updateWords = (words: Words | undefined, update: MessageUpdate): Words => {
	const { key: id, change, changedAt, source } = update
	const known: Words = words ?? { id, at: changedAt, revision: -1 }
	const marked = mark(known, updateMark(update), source)
	if (known.erasedAt !== undefined) return { ...known, ...marked }
	if (change === 'erased') return { ...eraseWords(known, changedAt), ...marked }
	const isLate = known.shownChangedAt !== undefined && known.shownChangedAt > changedAt
	return isLate
		? { ...known, ...marked }
		: { ...known, shownChangedAt: changedAt, isHidden: change === 'hidden', ...marked }
}
