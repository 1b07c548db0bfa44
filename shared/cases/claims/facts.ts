import type * as z from 'zod'
import { by, kindOf } from '../fact-schema.ts'
import { agentKeySchema, noteKeySchema } from '../keys.ts'

/** Lists the facts of who works a case, and of what they note for each other. */
export const claimsFacts = () =>
	[
		kindOf('CaseClaimed', by),
		kindOf('CaseReleased', by),
		kindOf('CaseAssigned', { ...by, owner: agentKeySchema, deputy: agentKeySchema.optional() }),
		kindOf('NoteWritten', { ...by, note: noteKeySchema }),
	] as const

export type ClaimsFact = z.infer<ReturnType<typeof claimsFacts>[number]>
