import * as z from 'zod'
import { contactKeySchema, messageKeySchema, requestIdSchema } from './keys.ts'
import { type Network, networkSchema, visibilitySchema } from './network.ts'

/** The codes that facts, state and commands are written in: closed lists, no free strings. */

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
export const addressReasonSchema = z.enum(['customerSaidSo', 'askedOnThePhone', 'wronglyDetected'])

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

/** What customers' content is at each network, as finely as it is answered in another way (`replies/ways.ts`). */
export const FORMS = {
	x: ['mention', 'reply', 'quote', 'article', 'communityPost', 'dm'],
	facebook: [
		'comment',
		'adComment',
		'post',
		'wallShare',
		'mention',
		'groupMention',
		'review',
		'bareReview',
		'reviewComment',
		'feedback',
		'dm',
	],
	instagram: [
		'comment',
		'adComment',
		'liveComment',
		'captionMention',
		'commentMention',
		'storyMention',
		'storyReply',
		'dm',
	],
} as const satisfies Record<Network, readonly string[]>
export type FormOf<N extends Network> = (typeof FORMS)[N][number]
export const messageFormSchema = z.enum([...new Set([...FORMS.x, ...FORMS.facebook, ...FORMS.instagram])])
export type MessageForm = FormOf<Network>

const PRIVATE_FORMS: readonly MessageForm[] = ['dm', 'storyMention', 'storyReply', 'feedback']
/** Tells whether content of a form is a private message, which only its recipient sees. */
export const isPrivateForm = (form: MessageForm | 'mail'): boolean => form === 'mail' || PRIVATE_FORMS.includes(form)

/**
 * What a send waits for that certainly has not arrived. `unexplained`: the network refused it for a reason that nobody
 * knows; `accountWorks`: it refused the account, which works when it is asked; both are tried a few times.
 */
export const waitReasonSchema = z.enum([
	'sendingStopped',
	'limit',
	/** Our own pace: private messages on X (NETWORKS.md 2.9). */
	'pace',
	'notReached',
	'tokenDead',
	'accountBlocked',
	/** X: the network takes us for a machine (NETWORKS.md 2.12). */
	'looksAutomated',
	/** X: our whole application may not write (NETWORKS.md 2.12). */
	'applicationRestricted',
	'accountWorks',
	'unexplained',
])
export type WaitReason = z.infer<typeof waitReasonSchema>

export const sendFailureSchema = z.enum([
	'recipientClosed',
	'windowClosed',
	/** Nothing was ever open: its network takes no private answer to what the customer wrote there. */
	'neverOpen',
	/** The one private reply to a message was used by another send (NETWORKS.md 3.4). */
	'privateReplyUsed',
	'recipientGone',
	'duplicate',
	'tooLong',
	'forbidden',
	'tokenDead',
	'unknownTarget',
	/** The network dislikes a link or a word in it. */
	'contentRefused',
	/** Another app, such as the network's own inbox, has the conversation. */
	'otherAppOwnsThread',
	'rejected',
	'withdrawn',
	/** A person found out that what was unknown did not arrive. */
	'notSent',
])
export type SendFailure = z.infer<typeof sendFailureSchema>

/**
 * What an answer is for. An `answer` and an `interim` one answer, and of the interim one we owe more by a date; an
 * `invitation` and a `netiquette` pointer answer nothing (README.md, "Whose turn").
 */
export const replyPurposeSchema = z.enum(['answer', 'interim', 'invitation', 'netiquette'])
export type ReplyPurpose = z.infer<typeof replyPurposeSchema>

/** What a person must look at before an answer leaves, and may overrule with a reason. */
export const replyWarningSchema = z.enum(['saysDu', 'saysSie', 'otherLanguage', 'identicalText', 'linkPrice'])
export type ReplyWarning = z.infer<typeof replyWarningSchema>
export const overrideReasonSchema = z.enum(['meantSo', 'customerAgreed', 'wronglyDetected', 'sameIncident'])
export type OverrideReason = z.infer<typeof overrideReasonSchema>

/** How a matter ended; which of them fits what is open is told in `closing/matrix.ts`. */
export const caseOutcomeSchema = z.enum([
	'helped',
	'notHelped',
	'noRequest',
	'notOurs',
	'withdrawnByCustomer',
	'unreachable',
	'toldByIncident',
	'spamOrAbuse',
])
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>
/** Why a case may be closed although the customer had the last word. */
export const unansweredReasonSchema = z.enum([
	'thanks',
	'opinion',
	'abuse',
	'wrongCompany',
	'spam',
	'answeredElsewhere',
])
export type UnansweredReason = z.infer<typeof unansweredReasonSchema>

/** What somebody of us said they would do. */
export const promiseKindSchema = z.enum(['callBack', 'appointment', 'answer', 'refund', 'correction', 'other'])
export type PromiseKind = z.infer<typeof promiseKindSchema>
/** Who is to keep a promise: the agent who makes it, a team, or whom a matter was handed over to. */
export const owedBySchema = z.enum(['agent', 'team', 'handover'])
export type OwedBy = z.infer<typeof owedBySchema>
/** By what a promise was kept. */
export const keptOnSchema = z.enum(['reply', 'call', 'other'])
export type KeptOn = z.infer<typeof keptOnSchema>

export const callDirectionSchema = z.enum(['in', 'out'])
export type CallDirection = z.infer<typeof callDirectionSchema>
export const callResultSchema = z.enum(['reached', 'notReached', 'mailbox'])
export type CallResult = z.infer<typeof callResultSchema>

/** Where an answer goes: under a message or to its author, or to the address that was confirmed with a request. */
export const replyTargets = {
	network: { via: networkSchema, visibility: visibilitySchema, message: messageKeySchema, contact: contactKeySchema },
	mail: { via: z.literal('mail'), visibility: z.literal('private'), request: requestIdSchema },
} as const
export const replyTargetSchema = z.discriminatedUnion('via', [
	z.strictObject(replyTargets.network),
	z.strictObject(replyTargets.mail),
])
