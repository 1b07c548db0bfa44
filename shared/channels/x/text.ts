import { z } from 'zod'
import { flagSchema, idSchema, textSchema } from '../fields.ts'

const mentionSchema = z.object({
	id_str: idSchema.nullish(),
	id: idSchema.nullish(),
	indices: z.tuple([z.number(), z.number()]).nullish(),
})
const media = z.object({ media: z.array(z.unknown()).nullish() }).nullish()
const written = {
	text: textSchema.nullish(),
	full_text: textSchema.nullish(),
	entities: z
		.object({ user_mentions: z.array(mentionSchema).nullish(), media: z.array(z.unknown()).nullish() })
		.nullish(),
	extended_entities: media,
	display_text_range: z.tuple([z.number(), z.number()]).nullish(),
}

/** The parts of a v1.1 post that hold what was written. */
export const writtenFields = {
	...written,
	truncated: flagSchema.nullish(),
	extended_tweet: z.object(written).nullish(),
}
type PostFields = z.infer<z.ZodObject<typeof writtenFields>>

export type EffectiveText = {
	readonly text: string
	/** Undefined when the payload says nothing about mentions. */
	readonly mentions: readonly { readonly id: string; readonly isLeading: boolean }[] | undefined
	readonly attachments: number
	/** The outer text was cut and the full one did not come along. */
	readonly isCut: boolean
}

/** X escapes exactly these three, in posts and in direct messages. One pass: `&amp;lt;` is `&lt;`, as typed. */
export const unescapeHtml = (text: string): string =>
	text.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))

/**
 * What was really written (contracts.md 2.4): a cut post has its words, and every mention past character 140, only in
 * `extended_tweet`. A mention that ends before the displayed range was put there by X because it is a reply (`isLeading`).
 */
export const effectiveText = (post: PostFields): EffectiveText => {
	const full = post.extended_tweet ?? undefined
	const source = full ?? post
	const start = (source.display_text_range ?? post.display_text_range)?.[0] ?? 0
	const mentions = source.entities?.user_mentions ?? undefined
	const pictures = source.extended_entities?.media ?? source.entities?.media ?? post.extended_entities?.media ?? []
	return {
		text: unescapeHtml(source.full_text ?? post.full_text ?? source.text ?? post.text ?? ''),
		mentions: mentions?.flatMap(({ id_str, id, indices }) => {
			const mentioned = id_str ?? id
			return mentioned ? [{ id: mentioned, isLeading: (indices?.[1] ?? Number.POSITIVE_INFINITY) <= start }] : []
		}),
		attachments: pictures.length,
		isCut: post.truncated === true && full === undefined,
	}
}
