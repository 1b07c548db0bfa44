import type { ChannelEvent, Update, Written } from '../channel.ts'
import { authorOf, sentAtOf } from '../fields.ts'
import { ignored } from '../interpreter.ts'
import { type Deed, editionOf, type Times, updateOf } from './change.ts'

/** What an event in public tells of a content, whichever field it came by. */
export type Told = {
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
	readonly said: Pick<Written, 'text' | 'attachments' | 'media' | 'incomplete'>
	readonly threadId: string
	readonly parentId?: string | null | undefined
}

/** What a comment of ours answers; a post of ours answers nothing, nor does an edit say anything new. */
const answeredBy = ({ content, deed, threadId, parentId }: Told): string | undefined => {
	if (deed !== 'added') return undefined
	if (parentId) return parentId
	return content.form === 'comment' && threadId !== content.contentId ? threadId : undefined
}

/** Our own: it may be what we sent, or a person's answer in the network's own app. */
const ownOf = (told: Told): ChannelEvent => {
	const { content, times, said } = told
	const parentId = answeredBy(told)
	if (parentId === undefined) return ignored('ownPost')
	const sent = sentAtOf(times.created ?? times.sent)
	return { kind: 'own', reason: 'ownPost', ...content, visibility: 'public', text: said.text, parentId, ...sent }
}

/**
 * An update first: of a removal the person named may be who wrote or who removed, and our copy must follow either. Then
 * our own; then what somebody wrote. Meta leaves the author out without a permission, or when the person is
 * unknown to the page.
 */
export const meaningOf = (told: Told): ChannelEvent => {
	const { content, deed, times, author } = told
	if (deed !== 'added' && deed !== 'edited') return updateOf({ ...content, change: deed }, times)
	if (told.isOurs) return ownOf(told)
	const sentAtMs = times.created ?? times.sent
	return {
		kind: told.isToSomebodyElse === true ? 'aside' : 'message',
		...content,
		visibility: 'public',
		author: authorOf(author.id ?? `anonymous:${content.contentId}`, author.handle, author.name),
		...told.said,
		threadId: told.threadId,
		parentId: told.parentId || undefined,
		...sentAtOf(sentAtMs),
		order: String(sentAtMs ?? 0),
		edition: deed === 'edited' ? editionOf(times) : undefined,
	}
}
