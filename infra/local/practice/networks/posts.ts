import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Network, networks, ownAccountId, type Visibility } from './network.ts'

const postSchema = z
	.object({
		id: z.string(),
		network: z.enum(networks),
		visibility: z.enum(['public', 'private']),
		author_id: z.string(),
		to_id: z.string().nullable(),
		text: z.string(),
		in_reply_to: z.string().nullable(),
		at: z.string(),
		pictures: z.number(),
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
		pictures: row.pictures,
	}))

/** A public post or comment, or a private message (which has `toId`). */
export type Post = z.output<typeof postSchema>
export type PostFilter = { network?: Network; visibility?: Visibility; authorId?: string; limit?: number }

/** All that was written on the practice networks; what was deleted is not read any more. */
export const createPosts = (database: DatabaseSync) => {
	const insert = database.prepare(
		'insert into posts (id, network, visibility, author_id, to_id, text, in_reply_to, at, pictures) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
	)
	const byId = database.prepare('select * from posts where network = ? and id = ? and deleted_at is null')
	const newest = database.prepare(
		`select * from posts where deleted_at is null and (?1 is null or network = ?1) and (?2 is null or visibility = ?2)
		 and (?3 is null or author_id = ?3) order by seq desc limit ?4`,
	)
	const answers = database.prepare('select * from posts where in_reply_to = ? and deleted_at is null order by seq')
	const messages = database.prepare(
		`select * from posts where network = ?1 and visibility = 'private' and deleted_at is null
		 and (author_id = ?2 or to_id = ?2) order by seq desc limit ?3`,
	)
	const remove = database.prepare('update posts set deleted_at = ? where network = ? and id = ? and deleted_at is null')
	const version = database.prepare(
		'select (select max(seq) from posts) as posts, (select count(*) from posts where deleted_at is not null) as deleted',
	)

	return {
		add: (written: Omit<Post, 'pictures'> & { readonly pictures?: number }): Post => {
			const post = { pictures: 0, ...written }
			insert.run(
				post.id,
				post.network,
				post.visibility,
				post.authorId,
				post.toId ?? null,
				post.text,
				post.inReplyTo ?? null,
				post.at,
				post.pictures,
			)
			return post
		},
		find: (network: Network, id: string): Post | undefined => postSchema.safeParse(byId.get(network, id)).data,
		/** Newest first. */
		list: ({ network, visibility, authorId, limit = 10_000 }: PostFilter = {}): Post[] =>
			z.array(postSchema).parse(newest.all(network ?? null, visibility ?? null, authorId ?? null, limit)),
		/** Oldest first. */
		answersTo: (id: string): Post[] => z.array(postSchema).parse(answers.all(id)),
		/** The private messages between the company and one person, newest first. */
		messagesWith: (network: Network, personId: string, limit = 1_000): Post[] =>
			z.array(postSchema).parse(messages.all(network, personId, limit)),
		/** The company's own public posts, newest first. */
		own: (network: Network, limit = 100): Post[] =>
			z.array(postSchema).parse(newest.all(network, 'public', ownAccountId[network], limit)),
		remove: (network: Network, id: string, at: string): boolean => remove.run(at, network, id).changes === 1,
		/** Changes whenever a post is written or deleted. */
		version: (): string => JSON.stringify(version.get()),
	}
}
export type Posts = ReturnType<typeof createPosts>
