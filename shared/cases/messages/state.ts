import * as z from 'zod'
import { messageFormSchema } from '../codes.ts'
import { contactKeySchema, instantSchema, messageKeySchema } from '../keys.ts'
import { networkSchema, visibilitySchema } from '../network.ts'

/** Messages without an answer: the first of them by key, how many in all, and since when their author waits. */
export const waitingSchema = () =>
	z.object({
		first: z.array(z.object({ message: messageKeySchema, sentAt: instantSchema })),
		count: z.int(),
		since: instantSchema.optional(),
	})
export type Waiting = z.infer<ReturnType<typeof waitingSchema>>

const messageRefSchema = () =>
	z.object({
		message: messageKeySchema,
		network: networkSchema,
		visibility: visibilitySchema,
		form: messageFormSchema,
		sentAt: instantSchema,
	})
export type MessageRef = z.infer<ReturnType<typeof messageRefSchema>>

/** Where a contact can be reached: under their newest public message, and in private since they last wrote there. */
const reachSchema = () =>
	z.object({
		contact: contactKeySchema,
		network: networkSchema,
		public: messageRefSchema()
			.extend({ isSummons: z.literal(true).optional() })
			.optional(),
		private: messageRefSchema().optional(),
	})
export type Reach = z.infer<ReturnType<typeof reachSchema>>

export const messagesState = () =>
	({
		contacts: z.array(contactKeySchema),
		networks: z.array(networkSchema),
		/** The newest message of the customer by the network's time: where a private message or a reply goes. */
		lastMessage: messageRefSchema().optional(),
		/** The version at which a message last arrived, however old it was. */
		arrivedVersion: z.int().optional(),
		/** The customer's messages not answered yet: the first of them by key, and how many in all. */
		unanswered: waitingSchema().omit({ since: true }),
		waitingSince: instantSchema.optional(),
		/** One entry per contact of the case. */
		reach: z.array(reachSchema()),
		/** Messages filed at this version of the case or before are answered, or were closed with a reason. */
		settledVersion: z.int(),
	}) as const
