import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { allBroughtSchema, ledBySchema } from './brought.ts'
import { specialFormSchema } from './forms.ts'
import type { PracticeNetwork, PracticeVisibility } from './network.ts'
import { networks, ownAccountId, visibilities } from './network.ts'

const jsonOf = <Output>(schema: z.ZodType<Output>) =>
	z
		.string()
		.transform((text): unknown => JSON.parse(text))
		.pipe(schema)

const postSchema = z
	.object({
		id: z.string(),
		network: z.enum(networks),
		visibility: z.enum(visibilities),
		author_id: z.string(),
		to_id: z.string().nullable(),
		text: z.string(),
		in_reply_to: z.string().nullable(),
		at: z.string(),
		deleted_at: z.string().nullable(),
		pictures: z.number(),
		is_hidden: z.number(),
		edits: z.number(),
		first_id: z.string().nullable(),
		quotes: z.string().nullable(),
		form: specialFormSchema.nullable(),
		brings: jsonOf(allBroughtSchema).nullable(),
		about: jsonOf(ledBySchema).nullable(),
	})
	.transform((row) => ({
		id: row.id,
		network: row.network,
		visibility: row.visibility,
		authorId: row.author_id,
		toId: row.to_id ?? undefined,
		text: row.text,
		inReplyTo: row.in_reply_to ?? undefined,
		at: row.at,
		deletedAt: row.deleted_at ?? undefined,
		pictures: row.pictures,
		isHidden: row.is_hidden === 1,
		/** How often it was edited until it had this text. */
		edits: row.edits,
		/** X: the id of its first version, where this is a later one. */
		firstId: row.first_id ?? undefined,
		quotes: row.quotes ?? undefined,
		form: row.form ?? undefined,
		brings: row.brings ?? [],
		about: row.about ?? undefined,
	}))

/** A public post or comment, or a private message (which has `toId`). */
export type Post = z.output<typeof postSchema>
type Unset = 'pictures' | 'isHidden' | 'edits' | 'firstId' | 'quotes' | 'form' | 'brings' | 'about' | 'deletedAt'
export type NewPost = Omit<Post, Unset> & Partial<Omit<Post, 'isHidden' | 'deletedAt'>>
export type PostFilter = {
	network?: PracticeNetwork | undefined
	visibility?: PracticeVisibility | undefined
	authorId?: string | undefined
	limit?: number | undefined
	/** With what was deleted. */
	deleted?: boolean | undefined
}

const manySchema = z.array(postSchema)
const withPerson = `network = ?1 and visibility = 'private' and (author_id = ?2 or to_id = ?2)`

/**
 * Creates the store of all posts on the practice networks. Deleted posts are returned only on request; of a post edited on
 * X, where each version has an id of its own, lists show the newest.
 */
export const createPosts = (database: DatabaseSync) => {
	const insert = database.prepare(
		`insert into posts (id, network, visibility, author_id, to_id, text, in_reply_to, at, pictures, edits, first_id, quotes, form, brings, about)
		 values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	)
	const byId = database.prepare('select * from posts where network = ? and id = ? and deleted_at is null')
	const everById = database.prepare('select * from posts where id = ?')
	const newest = database.prepare(
		`select * from posts where (?5 or deleted_at is null) and replaced_by is null and (?1 is null or network = ?1)
		 and (?2 is null or visibility = ?2) and (?3 is null or author_id = ?3) order by seq desc limit ?4`,
	)
	const answers = database.prepare(
		'select * from posts where in_reply_to = ? and deleted_at is null and replaced_by is null order by seq',
	)
	const messages = database.prepare(
		`select * from posts where ${withPerson} and deleted_at is null order by at desc, seq desc limit ?3`,
	)
	const everWith = database.prepare(`select * from posts where ${withPerson} order by seq`)
	const versions = database.prepare('select * from posts where id = ?1 or first_id = ?1 order by seq')
	const removal = database.prepare(
		'update posts set deleted_at = ?1 where network = ?2 and (id = ?3 or first_id = ?3) and deleted_at is null',
	)
	const replacement = database.prepare('update posts set replaced_by = ?1 where id = ?2 or first_id = ?2')
	const rewording = database.prepare('update posts set text = ?, edits = edits + 1 where network = ? and id = ?')
	const hiding = database.prepare('update posts set is_hidden = ? where network = ? and id = ?')
	const version = database.prepare(
		`select max(seq) as posts, count(deleted_at) as deleted, sum(is_hidden) as hidden, sum(edits) as edits from posts`,
	)

	const add = (written: NewPost): Post => {
		const { id, network, visibility, authorId, text, at, pictures = 0, edits = 0 } = written
		const { toId = null, inReplyTo = null, firstId = null, quotes = null, form = null } = written
		const brings = written.brings === undefined || written.brings.length === 0 ? null : JSON.stringify(written.brings)
		const about = written.about === undefined ? null : JSON.stringify(written.about)
		const place = [id, network, visibility, authorId, toId, text, inReplyTo, at] as const
		insert.run(...place, pictures, edits, firstId, quotes, form, brings, about)
		return postSchema.parse(everById.get(id))
	}
	return {
		add,
		find: (network: PracticeNetwork, id: string): Post | undefined => postSchema.safeParse(byId.get(network, id)).data,
		/** Returns a post of any network, deleted or not. */
		everFind: (id: string): Post | undefined => postSchema.safeParse(everById.get(id)).data,
		/** Returns posts newest first. */
		list: ({ network, visibility, authorId, limit = 10_000, deleted = false }: PostFilter = {}): Post[] =>
			manySchema.parse(newest.all(network ?? null, visibility ?? null, authorId ?? null, limit, deleted ? 1 : 0)),
		/** Returns answers oldest first. */
		answersTo: (id: string): Post[] => manySchema.parse(answers.all(id)),
		/** Returns the private messages between the company and one person, newest first. */
		messagesWith: (network: PracticeNetwork, personId: string, limit = 1_000): Post[] =>
			manySchema.parse(messages.all(network, personId, limit)),
		/** Returns the same messages oldest first, including those deleted since. */
		everMessagesWith: (network: PracticeNetwork, personId: string): Post[] =>
			manySchema.parse(everWith.all(network, personId)),
		/** Returns the company's own public posts, newest first. */
		own: (network: PracticeNetwork, limit = 100): Post[] =>
			manySchema.parse(newest.all(network, 'public', ownAccountId[network], limit, 0)),
		/** Returns the ids of all versions of a post, the first one first (X). */
		history: ({ id, firstId }: Post): string[] => manySchema.parse(versions.all(firstId ?? id)).map((post) => post.id),
		/** Deletes a post, with all its versions. */
		remove: (post: Post, at: string): boolean => removal.run(at, post.network, post.firstId ?? post.id).changes > 0,
		/** Adds another version with an id of its own (X). */
		replace: (old: Post, next: { id: string; text: string; at: string }): Post => {
			const firstId = old.firstId ?? old.id
			replacement.run(next.id, firstId)
			return add({ ...old, ...next, firstId, edits: old.edits + 1 })
		},
		/** Changes the text of a post (Facebook). */
		reword: (network: PracticeNetwork, id: string, text: string): void => void rewording.run(text, network, id),
		setHidden: (network: PracticeNetwork, id: string, isHidden: boolean): void =>
			void hiding.run(isHidden ? 1 : 0, network, id),
		/** Changes whenever a post is written, edited, hidden or deleted. */
		version: (): string => JSON.stringify(version.get()),
	}
}
export type Posts = ReturnType<typeof createPosts>
