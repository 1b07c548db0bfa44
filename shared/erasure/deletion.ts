import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { agentKeySchema, caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { crockford } from '#shared/kernel/id.ts'

/** The time to honour a deletion request (NETWORKS.md 2.11 demands it for X; one promise for all networks). */
const HONOURED_WITHIN = DAY
/** How long a request is stored after its end, for its status page. */
export const DELETION_KEPT_AFTER_END = 30 * DAY

export const deletionCodeSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)

/**
 * A person's request to Meta to have their data deleted here. Only the code identifies the person: a keyed hash of the
 * id that Meta gave, which the person also holds.
 */
export const deletionSchema = z.object({
	code: deletionCodeSchema,
	receivedAt: instantSchema,
	/** When the person last asked. */
	askedAt: instantSchema,
	state: z.enum(['inWork', 'byHand', 'finished']),
	/** The cases of the person. */
	cases: z.array(caseIdSchema),
	finishedAt: instantSchema.optional(),
	/** `nothingKept`: a person looked and found no data. */
	result: z.enum(['erased', 'nothingKept']).optional(),
	/** The agent who finished it by hand, or named the case. */
	by: agentKeySchema.optional(),
	revision: z.int(),
})
export type Deletion = z.infer<typeof deletionSchema>
export type DeletionState = Deletion['state']

/** Derives the code of a person's requests: 130 bits of an HMAC-SHA-256, the same at each request and not guessable. */
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

/** Restarts a request under the same code, after a repeated request or a newly found case. */
export const reopened = (
	{ code, receivedAt, revision }: Deletion,
	state: 'inWork' | 'byHand',
	cases: Deletion['cases'],
	askedAt: Instant,
): Deletion => ({ code, receivedAt, revision, askedAt, state, cases })
