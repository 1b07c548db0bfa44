import type * as z from 'zod'
import { replyPurposeSchema } from '../codes.ts'
import { by, kindOf, send } from '../fact-schema.ts'
import { messageKeySchema, noteKeySchema } from '../keys.ts'

/** The key of its content. */
const proposal = { proposal: messageKeySchema }

/** Lists the facts of answers that trainees propose: nothing leaves by them before somebody else releases it. */
export const proposalsFacts = () =>
	[
		kindOf('ReplyProposed', { ...by, ...proposal, purpose: replyPurposeSchema }),
		/** It was queued as it is, by `send`. `by`: who answers for it. */
		kindOf('ReplyReleased', { ...by, ...proposal, ...send }),
		/** `note`: what is to be better. */
		kindOf('ReplyReturned', { ...by, ...proposal, note: noteKeySchema }),
	] as const

export type ProposalsFact = z.infer<ReturnType<typeof proposalsFacts>[number]>
