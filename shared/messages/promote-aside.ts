import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import { messageKeySchema } from '#shared/cases/keys.ts'
import type { Words } from '#shared/cases/ports.ts'
import type { IncomingMessage } from './incoming-message.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { receiveMessage } from './receive-message.ts'
import { retrying } from './revise-message.ts'

/** Files a message that a person picked, where otherwise it says which event of which delivery brought it. */
const BY_HAND = 'desk'

/** An aside as the message it turns out to be; undefined for what is none, or was erased. */
const messageOf = (words: Words): IncomingMessage | undefined => {
	const { network, accountId, userId, contentId, form, threadId, text } = words
	const key = messageKeySchema.safeParse(words.id)
	if (!key.success || words.isAside !== true || words.erasedAt !== undefined) return undefined
	if (network === undefined || accountId === undefined || userId === undefined || contentId === undefined)
		return undefined
	if (form === undefined || threadId === undefined || text === undefined) return undefined
	return {
		key: key.data,
		network,
		accountId,
		contentId,
		form,
		visibility: 'public',
		author: { id: userId, handle: words.authorHandle, name: words.authorName },
		text,
		threadId,
		thread: words.thread,
		parentId: words.parentId,
		sentAt: words.at,
		edition: words.edition,
		manner: { form: words.addressForm, evidence: words.addressEvidence, language: words.language },
		attachments: words.attachments,
		isSealed: words.isSealed,
		isIncomplete: words.missingText !== undefined,
		media: words.media?.flatMap((item) => (item.state === 'waiting' ? [{ kind: item.kind, url: item.url }] : [])),
		source: BY_HAND,
	}
}

/**
 * Makes an aside a message of its author's case, as if it had been written to us: whoever asks us something is a customer.
 * Repeating it gives the same case. Undefined for what is no aside, or was erased. Throws `RetryLaterError`.
 */
export const promoteAside = async (dependencies: ReceiveDependencies, key: MessageKey): Promise<CaseId | undefined> => {
	const [words] = await dependencies.words.get([key])
	if (words?.caseId !== undefined) return words.caseId
	const message = words === undefined ? undefined : messageOf(words)
	if (message === undefined) return undefined
	const received = await receiveMessage(dependencies, message)
	if (received.outcome === 'message') return received.caseId
	const [filed] = await dependencies.words.get([key])
	return filed?.caseId
}

/** Notes that somebody looked at an aside and that nobody in it waits for us. Undefined as above. */
export const markAsideSeen = async (
	{ words, clock }: Pick<ReceiveDependencies, 'words' | 'clock'>,
	key: MessageKey,
	by: NonNullable<Words['asideSeenBy']>,
): Promise<Words | undefined> => {
	const seen = await retrying<{ readonly words: Words | undefined }>(async () => {
		const [known] = await words.get([key])
		if (known?.isAside !== true || known.erasedAt !== undefined) return { words: undefined }
		if (known.asideSeenAt !== undefined) return { words: known }
		const revision = (known.revision ?? 0) + 1
		const next: Words = { ...known, asideSeenAt: clock.now(), asideSeenBy: by, revision }
		return (await words.put(next)) ? { words: next } : undefined
	})
	return seen.words
}
