import * as z from 'zod'
import {
	agentKeySchema,
	caseNumberSchema,
	contactKeySchema,
	instantSchema,
	messageKeySchema,
	noteKeySchema,
	requestIdSchema,
	sendIdSchema,
	submissionIdSchema,
} from './keys.ts'
import { networkSchema, visibilitySchema } from './network.ts'

/**
 * Everything that can happen to a case. A closed schema without free strings: keys of ours, codes, instants and numbers.
 * Nothing is released yet, so shapes may change; from the first release on the meaning of a kind stays (README.md).
 */

export const dataFieldSchema = z.enum([
	'customerNumber',
	'name',
	'phone',
	'callbackWindow',
	'connectionAddress',
	'orderNumber',
	'email',
	'freeText',
])
export type DataField = z.infer<typeof dataFieldSchema>

export const addressFormSchema = z.enum(['du', 'sie'])
export type AddressForm = z.infer<typeof addressFormSchema>
export const languageSchema = z.enum(['de', 'en'])
export type Language = z.infer<typeof languageSchema>
/** What customers write in; our texts are German for whom they are neither. */
export const contactLanguageSchema = z.enum([...languageSchema.options, 'tr'])
export type ContactLanguage = z.infer<typeof contactLanguageSchema>
/** Why an agent sets how a customer is written to. */
export const mannerReasonSchema = z.enum(['customerSaidSo', 'askedOnThePhone', 'wronglyDetected'])

/** How sure we are who wrote the data (shared/requests/README.md, "Levels of proof"). */
export const assuranceSchema = z.enum(['controlsAccount', 'controlsMailbox'])
export type Assurance = z.infer<typeof assuranceSchema>

/** What a reading of customer data is for. */
export const readingPurposeSchema = z.enum([
	'identifyCustomer',
	'lookUpContract',
	'callBack',
	'arrangeVisit',
	'handOver',
])

export const messageFormSchema = z.enum(['mention', 'reply', 'quote', 'comment', 'post', 'review', 'dm'])
export type MessageForm = z.infer<typeof messageFormSchema>

export const sendFailureSchema = z.enum([
	'recipientClosed',
	'windowClosed',
	'recipientGone',
	'duplicate',
	'tooLong',
	'forbidden',
	'tokenDead',
	'unknownTarget',
	'rejected',
	'withdrawn',
	/** A person found out that what was unknown did not arrive. */
	'notSent',
])
export type SendFailure = z.infer<typeof sendFailureSchema>

/** What an answer is for: only an `answer` answers; the others hand over the turn (README.md, "Whose turn"). */
export const replyPurposeSchema = z.enum(['answer', 'invitation', 'netiquette'])
export type ReplyPurpose = z.infer<typeof replyPurposeSchema>

/** What a person must look at before an answer leaves, and may overrule with a reason. */
export const replyWarningSchema = z.enum(['saysDu', 'saysSie', 'identicalText', 'linkPrice'])
export type ReplyWarning = z.infer<typeof replyWarningSchema>
export const overrideReasonSchema = z.enum(['meantSo', 'customerAgreed', 'wronglyDetected', 'sameIncident'])
export type OverrideReason = z.infer<typeof overrideReasonSchema>

/** How a matter ended. */
export const caseOutcomeSchema = z.enum(['helped', 'passedOn', 'noAnswerPossible', 'noRequest'])
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>
/** Why a case may be closed although the customer had the last word. */
export const unansweredReasonSchema = z.enum([
	'thanks',
	'answeredElsewhere',
	'duplicateMatter',
	'spam',
	'abuse',
	'withdrawn',
])

/** Where an answer goes: under a message or to its author, or to the address that was confirmed with a request. */
export const replyTargets = {
	network: { via: networkSchema, visibility: visibilitySchema, message: messageKeySchema, contact: contactKeySchema },
	mail: { via: z.literal('mail'), visibility: z.literal('private'), request: requestIdSchema },
} as const
const replyTargetSchema = z.discriminatedUnion('via', [
	z.strictObject(replyTargets.network),
	z.strictObject(replyTargets.mail),
])

