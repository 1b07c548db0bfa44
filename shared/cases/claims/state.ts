import * as z from 'zod'
import { teamSchema } from '../actor.ts'
import { agentKeySchema, instantSchema } from '../keys.ts'

export const claimsState = () =>
	({
		owner: agentKeySchema.optional(),
		deputy: agentKeySchema.optional(),
		/** The team that somebody assigned the case to; whoever of it claims the case owns it then, and the team stays. */
		team: teamSchema.optional(),
		claim: z
			.object({
				by: agentKeySchema,
				at: instantSchema,
				/** Taken by themself over what is another's, to help out: it lets them act, and read nothing. */
				isOver: z.literal(true).optional(),
				/** A trainee's: it makes nobody an owner, and reads as little. */
				isLearning: z.literal(true).optional(),
			})
			.optional(),
		/**
		 * Who last disposed of the case over somebody else's head, as the other is absent or as a lead. Whatever they are or do
		 * in it then, they read nothing until an act of somebody else sets or frees the ownership.
		 */
		tookOver: agentKeySchema.optional(),
		/** Whom the customer knows as theirs, while another has the case because it fell back. */
		contactPerson: agentKeySchema.optional(),
		/** Since when another has the case because it fell back. */
		fellBackAt: instantSchema.optional(),
		/** Since when it is our turn and this owner's; absent while it is not, or nobody owns the case. */
		awaitsOwnerSince: instantSchema.optional(),
	}) as const
