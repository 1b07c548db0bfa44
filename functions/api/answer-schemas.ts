import { z } from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'

/** What the API answers, as it is described. */

export const caseAnswerSchema = z.object({ case: caseViewSchema })
export const casePageSchema = z.object({
	items: z.array(caseViewSchema),
	next: z.string().optional().meta({ description: 'The `cursor` of the next page; missing on the last one.' }),
})
export const caseWithTimelineSchema = z.object({ case: caseViewSchema, timeline: z.array(timelineEntrySchema) })

const count = z.int()
export const ledgerSchema = z.object({
	received: count,
	messages: count,
	updates: count,
	asides: count,
	ignored: z.record(z.string(), count).meta({ description: 'Counts by reason.' }),
	duplicates: count,
	parked: count,
	difference: count.meta({ description: 'Events without an outcome. 0 once all is handled.' }),
	from: instantSchema,
	to: instantSchema,
})

const parkedSchema = z.object({
	id: z.string(),
	network: z.enum(['x', 'facebook']),
	reason: z.string(),
	envelope: z.string(),
	index: z.int(),
	parkedAt: instantSchema,
	retriedAt: instantSchema.optional(),
})
export const parkedPageSchema = z.object({ items: z.array(parkedSchema), next: z.string().optional() })

export const healthSchema = z.object({ status: z.literal('ok') })

export const problemSchema = z.looseObject({
	type: z.string().meta({ description: 'Stable: `urn:hilft:problem:` and a code.' }),
	title: z.string(),
	status: z.int(),
	detail: z.string(),
	errors: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
	case: caseViewSchema.optional().meta({ description: 'With 409: the case as it is now.' }),
	claimedBy: z.string().optional(),
})
