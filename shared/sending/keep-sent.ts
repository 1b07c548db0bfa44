import type { MessageKey } from '#shared/cases/keys.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import type { CaseState, Effect } from '#shared/cases/state.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Act } from './compose-effect.ts'
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
	{ effect, reply }: Effect,
	key: MessageKey,
): Promise<boolean> => {
	const [known] = await words.get([key])
	if (known === undefined) return false
	if (known.aliasOf !== undefined) return known.aliasOf !== reply?.reply
	return known.source?.startsWith('eff_') === true && known.source !== effect
}

/** Changes words under their revision; erased ones stay as they are. */
const changeWords = async (
	{ words }: KeepDependencies,
	id: Words['id'],
	change: (known: Words) => Partial<Words>,
): Promise<void> => {
	for (let attempt = 0; attempt < TRIES; attempt += 1) {
		const [known] = await words.get([id])
		if (known === undefined || known.erasedAt !== undefined) return
		if (await words.put({ ...known, ...change(known), revision: (known.revision ?? 0) + 1 })) return
	}
	throw new RetryLaterError('wordsContended')
}

/** A correction that is there is from now on what the answer says; its own words keep what an agent asked for and when. */
const keepCorrection = async (dependencies: KeepDependencies, { message, words: corrected }: Effect): Promise<void> => {
	if (message === undefined || corrected === undefined) return
	const [next] = await dependencies.words.get([corrected])
	const text = next?.text
	if (text !== undefined) await changeWords(dependencies, message, () => ({ text }))
}

/**
 * Remembers what the network calls what was sent: in the words of an answer, so that it can be corrected and taken back,
 * and under the key of that content, so that the worker recognises it. Before the fact: after a crash between, the words
 * tell that it left. May be repeated.
 */
export const keepSent = async (
	dependencies: KeepDependencies,
	state: CaseState,
	effect: Effect,
	act: Act | undefined,
	externalId: string,
): Promise<Kept | undefined> => {
	if (effect.purpose === 'correction') await keepCorrection(dependencies, effect)
	// Erased while it was on its way: nothing is kept, the fact tells that it left.
	if (act === undefined || !('message' in act)) return undefined
	const key = sentKey(dependencies.identityKey, act, externalId)
	if (await isOfAnother(dependencies, effect, key)) return { kept: 'taken' }
	if (effect.reply !== undefined) await changeWords(dependencies, effect.reply.reply, () => ({ contentId: externalId }))
	const alias = effect.reply === undefined ? {} : { aliasOf: effect.reply.reply }
	// It may be there: from an earlier try, or because the network told the worker of it first.
	await dependencies.words.put({ id: key, caseId: state.id, source: effect.effect, at: effect.since, ...alias })
	return { kept: 'yes', message: key }
}
