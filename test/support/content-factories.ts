import type {
	AsideContent,
	Content,
	MailMessageContent,
	NetworkMessageContent,
	NetworkReplyContent,
} from '#shared/cases/content.ts'
import { ANNA, CASE, keyOf, minute } from './case-factories.ts'

const onNetwork = {
	id: keyOf('msg', 1),
	at: minute(0),
	revision: 0,
	text: 'Mein Internet geht nicht',
	source: 'env_a#1',
	seen: { 'edition@0': 'env_a#1' },
	form: 'mention',
	network: 'x',
	accountId: '1001',
	userId: '5001',
	contentId: '9001',
	threadId: '9001',
} as const

/** A customer's message on a network. */
export const aMessage = (change: Partial<NetworkMessageContent> = {}): NetworkMessageContent => ({
	kind: 'message',
	...onNetwork,
	caseId: CASE,
	filedVersion: 2,
	...change,
})

/** A customer's mail. */
export const aMail = (change: Partial<MailMessageContent> = {}): MailMessageContent => ({
	kind: 'message',
	form: 'mail',
	id: keyOf('msg', 2),
	at: minute(0),
	revision: 0,
	text: 'Guten Tag, hier noch einmal schriftlich',
	source: 'env_m#0',
	seen: { 'edition@0': 'env_m#0' },
	caseId: CASE,
	filedVersion: 2,
	references: [],
	...change,
})

/** What a bystander wrote in a thread of ours. */
export const anAside = (change: Partial<AsideContent> = {}): AsideContent => ({
	kind: 'aside',
	...onNetwork,
	form: 'comment',
	thread: `thread_${'0'.repeat(26)}`,
	...change,
})

/** An answer of ours by a network. */
export const aReply = (change: Partial<NetworkReplyContent> = {}): NetworkReplyContent => ({
	kind: 'reply',
	id: keyOf('msg', 3),
	caseId: CASE,
	at: minute(1),
	revision: 0,
	text: 'Das sehen wir uns an. ^an',
	by: ANNA,
	initials: 'an',
	via: 'x',
	accountId: '1001',
	userId: '5001',
	answers: { form: 'mention', at: minute(0) },
	parentId: '9001',
	...change,
})

/** An agent's note. */
export const aNote = (
	change: Partial<Extract<Content, { kind: 'note' }>> = {},
): Extract<Content, { kind: 'note' }> => ({
	kind: 'note',
	id: keyOf('note', 1),
	caseId: CASE,
	at: minute(1),
	revision: 0,
	text: 'Rückruf zugesagt',
	...change,
})

/** Content that must be of this kind; anything else fails the test. */
export const ofKind = <Kind extends Content['kind']>(
	content: Content | undefined,
	kind: Kind,
): Extract<Content, { readonly kind: Kind }> => {
	if (content?.kind !== kind) throw new Error(`not a ${kind} but ${content?.kind}`)
	return content as Extract<Content, { readonly kind: Kind }>
}
