import * as z from 'zod'
import { agentKeySchema, instantSchema, messageKeySchema } from '../keys.ts'

const proposalSchema = () =>
	z.object({
		proposal: messageKeySchema,
		by: agentKeySchema,
		at: instantSchema,
		/** The version of the case that its author saw. */
		seenVersion: z.int(),
	})
export type ReplyProposal = z.infer<ReturnType<typeof proposalSchema>>

export const proposalsState = () =>
	({
		/** Answers that wait for somebody to release them, the oldest first; of each author the newest. */
		proposals: z.array(proposalSchema()),
	}) as const

type Arrivals = { readonly arrivedVersion?: number | undefined }

/** Tells whether the customer wrote after the author of a proposal looked. */
export const isStaleProposal = ({ arrivedVersion = 0 }: Arrivals, { seenVersion }: ReplyProposal): boolean =>
	arrivedVersion > seenVersion
