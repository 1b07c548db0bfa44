import * as z from 'zod'
import { replyPurposeSchema } from '../codes.ts'
import { instantSchema, messageKeySchema, sendIdSchema } from '../keys.ts'
import { waitingSchema } from '../messages/state.ts'
import { outboundChannelSchema, visibilitySchema } from '../network.ts'

/** An answer that left, as long as it may be corrected or taken back. */
const sentReplySchema = () =>
	z.object({
		/** The key of its content. */
		contentId: messageKeySchema,
		send: sendIdSchema,
		via: outboundChannelSchema,
		visibility: visibilitySchema,
		purpose: replyPurposeSchema,
		/** What it answered; comes back when it is taken back and nothing newer answers. */
		answered: waitingSchema(),
		isDeleted: z.literal(true).optional(),
	})

export const repliesState = () =>
	({
		/** Public messages whose one private reply was used, the newest last (NETWORKS.md 3.4). */
		repliedPrivately: z.array(messageKeySchema),
		/** The newest answers that left, the newest last. */
		sentReplies: z.array(sentReplySchema()),
		/** Answers whose mail came back, the newest last. */
		bouncedReplies: z.array(sendIdSchema),
		/** Posts and messages of ours that hilft did not send and nobody confirmed as an answer, the newest last. */
		nativeAnswers: z.array(z.object({ message: messageKeySchema, sentAt: instantSchema, later: waitingSchema() })),
	}) as const
