import * as z from 'zod'
import { externalIdSchema, textSchema } from '../fields.ts'
import { maybe, maybeList } from './maybe.ts'
import { beforeCodePoint } from './text.ts'

/** A person or account named in a text, by id or at least by handle. */
export type Mention = {
	readonly id: string | undefined
	readonly handle: string | undefined
	/** Among the handles before the displayed text, where X puts it because the post is a reply. */
	readonly isLeading: boolean
	/** The same, or among the handles at the very beginning: not every API says where the displayed text begins. */
	readonly isOpening: boolean
}

const position = maybe(z.number())

/** v1.1 (`id_str`, `screen_name`, `indices`) and v2 (`id`, `username`, `start`, `end`) in one. */
const mentionSchema = z.object({
	id_str: maybe(externalIdSchema),
	id: maybe(externalIdSchema),
	screen_name: maybe(textSchema),
	username: maybe(textSchema),
	indices: maybe(z.tuple([z.number(), z.number()])),
	end: position,
})

export const mentionsSchema = maybeList(mentionSchema)
export type ListedMentions = z.infer<typeof mentionsSchema>

/** The first displayed code point; undefined when X does not say. */
export const displayStartSchema = maybe(z.tuple([z.number(), z.number()])).transform((range) => range?.[0])

/** Returns the length of the handles at the beginning of a text, in characters (all of one code point). */
export const openingOf = (text: string): number => /^(?:@\w{1,30}\s+)+/.exec(text)?.[0].length ?? 0

/** Where the handles that X may have put before a text end, in code points: by X's word, and by the text. */
type Beginning = { readonly start: number; readonly opening: number }

const fromList = (list: NonNullable<ListedMentions>, { start, opening }: Beginning): Mention[] =>
	list.map(({ id_str, id, screen_name, username, indices, end: last }) => {
		const end = indices?.[1] ?? last ?? Number.POSITIVE_INFINITY
		return { id: id_str ?? id, handle: screen_name ?? username, isLeading: end <= start, isOpening: end <= opening }
	})

const fromText = (text: string, { start, opening }: Beginning): Mention[] => {
	const hidden = beforeCodePoint(text, start).length
	const before = beforeCodePoint(text, opening).length
	return Array.from(text.matchAll(/(?<![\w@])@(\w{1,30})/g), (match) => {
		const end = match.index + match[0].length
		return { id: undefined, handle: match[1], isLeading: end <= hidden, isOpening: end <= before }
	})
}

/** Returns the mentions in a text as sent (still escaped), in order: by the network's list, or else by the text itself. */
export const mentionsIn = (list: ListedMentions, text: string, start: number | undefined): readonly Mention[] => {
	const beginning = { start: start ?? 0, opening: Math.max(start ?? 0, openingOf(text)) }
	return list ? fromList(list, beginning) : fromText(text, beginning)
}
