import * as z from 'zod'
import { by, byPerson, kindOf } from '../fact-schema.ts'
import { agentKeySchema } from '../keys.ts'

/** Lists the facts of erasing a person: proposed, demanded, withdrawn, begun, done. */
export const erasingFacts = () =>
	[
		kindOf('PersonErasureProposed', by),
		kindOf('PersonErasureDemanded', {
			/** The lead who demanded it, or the owner who proposed it; nobody of ours where a network did. */
			...byPerson,
			/** The second person, of what was proposed. */
			confirmedBy: agentKeySchema.optional(),
			reason: z.enum(['demanded', 'network']),
		}),
		kindOf('PersonErasureWithdrawn', by),
		/** From here on there is no way back. */
		kindOf('PersonErasureBegun', {}),
		kindOf('PersonErased', {}),
	] as const

export type ErasingFact = z.infer<ReturnType<typeof erasingFacts>[number]>
