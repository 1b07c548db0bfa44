import * as z from 'zod'
import { teamSchema } from '../actor.ts'
import { caseOutcomeSchema, unansweredReasonSchema } from '../codes.ts'
import { agentKeySchema, caseNumberSchema, instantSchema, messageKeySchema, sendIdSchema } from '../keys.ts'

const turnSchema = () =>
	z.discriminatedUnion('who', [
		/** `dueAt`: by when an interim answer said that the customer hears more. */
		z.object({ who: z.literal('ours'), dueAt: instantSchema.optional() }),
		z.object({ who: z.literal('customer'), until: instantSchema }),
		z.object({ who: z.literal('backoffice'), until: instantSchema }),
	])

export const closingState = () =>
	({
		number: caseNumberSchema,
		state: z.enum(['open', 'closed']),
		openedAt: instantSchema,
		closedAt: instantSchema.optional(),
		outcome: caseOutcomeSchema.optional(),
		unansweredReason: unansweredReasonSchema.optional(),
		/** It was closed while somebody waited for an answer. */
		closedUnanswered: z.literal(true).optional(),
		turn: turnSchema(),
		/** The case closes once this answer was sent. */
		closeQueued: z
			.object({
				send: sendIdSchema,
				by: agentKeySchema,
				team: teamSchema.optional(),
				outcome: caseOutcomeSchema,
				eraseAfterDays: z.int(),
			})
			.optional(),
		/** An end that waits for a second person; over as soon as the customer does anything. */
		closingProposal: z
			.object({
				by: agentKeySchema,
				at: instantSchema,
				outcome: caseOutcomeSchema,
				unansweredReason: unansweredReasonSchema.optional(),
				message: messageKeySchema.optional(),
			})
			.optional(),
		/** How often we asked since the customer last did something, and when last. */
		tries: z.object({ count: z.int(), lastAt: instantSchema }).optional(),
		/** The version at which it last came on record that the customer was answered outside hilft. */
		elsewhereVersion: z.int().optional(),
	}) as const
