import * as z from 'zod'
import { externalIdSchema, textSchema } from '../fields.ts'
import { isRecord } from '../lossless-json.ts'
import { maybe, maybeList } from './maybe.ts'

/** Returns an object without the `data` that X puts around it in some places (NETWORKS.md 2.5). */
export const unwrapped = (value: unknown): unknown =>
	isRecord(value) && isRecord(value.data) && !('id' in value) ? value.data : value

const id = maybe(externalIdSchema)
const text = maybe(textSchema)

export const userSchema = z
	.unknown()
	.transform(unwrapped)
	.pipe(z.object({ id, id_str: id, username: text, screen_name: text, name: text }))
const referencedSchema = z
	.unknown()
	.transform(unwrapped)
	.pipe(z.object({ id: externalIdSchema, author_id: id }))
const mediaSchema = z
	.unknown()
	.transform(unwrapped)
	.pipe(z.looseObject({ media_key: z.string() }))

const placeSchema = z
	.unknown()
	.transform(unwrapped)
	.pipe(z.looseObject({ id: z.string() }))

/** Returns a list, or the values of an object in place of one. */
const listed = (value: unknown): unknown => (isRecord(value) ? Object.values(value) : value)
const listOf = <Output>(schema: z.ZodType<Output>) => z.unknown().transform(listed).pipe(maybeList(schema)).optional()

const includesSchema = z.object({
	users: listOf(userSchema),
	tweets: listOf(referencedSchema),
	posts: listOf(referencedSchema),
	media: listOf(mediaSchema),
	places: listOf(placeSchema),
})

/** The objects that came with a delivery's posts, to be looked up. */
export type Includes = {
	readonly user: (id: string | undefined) => z.infer<typeof userSchema> | undefined
	readonly authorOfPost: (id: string | undefined) => string | undefined
	readonly media: (key: string) => unknown
	readonly place: (id: string | undefined) => unknown
}

/** Reads `includes`, which may be absent, `{}`, or hold wrapped objects. */
export const readIncludes = (value: unknown): Includes => {
	const parsed = includesSchema.safeParse(isRecord(value) ? value : {}).data
	const users = new Map((parsed?.users ?? []).map((user) => [user.id ?? user.id_str, user]))
	const posts = [...(parsed?.tweets ?? []), ...(parsed?.posts ?? [])]
	const authors = new Map(posts.map((post) => [post.id, post.author_id]))
	const media = new Map((parsed?.media ?? []).map((file) => [file.media_key, file]))
	const places = new Map((parsed?.places ?? []).map((place) => [place.id, place]))
	return {
		user: (wanted) => (wanted === undefined ? undefined : users.get(wanted)),
		authorOfPost: (wanted) => (wanted === undefined ? undefined : authors.get(wanted)),
		media: (key) => media.get(key),
		place: (wanted) => (wanted === undefined ? undefined : places.get(wanted)),
	}
}
