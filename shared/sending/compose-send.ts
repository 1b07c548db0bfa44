import { type Content, type ContentId, isNetworkContent, type NetworkContent } from '#shared/cases/content.ts'
import type { Reach } from '#shared/cases/messages/state.ts'
import type { Contact, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { contactFactsOf } from '#shared/cases/replies/messaging-window.ts'
import type { DataRequest } from '#shared/cases/requests/state.ts'
import type {
	CorrectionSend,
	DeletionSend,
	HideSend,
	NetworkReplySend,
	NetworkSend,
	RequestMessageSend,
} from '#shared/cases/sends/send.ts'
import { type CaseState, currentRequest, findRequest } from '#shared/cases/state.ts'
import type { PrivateMessage, PublicMessage, SentContent } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { showCode } from '#shared/requests/code.ts'
import { startLink } from '#shared/requests/open-request.ts'
import { invitationText, mailBouncedText, mailComplainedText, privateMessageText } from '#shared/texts/speak.ts'

export type ComposeDependencies = {
	readonly content: Pick<ContentStore, 'get'>
	readonly contacts: Pick<ContactStore, 'findByKeys'>
	readonly linkSecret: string
	readonly dataOrigin: string
	readonly company: string
	readonly hotline: string
}

/** The network's id of a message that has left, where our own content knows it. */
type Left = { readonly leftAs?: string | undefined }

/** An operation at a network, as a send demands it. */
export type SendOperation =
	| ({ readonly type: 'private'; readonly message: PrivateMessage } & Left)
	| ({ readonly type: 'public'; readonly message: PublicMessage } & Left)
	| { readonly type: 'correct'; readonly content: SentContent; readonly text: string }
	| { readonly type: 'remove'; readonly content: SentContent }
	| { readonly type: 'hide'; readonly content: SentContent; readonly isHidden: boolean }

const readOne = async ({ content }: ComposeDependencies, id: ContentId): Promise<Content | undefined> =>
	(await content.get([id]))[0]

/**
 * Composes an answer from its stored content. Text and recipient were fixed when the agent sent it and are never
 * recomputed.
 */
const composeReply = async (
	dependencies: ComposeDependencies,
	state: CaseState,
	send: NetworkReplySend,
): Promise<SendOperation | undefined> => {
	const content = await readOne(dependencies, send.contentId)
	if (content?.kind !== 'reply' || content.via === 'mail') return undefined
	const { text, via: network, accountId, userId: recipientId, parentId, answers, threadId, contentId: leftAs } = content
	if (send.visibility === 'public') {
		if (parentId === undefined) return undefined
		const invite = send.replyPurpose === 'invitation' ? true : undefined
		return {
			type: 'public',
			message: { network, accountId, inReplyTo: parentId, form: answers.form, threadId, text, invite },
			leftAs,
		}
	}
	const inReplyTo = parentId === undefined ? undefined : { contentId: parentId, form: answers.form, sentAt: answers.at }
	const contactFacts = contactFactsOf(state, send.contact, send.message, send.id)
	const message = { network, accountId, recipientId, inReplyTo, ...contactFacts, typedBy: 'person', text } as const
	return { type: 'private', message, leftAs }
}

/** Returns the network's id of an answer of ours or of a customer's message; undefined without one. */
const sentContentOf = (known: Content | undefined): SentContent | undefined => {
	if (isNetworkContent(known)) {
		const { network, accountId, contentId } = known
		return { network, accountId, contentId }
	}
	if (known?.kind !== 'reply' || known.via === 'mail' || known.contentId === undefined) return undefined
	return { network: known.via, accountId: known.accountId, contentId: known.contentId }
}

const composeChange = async (
	dependencies: ComposeDependencies,
	send: CorrectionSend | DeletionSend | HideSend,
): Promise<SendOperation | undefined> => {
	const content = sentContentOf(await readOne(dependencies, 'reply' in send ? send.reply : send.message))
	if (content === undefined) return undefined
	if (send.purpose === 'deletion') return { type: 'remove', content }
	if (send.purpose !== 'correction') return { type: 'hide', content, isHidden: send.purpose === 'hide' }
	const corrected = await readOne(dependencies, send.contentId)
	return corrected?.kind === 'correction' ? { type: 'correct', content, text: corrected.text } : undefined
}

const requestText = (
	dependencies: ComposeDependencies,
	state: CaseState,
	purpose: RequestMessageSend['purpose'],
	request: DataRequest,
): string => {
	const { company, hotline } = dependencies
	const { link, code } = startLink(dependencies, request.id)
	switch (purpose) {
		case 'requestMessage':
			return privateMessageText(request, { company, link, code: showCode(code), fields: request.fields })
		case 'invitation':
			// A public post never carries a token: every reader could use it.
			return invitationText(request, { number: state.number, hotline })
		case 'bounceNotice':
			return mailBouncedText(request, { link, hotline })
		case 'complaintNotice':
			return mailComplainedText(request, { link, hotline })
		default:
			return assertNever(purpose)
	}
}

/**
 * Finds the contact who wrote a message without reading its content: by the message's key, else the only contact on
 * that network.
 */
const reachOf = (state: CaseState, send: RequestMessageSend): Reach | undefined => {
	const there = state.reach.filter(({ network }) => network === send.via)
	const isOfMessage = (reach: Reach): boolean =>
		reach.public?.message === send.message || reach.private?.message === send.message
	return there.find(isOfMessage) ?? (there.length === 1 ? there[0] : undefined)
}

/**
 * Returns the recipient of a request's message: the author of the answered message, or the known contact where that
 * content was erased.
 */
const recipientOf = async (
	{ contacts }: ComposeDependencies,
	answered: NetworkContent | undefined,
	reach: Reach | undefined,
): Promise<Pick<Contact, 'network' | 'accountId' | 'userId'> | undefined> => {
	if (answered !== undefined) return answered
	return reach === undefined ? undefined : (await contacts.findByKeys([reach.contact]))[0]
}

const composeRequest = async (
	dependencies: ComposeDependencies,
	state: CaseState,
	send: RequestMessageSend,
): Promise<SendOperation | undefined> => {
	const request = findRequest(state, send.request) ?? currentRequest(state)
	if (request === undefined) return undefined
	const message = await readOne(dependencies, send.message)
	const answered = isNetworkContent(message) ? message : undefined
	const text = requestText(dependencies, state, send.purpose, request)
	if (send.purpose === 'invitation') {
		if (answered === undefined) return undefined
		const { network, accountId, contentId: inReplyTo, form, threadId } = answered
		return { type: 'public', message: { network, accountId, inReplyTo, form, threadId, text, invite: true } }
	}
	const reach = reachOf(state, send)
	const recipient = await recipientOf(dependencies, answered, reach)
	if (recipient === undefined) return undefined
	const { network, accountId, userId: recipientId } = recipient
	const inReplyTo =
		answered === undefined ? undefined : { contentId: answered.contentId, form: answered.form, sentAt: answered.at }
	const contactFacts = contactFactsOf(state, reach?.contact, send.message, send.id)
	const sent = { network, accountId, recipientId, inReplyTo, ...contactFacts, typedBy: 'system', text } as const
	return { type: 'private', message: sent }
}

/**
 * Composes the operation that a send demands of its network now, messaging windows included. Returns undefined where
 * content that it needs was erased.
 */
export const composeSend = (
	dependencies: ComposeDependencies,
	state: CaseState,
	send: NetworkSend,
): Promise<SendOperation | undefined> => {
	switch (send.purpose) {
		case 'reply':
			return composeReply(dependencies, state, send)
		case 'correction':
		case 'deletion':
		case 'hide':
		case 'unhide':
			return composeChange(dependencies, send)
		case 'requestMessage':
		case 'invitation':
		case 'bounceNotice':
		case 'complaintNotice':
			return composeRequest(dependencies, state, send)
		default:
			return assertNever(send)
	}
}
