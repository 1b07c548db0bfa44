import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { agentKeySchema, caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { crockford } from '#shared/kernel/id.ts'

/** By when what somebody asked Meta to delete must be gone (NETWORKS.md 2.11 says it of X; one promise for all). */
const HONOURED_WITHIN = DAY
/** How long a request is kept after its end, so that its page can still say so. */
export const DELETION_KEPT_AFTER_END = 30 * DAY

export const deletionCodeSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)

/**
 * Somebody asked Meta to have their data deleted here. Whom it is about is only in the code, a keyed hash of the id that
 * Meta gave; the code is also what the person holds.
 */
export const deletionSchema = z.object({
	code: deletionCodeSchema,
	receivedAt: instantSchema,
	/** When the person last asked. */
	askedAt: instantSchema,
	state: z.enum(['inWork', 'byHand', 'finished']),
	/** The cases whose person they are. */
	cases: z.array(caseIdSchema),
	finishedAt: instantSchema.optional(),
	/** `nothingKept`: somebody looked, and we know nobody of whom this is. */
	result: z.enum(['erased', 'nothingKept']).optional(),
	/** Who finished it by hand, or named the case. */
	by: agentKeySchema.optional(),
	revision: z.int(),
})
export type Deletion = z.infer<typeof deletionSchema>
export type DeletionState = Deletion['state']

/** The same for each request of one person, and not to be guessed: 130 bits of an HMAC-SHA-256. */
export const deletionCode = (identityKey: string, userId: string): string => {
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify(['deletion', userId]))
		.digest()
	return crockford(digest, 26)
}

export const deletionDueAt = ({ askedAt }: Deletion): Instant => addMilliseconds(askedAt, HONOURED_WITHIN)

export const finished = (deletion: Deletion, result: Deletion['result'], now: Instant): Deletion => ({
	...deletion,
	state: 'finished',
	finishedAt: now,
	result: result ?? deletion.result,
})

/** Asked again after it ended, or under other circumstances: from the beginning, under the same code. */
export const reopened = (
	{ code, receivedAt, revision }: Deletion,
	state: 'inWork' | 'byHand',
	cases: Deletion['cases'],
	askedAt: Instant,
): Deletion => ({ code, receivedAt, revision, askedAt, state, cases })
