import * as z from 'zod'
import { by, byPerson, kindOf } from '../fact-schema.ts'
import { instantSchema, messageKeySchema, sendIdSchema, stepIdSchema } from '../keys.ts'

/** The steps of the ladder, the mildest first. */
export const stepKindSchema = z.enum(['pointer', 'warning', 'hidden', 'muted'])
export type StepKind = z.infer<typeof stepKindSchema>

/** Why a step does not count any more. */
export const stepUndoneReasonSchema = z.enum(['wronglyJudged', 'apologised', 'ofAnotherPerson', 'shownAgain'])
export type StepUndoneReason = z.infer<typeof stepUndoneReasonSchema>

const step = { step: stepIdSchema }

/** A step as a later case of the same contact learns of it: no words, and nobody of us. */
export const rememberedStepSchema = z.strictObject({
	...step,
	what: stepKindSchema,
	at: instantSchema,
	until: instantSchema.optional(),
})

/** Lists the facts of what we do about somebody's tone. None of them answers anything, or moves a turn. */
export const netiquetteFacts = () =>
	[
		/** `send`: what it leaves by, where it does. `until`: of `muted`. */
		kindOf('NetiquetteStepTaken', {
			...by,
			...step,
			what: stepKindSchema,
			message: messageKeySchema,
			send: sendIdSchema.optional(),
			until: instantSchema.optional(),
		}),
		/** Without `by` it follows from another act: the message was shown again. */
		kindOf('NetiquetteStepUndone', { ...byPerson, ...step, reason: stepUndoneReasonSchema }),
		/** Its time was over. */
		kindOf('NetiquetteMuteEnded', step),
	] as const

export type NetiquetteFact = z.infer<ReturnType<typeof netiquetteFacts>[number]>
