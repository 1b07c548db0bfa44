import { applyCommand, applyPrepared } from '#shared/cases/apply.ts'
import { type Content, caseOf, type NativeReplyContent, type SentMark } from '#shared/cases/content.ts'
import type { CaseId, MessageKey, SendId } from '#shared/cases/keys.ts'
import { isReply, type Send } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { OwnContent } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { contentToMatch, matchOwn, type OwnPost } from './match-own-post.ts'
import { type ReviseDependencies, retrying } from './revise-message.ts'

export type OwnPostDependencies = ReviseDependencies & {
	readonly identityKey: string
	/** Where the links lead that we send for a request. */
	readonly dataOrigin: string
	readonly log: Log
}

type Own = OwnContent & { readonly sentAt: Instant }
type Place = { readonly state: CaseState; readonly parent?: MessageKey | undefined }

/** In characters; no network lets us write that much. */
const LONGEST_KEPT = 20_000

const readContent = async ({ content }: OwnPostDependencies, key: MessageKey): Promise<Content | undefined> =>
	(await content.get([key]))[0]

/** The case of what it stands under, also when that is named by the id of one of its editions. */
const placeBelow = async (dependencies: OwnPostDependencies, own: Own): Promise<Place | undefined> => {
	const { parentId } = own
	if (parentId === undefined) return undefined
	const key = messageKey(dependencies.identityKey, { ...own, contentId: parentId })
	const named = await readContent(dependencies, key)
	const parent = named?.kind === 'alias' ? named.aliasOf : key
	const caseId = caseOf(named?.kind === 'alias' ? await readContent(dependencies, parent) : named)
	const state = caseId === undefined ? undefined : await dependencies.store.load(caseId)
	return state === undefined ? undefined : { state, parent }
}

const placeWith = async ({ contacts, store }: OwnPostDependencies, own: Own): Promise<Place | undefined> => {
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

/** By what outbound keeps of a send (shared/sending/remember-external-id.ts): which send it was. */
const confirmSent = async (dependencies: OwnPostDependencies, own: Own, sent: SentMark): Promise<void> => {
	const state = await dependencies.store.load(sent.caseId)
	if (state?.sends.some(({ id }) => id === sent.send) !== true) return
	await confirm(dependencies, own, sent.id, state.id, sent.send)
}

/** An answer is corrected and taken back by its network's id, which a send without an answer never told us. */
const keepContentId = (dependencies: OwnPostDependencies, reply: MessageKey, { contentId }: Own): Promise<true> =>
	retrying(async () => {
		const known = await readContent(dependencies, reply)
		if (known?.kind !== 'reply' || known.via === 'mail' || known.contentId !== undefined) return true
		const named = { ...known, contentId, revision: known.revision + 1 }
		return (await dependencies.content.put(named)) || undefined
	})

/** The way from the network's id to the answer is there before the fact: a crash between goes on by it. */
const settle = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	{ id: caseId }: CaseState,
	send: Send,
): Promise<void> => {
	const mark: SentMark = { kind: 'sent', id: key, caseId, send: send.id, at: own.sentAt, revision: 0 }
	if (isReply(send)) {
		await keepContentId(dependencies, send.contentId, own)
		await dependencies.content.put(mark)
		return confirm(dependencies, own, key, caseId, send.id)
	}
	await confirm(dependencies, own, key, caseId, send.id)
	// Only that it was heard: what we sent for a request is kept nowhere, as it carries the customer's link.
	await dependencies.content.put(mark)
}

/** Somebody of us wrote in the network's own app: its content and the fact in one write, so that a repeat finds both. */
const keepNative = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	{ id: caseId, personErasure }: CaseState,
): Promise<void> => {
	// What is written to a person who is being erased is not kept.
	if (personErasure !== undefined) return
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
 * Our own post or message, as its network tells of it: confirms what we sent and ends what nobody was sure of, or is kept
 * as an answer that somebody gave in the network's own app. Never opens or reopens a case. Says which case it belongs to,
 * if any. Repeating it changes nothing. Throws `RetryLaterError` when others were faster each time.
 */
export const recordOwnPost = async (dependencies: OwnPostDependencies, own: Own): Promise<CaseId | undefined> => {
	const key = messageKey(dependencies.identityKey, own)
	const known = await readContent(dependencies, key)
	if (known !== undefined) {
		if (known.kind === 'sent') await confirmSent(dependencies, own, known)
		return caseOf(known)
	}
	const place = await (own.visibility === 'public' ? placeBelow : placeWith)(dependencies, own)
	if (place === undefined) return undefined
	const { state, parent } = place
	const found = new Map((await dependencies.content.get(contentToMatch(state))).map((content) => [content.id, content]))
	const heard: OwnPost = { own, parent }
	const contentOf = (id: MessageKey) => found.get(id)
	const send = matchOwn(state, heard, { contentOf, dataOrigin: dependencies.dataOrigin })
	if (send === undefined) await keepNative(dependencies, own, key, state)
	else await settle(dependencies, own, key, state, send)
	return state.id
}
