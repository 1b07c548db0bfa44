import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import { isReply, type Send } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { OwnContent } from '#shared/channels/channel.ts'
import { isSameText } from '#shared/channels/same-text.ts'
import { type Instant, MINUTE } from '#shared/kernel/clock.ts'

/** A post or message of our own account, with the message it answers if we have that. */
type OwnPost = {
	readonly own: OwnContent & { readonly sentAt: Instant }
	readonly parent?: MessageKey | undefined
}

type MatchDependencies = {
	/** Content of our answers and of the messages they answer. */
	readonly contentOf: (key: MessageKey) => Content | undefined
	/** Where the links lead that we send for a request. */
	readonly dataOrigin: string
}

/** Texts of requests are composed anew for each try and not stored: they are matched by kind, time and link. */
const NEAR = 30 * MINUTE
const SHORTENED = /https:\/\/t\.co\/\w/

const isNear = ({ since }: Send, sentAt: Instant): boolean => Math.abs(Date.parse(since) - Date.parse(sentAt)) <= NEAR

/** Says whether a send may have left: it was started and not withdrawn. */
const mayHaveLeft = ({ attempt, status }: Send): boolean => attempt > 0 && status.kind !== 'withdrawn'

/** Returns the network's id of the content above. */
const parentOf = (content: Content | undefined): string | undefined =>
	isNetworkContent(content) ? content.parentId : undefined

/** Returns the text of an answer of ours. */
const textOf = (content: Content | undefined): string | undefined =>
	content?.kind === 'reply' ? content.text : undefined

/**
 * Says whether the post answers the send's message. Facebook puts an answer to an answer below the comment above both, so a
 * common parent is enough.
 */
const isBelow = (send: Send, { own, parent }: OwnPost, { contentOf }: MatchDependencies): boolean => {
	if (!('message' in send)) return false
	const { message } = send
	return message === parent || (own.parentId !== undefined && parentOf(contentOf(message)) === own.parentId)
}

const isOurLink = ({ text, network }: OwnContent, dataOrigin: string): boolean =>
	text.includes(dataOrigin) || (network === 'x' && SHORTENED.test(text))

const isIt = (state: CaseState, send: Send, post: OwnPost, dependencies: MatchDependencies): boolean => {
	const { own } = post
	const isRight = own.visibility === 'private' || isBelow(send, post, dependencies)
	switch (send.purpose) {
		case 'reply': {
			const sent = textOf(dependencies.contentOf(send.contentId))
			return isRight && send.visibility === own.visibility && sent !== undefined && isSameText(own.text, sent)
		}
		case 'requestMessage':
		case 'bounceNotice':
		case 'complaintNotice':
			return own.visibility === 'private' && isNear(send, own.sentAt) && isOurLink(own, dependencies.dataOrigin)
		case 'invitation':
			return own.visibility === 'public' && isRight && own.text.includes(state.number)
		case 'requestMail':
		case 'correction':
		case 'deletion':
		case 'hide':
		case 'unhide':
			return false
	}
}

/**
 * Ranks sends: those with an unknown end first, then those that no network confirmed, because the same text may have been
 * sent twice.
 */
const doubtOf = (send: Send): number => {
	if (send.status.kind !== 'sent') return 0
	return isReply(send) && send.confirmedAt !== undefined ? 2 : 1
}

/**
 * Returns the send that an own post comes from: a reply by text and place, a message of a request by kind, time and link.
 * Undefined when an agent wrote it in the network's own app.
 */
export const matchOwn = (state: CaseState, post: OwnPost, dependencies: MatchDependencies): Send | undefined =>
	post.own.text.trim() === ''
		? undefined
		: state.sends
				.filter((send) => send.via === post.own.network && mayHaveLeft(send))
				.filter((send) => isIt(state, send, post, dependencies))
				.toSorted((a, b) => doubtOf(a) - doubtOf(b))[0]

/** Returns the keys of the content that `matchOwn` compares with. */
export const contentToMatch = (state: CaseState): readonly MessageKey[] => {
	const keys = state.sends
		.filter(mayHaveLeft)
		.flatMap((send) => [...(isReply(send) ? [send.contentId] : []), ...('message' in send ? [send.message] : [])])
	return [...new Set(keys)]
}
