import * as z from 'zod'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import {
	addressFormSchema,
	contactLanguageSchema,
	messageFormSchema,
	overrideReasonSchema,
	owedBySchema,
	promiseKindSchema,
	replyPurposeSchema,
	replyWarningSchema,
} from './codes.ts'
import {
	agentKeySchema,
	type CaseId,
	caseIdSchema,
	instantSchema,
	messageKeySchema,
	noteKeySchema,
	sendIdSchema,
} from './keys.ts'
import { mediaItemSchema } from './messages/media-item.ts'
import { aboutSchema, attachedSchema } from './messages/pointed-at.ts'
import { networkSchema, visibilitySchema } from './network.ts'

/**
 * What messages, answers and notes say, and whom they name: erasable, and kept apart from the facts. Each item says of which
 * kind it is, and has the members of that kind only.
 */

/** `at` is when it was written, at its network where it has one. `revision` is 0 at first, and raised by each write. */
const item = () => ({ at: instantSchema, revision: z.int().nonnegative() })

/** By edition, which event brought it; by `erased`, `hidden@…`, `shown@…`, which event said so. */
const marks = () => ({ seen: z.record(z.string(), z.string()).readonly() })

/** When the network last said that the public does, or does not, see it. */
const visibility = () => ({ shownChangedAt: instantSchema.optional(), isHidden: z.boolean().optional() })

/** What a customer or bystander wrote, however it came. */
const written = () => ({
	...item(),
	...marks(),
	id: messageKeySchema,
	text: z.string(),
	authorName: z.string().optional(),
	/** Which event of which delivery filed it, so that a redelivery knows its own work. */
	source: z.string(),
	/** What came along, and what it is about, beside the words. */
	attached: z.array(attachedSchema()).readonly().optional(),
	about: aboutSchema().optional(),
	/** Those files of it that can be fetched or were kept. */
	media: z.array(mediaItemSchema).readonly().optional(),
	/** The words that prove the form of address. */
	addressEvidence: z.string().optional(),
	/** What the text tells of how its author speaks. */
	addressForm: addressFormSchema.optional(),
	language: contactLanguageSchema.optional(),
})

const onNetwork = () => ({
	...written(),
	...visibility(),
	form: messageFormSchema,
	authorHandle: z.string().optional(),
	/** X: its author called us (NETWORKS.md 2.8). */
	isSummons: z.boolean().optional(),
	/** The network's ids, needed to answer. */
	network: networkSchema,
	accountId: z.string(),
	userId: z.string(),
	contentId: z.string(),
	threadId: z.string(),
	/** The thread by a key of ours, the same for all that is written in it in public; direct messages have none. */
	thread: z.string().optional(),
	parentId: z.string().optional(),
	/** The version of the text that is shown, as the network counts them; absent is the first. */
	edition: z.string().optional(),
	/** The edition that the media came with, where a later one changed only the text. */
	mediaEdition: z.string().optional(),
	/** The text is not all there: it is still to be read at the network, or could not be read. */
	missingText: z.enum(['waiting', 'failed']).optional(),
	/** How often fetching what is waiting failed in a way that may pass. */
	fetchTries: z.int().optional(),
	/** Encrypted for the network's own app: it is answered there. */
	isSealed: z.boolean().optional(),
})

/** Where a message is filed: its case, and that case's version at which it was. */
const filing = () => ({ caseId: caseIdSchema, filedVersion: z.int() })

const networkMessageSchema = () => z.object({ kind: z.literal('message'), ...onNetwork(), ...filing() })
const mailMessageSchema = () =>
	z.object({
		kind: z.literal('message'),
		form: z.literal('mail'),
		...written(),
		...filing(),
		/** Its Message-ID and those it refers to, without angle brackets. */
		mailId: z.string().optional(),
		references: z.array(z.string()).readonly(),
	})
const asideSchema = () =>
	z.object({
		kind: z.literal('aside'),
		...onNetwork(),
		/** When and by whom it was looked at, and left an aside. */
		asideSeenAt: instantSchema.optional(),
		asideSeenBy: agentKeySchema.optional(),
	})

