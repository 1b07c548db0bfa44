import * as z from 'zod'
import { addMilliseconds, DAY, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { agentKeySchema, instantSchema } from '../keys.ts'

/** A demand can be withdrawn for this long, then the erasure begins. */
const ERASURE_BEGINS_AFTER = 15 * MINUTE
/** A proposal that nobody confirmed is over after this. */
const PROPOSAL_LAPSES_AFTER = DAY

const personErasureSchema = () =>
	z.discriminatedUnion('state', [
		z.object({ state: z.literal('proposed'), at: instantSchema, by: agentKeySchema }),
		z.object({
			state: z.literal('demanded'),
			at: instantSchema,
			by: agentKeySchema.optional(),
			confirmedBy: agentKeySchema.optional(),
		}),
		z.object({ state: z.literal('begun'), at: instantSchema }),
		z.object({ state: z.literal('done'), at: instantSchema }),
	])

export const erasingState = () =>
	({
		/** How far the erasure of this person is. Only one that has begun changes what may be done (`isErasureBegun`). */
		personErasure: personErasureSchema().optional(),
	}) as const

type PersonErasure = z.infer<ReturnType<typeof personErasureSchema>>
type Erasing = { readonly personErasure?: PersonErasure | undefined }

/** Tells whether nothing is sent to this person any more, nor kept of them: their erasure has begun, or is done. */
export const isErasureBegun = ({ personErasure }: Erasing): boolean =>
	personErasure?.state === 'begun' || personErasure?.state === 'done'

/** Tells whether this person is erased. */
export const isPersonErased = ({ personErasure }: Erasing): boolean => personErasure?.state === 'done'

/** Tells whether an erasure is demanded, has begun, or is done; a proposal demands nothing. */
export const isErasureDemanded = ({ personErasure }: Erasing): boolean =>
	personErasure !== undefined && personErasure.state !== 'proposed'

/** Returns the erasure as it stands at `now`; undefined where none is proposed, or the proposal is over. */
export const standingErasure = ({ personErasure }: Erasing, now: Instant): PersonErasure | undefined => {
	if (personErasure?.state !== 'proposed') return personErasure
	return addMilliseconds(personErasure.at, PROPOSAL_LAPSES_AFTER) > now ? personErasure : undefined
}

/** Returns when a demanded erasure begins; undefined where none is demanded, or it has begun. */
export const erasureBeginsAt = ({ personErasure }: Erasing): Instant | undefined =>
	personErasure?.state === 'demanded' ? addMilliseconds(personErasure.at, ERASURE_BEGINS_AFTER) : undefined
