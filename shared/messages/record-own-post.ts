import { appendFacts, applyCommand, applyPrepared } from '#shared/cases/apply.ts'
import {
	type AsideContent,
	type Content,
	caseOf,
	type ErasedContent,
	isNetworkContent,
	type NativeReplyContent,
	type NetworkMessageContent,
	type OursMark,
	type SentMark,
} from '#shared/cases/content.ts'
import { isErasureBegun } from '#shared/cases/erasing/state.ts'
import { fact } from '#shared/cases/fact.ts'
import type { CaseId, MessageKey, SendId } from '#shared/cases/keys.ts'
import { isReply, type Send } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { OwnContent } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { contentToMatch, matchOwn } from './match-own-post.ts'
import type { ReviseDependencies } from './revise-message.ts'

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

/** What a post of ours turns out to be: something that we sent, an answer in the network's own app, or nothing of any case. */
type Known = SentMark | NativeReplyContent | OursMark

const markOf = (key: MessageKey, { sentAt: at }: Own, { id: caseId }: CaseState, send: Send): SentMark => ({
	kind: 'sent',
	id: key,
	caseId,
	send: send.id,
	at,
	revision: 0,
})

const nativeOf = (key: MessageKey, own: Own, caseId: CaseId): NativeReplyContent => {
	const { network, sentAt, accountId, contentId, text, parentId } = own
	return {
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
}

/**
 * Confirms a send. The link from the network's id to the answer is written before the fact, so that a retry after a crash
 * finds it.
 */
const settle = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	state: CaseState,
	send: Send,
): Promise<void> => {
	const mark = markOf(key, own, state, send)
	if (isReply(send)) {
		await rememberContentId(dependencies, send.contentId, own)
		await dependencies.content.put(mark)
		return confirm(dependencies, own, key, state.id, send.id)
	}
	await confirm(dependencies, own, key, state.id, send.id)
	// Only a mark: what we sent for a request is not stored, because it holds the customer's link.
	await dependencies.content.put(mark)
}

/**
 * Stores content and fact of an answer that an agent wrote in the network's own app in one write, so that a repeat finds
 * both; where its content is known already, the fact alone.
 */
const storeNative = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	state: CaseState,
	isKnown = false,
): Promise<void> => {
	// An answer to a person who is being erased is not stored.
	if (isErasureBegun(state)) return
	const { id: caseId } = state
	const { network, visibility, sentAt } = own
	const command = { kind: 'recordOwnContent', message: key, network, visibility, sentAt } as const
	const content = isKnown ? undefined : nativeOf(key, own, caseId)
	await applyPrepared(dependencies, caseId, () => ({ command, content }))
	dependencies.log.info('OWN_CONTENT_HEARD', { caseId, network, outcome: 'native' })
}

type Match = { readonly state: CaseState; readonly send?: Send | undefined }

/** Returns the case that a post of ours answers in, and the send that it comes from, where it is one of ours. */
const findMatch = async (dependencies: OwnPostDependencies, own: Own): Promise<Match | undefined> => {
	const match = await (own.visibility === 'public' ? caseBelow : caseWith)(dependencies, own)
	if (match === undefined) return undefined
	const { state, parent } = match
	const found = new Map((await dependencies.content.get(contentToMatch(state))).map((content) => [content.id, content]))
	const contentOf = (id: MessageKey) => found.get(id)
	return { state, send: matchOwn(state, { own, parent }, { contentOf, dataOrigin: dependencies.dataOrigin }) }
}

/** What was filed under the key of a post of ours as a customer's or a bystander's, or as ours and of no case. */
type Mistaken = Filed | AsideContent | OursMark
type Filed = NetworkMessageContent | Extract<ErasedContent, { readonly was: 'message' }>

const isMistaken = (known: Content | undefined): known is Mistaken =>
	isNetworkContent(known) || known?.kind === 'ours' || (known?.kind === 'erased' && known.was === 'message')

/** Returns what takes the place of content that was mistaken; what was erased stays so. */
const inPlaceOf = (known: Mistaken, key: MessageKey, own: Own, match: Match | undefined): Known | ErasedContent => {
	const place = { revision: known.revision + 1, source: known.source }
	if (known.kind === 'erased') return { ...known, revision: place.revision }
	if (match?.send !== undefined) return { ...markOf(key, own, match.state, match.send), ...place }
	const caseId = match?.state.id ?? caseOf(known)
	if (caseId !== undefined) return { ...nativeOf(key, own, caseId), ...place }
	return { kind: 'ours', id: key, at: own.sentAt, ...place }
}

/**
 * Takes back that a customer wrote what we wrote: its network named the author later. Whoever waited for an answer to it does
 * not, and a case that holds nothing else falls away. What it is instead is written in the same step, so that a repeat finds it.
 */
const disown = (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	match: Match | undefined,
): Promise<true> =>
	retryOnConflict('caseContended', async () => {
		const { store, content, clock, log } = dependencies
		const known = await readContent(dependencies, key)
		if (!isMistaken(known)) return true
		const next = inPlaceOf(known, key, own, match)
		if (known.kind === 'aside' || known.kind === 'ours') return (await content.put(next)) || undefined
		const { caseId } = known
		const before = await store.load(caseId)
		if (before === undefined) return undefined
		const disowned = fact('MessageDisowned', clock.now(), { message: key, filedVersion: known.filedVersion })
		const { result } = await appendFacts(store, before, [disowned], { content: next })
		if (result !== 'committed') return undefined
		log.info('MESSAGE_CHANGED', { caseId, network: own.network, outcome: 'update', reason: 'disowned' })
		return true
	})

/** Records in the case that it answers in what a post of ours is, once its content says so. */
const recordKnown = async (
	dependencies: OwnPostDependencies,
	own: Own,
	key: MessageKey,
	{ state, send }: Match,
): Promise<void> => {
	if (send === undefined) return storeNative(dependencies, own, key, state, true)
	if (isReply(send)) await rememberContentId(dependencies, send.contentId, own)
	await confirm(dependencies, own, key, state.id, send.id)
}

/**
 * Records a post or message of our own account: confirms the send it comes from, also one with an unknown end, or stores it
 * as an answer written in the network's own app. What was taken for a customer's, because its network left out the author, is
 * taken back. Returns its case, if any; never opens or reopens one. Safe to repeat. Throws `RetryLaterError` after too many
 * conflicts.
 */
export const recordOwnPost = async (dependencies: OwnPostDependencies, own: Own): Promise<CaseId | undefined> => {
	const key = messageKey(dependencies.identityKey, own)
	const known = await readContent(dependencies, key)
	if (known?.kind === 'sent') {
		await confirmSent(dependencies, own, known)
		return known.caseId
	}
	const isNew = known === undefined
	// A crash may have come between what it is and the case that it answers in.
	const isHalfKnown = known?.kind === 'nativeReply' && known.source !== undefined
	if (!isNew && !isMistaken(known) && !isHalfKnown) return caseOf(known)
	const match = await findMatch(dependencies, own)
	if (known?.kind === 'ours' && match === undefined) return undefined
	if (!isNew) {
		await disown(dependencies, own, key, match)
		if (match !== undefined && known.kind !== 'erased') await recordKnown(dependencies, own, key, match)
		return match?.state.id ?? caseOf(known)
	}
	if (match === undefined) {
		// A later event of it that names nobody opens no case.
		await dependencies.content.put({ kind: 'ours', id: key, at: own.sentAt, revision: 0 })
		return undefined
	}
	const { state, send } = match
	if (send === undefined) await storeNative(dependencies, own, key, state)
	else await settle(dependencies, own, key, state, send)
	return state.id
}