/** What one of us wrote here, and the initials that stand under it. */
const ours = () => ({
	...item(),
	id: messageKeySchema,
	caseId: caseIdSchema,
	text: z.string(),
	by: agentKeySchema,
	initials: z.string(),
})
const mailReplySchema = () => z.object({ kind: z.literal('reply'), via: z.literal('mail'), ...ours() })
const networkReplySchema = () =>
	z.object({
		kind: z.literal('reply'),
		via: networkSchema,
		...ours(),
		accountId: z.string(),
		userId: z.string(),
		/** The form and the time of the message that it answers, whose network id is `parentId`. */
		answers: z.object({ form: messageFormSchema, at: instantSchema }),
		/** Absent where the content of what it answers was erased. */
		parentId: z.string().optional(),
		threadId: z.string().optional(),
		thread: z.string().optional(),
		/** What the network calls it, once it left. */
		contentId: z.string().optional(),
	})
const correctionSchema = () => z.object({ kind: z.literal('correction'), ...ours() })
/** An answer that somebody who learns proposed, as they wrote it, with all that it is sent by once it is released. */
const proposalSchema = () =>
	z.object({
		kind: z.literal('proposal'),
		...item(),
		id: messageKeySchema,
		caseId: caseIdSchema,
		text: z.string(),
		by: agentKeySchema,
		visibility: z.enum([...visibilitySchema.options, 'mail']),
		channel: networkSchema.optional(),
		inReplyTo: messageKeySchema.optional(),
		purpose: replyPurposeSchema,
		until: instantSchema.optional(),
		isUrgent: z.boolean(),
		/** What it promises once it is released. */
		promise: z.object({ kind: promiseKindSchema, dueAt: instantSchema, owedBy: owedBySchema }).optional(),
		overrides: z.array(z.object({ warning: replyWarningSchema, reason: overrideReasonSchema })).readonly(),
		/** The step about the tone of a message that it says. */
		netiquette: z.object({ what: z.enum(['pointer', 'warning']), message: messageKeySchema }).optional(),
	})
/** Of what we wrote and took for a customer's: the event that filed it as such, so that a redelivery knows its own work. */
const disowned = () => ({ source: z.string().optional() })

const nativeReplySchema = () =>
	z.object({
		kind: z.literal('nativeReply'),
		...item(),
		...marks(),
		...visibility(),
		id: messageKeySchema,
		caseId: caseIdSchema,
		network: networkSchema,
		accountId: z.string(),
		contentId: z.string(),
		parentId: z.string().optional(),
		/** Absent where it had none, a picture for example. */
		text: z.string().optional(),
		...disowned(),
	})

const noteSchema = () =>
	z.object({
		kind: z.literal('note'),
		...item(),
		id: noteKeySchema,
		caseId: caseIdSchema,
		text: z.string(),
		/** What its author wrote, until the worker has moved the personal data in it to the vault; nobody is shown it. */
		unsealed: z.string().optional(),
		/** Its author took it back later, when others may have acted on it. */
		isStruck: z.literal(true).optional(),
	})

const aliasSchema = () =>
	z.object({ kind: z.literal('alias'), ...item(), id: messageKeySchema, aliasOf: messageKeySchema })
const sentSchema = () =>
	z.object({
		kind: z.literal('sent'),
		...item(),
		...disowned(),
		id: messageKeySchema,
		caseId: caseIdSchema,
		send: sendIdSchema,
	})
/** What we wrote in a network's own app where no case of ours is: a key only, so that a later event of it opens none. */
const oursSchema = () => z.object({ kind: z.literal('ours'), ...item(), ...disowned(), id: messageKeySchema })

const pendingSchema = () =>
	z.object({
		kind: z.literal('pending'),
		...item(),
		...marks(),
		id: messageKeySchema,
		shownChangedAt: instantSchema,
		isHidden: z.boolean(),
	})

