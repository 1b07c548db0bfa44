import * as z from 'zod'
import {
	overrideReasonSchema,
	replyPurposeSchema,
	replyTargetSchema,
	replyWarningSchema,
	sendFailureSchema,
} from '../codes.ts'
import { by, byPerson, kindOf, send } from '../fact-schema.ts'
import { instantSchema, messageKeySchema } from '../keys.ts'
import { networkSchema, visibilitySchema } from '../network.ts'

/** Lists the facts of our answers: queued, taken back, sent, corrected, deleted, and those that hilft did not send. */
export const repliesFacts = () =>
	[
		kindOf('ReplyQueued', {
			...by,
			...send,
			/** The key of its content. */
			reply: messageKeySchema,
			to: replyTargetSchema,
			purpose: replyPurposeSchema,
			/** Of an interim answer: by when we owe more. Of an invitation: until when it is the customer's turn. */
			until: instantSchema.optional(),
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
	] as const

export type RepliesFact = z.infer<ReturnType<typeof repliesFacts>[number]>
