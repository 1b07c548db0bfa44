import * as z from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { agentKeySchema, instantSchema } from '../keys.ts'

const followUpSchema = () =>
	z.object({
		by: agentKeySchema,
		dueAt: instantSchema,
		/** The date came, and nobody has dealt with it. */
		isDue: z.literal(true).optional(),
	})
type FollowUp = z.infer<ReturnType<typeof followUpSchema>>

export const followUpsState = () => ({ followUp: followUpSchema().optional() }) as const

/** Returns when somebody wants to see the case again; undefined where nobody does, or the date came. */
export const followUpAt = ({ followUp }: { readonly followUp?: FollowUp | undefined }): Instant | undefined =>
	followUp?.isDue === true ? undefined : followUp?.dueAt
