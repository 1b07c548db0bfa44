import type { MessageKey } from '#shared/cases/keys.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import { isReply, type Send } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Act } from './compose-send.ts'
import type { Kept } from './transport.ts'

export type KeepDependencies = { readonly words: WordsStore; readonly identityKey: string }

type Message = Extract<Act, { readonly message: unknown }>

/** How often words are written anew after somebody else changed them. */
const TRIES = 5

/** The key by which the worker knows what we sent when its network tells of it. */
export const sentKey = (identityKey: string, { act, message }: Message, contentId: string): MessageKey => {
	const { network, accountId } = message
	return messageKey(identityKey, { network, accountId, contentId, form: act === 'private' ? 'dm' : 'reply' })
}

/** Whether this content is known as another answer of ours. */
export const isOfAnother = async (
	{ words }: Pick<KeepDependencies, 'words'>,
	send: Send,
	key: MessageKey,
): Promise<boolean> => {
	const [known] = await words.get([key])
	if (known === undefined) return false
	if (known.aliasOf !== undefined) return !isReply(send) || known.aliasOf !== send.contentId
	return known.source?.startsWith('send_') === true && known.source !== send.id
}

/** Changes words under their revision. False: they were erased, and stay as they are. */
const changeWords = async ({ words }: KeepDependencies, id: Words['id'], change: Partial<Words>): Promise<boolean> => {
	for (let attempt = 0; attempt < TRIES; attempt += 1) {
		const [known] = await words.get([id])
		if (known === undefined || known.erasedAt !== undefined) return false
		if (await words.put({ ...known, ...change, revision: (known.revision ?? 0) + 1 })) return true
	}
	throw new RetryLaterError('wordsContended')
}

/**
 * Remembers what the network calls what was sent: in the words of an answer, so that it can be corrected and taken back,
 * and under the key of that content, so that the worker recognises it. Before the fact: after a crash between, the words
 * tell that it left. A correction that is there is from now on what the answer says; its own words keep what an agent
 * asked for and when. May be repeated.
 */
export const keepSent = async (
	dependencies: KeepDependencies,
	state: CaseState,
	send: Send,
	act: Act,
	externalId: string,
): Promise<Kept | undefined> => {
	if (send.purpose === 'correction' && act.act === 'correct')
		await changeWords(dependencies, send.reply, { text: act.text })
	if (!('message' in act)) return undefined
	const key = sentKey(dependencies.identityKey, act, externalId)
	if (await isOfAnother(dependencies, send, key)) return { kept: 'taken' }
	const aliasOf = isReply(send) ? send.contentId : undefined
	const isKept = aliasOf === undefined || (await changeWords(dependencies, aliasOf, { contentId: externalId }))
	// Erased while it was on its way: nothing is kept, the fact tells that it left.
	if (!isKept) return undefined
	// It may be there: from an earlier try, or because the network told the worker of it first.
	await dependencies.words.put({ id: key, caseId: state.id, source: send.id, at: send.since, aliasOf })
	return { kept: 'yes', message: key }
}
