import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { agentKeySchema, type CaseId, caseIdSchema, instantSchema } from '#shared/cases/keys.ts'
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
	/** What Meta signed, as it came: the proof that the erasure verifies itself. Dropped once it was acted upon. */
	signedRequest: z.string().optional(),
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

/** Ends a request; nothing of what Meta sent is kept beyond its end. */
export const finished = (deletion: Deletion, result: Deletion['result'], now: Instant): Deletion => ({
	...deletion,
	signedRequest: undefined,
	state: 'finished',
	finishedAt: now,
	result: result ?? deletion.result,
})

/** Restarts a finished request under the same code, after the person asked again. */
export const reopened = (
	{ code, receivedAt, revision }: Deletion,
	signedRequest: string,
	askedAt: Instant,
): Deletion => ({ code, receivedAt, revision, askedAt, state: 'inWork', cases: [], signedRequest })

/**
 * Takes cases out of a request whose erasure somebody withdrew. Without a case left it is for a person again; nothing
 * demands these anew by itself.
 */
export const withoutCases = (deletion: Deletion, withdrawn: readonly CaseId[]): Deletion => {
	const cases = deletion.cases.filter((caseId) => !withdrawn.includes(caseId))
	return { ...deletion, cases, state: cases.length === 0 ? 'byHand' : deletion.state }
}
