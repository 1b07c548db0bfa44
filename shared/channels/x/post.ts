import type { About, Attached } from '#shared/cases/messages/pointed-at.ts'
import { postLink } from '../answer-link.ts'
import type { Media, Written } from '../channel.ts'
import { authorOf } from '../fields.ts'
import type { Mention } from './mentions.ts'

/** A post on X in the form common to all APIs. */
export type XPost = {
	/** The id of this edition. */
	readonly id: string
	/** The ids of all editions, this one among them. */
	readonly editionIds: readonly string[]
	readonly authorId: string | undefined
	readonly handle: string | undefined
	readonly name: string | undefined
	/** The effective text, unescaped, with the links that its author meant and without those to what came along. */
	readonly text: string
	/** What its author typed: original links, and of a reply without the handles X puts before it. */
	readonly wording: string
	readonly mentions: readonly Mention[]
	/** The event holds only a part of the text. */
	readonly isIncomplete: boolean
	readonly attached: readonly Attached[]
	readonly about: About | undefined
	readonly media: readonly Media[]
	readonly conversationId: string | undefined
	readonly parentId: string | undefined
	readonly parentAuthorId: string | undefined
	readonly isRepost: boolean
	/** Where it stands, or what it is, if it is answered in another way than other posts. */
	readonly place: 'article' | 'communityPost' | undefined
	readonly isQuote: boolean
	readonly quotedAuthorId: string | undefined
	/** Milliseconds. */
	readonly sentAt: number | undefined
}

const isNumber = (id: string) => /^\d+$/.test(id)

/**
 * Returns the first edition's id, the same for all editions: each edit has a new one, and they ascend (NETWORKS.md 2.5, 7).
 */
export const contentIdOf = ({ id, editionIds }: Pick<XPost, 'id' | 'editionIds'>): string =>
	isNumber(id)
		? editionIds.filter(isNumber).reduce((first, next) => (BigInt(next) < BigInt(first) ? next : first), id)
		: id

/** Returns the newest edition's id, by which a re-read knows the version it shows. */
export const newestEditionOf = ({ id, editionIds }: Pick<XPost, 'id' | 'editionIds'>): string =>
	isNumber(id)
		? editionIds.filter(isNumber).reduce((newest, next) => (BigInt(next) > BigInt(newest) ? next : newest), id)
		: id

/** Returns what a quoting post is about. */
export const quotedPost = (id: string | undefined): About | undefined =>
	id === undefined ? undefined : { kind: 'post', id, url: postLink(id) }

/** Returns the author, or an anonymous one for this content alone. */
export const writerOf = (post: XPost): Written['author'] =>
	authorOf(post.authorId ?? `anonymous:${contentIdOf(post)}`, post.handle, post.name)

export const orderOf = (id: string, sentAt: number | undefined): string =>
	isNumber(id) ? id : String(Math.trunc(sentAt ?? 0))
