import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { agentKeySchema, instantSchema, messageKeySchema } from '../keys.ts'
import { dangerKindSchema, type SignalKind, signalKindSchema } from './facts.ts'

const signalSchema = () =>
	z.object({
		signal: signalKindSchema,
		state: z.enum(['raised', 'confirmed', 'dismissed']),
		/** The messages whose words raised it, the newest last. */
		messages: z.array(messageKeySchema),
		at: instantSchema,
	})
export type Signal = z.infer<ReturnType<typeof signalSchema>>

const dangerSchema = () =>
	z.object({
		danger: dangerKindSchema,
		messages: z.array(messageKeySchema),
		since: instantSchema,
		/** Who raised it, where one person did alone and no words: taking it gives them no case of somebody else. */
		raisedBy: agentKeySchema.optional(),
		takenBy: agentKeySchema.optional(),
		takenAt: instantSchema.optional(),
		toldAt: instantSchema.optional(),
	})
export type Danger = z.infer<ReturnType<typeof dangerSchema>>

export const signalsState = () =>
	({
		/** One entry of a kind, however many messages raised it. */
		signals: z.array(signalSchema()),
		/** The dangers that have not ended, one of a kind. */
		dangers: z.array(dangerSchema()),
	}) as const

/** A danger that nobody took is told to the lead on call after this. */
const TOLD_AFTER = 2 * MINUTE
/** While nobody takes it, it is told again after this. */
const TOLD_AGAIN_AFTER = 5 * MINUTE

type WithDangers = { readonly dangers: readonly Danger[] }

/** Tells whether a danger has not ended: such a case stands first in every list, and does not close. */
export const hasOpenDanger = ({ dangers }: WithDangers): boolean => dangers.length > 0

/** Returns the signals that nobody dismissed. */
export const standingSignals = ({ signals }: { readonly signals: readonly Signal[] }): readonly SignalKind[] =>
	signals.filter(({ state }) => state !== 'dismissed').map(({ signal }) => signal)

/** Returns from when on the lead on call is to hear of a danger that nobody took. */
const isToldFrom = ({ since, toldAt }: Danger): Instant =>
	toldAt === undefined ? addMilliseconds(since, TOLD_AFTER) : addMilliseconds(toldAt, TOLD_AGAIN_AFTER)

/** Returns the dangers that nobody took and that the lead on call must hear of at `now`. */
export const dangersToTell = ({ dangers }: WithDangers, now: Instant): readonly Danger[] =>
	dangers.filter((danger) => danger.takenBy === undefined && isToldFrom(danger) <= now)
