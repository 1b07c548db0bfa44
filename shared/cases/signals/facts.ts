import * as z from 'zod'
import { by, byPerson, kindOf } from '../fact-schema.ts'
import { messageKeySchema } from '../keys.ts'

/** What may be behind a customer's words: suggestions, which a person confirms or dismisses. */
export const signalKindSchema = z.enum([
	/** Somebody asks for the press, or means to tell it. */
	'press',
	'lawyer',
	/** An authority, or the body that settles disputes. */
	'regulator',
	'consumerAdvice',
	/** The contract is to end. */
	'cancellation',
	/** The contract is to be undone within the time that the law gives. */
	'withdrawal',
	'missedAppointment',
	'doubleBilling',
	'repeatedContact',
	'bereavement',
	/** Who wrote, or made the contract, is not of age. */
	'minor',
	/** A competitor's word to our customers. */
	'poaching',
	/** Somebody passes for us. */
	'impersonation',
	/** Ours to say of ourselves: no words raise it. */
	'brokenPromiseTwice',
	/** Nothing but thanks. */
	'thanks',
])
export type SignalKind = z.infer<typeof signalKindSchema>

/** Where a life may be at stake. */
export const dangerKindSchema = z.enum(['selfHarm', 'lifeThreat', 'emergencyUnreachable', 'violenceAgainstUs', 'child'])
export type DangerKind = z.infer<typeof dangerKindSchema>

/** Why a signal says nothing after all. */
export const dismissalReasonSchema = z.enum(['wronglyDetected', 'notMeant', 'ofAnotherPerson', 'settled'])
export type DismissalReason = z.infer<typeof dismissalReasonSchema>

/** What was done about a danger, or why there is none: no danger ends with less. */
export const dangerDeedSchema = z.enum([
	'emergencyCalled',
	'policeInformed',
	'youthOfficeInformed',
	/** The customer was given 112, or a helpline. */
	'helpNamed',
	'spokenWith',
	'lineRestored',
	'staffWarned',
	/** Others know already: an authority, or another case of the same matter. */
	'inOthersHands',
	'figureOfSpeech',
	'quoted',
	'inThePast',
	'wronglyDetected',
])
export type DangerDeed = z.infer<typeof dangerDeedSchema>

const signal = { signal: signalKindSchema }
const danger = { danger: dangerKindSchema }
/** The message whose words it stands on; absent where a person knows it from elsewhere. */
const message = { message: messageKeySchema.optional() }

/** Lists the facts of what a message may mean beyond its matter. Who raises one is a person (`by`) or a rule. */
export const signalsFacts = () =>
	[
		kindOf('SignalRaised', { ...signal, ...message, rule: z.enum(['words', 'promises']).optional(), ...byPerson }),
		kindOf('SignalConfirmed', { ...signal, ...by }),
		kindOf('SignalDismissed', { ...signal, reason: dismissalReasonSchema, ...by }),
		kindOf('DangerRaised', { ...danger, ...message, ...byPerson }),
		/** Whoever is on call was told that nobody looks after it. */
		kindOf('DangerTold', danger),
		kindOf('DangerTaken', { ...danger, ...by }),
		kindOf('DangerEnded', { ...danger, did: dangerDeedSchema, ...by }),
	] as const

export type SignalsFact = z.infer<ReturnType<typeof signalsFacts>[number]>
