import { z } from 'zod'
import { idSchema, textSchema } from '../fields.ts'
import { maybe, maybeList } from './maybe.ts'
import { beforeCodePoint } from './text.ts'

/** Somebody named in a text, by id or at least by handle. */
export type Mention = {
	readonly id: string | undefined
	readonly handle: string | undefined
	/** Among the handles before the displayed text: X put it there because the post is a reply. */
	readonly isLeading: boolean
}

const position = maybe(z.number())

/** v1.1 (`id_str`, `screen_name`, `indices`) and v2 (`id`, `username`, `start`, `end`) in one. */
const mentionSchema = z.object({
	id_str: maybe(idSchema),
	id: maybe(idSchema),
	screen_name: maybe(textSchema),
	username: maybe(textSchema),
	indices: maybe(z.tuple([z.number(), z.number()])),
	end: position,
})

export const mentionsSchema = maybeList(mentionSchema)
export type ListedMentions = z.infer<typeof mentionsSchema>

/** The first displayed code point; 0 when nothing is hidden. */
export const displayStartSchema = maybe(z.tuple([z.number(), z.number()])).transform((range) => range?.[0] ?? 0)

const fromList = (list: NonNullable<ListedMentions>, start: number): Mention[] =>
	list.map(({ id_str, id, screen_name, username, indices, end }) => ({
		id: id_str ?? id,
		handle: screen_name ?? username,
		isLeading: (indices?.[1] ?? end ?? Number.POSITIVE_INFINITY) <= start,
	}))

const fromText = (text: string, start: number): Mention[] => {
	const hidden = beforeCodePoint(text, start).length
	return Array.from(text.matchAll(/(?<![\w@])@(\w{1,30})/g), (match) => ({
		id: undefined,
		handle: match[1],
		isLeading: match.index + match[0].length <= hidden,
	}))
}

/** Whom a text as sent (still escaped) names, in its order: by the network's list, or without any by the text itself. */
export const mentionsIn = (list: ListedMentions, text: string, start: number): readonly Mention[] =>
	list ? fromList(list, start) : fromText(text, start)
