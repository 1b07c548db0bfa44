import * as z from 'zod'
import { teamSchema } from '../actor.ts'
import { keptOnSchema, promiseKindSchema } from '../codes.ts'
import { by, byPerson, kindOf } from '../fact-schema.ts'
import { agentKeySchema, instantSchema, noteKeySchema, promiseIdSchema, sendIdSchema } from '../keys.ts'

const promise = { promise: promiseIdSchema }

/** Who has to keep it: an agent, a team (without one whoever is there), or whom the matter was handed over to. */
export const owesSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('agent'), agent: agentKeySchema }),
	z.strictObject({ kind: z.literal('team'), team: teamSchema.optional() }),
	z.strictObject({ kind: z.literal('handover') }),
])

/** What it was made with: an answer, a call, or neither. */
export const promiseFromSchema = z.enum(['reply', 'call', 'case'])

/**
 * Why it binds nobody: the answer that makes it was withdrawn, failed or came back, or nothing is sent to its person any
 * more.
 */
export const voidedBecauseSchema = z.enum(['withdrawn', 'failed', 'bounced', 'personErased'])

/**
 * Lists the facts of what we owe. A promise ends only as kept, broken, moved to another one or voided; what else happens
 * to it is that somebody is reminded, that it is passed on, and that it is overdue.
 */
export const promisesFacts = () =>
	[
		kindOf('PromiseMade', {
			...by,
			...promise,
			what: promiseKindSchema,
			dueAt: instantSchema,
			/** When who owes it is reminded, in service hours; absent where it falls due too soon for that. */
			remindAt: instantSchema.optional(),
			owes: owesSchema,
			from: promiseFromSchema,
			/** The answer that makes it. */
			send: sendIdSchema.optional(),
			note: noteKeySchema.optional(),
		}),
		kindOf('PromiseKept', { ...by, ...promise, on: keptOnSchema }),
		kindOf('PromiseBroken', { ...by, ...promise }),
		/** `to`: the promise that takes its place. `agreed`: the customer said yes to the new date. */
		kindOf('PromiseMoved', { ...by, ...promise, to: promiseIdSchema, agreed: z.boolean() }),
		/** Without `by` the system did, as who owed it is absent. */
		kindOf('PromisePassedOn', { ...byPerson, ...promise, to: owesSchema }),
		/** `watchAt`: from then on it is watched whether who owes it is here. */
		kindOf('PromiseReminded', { ...promise, watchAt: instantSchema }),
		/** `escalateAt`: when the leads are told unless it ended. */
		kindOf('PromiseOverdue', { ...promise, escalateAt: instantSchema }),
		/** The leads were told; `againAt`: when they are told again. */
		kindOf('PromiseEscalated', { ...promise, againAt: instantSchema }),
		kindOf('PromiseVoided', { ...promise, why: voidedBecauseSchema }),
		/** The answer that makes it did leave, whatever was believed before. */
		kindOf('PromiseRestored', promise),
	] as const

export type PromisesFact = z.infer<ReturnType<typeof promisesFacts>[number]>
