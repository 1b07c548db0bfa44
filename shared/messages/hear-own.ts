import { applyCommand, applyPrepared } from '#shared/cases/apply.ts'
import type { CaseId, MessageKey, SendId } from '#shared/cases/keys.ts'
import type { Words } from '#shared/cases/ports.ts'
import { isReply, type Send } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { OwnContent } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type Heard, matchOwn, wordsToMatch } from './match-own.ts'
import { type ReviseDependencies, retrying } from './revise-message.ts'

export type HearDependencies = ReviseDependencies & {
	readonly identityKey: string
	/** Where the links lead that we send for a request. */
	readonly dataOrigin: string
	readonly log: Log
}

type Own = OwnContent & { readonly sentAt: Instant }
type Place = { readonly state: CaseState; readonly parent?: MessageKey | undefined }

/** In characters; no network lets us write that much. */
const LONGEST_KEPT = 20_000

const readWords = async ({ words }: HearDependencies, key: MessageKey): Promise<Words | undefined> =>
	(await words.get([key]))[0]

/** The case of what it stands under, also when that is named by the id of one of its editions. */
const placeBelow = async (dependencies: HearDependencies, own: Own): Promise<Place | undefined> => {
	const { parentId } = own
	if (parentId === undefined) return undefined
	const key = messageKey(dependencies.identityKey, { ...own, contentId: parentId })
	const named = await readWords(dependencies, key)
	const original = named?.caseId === undefined ? named?.aliasOf : undefined
	const caseId = original === undefined ? named?.caseId : (await readWords(dependencies, original))?.caseId
	const state = caseId === undefined ? undefined : await dependencies.store.load(caseId)
	return state === undefined ? undefined : { state, parent: original ?? key }
}

const placeWith = async ({ contacts, store }: HearDependencies, own: Own): Promise<Place | undefined> => {
	const { network, accountId, recipientId } = own
	if (recipientId === undefined) return undefined
	const contact = await contacts.find({ network, accountId, userId: recipientId })
	const state = contact?.openCase === undefined ? undefined : await store.load(contact.openCase)
	return state === undefined ? undefined : { state }
}

const confirm = async (
	dependencies: HearDependencies,
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

/** What outbound keeps of a send (shared/sending/keep-sent.ts): the answer that it is, or which send it was. */
const confirmKnown = async (dependencies: HearDependencies, own: Own, known: Words): Promise<void> => {
	const { caseId, aliasOf, source } = known
	const state = caseId === undefined ? undefined : await dependencies.store.load(caseId)
	const send = state?.sends.find((one) =>
		aliasOf === undefined ? one.id === source : isReply(one) && one.contentId === aliasOf,
	)
	if (state === undefined || send === undefined) return
	await confirm(dependencies, own, messageKey(dependencies.identityKey, own), state.id, send.id)
}

/** An answer is corrected and taken back by its network's id, which a send without an answer never told us. */
const keepContentId = (dependencies: HearDependencies, reply: MessageKey, { contentId }: Own): Promise<true> =>
	retrying(async () => {
		const known = await readWords(dependencies, reply)
		if (known === undefined || known.erasedAt !== undefined || known.contentId !== undefined) return true
		const named = { ...known, contentId, revision: (known.revision ?? 0) + 1 }
		return (await dependencies.words.put(named)) || undefined
	})

/** The way from the network's id to the answer is there before the fact: a crash between goes on by it. */
const settle = async (
	dependencies: HearDependencies,
	own: Own,
	key: MessageKey,
	{ id: caseId }: CaseState,
	send: Send,
): Promise<void> => {
	const { words } = dependencies
	if (isReply(send)) {
		await keepContentId(dependencies, send.contentId, own)
		await words.put({ id: key, aliasOf: send.contentId, caseId, source: send.id, at: own.sentAt })
		return confirm(dependencies, own, key, caseId, send.id)
	}
	await confirm(dependencies, own, key, caseId, send.id)
	// Only that it was heard: what we sent for a request is kept nowhere, as it carries the customer's link.
	await words.put({ id: key, caseId, source: send.id, at: own.sentAt })
}

/** Somebody of us wrote in the network's own app: its words and the fact in one write, so that a repeat finds both. */
const keepNative = async (
	dependencies: HearDependencies,
	own: Own,
	key: MessageKey,
	{ id: caseId, personErasure }: CaseState,
): Promise<void> => {
	// What is written to a person who is being erased is not kept.
	if (personErasure !== undefined) return
	const { network, visibility, sentAt, accountId, contentId, text, parentId } = own
	const command = { kind: 'recordOwnContent', message: key, network, visibility, sentAt } as const
	const words: Words = {
		id: key,
		caseId,
		network,
		accountId,
		contentId,
		at: sentAt,
		text: text === '' ? undefined : text.slice(0, LONGEST_KEPT),
		parentId,
	}
	await applyPrepared(dependencies, caseId, () => ({ command, words }))
	dependencies.log.info('OWN_CONTENT_HEARD', { caseId, network, outcome: 'native' })
}

/**
 * Our own post or message, as its network tells of it: confirms what we sent and ends what nobody was sure of, or is kept
 * as an answer that somebody gave in the network's own app. Never opens or reopens a case. Says which case it belongs to,
 * if any. Repeating it changes nothing. Throws `RetryLaterError` when others were faster each time.
 */
export const hearOwn = async (dependencies: HearDependencies, own: Own): Promise<CaseId | undefined> => {
	const key = messageKey(dependencies.identityKey, own)
	const known = await readWords(dependencies, key)
	if (known !== undefined) {
		await confirmKnown(dependencies, own, known)
		return known.caseId
	}
	const place = await (own.visibility === 'public' ? placeBelow : placeWith)(dependencies, own)
	if (place === undefined) return undefined
	const { state, parent } = place
	const found = new Map((await dependencies.words.get(wordsToMatch(state))).map((words) => [words.id, words]))
	const heard: Heard = { own, parent }
	const wordsOf = (id: MessageKey) => found.get(id)
	const send = matchOwn(state, heard, { wordsOf, dataOrigin: dependencies.dataOrigin })
	if (send === undefined) await keepNative(dependencies, own, key, state)
	else await settle(dependencies, own, key, state, send)
	return state.id
}
