import { type Content, isNetworkContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import { isReply, type Send } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { OwnContent } from '#shared/channels/channel.ts'
import { isSameText } from '#shared/channels/same-text.ts'
import { type Instant, MINUTE } from '#shared/kernel/clock.ts'

/** What our own account wrote, with the message it stands under where that is known to us. */
export type OwnPost = {
	readonly own: OwnContent & { readonly sentAt: Instant }
	readonly parent?: MessageKey | undefined
}

export type MatchDependencies = {
	/** The content of answers and of the messages they answer. */
	readonly contentOf: (key: MessageKey) => Content | undefined
	/** Where the links lead that we send for a request. */
	readonly dataOrigin: string
}

/** Our machine's texts are composed anew for each try and kept nowhere: such a one is known by its kind, time and link. */
const NEAR = 30 * MINUTE
const SHORTENED = /https:\/\/t\.co\/\w/

const isNear = ({ since }: Send, sentAt: Instant): boolean => Math.abs(Date.parse(since) - Date.parse(sentAt)) <= NEAR

/** Something of it may have left: it was begun, and nobody took it back before. */
const mayHaveLeft = ({ attempt, status }: Send): boolean => attempt > 0 && status.kind !== 'withdrawn'

/** The network's id of what content stands under. */
const parentOf = (content: Content | undefined): string | undefined =>
	isNetworkContent(content) ? content.parentId : undefined

/** The text of an answer of ours. */
const textOf = (content: Content | undefined): string | undefined =>
	content?.kind === 'reply' ? content.text : undefined

/** Facebook hangs what answers an answer below the comment above both, so a common parent will do. */
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

/** What nobody is sure of first, then what no network confirmed: the same words may have been sent twice. */
const doubtOf = (send: Send): number => {
	if (send.status.kind !== 'sent') return 0
	return isReply(send) && send.confirmedAt !== undefined ? 2 : 1
}

/**
 * The send of ours that our own post or message is, whatever we believe of its end: an answer by its text and place, a
 * message of a request by its kind, time and link. Undefined: somebody wrote it in the network's own app. Pure.
 */
export const matchOwn = (state: CaseState, post: OwnPost, dependencies: MatchDependencies): Send | undefined =>
	post.own.text.trim() === ''
		? undefined
		: state.sends
				.filter((send) => send.via === post.own.network && mayHaveLeft(send))
				.filter((send) => isIt(state, send, post, dependencies))
				.toSorted((a, b) => doubtOf(a) - doubtOf(b))[0]

/** The content that has to be read before. */
export const contentToMatch = (state: CaseState): readonly MessageKey[] => {
	const keys = state.sends
		.filter(mayHaveLeft)
		.flatMap((send) => [...(isReply(send) ? [send.contentId] : []), ...('message' in send ? [send.message] : [])])
	return [...new Set(keys)]
}
