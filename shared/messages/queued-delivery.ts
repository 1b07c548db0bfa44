import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { WEBHOOK_SOURCES } from '#shared/channels/channel.ts'
import type { Delivery } from '#shared/channels/intake/delivery.ts'

const envelopeSchema = z.string().regex(/^env_[0-9a-z]{26}$/)

const common = {
	envelope: envelopeSchema,
	network: z.enum(WEBHOOK_SOURCES),
	receivedAt: instantSchema,
}

/** The delivery that the same intake process queued before: if it never arrives, it was lost behind the queue. */
const after = envelopeSchema.optional()

/** A delivery as intake queued it; `Delivery` explains its members. */
export const deliverySchema = z.union([
	z.strictObject({ ...common, after, body: z.base64() }),
	z.strictObject({ ...common, after, bodyKey: z.string().startsWith('raw/') }),
]) satisfies z.ZodType<Delivery>

export const rawEventSchema = z.object({
	source: z.string(),
	accountId: z.string(),
	payload: z.unknown(),
	context: z.unknown().optional(),
})

/** Events of a large delivery as base64 JSON, the first of them at index `from`. */
export const sliceSchema = z.strictObject({ ...common, from: z.int().positive().or(z.literal(0)), events: z.base64() })
export type Slice = z.infer<typeof sliceSchema>
