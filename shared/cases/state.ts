import * as z from 'zod'
import {
	addressFormSchema,
	assuranceSchema,
	caseOutcomeSchema,
	contactLanguageSchema,
	dataFieldSchema,
	languageSchema,
	messageFormSchema,
} from './facts.ts'
import {
	agentKeySchema,
	caseIdSchema,
	caseNumberSchema,
	contactKeySchema,
	instantSchema,
	messageKeySchema,
	requestIdSchema,
	sendIdSchema,
	submissionIdSchema,
} from './keys.ts'
import { networkSchema, outboundChannelSchema, visibilitySchema } from './network.ts'
import { type Send, sendSchema } from './send.ts'
import { waitingSchema } from './waiting.ts'

/** The form of the snapshot. Raised whenever `evolve` or this schema changes: heads of another form are folded anew. */
export const HEAD_SCHEMA = 6

const turnSchema = z.discriminatedUnion('who', [
	z.object({ who: z.literal('ours') }),
	z.object({ who: z.literal('customer'), until: instantSchema }),
	z.object({ who: z.literal('backoffice'), until: instantSchema }),
])

const sinceSchema = z.object({ at: instantSchema, message: messageKeySchema.optional() })

const messageRefSchema = z.object({
	message: messageKeySchema,
	network: networkSchema,
	visibility: visibilitySchema,
	form: messageFormSchema,
	sentAt: instantSchema,
})

/** Where a contact can be reached: under their newest public message, and in private since they last wrote there. */
const reachSchema = z.object({
	contact: contactKeySchema,
	network: networkSchema,
	public: messageRefSchema.extend({ isSummons: z.literal(true).optional() }).optional(),
	private: messageRefSchema.optional(),
})

/** An answer that left, as long as it may be corrected or taken back. */
const sentReplySchema = z.object({
	/** The key of its content. */
	contentId: messageKeySchema,
	send: sendIdSchema,
	via: outboundChannelSchema,
	visibility: visibilitySchema,
	/** What it answered; comes back when it is taken back and nothing newer answers. */
	answered: waitingSchema,
	isDeleted: z.literal(true).optional(),
})

const dataRequestSchema = z.object({
	id: requestIdSchema,
	fields: z.array(dataFieldSchema),
	form: addressFormSchema,
	language: languageSchema,
	message: messageKeySchema,
	network: networkSchema,
	status: z.enum(['open', 'received', 'revoked', 'disowned', 'expired']),
	pausedUntil: instantSchema.optional(),
	/** The issues whose mail came back. */
	bounced: z.array(z.int()),
	expiresAt: instantSchema,
	/** The version at which an agent last asked or reminded: they had seen what was there by then. */
	askedVersion: z.int(),
	submissions: z.array(
		z.object({
			id: submissionIdSchema,
			fields: z.array(dataFieldSchema),
			assurance: assuranceSchema,
			at: instantSchema,
		}),
	),
	/** Submissions whose data are gone, so that a late repeat of their arrival is known as such. */
	erased: z.array(submissionIdSchema),
})

export const caseStateSchema = z.object({
	schema: z.literal(HEAD_SCHEMA),
	id: caseIdSchema,
	version: z.int(),
	number: caseNumberSchema,
	state: z.enum(['open', 'closed']),
	openedAt: instantSchema,
	closedAt: instantSchema.optional(),
	outcome: caseOutcomeSchema.optional(),
	turn: turnSchema,
	contacts: z.array(contactKeySchema),
	networks: z.array(networkSchema),
	/** The newest message of the customer by the network's time: where a private message or a reply goes. */
	lastMessage: messageRefSchema.optional(),
	/** The version at which a message last arrived, however old it was. */
	arrivedVersion: z.int().optional(),
	/** The customer's messages not answered yet: the first of them by key, and how many in all. */
	unanswered: waitingSchema.omit({ since: true }),
	waitingSince: instantSchema.optional(),
	/** One entry per contact of the case. */
	reach: z.array(reachSchema),
	/** Public messages whose one private reply was used, the newest last (NETWORKS.md 3.4). */
	repliedPrivately: z.array(messageKeySchema),
	/** The newest answers that left, the newest last. */
	sentReplies: z.array(sentReplySchema),
	/** Answers whose mail came back, the newest last. */
	bouncedReplies: z.array(sendIdSchema),
	/** Posts and messages of ours that hilft did not send and nobody confirmed as an answer, the newest last. */
	nativeAnswers: z.array(z.object({ message: messageKeySchema, sentAt: instantSchema, later: waitingSchema })),
	/** What a person should know before they act, the newest last. */
	signals: z.array(
		z.object({
			kind: z.literal('personalDataInPublic'),
			message: messageKeySchema,
			fields: z.array(dataFieldSchema),
			at: instantSchema,
		}),
	),
	/** What was found in private messages and moved to the vault. */
	foundData: z.array(z.object({ id: submissionIdSchema, fields: z.array(dataFieldSchema), at: instantSchema })),
	/** Somebody demanded that this person be erased: nothing is sent to them any more. */
	personErasure: z.enum(['demanded', 'done']).optional(),
	/** Messages filed at this version of the case or before are answered, or were closed with a reason. */
	settledVersion: z.int(),
	owner: agentKeySchema.optional(),
	deputy: agentKeySchema.optional(),
	claim: z.object({ by: agentKeySchema, at: instantSchema }).optional(),
	form: addressFormSchema.optional(),
	/** Since when the form is what it is, and by which message; without one an agent set it. */
	formSince: sinceSchema.optional(),
	language: contactLanguageSchema,
	languageSince: sinceSchema.optional(),
	/** The newest request last. */
	requests: z.array(dataRequestSchema),
	sends: z.array(sendSchema),
	/** Data lie in the vault, or addresses with the request, that are to be erased. */
	holdsData: z.boolean(),
	/** Set while closed: when the customer's data are erased. */
	eraseAt: instantSchema.optional(),
})

export type CaseState = z.infer<typeof caseStateSchema>
export type DataRequest = z.infer<typeof dataRequestSchema>
export type MessageRef = z.infer<typeof messageRefSchema>
export type Reach = z.infer<typeof reachSchema>

/** The newest data request of a case, whatever became of it. */
export const currentRequest = (state: CaseState): DataRequest | undefined => state.requests.at(-1)

export const findRequest = (state: CaseState, id: string | undefined): DataRequest | undefined =>
	state.requests.find((request) => request.id === id)

export const findSend = (state: CaseState, id: string): Send | undefined => state.sends.find((send) => send.id === id)
