import { createHash } from 'node:crypto'
import type { Content, NetworkContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
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

/** Content that remembers which events spoke of it. */
export type MarkedContent = Extract<Content, { readonly seen: unknown }>

export const FIRST_EDITION = '0'
const EDITION_MARK = 'edition@'
/** An event that did not hold all of the text; the whole one may still come. */
const PART_MARK = 'part@'
const ERASED_EDITION_MARK = 'edition#'
const isEditionMark = (name: string): boolean => name.startsWith(EDITION_MARK) || name.startsWith(PART_MARK)

/** The mark under which a message remembers the event that brought it as an aside. */
export const ASIDE_MARK = 'aside'

/** Gives the edition whose media are shown. */
export const shownEdition = ({ edition = FIRST_EDITION, mediaEdition = edition }: NetworkContent): string =>
	mediaEdition

/** Gives all editions that were heard of, but those of erased content that are hashed. */
export const seenEditions = ({ seen }: MarkedContent): readonly string[] => {
	const names = Object.keys(seen).filter(isEditionMark)
	return [...new Set(names.map((name) => name.slice(name.indexOf('@') + 1)))]
}

/** Names the mark under which content remembers which event brought an edition. */
export const editionMark = ({ edition, isIncomplete }: IncomingMessage): string =>
	`${isIncomplete === true ? PART_MARK : EDITION_MARK}${edition ?? FIRST_EDITION}`

/** Names the mark under which content remembers which event said that something changed. */
export const updateMark = ({ change, changedAt }: MessageUpdate): string =>
	change === 'erased' ? change : `${change}@${changedAt}`

/**
 * Names what erased content remembers an edition by: only a hash, for X counts editions by ids of posts, which lead to
 * their author. Other marks stay as they are.
 */
export const erasedMark = (name: string): string =>
	isEditionMark(name)
		? `${ERASED_EDITION_MARK}${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`
		: name

/** Remembers under a mark the event that left it, as the next revision. */
export const marked = <Marked extends MarkedContent>(content: Marked, name: string, source: string): Marked => ({
	...content,
	seen: { ...content.seen, [content.kind === 'erased' ? erasedMark(name) : name]: source },
	revision: content.revision + 1,
})

/** Finds the event that said the same before. */
export const seenBy = ({ seen }: MarkedContent, name: string): string | undefined =>
	seen[name] ?? seen[erasedMark(name)]
