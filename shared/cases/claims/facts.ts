import * as z from 'zod'
import { teamSchema } from '../actor.ts'
import { by, kindOf } from '../fact-schema.ts'
import { agentKeySchema, noteKeySchema } from '../keys.ts'

/**
 * Why somebody could take a case: nobody had it, who had it is absent, or they are a lead. `owner`: from a colleague who
 * helped out with what is theirs. `danger`: they look after one in it.
 */
const takenBecauseSchema = z.enum(['released', 'absent', 'lead', 'owner', 'danger'])

/** Why nobody waits for an owner: off duty, away for more than a short break, retired. */
const absentBecauseSchema = z.enum(['off', 'away', 'retired'])

/** What its author says of it, in a note of its own. */
const note = { note: noteKeySchema.optional() }

/** Lists the facts of who works a case. */
export const claimsFacts = () =>
	[
		/** `isLearning`: by a trainee, who never owns a case. */
		kindOf('CaseClaimed', { ...by, isLearning: z.literal(true).optional() }),
		kindOf('CaseReleased', by),
		kindOf('CaseAssigned', {
			...by,
			to: z.discriminatedUnion('kind', [
				z.strictObject({
					kind: z.literal('agent'),
					owner: agentKeySchema,
					deputy: agentKeySchema.optional(),
				}),
				z.strictObject({ kind: z.literal('team'), team: teamSchema }),
			]),
			...note,
		}),
		/** `from`: who had it. */
		kindOf('CaseTakenOver', { ...by, from: agentKeySchema.optional(), why: takenBecauseSchema, ...note }),
		/** `from`: its owner, who is not here. It goes to their deputy, who is; else to their team, or where they have none to all. */
		kindOf('CaseFellBack', {
			from: agentKeySchema,
			to: z.discriminatedUnion('kind', [
				z.strictObject({ kind: z.literal('deputy'), deputy: agentKeySchema }),
				z.strictObject({ kind: z.literal('team'), team: teamSchema }),
				z.strictObject({ kind: z.literal('everybody') }),
			]),
			why: absentBecauseSchema,
		}),
	] as const

export type ClaimsFact = z.infer<ReturnType<typeof claimsFacts>[number]>