const kindOf = <Kind extends string, Shape extends z.core.$ZodLooseShape>(kind: Kind, shape: Shape) =>
	z.strictObject({ kind: z.literal(kind), v: z.literal(1), at: instantSchema, ...shape })

const by = { by: agentKeySchema }
const request = { request: requestIdSchema }
/** How much of a message was still at its network: attachments, and the text where the event did not hold all of it. */
const toFetchSchema = z.int().positive().optional()
const send = { send: sendIdSchema }
const byPerson = { by: agentKeySchema.optional() }
/** What the text of a message tells of how its author speaks. */
const addressAndLanguage = { addressForm: addressFormSchema.optional(), language: contactLanguageSchema.optional() }

export const factSchema = z.discriminatedUnion('kind', [
	kindOf('CaseOpened', {
		number: caseNumberSchema,
		contact: contactKeySchema,
		network: networkSchema,
		/** How the contact spoke in earlier cases. */
		...addressAndLanguage,
	}),
	kindOf('CaseReopened', {}),
	kindOf('MessageReceived', {
		message: messageKeySchema,
		contact: contactKeySchema,
		network: networkSchema,
		visibility: visibilitySchema,
		form: messageFormSchema,
		/** The network's time; the order of messages is (sentAt, message), not arrival. */
		sentAt: instantSchema,
		/** X: its author called us, so that the self-serve tiers may answer (NETWORKS.md 2.8). */
		isSummons: z.literal(true).optional(),
		toFetch: toFetchSchema,
		...addressAndLanguage,
	}),
	/** A mail of the customer, from the address they confirmed by the data they gave with `request`. */
	kindOf('MailReceived', {
		message: messageKeySchema,
		contact: contactKeySchema,
		...request,
		sentAt: instantSchema,
		toFetch: toFetchSchema,
		...addressAndLanguage,
	}),
	/** Another version of a message's text came: a correction, or, out of order, an older one. */
	kindOf('MessageEdited', {
		message: messageKeySchema,
		/** The network's time of that version. */
		sentAt: instantSchema,
		/** The version of the case at which the message was filed. */
		filedVersion: z.int().positive(),
		/** Its text is the one shown from now on. */
		isShown: z.boolean(),
		toFetch: toFetchSchema,
		...addressAndLanguage,
	}),
	/** Its author or the network took a message back; our copy of its words is gone. */
	kindOf('MessageErased', { message: messageKeySchema, filedVersion: z.int().positive() }),
	/** The public does not see it any more, or sees it again. */
	kindOf('MessageHidden', { message: messageKeySchema, isHidden: z.boolean() }),
	kindOf('CaseClaimed', by),
	kindOf('CaseReleased', by),
	kindOf('CaseAssigned', { ...by, owner: agentKeySchema, deputy: agentKeySchema.optional() }),
	kindOf('NoteWritten', { ...by, note: noteKeySchema }),
	kindOf('AddressFormSet', { ...by, form: addressFormSchema, reason: mannerReasonSchema.optional() }),
	kindOf('LanguageSet', { ...by, language: contactLanguageSchema, reason: mannerReasonSchema.optional() }),
	kindOf('DataRequested', {
		...by,
		...request,
		...send,
		fields: z.array(dataFieldSchema).min(1),
		form: addressFormSchema,
		language: languageSchema,
		/** The message whose author gets the private message. */
		message: messageKeySchema,
		network: networkSchema,
		expiresAt: instantSchema,
	}),
	kindOf('RequestResent', { ...by, ...request, ...send, message: messageKeySchema, network: networkSchema }),
	kindOf('InvitationQueued', { ...request, ...send, message: messageKeySchema, network: networkSchema }),
	kindOf('MailRequested', {
		...request,
		...send,
		issue: z.int().positive(),
		/** When the link of this mail ends, and with it the request if that is later. */
		expiresAt: instantSchema,
	}),
	kindOf('MailBounced', { ...request, issue: z.int().positive(), reason: z.enum(['bounced', 'complained']) }),
	kindOf('NoticeQueued', {
		...request,
		...send,
		notice: z.enum(['mailBounced', 'mailComplained']),
		message: messageKeySchema,
		network: networkSchema,
	}),
	kindOf('RequestPaused', { ...request, until: instantSchema }),
	kindOf('RequestDisowned', request),
	kindOf('RequestRevoked', { ...by, ...request }),
	kindOf('RequestExpired', request),
	kindOf('DataReceived', {
		...request,
		submission: submissionIdSchema,
		fields: z.array(dataFieldSchema).min(1),
		assurance: assuranceSchema,
	}),
	kindOf('DataRead', { ...by, purpose: readingPurposeSchema, fields: z.array(dataFieldSchema).min(1) }),
	kindOf('DataErased', { reason: z.enum(['demanded', 'retention']), by: agentKeySchema.optional() }),
	kindOf('SendStarted', { ...send, attempt: z.int().positive() }),
	kindOf('SendSucceeded', { ...send, message: messageKeySchema.optional() }),
	kindOf('SendFailed', { ...send, reason: sendFailureSchema }),
	kindOf('SendUnknown', send),
	kindOf('SendDeferred', { ...send, until: instantSchema }),
	kindOf('ReplyQueued', {
		...by,
		...send,
		/** The key of its words. */
		reply: messageKeySchema,
		to: replyTargetSchema,
		purpose: replyPurposeSchema,
		/** Until then it may be withdrawn without haste; it does not leave before. */
		leavesAt: instantSchema,
		isUrgent: z.literal(true).optional(),
		overrides: z.array(z.strictObject({ warning: replyWarningSchema, reason: overrideReasonSchema })).optional(),
	}),
	kindOf('ReplyWithdrawn', { ...by, ...send }),
	/** `by`: a person saw on the network how it ended. */
	kindOf('ReplySent', { ...send, ...byPerson, message: messageKeySchema.optional() }),
	kindOf('ReplyFailed', { ...send, ...byPerson, reason: sendFailureSchema }),
	kindOf('ReplyUnknown', send),
	/** The network itself told us of it. */
	kindOf('ReplyConfirmed', { ...send, message: messageKeySchema }),
	kindOf('ReplyBounced', { ...send, reason: z.enum(['bounced', 'complained']) }),
	/** `correction`: the key of the new text. */
	kindOf('ReplyCorrectionQueued', { ...by, ...send, reply: messageKeySchema, correction: messageKeySchema }),
	kindOf('ReplyDeletionQueued', { ...by, ...send, reply: messageKeySchema }),
	kindOf('HideQueued', {
		...by,
		...send,
		message: messageKeySchema,
		network: networkSchema,
		isHidden: z.boolean(),
	}),
	/** A post or message of ours that hilft did not send. */
	kindOf('NativeAnswerSeen', {
		message: messageKeySchema,
		network: networkSchema,
		visibility: visibilitySchema,
		sentAt: instantSchema,
	}),
	kindOf('NativeAnswerConfirmed', { ...by, message: messageKeySchema }),
	/** An agent answered in the network's own app. */
	kindOf('AnsweredByHand', by),
	/** Personal data that stood in a private message lie in the vault now, and the words no longer hold them. */
	kindOf('DataFound', {
		message: messageKeySchema,
		submission: submissionIdSchema,
		fields: z.array(dataFieldSchema).min(1),
	}),
	/** The customer wrote personal data where everybody reads them; our copy is masked. */
	kindOf('DataExposed', { message: messageKeySchema, fields: z.array(dataFieldSchema).min(1) }),
	kindOf('PersonErasureDemanded', { ...byPerson, reason: z.enum(['demanded', 'network']) }),
	kindOf('PersonErased', {}),
	kindOf('TurnLapsed', {}),
	kindOf('CaseClosed', {
		...by,
		outcome: caseOutcomeSchema,
		unansweredReason: unansweredReasonSchema.optional(),
		/** When what the customer gave is erased, unless the case is reopened before. */
		eraseAt: instantSchema,
	}),
])

export type Fact = z.infer<typeof factSchema>
export type FactKind = Fact['kind']
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>

/** A fact in its place: `version` is its number within the case, starting at 1. */
export type RecordedFact = { readonly version: number; readonly fact: Fact }
