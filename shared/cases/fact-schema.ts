import * as z from 'zod'
import { teamSchema } from './actor.ts'
import { addressFormSchema, contactLanguageSchema } from './codes.ts'
import { agentKeySchema, instantSchema, requestIdSchema, sendIdSchema } from './keys.ts'

/** What the facts of all aspects are built of. */

/** Makes the schema of a kind of fact: a name in the past tense, when it happened, and nothing but the members given. */
export const kindOf = <Kind extends string, Shape extends z.core.$ZodLooseShape>(kind: Kind, shape: Shape) =>
	z.strictObject({ kind: z.literal(kind), v: z.literal(1), at: instantSchema, ...shape })

/** Who acted, and in which team then: figures by team outlive the way back from the key. */
export const by = { by: agentKeySchema, team: teamSchema.optional() }
export const byPerson = { by: agentKeySchema.optional(), team: teamSchema.optional() }
export const request = { request: requestIdSchema }
export const send = { send: sendIdSchema }
/** What the text of a message tells of how its author speaks. */
export const detected = { addressForm: addressFormSchema.optional(), language: contactLanguageSchema.optional() }
