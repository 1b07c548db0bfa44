import { createHash } from 'node:crypto'
import type { Content, NetworkContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** An update of a message as a channel read it: erased, hidden or shown. */
export type MessageUpdate = {
	readonly key: MessageKey
	readonly change: 'erased' | 'hidden' | 'shown'
	readonly changedAt: Instant
	/** The event that brings it: envelope and index. */
	readonly source: string
}

/** Content that remembers which events it came from. */
export type MarkedContent = Extract<Content, { readonly seen: unknown }>

export const FIRST_EDITION = '0'
const EDITION_MARK = 'edition@'
/** The mark of an event that held only a part of the text; the whole text may still come. */
const PART_MARK = 'part@'
const ERASED_EDITION_MARK = 'edition#'
const isEditionMark = (name: string): boolean => name.startsWith(EDITION_MARK) || name.startsWith(PART_MARK)

/** The mark of the event that brought a message as an aside. */
export const ASIDE_MARK = 'aside'

/** Returns the edition whose media are shown. */
export const shownEdition = ({ edition = FIRST_EDITION, mediaEdition = edition }: NetworkContent): string =>
	mediaEdition

/** Returns all editions that events have named, except hashed ones of erased content. */
export const seenEditions = ({ seen }: MarkedContent): readonly string[] => {
	const names = Object.keys(seen).filter(isEditionMark)
	return [...new Set(names.map((name) => name.slice(name.indexOf('@') + 1)))]
}

/** Returns the mark under which content remembers the event that brought an edition. */
export const editionMark = ({ edition, isIncomplete }: IncomingMessage): string =>
	`${isIncomplete === true ? PART_MARK : EDITION_MARK}${edition ?? FIRST_EDITION}`

/** Returns the mark under which content remembers the event that brought an update. */
export const updateMark = ({ change, changedAt }: MessageUpdate): string =>
	change === 'erased' ? change : `${change}@${changedAt}`

/**
 * Returns the mark that erased content keeps: of an edition only a hash, because X counts editions by post ids, which lead
 * to their author. Other marks stay as they are.
 */
export const erasedMark = (name: string): string =>
	isEditionMark(name)
		? `${ERASED_EDITION_MARK}${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`
		: name

/** Returns the content's next revision, with `source` remembered under the mark. */
export const marked = <Marked extends MarkedContent>(content: Marked, name: string, source: string): Marked => ({
	...content,
	seen: { ...content.seen, [content.kind === 'erased' ? erasedMark(name) : name]: source },
	revision: content.revision + 1,
})

/** Returns the event that brought the same before, if any. */
export const seenBy = ({ seen }: MarkedContent, name: string): string | undefined =>
	seen[name] ?? seen[erasedMark(name)]
