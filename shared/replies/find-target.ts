import { isPrivateForm } from '#shared/cases/codes.ts'
import type { NetworkMessageContent, NetworkReplyContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { MessageRef, Reach } from '#shared/cases/messages/state.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Contact, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import type { AnsweredMessage } from '#shared/cases/replies/reply-target.ts'
import type { CaseState } from '#shared/cases/state.ts'

/** The target an agent asks for. Without a message: the newest one. */
export type Wanted = {
	readonly visibility: Visibility
	readonly channel?: Network | undefined
	readonly inReplyTo?: MessageKey | undefined
}

/** The recipient by the network's own ids, stored with the text. */
export type Recipient = Pick<
	NetworkReplyContent,
	'via' | 'accountId' | 'userId' | 'parentId' | 'threadId' | 'thread' | 'answers'
>

export type Target = {
	readonly answered: AnsweredMessage
	readonly recipient: Recipient
	readonly contact: Contact
	/** The message that is answered, where its content is still there. */
	readonly content?: NetworkMessageContent | undefined
}

type Candidate = MessageRef & { readonly contact: Reach['contact']; readonly isSummons?: true | undefined }

/**
 * Returns the newest message to answer, by the network's time; for a private answer a private one where there is one.
 */
const newestCandidate = ({ reach }: CaseState, { visibility, channel }: Wanted): Candidate | undefined => {
	const candidates = reach
		.filter(({ network }) => channel === undefined || network === channel)
		.flatMap(({ contact, public: publicRef, private: privateRef }): Candidate[] => {
			if (visibility === 'public') return publicRef === undefined ? [] : [{ ...publicRef, contact }]
			const ref = privateRef ?? publicRef
			return ref === undefined ? [] : [{ ...ref, contact }]
		})
	return candidates.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1))[0]
}

/** Returns the message an agent named, where a customer wrote it in this case. */
const namedCandidate = (
	state: CaseState,
	content: NetworkMessageContent,
	contacts: readonly Contact[],
): Candidate | undefined => {
	const { id: message, network, form, accountId, userId, at, isSummons } = content
	if (content.caseId !== state.id) return undefined
	const contact = contacts.find(
		(one) => one.network === network && one.accountId === accountId && one.userId === userId,
	)
	if (contact === undefined) return undefined
	const visibility = isPrivateForm(form) ? 'private' : 'public'
	return {
		message,
		network,
		visibility,
		form,
		sentAt: at,
		contact: contact.key,
		isSummons: isSummons === true ? isSummons : undefined,
	}
}

const recipientOf = (
	{ network, form, sentAt }: Candidate,
	contact: Contact,
	content: NetworkMessageContent | undefined,
): Recipient => ({
	via: network,
	accountId: contact.accountId,
	userId: contact.userId,
	answers: { form, at: sentAt },
	parentId: content?.contentId,
	threadId: content?.threadId,
	thread: content?.thread,
})

/**
 * Finds the target of an answer. Returns undefined where there is none: no such message in this case, its author was
 * erased, or, in public, its content was.
 */
export const findTarget = async (
	{
		content: store,
		contacts: people,
	}: { readonly content: Pick<ContentStore, 'get'>; readonly contacts: Pick<ContactStore, 'findByKeys'> },
	state: CaseState,
	wanted: Wanted,
): Promise<Target | undefined> => {
	const newest = wanted.inReplyTo === undefined ? newestCandidate(state, wanted) : undefined
	const key = wanted.inReplyTo ?? newest?.message
	if (key === undefined) return undefined
	const [contacts, [known]] = await Promise.all([people.findByKeys(state.contacts), store.get([key])])
	const content = known?.kind === 'message' && known.form !== 'mail' ? known : undefined
	const candidate = newest ?? (content === undefined ? undefined : namedCandidate(state, content, contacts))
	const contact = contacts.find((one) => one.key === candidate?.contact)
	if (candidate === undefined || contact === undefined) return undefined
	if (content === undefined && wanted.visibility === 'public') return undefined
	const { message, network, visibility, form, sentAt, isSummons } = candidate
	return {
		answered: {
			message,
			contact: contact.key,
			network,
			visibility,
			form,
			sentAt,
			isSummons,
		},
		recipient: recipientOf(candidate, contact, content),
		contact,
		content,
	}
}
