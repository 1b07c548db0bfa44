import type { SentMark } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { isReply, type Send } from '#shared/cases/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { SendOperation } from './compose-send.ts'
import type { RememberedId } from './transport.ts'

export type RememberDependencies = { readonly content: ContentStore; readonly identityKey: string }

type Message = Extract<SendOperation, { readonly message: unknown }>

/** How often content is written anew after somebody else changed it. */
const TRIES = 5

/** The key by which the worker knows what we sent when its network tells of it. */
export const sentKey = (identityKey: string, { act, message }: Message, contentId: string): MessageKey => {
	const { network, accountId } = message
	return messageKey(identityKey, { network, accountId, contentId, form: act === 'private' ? 'dm' : 'reply' })
}

/** Whether this content is known as another answer of ours. */
export const isOfAnother = async (
	{ content }: Pick<RememberDependencies, 'content'>,
	{ id }: Send,
	key: MessageKey,
): Promise<boolean> => {
	const [known] = await content.get([key])
	return known?.kind === 'sent' && known.send !== id
}

/** Changes an answer's content under its revision. False: it was erased, and stays as it is. */
const changeReply = async (
	{ content }: RememberDependencies,
	id: MessageKey,
	change: { readonly text: string } | { readonly contentId: string },
): Promise<boolean> => {
	for (let attempt = 0; attempt < TRIES; attempt += 1) {
		const [known] = await content.get([id])
		if (known?.kind !== 'reply') return false
		if (await content.put({ ...known, ...change, revision: known.revision + 1 })) return true
	}
	throw new RetryLaterError('contentContended')
}

/**
 * Remembers what the network calls what was sent: in the content of an answer, so that it can be corrected and taken back,
 * and under the key of that content, so that the worker recognises it. Before the fact: after a crash between, the content
 * tells that it left. A correction that is there is from now on what the answer says; its own content keeps what an agent
 * asked for and when. May be repeated.
 */
export const rememberExternalId = async (
	dependencies: RememberDependencies,
	state: CaseState,
	send: Send,
	act: SendOperation,
	externalId: string,
): Promise<RememberedId | undefined> => {
	if (send.purpose === 'correction' && act.act === 'correct')
		await changeReply(dependencies, send.reply, { text: act.text })
	if (!('message' in act)) return undefined
	const key = sentKey(dependencies.identityKey, act, externalId)
	if (await isOfAnother(dependencies, send, key)) return { outcome: 'taken' }
	const isKept = !isReply(send) || (await changeReply(dependencies, send.contentId, { contentId: externalId }))
	// Erased while it was on its way: nothing is kept, the fact tells that it left.
	if (!isKept) return undefined
	// It may be there: from an earlier try, or because the network told the worker of it first.
	const mark: SentMark = { kind: 'sent', id: key, caseId: state.id, send: send.id, at: send.since, revision: 0 }
	await dependencies.content.put(mark)
	return { outcome: 'remembered', message: key }
}