const erased = () => ({ kind: z.literal('erased'), ...item(), ...marks(), erasedAt: instantSchema })
const erasedSchema = () =>
	z.discriminatedUnion('was', [
		z.object({ ...erased(), id: messageKeySchema, was: z.literal('message'), ...filing(), source: z.string() }),
		z.object({ ...erased(), id: messageKeySchema, was: z.literal('aside'), source: z.string() }),
		/** Taken back before it came. */
		z.object({ ...erased(), id: messageKeySchema, was: z.literal('pending') }),
		z.object({
			...erased(),
			id: messageKeySchema,
			was: z.enum(['reply', 'correction', 'nativeReply', 'proposal']),
			caseId: caseIdSchema,
		}),
		z.object({ ...erased(), id: noteKeySchema, was: z.literal('note'), caseId: caseIdSchema }),
	])

/** Gives the schema of all content, made when the first is read. */
export const contentSchema = onFirstUse(() =>
	z.discriminatedUnion('kind', [
		z.discriminatedUnion('form', [networkMessageSchema(), mailMessageSchema()]),
		asideSchema(),
		z.discriminatedUnion('via', [networkReplySchema(), mailReplySchema()]),
		correctionSchema(),
		proposalSchema(),
		nativeReplySchema(),
		noteSchema(),
		aliasSchema(),
		sentSchema(),
		oursSchema(),
		pendingSchema(),
		erasedSchema(),
	]),
)

export type Content = Readonly<z.infer<ReturnType<typeof contentSchema>>>
export type ContentId = Content['id']

/** A customer's message on a network, filed with its case. */
export type NetworkMessageContent = Readonly<z.infer<ReturnType<typeof networkMessageSchema>>>
/** A customer's mail, filed with its case. */
export type MailMessageContent = Readonly<z.infer<ReturnType<typeof mailMessageSchema>>>
/** A customer's message, filed with its case; by mail where its form says so. */
export type MessageContent = NetworkMessageContent | MailMessageContent
/** Written to somebody else in a thread of ours: filed with no case until a person makes it a message. */
export type AsideContent = Readonly<z.infer<ReturnType<typeof asideSchema>>>
/** What somebody wrote on a network, to us or to others. */
export type NetworkContent = NetworkMessageContent | AsideContent
/** An answer of ours by a network, as it was when the agent pressed send. */
export type NetworkReplyContent = Readonly<z.infer<ReturnType<typeof networkReplySchema>>>
/** An answer of ours: by a network, or by mail to the confirmed address. */
export type ReplyContent = Extract<Content, { readonly kind: 'reply' }>
/** An answer that waits for somebody to release it. */
export type ProposalContent = Readonly<z.infer<ReturnType<typeof proposalSchema>>>
/** An answer that one of us wrote in the network's own app: not sent by us. */
export type NativeReplyContent = Readonly<z.infer<ReturnType<typeof nativeReplySchema>>>
/** Another name of a message: an edition's own id. Holds keys only. */
export type AliasContent = Readonly<z.infer<ReturnType<typeof aliasSchema>>>
/**
 * What its network calls something we sent, and by which send it left. Holds keys only: the text of an answer lies under
 * the answer's key, and that of a request nowhere, as it carries the customer's link.
 */
export type SentMark = Readonly<z.infer<ReturnType<typeof sentSchema>>>
/** What we wrote ourselves, and belongs to no case. Holds a key only. */
export type OursMark = Readonly<z.infer<ReturnType<typeof oursSchema>>>
/** A change that came before its message: its marks only. */
export type PendingContent = Readonly<z.infer<ReturnType<typeof pendingSchema>>>
/** What is left of erased content: what it was, where it was filed, and which events spoke of it. */
export type ErasedContent = Readonly<z.infer<ReturnType<typeof erasedSchema>>>

/** Narrows content to what somebody wrote on a network. */
export const isNetworkContent = (content: Content | undefined): content is NetworkContent =>
	content?.kind === 'aside' || (content?.kind === 'message' && content.form !== 'mail')

/** Gives the case that content belongs to; undefined for what is in none. */
export const caseOf = (content: Content | undefined): CaseId | undefined => {
	if (content === undefined) return undefined
	switch (content.kind) {
		case 'aside':
		case 'alias':
		case 'ours':
		case 'pending':
			return undefined
		case 'erased':
			return content.was === 'aside' || content.was === 'pending' ? undefined : content.caseId
		default:
			return content.caseId
	}
}
