import { type AsideContent, caseOf } from '#shared/cases/content.ts'
import type { AgentKey, CaseId, MessageKey } from '#shared/cases/keys.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { authorAndPlaceOf } from './author-and-place.ts'
import type { IncomingMessage } from './incoming-message.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { receiveMessage } from './receive-message.ts'

/** The source of a message that an agent picked, in place of envelope and index. */
const BY_HAND = 'desk'

/** Returns an aside as an incoming message. */
const messageOf = (aside: AsideContent): IncomingMessage => ({
	...authorAndPlaceOf(aside),
	key: aside.id,
	author: { id: aside.userId, handle: aside.authorHandle, name: aside.authorName },
	text: aside.text,
	thread: aside.thread,
	parentId: aside.parentId,
	edition: aside.edition,
	addressAndLanguage: { form: aside.addressForm, evidence: aside.addressEvidence, language: aside.language },
	attached: aside.attached,
	about: aside.about,
	isSealed: aside.isSealed,
	isIncomplete: aside.missingText !== undefined,
	media: aside.media?.flatMap((item) => (item.state === 'waiting' ? [{ kind: item.kind, url: item.url }] : [])),
	source: BY_HAND,
})

/**
 * Files an aside as a message to its author's case, as if it had been written to us. Returns the same case when repeated;
 * undefined for what is no aside or was erased. Throws `RetryLaterError` when the case is contended.
 */
export const promoteAside = async (dependencies: ReceiveDependencies, key: MessageKey): Promise<CaseId | undefined> => {
	const [known] = await dependencies.content.get([key])
	if (known?.kind !== 'aside') return caseOf(known)
	const received = await receiveMessage(dependencies, messageOf(known))
	if (received.outcome === 'message') return received.caseId
	const [filed] = await dependencies.content.get([key])
	return caseOf(filed)
}

/** Records that an agent looked at an aside and that it needs no answer. Returns undefined as `promoteAside` does. */
export const markAsideSeen = async (
	{ content, clock }: Pick<ReceiveDependencies, 'content' | 'clock'>,
	key: MessageKey,
	by: AgentKey,
): Promise<AsideContent | undefined> => {
	const seen = await retryOnConflict<{ readonly aside: AsideContent | undefined }>('contentContended', async () => {
		const [known] = await content.get([key])
		if (known?.kind !== 'aside') return { aside: undefined }
		if (known.asideSeenAt !== undefined) return { aside: known }
		const aside = { ...known, asideSeenAt: clock.now(), asideSeenBy: by, revision: known.revision + 1 }
		return (await content.put(aside)) ? { aside } : undefined
	})
	return seen.aside
}
