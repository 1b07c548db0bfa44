import type { MessageForm } from '#shared/cases/codes.ts'
import type { ChannelEvent, Update, Written } from '../channel.ts'
import { authorOf, sentAtOf } from '../fields.ts'
import { ignored } from '../interpreter.ts'
import { type Deed, editionOf, type Times, updateOf } from './change.ts'

/** The parts of a public event about a content, whichever field it came by. */
export type PublicParts = {
	readonly content: Pick<Update, 'network' | 'accountId' | 'contentId' | 'form'>
	readonly deed: Deed
	readonly times: Times
	readonly author: {
		readonly id?: string | null | undefined
		readonly handle?: string | null | undefined
		readonly name?: string | null | undefined
	}
	readonly isOurs: boolean
	readonly isToSomebodyElse?: boolean | undefined
	readonly said: Pick<Written, 'text' | 'attached' | 'about' | 'media' | 'incomplete'>
	readonly threadId: string
	readonly parentId?: string | null | undefined
}

/** The forms that stand below something. */
const COMMENTS: readonly MessageForm[] = ['comment', 'adComment', 'liveComment', 'reviewComment']

/** Returns what a comment of ours answers; undefined for a post of ours and for an edit, which say nothing new. */
const answeredBy = ({ content, deed, threadId, parentId }: PublicParts): string | undefined => {
	if (deed !== 'added') return undefined
	if (parentId) return parentId
	return COMMENTS.includes(content.form) && threadId !== content.contentId ? threadId : undefined
}

/** Returns our own content, which is what we sent, or an agent's answer in the network's own app. */
const ownOf = (parts: PublicParts): ChannelEvent => {
	const { content, times, said } = parts
	const parentId = answeredBy(parts)
	if (parentId === undefined) return ignored('ownPost')
	const sent = sentAtOf(times.created ?? times.sent)
	return { kind: 'own', reason: 'ownPost', ...content, visibility: 'public', text: said.text, parentId, ...sent }
}

/**
 * Returns the meaning of a public event. Updates come first, because a removal names its author or who removed it, and our
 * copy must change either way; then our own content; then a customer's. Meta leaves out the author without a permission, or
 * when the page does not know the person.
 */
export const meaningOf = (parts: PublicParts): ChannelEvent => {
	const { content, deed, times, author } = parts
	if (deed !== 'added' && deed !== 'edited') return updateOf({ ...content, change: deed }, times)
	if (parts.isOurs) return ownOf(parts)
	const sentAtMs = times.created ?? times.sent
	return {
		kind: parts.isToSomebodyElse === true ? 'aside' : 'message',
		...content,
		visibility: 'public',
		author: authorOf(author.id ?? `anonymous:${content.contentId}`, author.handle, author.name),
		...parts.said,
		threadId: parts.threadId,
		parentId: parts.parentId || undefined,
		...sentAtOf(sentAtMs),
		order: String(sentAtMs ?? 0),
		edition: deed === 'edited' ? editionOf(times) : undefined,
	}
}
