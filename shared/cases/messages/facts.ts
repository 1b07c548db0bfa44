import * as z from 'zod'
import { messageFormSchema } from '../codes.ts'
import { detected, kindOf, request } from '../fact-schema.ts'
import { contactKeySchema, instantSchema, messageKeySchema } from '../keys.ts'
import { networkSchema, visibilitySchema } from '../network.ts'

/** How much of a message was still at its network: attachments, and the text where the event did not hold all of it. */
const toFetch = { toFetch: z.int().positive().optional() }

/** Lists the facts of what the customer wrote, changed and took back. */
export const messagesFacts = () =>
	[
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
			...toFetch,
			...detected,
		}),
		/** A mail of the customer, from the address they confirmed by the data they gave with `request`. */
		kindOf('MailReceived', {
			message: messageKeySchema,
			contact: contactKeySchema,
			...request,
			sentAt: instantSchema,
			...toFetch,
			...detected,
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
			...toFetch,
			...detected,
		}),
		/** Its author or the network took a message back; our copy of its text is gone. */
		kindOf('MessageErased', { message: messageKeySchema, filedVersion: z.int().positive() }),
		/** What seemed to be a customer's was written by us: its network named the author later. */
		kindOf('MessageDisowned', { message: messageKeySchema, filedVersion: z.int().positive() }),
		/** The public does not see it any more, or sees it again. */
		kindOf('MessageHidden', { message: messageKeySchema, isHidden: z.boolean() }),
	] as const

export type MessagesFact = z.infer<ReturnType<typeof messagesFacts>[number]>
