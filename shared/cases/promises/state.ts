import * as z from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { teamSchema } from '../actor.ts'
import { keptOnSchema, promiseKindSchema } from '../codes.ts'
import { instantSchema, promiseIdSchema, sendIdSchema } from '../keys.ts'
import { owesSchema, promiseFromSchema, voidedBecauseSchema } from './facts.ts'

/** A case has at most so many open promises. */
export const MOST_OPEN_PROMISES = 20

const promiseSchema = () =>
	z.object({
		id: promiseIdSchema,
		what: promiseKindSchema,
		madeAt: instantSchema,
		dueAt: instantSchema,
		/** When somebody must look at it next without being called. Every open promise has such a moment. */
		nextAt: instantSchema,
		owes: owesSchema,
		/** The team of who made it. */
		team: teamSchema.optional(),
		from: promiseFromSchema,
		send: sendIdSchema.optional(),
		remindedAt: instantSchema.optional(),
		watchAt: instantSchema.optional(),
		overdueAt: instantSchema.optional(),
		escalatedAt: instantSchema.optional(),
	})
export type OpenPromise = z.infer<ReturnType<typeof promiseSchema>>

const endSchema = () =>
	z.discriminatedUnion('state', [
		z.object({ state: z.literal('kept'), at: instantSchema, on: keptOnSchema }),
		z.object({ state: z.literal('broken'), at: instantSchema }),
		z.object({ state: z.literal('moved'), at: instantSchema, to: promiseIdSchema, agreed: z.boolean() }),
		z.object({ state: z.literal('voided'), at: instantSchema, why: voidedBecauseSchema }),
	])
export type PromiseEnd = z.infer<ReturnType<typeof endSchema>>

const endedPromiseSchema = () => promiseSchema().extend({ end: endSchema() })
export type EndedPromise = z.infer<ReturnType<typeof endedPromiseSchema>>

export const promisesState = () =>
	({
		/** What we owe, in the order it was promised. */
		promises: z.array(promiseSchema()),
		/** The newest promises that ended, the newest last. */
		endedPromises: z.array(endedPromiseSchema()),
		/** How many were broken in all. */
		brokenPromises: z.int(),
	}) as const

type WithPromises = { readonly promises: readonly OpenPromise[] }

/** Tells whether we still owe something: such a case does not close. */
export const hasOpenPromise = ({ promises }: WithPromises): boolean => promises.length > 0

/** Returns when the first of what we owe falls due; undefined where we owe nothing. */
export const firstDue = ({ promises }: WithPromises): Instant | undefined =>
	promises.map(({ dueAt }) => dueAt).toSorted()[0]

/** Returns the promises that somebody must look at by `now`. */
export const promisesToTend = ({ promises }: WithPromises, now: Instant): readonly OpenPromise[] =>
	promises.filter(({ nextAt }) => nextAt <= now)
