import * as z from 'zod'
import { replyPurposeSchema, replyTargets, sendFailureSchema, waitReasonSchema } from '../codes.ts'
import { agentKeySchema, instantSchema, messageKeySchema, requestIdSchema, sendIdSchema } from '../keys.ts'
import { waitingSchema } from '../messages/state.ts'
import { networkSchema } from '../network.ts'

/** Something to be sent, by what it is for: from the fact that asked for it until its end is known. */

const statusSchema = () =>
	z.discriminatedUnion('kind', [
		z.object({ kind: z.enum(['queued', 'started', 'sent', 'unknown', 'withdrawn']) }),
		z.object({ kind: z.literal('deferred'), until: instantSchema, reason: waitReasonSchema }),
		z.object({ kind: z.literal('failed'), failure: sendFailureSchema }),
	])

/** What all sends have. */
const coreSchema = () =>
	z.object({
		id: sendIdSchema,
		status: statusSchema(),
		attempt: z.int(),
		/** When it entered its status; a queued or started send that stays too long is dispatched again by the sweep. */
		since: instantSchema,
		/** When it was asked for. */
		askedAt: instantSchema,
		/** How many attempts ended in each wait; what does not help is not tried for ever. */
		waits: z.partialRecord(waitReasonSchema, z.int().positive()),
	})
export type SendCore = z.infer<ReturnType<typeof coreSchema>>
const core = () => coreSchema().shape

/** A text of a request for data, written under a message or to its author. */
const requestMessageSchema = () =>
	z.object({
		...core(),
		purpose: z.enum(['requestMessage', 'invitation', 'bounceNotice', 'complaintNotice']),
		via: networkSchema,
		request: requestIdSchema,
		message: messageKeySchema,
	})

/** A mail of a request, with the link of its issue. */
const requestMailSchema = () =>
	z.object({
		...core(),
		purpose: z.literal('requestMail'),
		via: z.literal('mail'),
		request: requestIdSchema,
		issue: z.int().positive(),
	})

const reply = () => ({
	...core(),
	purpose: z.literal('reply'),
	/** The key of its content. */
	contentId: messageKeySchema,
	by: agentKeySchema,
	replyPurpose: replyPurposeSchema,
	/** What its fact says. */
	until: instantSchema.optional(),
	leavesAt: instantSchema,
	isUrgent: z.literal(true).optional(),
	/** The version its author saw: it answers what was there by then. */
	seenVersion: z.int(),
	/** What the customer did after that. */
	later: waitingSchema(),
	confirmedAt: instantSchema.optional(),
})

/** An agent's answer under a customer's message, or to its author. */
const networkReplySchema = () => z.object({ ...reply(), ...replyTargets.network })

/** An agent's answer to the address confirmed with a request. */
const mailReplySchema = () => z.object({ ...reply(), ...replyTargets.mail })

/** Another text for an answer that left; `contentId` is the key of the new one. */
const correctionSchema = () =>
	z.object({
		...core(),
		purpose: z.literal('correction'),
		via: networkSchema,
		reply: messageKeySchema,
		contentId: messageKeySchema,
	})

const deletionSchema = () =>
	z.object({
		...core(),
		purpose: z.literal('deletion'),
		via: networkSchema,
		reply: messageKeySchema,
	})

/** Hides a customer's message from the public, or shows it again. */
const hideSchema = () =>
	z.object({
		...core(),
		purpose: z.enum(['hide', 'unhide']),
		via: networkSchema,
		message: messageKeySchema,
	})

export const sendSchema = () =>
	z.discriminatedUnion('purpose', [
		requestMessageSchema(),
		requestMailSchema(),
		z.discriminatedUnion('via', [networkReplySchema(), mailReplySchema()]),
		correctionSchema(),
		deletionSchema(),
		hideSchema(),
	])

export type Send = z.infer<ReturnType<typeof sendSchema>>
export type SendStatus = Send['status']
/** What leaves by a network. */
export type NetworkSend = Exclude<Send, { readonly via: 'mail' }>
export type Purpose = Send['purpose']
export type RequestMessageSend = z.infer<ReturnType<typeof requestMessageSchema>>
export type RequestMailSend = z.infer<ReturnType<typeof requestMailSchema>>
export type NetworkReplySend = z.infer<ReturnType<typeof networkReplySchema>>
export type MailReplySend = z.infer<ReturnType<typeof mailReplySchema>>
export type ReplySend = NetworkReplySend | MailReplySend
export type CorrectionSend = z.infer<ReturnType<typeof correctionSchema>>
export type DeletionSend = z.infer<ReturnType<typeof deletionSchema>>
export type HideSend = z.infer<ReturnType<typeof hideSchema>>

type PurposeRules = {
	/** Uses up the one private reply to the message it answers (NETWORKS.md 3.4). Of an answer, its visibility tells. */
	readonly isPrivateReply: boolean
	/** May be repeated without a look whether it left: done before is done (channel.ts). */
	readonly isRepeatable: boolean
	/** The customer waits for it while they are at it. Of an answer, its agent says so. */
	readonly isUrgent: boolean
	/** It asks the customer to do something: a try to reach them. Of an answer, its own purpose tells. */
	readonly isTry: boolean
	/** What makes it obsolete: the end of its request or the erasure of the person, that erasure alone, or nothing. */
	readonly endsWith: 'request' | 'person' | undefined
}

const PLAIN = { isPrivateReply: false, isRepeatable: false, isUrgent: false, isTry: false } as const
const NOTICE = { ...PLAIN, isPrivateReply: true, endsWith: 'request' } as const
const CHANGE = { ...PLAIN, isRepeatable: true, endsWith: 'person' } as const

/** What each purpose answers to the questions that depend on nothing else. */
export const PURPOSES = {
	requestMessage: { ...NOTICE, isUrgent: true, isTry: true },
	invitation: { ...PLAIN, isTry: true, endsWith: 'request' },
	bounceNotice: NOTICE,
	complaintNotice: NOTICE,
	requestMail: { ...PLAIN, endsWith: 'request' },
	reply: { ...PLAIN, endsWith: 'person' },
	correction: CHANGE,
	deletion: { ...CHANGE, endsWith: undefined },
	hide: { ...CHANGE, endsWith: undefined },
	unhide: CHANGE,
} as const satisfies Record<Purpose, PurposeRules>

export const isReply = (send: Send): send is ReplySend => send.purpose === 'reply'

/** Tells whether a send is, or would be, the one private reply to the message it answers (NETWORKS.md 3.4). */
export const usesPrivateReply = (send: Send): send is RequestMessageSend | NetworkReplySend =>
	'message' in send && (isReply(send) ? send.visibility === 'private' : PURPOSES[send.purpose].isPrivateReply)

/** Tells whether nothing more comes of a send by itself. */
export const hasEnded = ({ status }: Send): boolean => ['sent', 'failed', 'unknown', 'withdrawn'].includes(status.kind)

/** Tells whether a send may be on its way: one that waits after an attempt certainly did not arrive with it. */
export const isUnderWay = ({ attempt, status }: Send): boolean =>
	attempt > 0 && status.kind !== 'deferred' && status.kind !== 'queued'
