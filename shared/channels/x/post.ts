import type { Media, Written } from '../channel.ts'
import { authorOf } from '../fields.ts'
import type { Mention } from './mentions.ts'

/** A post on X, whichever API it came by: what all of them can say. */
export type XPost = {
	/** Of this edition. */
	readonly id: string
	/** Of all editions, this one among them. */
	readonly editionIds: readonly string[]
	readonly authorId: string | undefined
	readonly handle: string | undefined
	readonly name: string | undefined
	/** Sendive and unescaped. */
	readonly text: string
	/** What its author typed: links as they were, of a reply without the handles X puts before it. */
	readonly wording: string
	readonly mentions: readonly Mention[]
	/** The whole text did not come along. */
	readonly isIncomplete: boolean
	readonly attachments: number
	readonly media: readonly Media[]
	readonly conversationId: string | undefined
	readonly parentId: string | undefined
	readonly parentAuthorId: string | undefined
	readonly isRepost: boolean
	readonly isQuote: boolean
	readonly quotedAuthorId: string | undefined
	/** Milliseconds. */
	readonly sentAt: number | undefined
}

const isNumber = (id: string) => /^\d+$/.test(id)

/** The first edition's id, the same for all of them: each edit has a new one, and they ascend (NETWORKS.md 2.5, 7). */
export const contentIdOf = ({ id, editionIds }: Pick<XPost, 'id' | 'editionIds'>): string =>
	isNumber(id)
		? editionIds.filter(isNumber).reduce((first, next) => (BigInt(next) < BigInt(first) ? next : first), id)
		: id

/** The newest edition's id; a re-read tells by it which version it shows. */
export const newestEditionOf = ({ id, editionIds }: Pick<XPost, 'id' | 'editionIds'>): string =>
	isNumber(id)
		? editionIds.filter(isNumber).reduce((newest, next) => (BigInt(next) > BigInt(newest) ? next : newest), id)
		: id

/** The author, or one without a name of any kind for this content alone. */
export const writerOf = (post: XPost): Written['author'] =>
	authorOf(post.authorId ?? `anonymous:${contentIdOf(post)}`, post.handle, post.name)

export const orderOf = (id: string, sentAt: number | undefined): string =>
	isNumber(id) ? id : String(Math.trunc(sentAt ?? 0))
