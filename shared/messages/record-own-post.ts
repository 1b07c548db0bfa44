import { applyCommand, applyPrepared } from '#shared/cases/apply.ts'
import {
	type Content,
	caseOf,
	isNetworkContent,
	type NativeReplyContent,
	type SentMark,
} from '#shared/cases/content.ts'
import { isErasureBegun } from '#shared/cases/erasing/state.ts'
import type { CaseId, MessageKey, SendId } from '#shared/cases/keys.ts'
import { isReply, type Send } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { OwnContent } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { isSameText } from '#shared/channels/same-text.ts'
import { type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { ReviseDependencies } from './revise-message.ts'

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
const matchOwn = (state: CaseState, post: OwnPost, dependencies: MatchDependencies): Send | undefined =>
	post.own.text.trim() === ''
		? undefined
		: state.sends
				.filter((send) => send.via === post.own.network && mayHaveLeft(send))
				.filter((send) => isIt(state, send, post, dependencies))
				.toSorted((a, b) => doubtOf(a) - doubtOf(b))[0]

/** Returns the keys of the content that `matchOwn` compares with. */
const contentToMatch = (state: CaseState): readonly MessageKey[] => {
	const keys = state.sends
		.filter(mayHaveLeft)
		.flatMap((send) => [...(isReply(send) ? [send.contentId] : []), ...('message' in send ? [send.message] : [])])
	return [...new Set(keys)]
}

export type OwnPostDependencies = ReviseDependencies & {
	readonly identityKey: string
	/** Where the links lead that we send for a request. */
	readonly dataOrigin: string
	readonly log: Log
}

type Own = OwnContent & { readonly sentAt: Instant }
type CaseMatch = { readonly state: CaseState; readonly parent?: MessageKey | undefined }

/** In characters; no network allows longer texts. */
const LONGEST_KEPT = 20_000

const readContent = async ({ content }: OwnPostDependencies, key: MessageKey): Promise<Content | undefined> =>
	(await content.get([key]))[0]

/** Returns the case of the content above the post, also when the post names one of its editions. */
const caseBelow = async (dependencies: OwnPostDependencies, own: Own): Promise<CaseMatch | undefined> => {
	const { parentId } = own
	if (parentId === undefined) return undefined
	const key = messageKey(dependencies.identityKey, { ...own, contentId: parentId })
	const named = await readContent(dependencies, key)
	const parent = named?.kind === 'alias' ? named.aliasOf : key
	const caseId = caseOf(named?.kind === 'alias' ? await readContent(dependencies, parent) : named)
	const state = caseId === undefined ? undefined : await dependencies.store.load(caseId)
	return state === undefined ? undefined : { state, parent }
}

const caseWith = async ({ contacts, store }: OwnPostDependencies, own: Own): Promise<CaseMatch | undefined> => {
	const { network, accountId, recipientId } = own
	if (recipientId === undefined) return undefined
	const contact = await contacts.find({ network, accountId, userId: recipientId })
	const state = contact?.openCase === undefined ? undefined : await store.load(contact.openCase)
	return state === undefined ? undefined : { state }
}

const confirm = async (
	dependencies: OwnPostDependencies,
	own: Own,
	message: MessageKey,
	caseId: CaseId,
	send: SendId,
): Promise<void> => {
	const { network, visibility, sentAt } = own
	const command = { kind: 'recordOwnContent', message, network, visibility, sentAt, send } as const
	const applied = await applyCommand(dependencies, caseId, command)
	const outcome = applied.outcome === 'applied' && applied.facts.length > 0 ? 'confirmed' : 'known'
	dependencies.log.info('OWN_CONTENT_HEARD', { caseId, network, send, outcome })
}

/** By what outbound keeps of a send (shared/sending/network-transport.ts): which send it was. */
const confirmSent = async (dependencies: OwnPostDependencies, own: Own, sent: SentMark): Promise<void> => {
	const state = await dependencies.store.load(sent.caseId)
	if (state?.sends.some(({ id }) => id === sent.send) !== true) return
	await confirm(dependencies, own, sent.id, state.id, sent.send)
}

/** Stores the network's id of an answer, by which it is corrected and removed; a send with an unknown end never got it. */
const rememberContentId = (dependencies: OwnPostDependencies, reply: MessageKey, { contentId }: Own): Promise<true> =>
	retryOnConflict('caseContended', async () => {
		const known = await readContent(dependencies, reply)
		if (known?.kind !== 'reply' || known.via === 'mail' || known.contentId !== undefined) return true
		const named = { ...known, contentId, revision: known.revision + 1 }
		return (await dependencies.content.put(named)) || undefined
	})

/**
 * Confirms a send. The link from the network's id to the answer is written before the fact, so that a retry after a crash
 * finds it.
 */
const settle = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	{ id: caseId }: CaseState,
	send: Send,
): Promise<void> => {
	const mark: SentMark = { kind: 'sent', id: key, caseId, send: send.id, at: own.sentAt, revision: 0 }
	if (isReply(send)) {
		await rememberContentId(dependencies, send.contentId, own)
		await dependencies.content.put(mark)
		return confirm(dependencies, own, key, caseId, send.id)
	}
	await confirm(dependencies, own, key, caseId, send.id)
	// Only a mark: what we sent for a request is not stored, because it holds the customer's link.
	await dependencies.content.put(mark)
}

/**
 * Stores content and fact of an answer that an agent wrote in the network's own app in one write, so that a repeat finds
 * both.
 */
const storeNative = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	state: CaseState,
): Promise<void> => {
	// An answer to a person who is being erased is not stored.
	if (isErasureBegun(state)) return
	const { id: caseId } = state
	const { network, visibility, sentAt, accountId, contentId, text, parentId } = own
	const command = { kind: 'recordOwnContent', message: key, network, visibility, sentAt } as const
	const content: NativeReplyContent = {
		kind: 'nativeReply',
		id: key,
		caseId,
		revision: 0,
		seen: {},
		network,
		accountId,
		contentId,
		at: sentAt,
		text: text === '' ? undefined : text.slice(0, LONGEST_KEPT),
		parentId,
	}
	await applyPrepared(dependencies, caseId, () => ({ command, content }))
	dependencies.log.info('OWN_CONTENT_HEARD', { caseId, network, outcome: 'native' })
}

/**
 * Records a post or message of our own account: confirms the send it comes from, also one with an unknown end, or stores it
 * as an answer written in the network's own app. Returns its case, if any; never opens or reopens one. Safe to repeat.
 * Throws `RetryLaterError` after too many conflicts.
 */
export const recordOwnPost = async (dependencies: OwnPostDependencies, own: Own): Promise<CaseId | undefined> => {
	const key = messageKey(dependencies.identityKey, own)
	const known = await readContent(dependencies, key)
	if (known !== undefined) {
		if (known.kind === 'sent') await confirmSent(dependencies, own, known)
		return caseOf(known)
	}
	const match = await (own.visibility === 'public' ? caseBelow : caseWith)(dependencies, own)
	if (match === undefined) return undefined
	const { state, parent } = match
	const found = new Map((await dependencies.content.get(contentToMatch(state))).map((content) => [content.id, content]))
	const post: OwnPost = { own, parent }
	const contentOf = (id: MessageKey) => found.get(id)
	const send = matchOwn(state, post, { contentOf, dataOrigin: dependencies.dataOrigin })
	if (send === undefined) await storeNative(dependencies, own, key, state)
	else await settle(dependencies, own, key, state, send)
	return state.id
}
