import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { BY_HAND_REASONS } from '#shared/cases/replies/ways.ts'
import { caseViewSchema, prefixedIdSchema, unreadableCaseSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import { DISMISSALS } from '#shared/ledger/ports.ts'
import { DRAFT_WAYS } from '#shared/replies/draft.ts'

/** Schemas of the API's responses, for its description. */

export const caseAnswerSchema = onFirstUse(() => z.object({ case: caseViewSchema() }))
export const casePageSchema = onFirstUse(() =>
	z.object({
		items: z.array(z.union([caseViewSchema(), unreadableCaseSchema()])),
		next: z.string().optional().meta({ description: 'The `cursor` of the next page; missing on the last one.' }),
	}),
)
export const caseWithTimelineSchema = onFirstUse(() =>
	z.object({
		case: caseViewSchema(),
		timeline: z.array(timelineEntrySchema()).meta({
			description:
				'In the order of the networks’ time. What came late is on the newest page, in its place there; each entry is on one page.',
		}),
		unanswered: z.array(timelineEntrySchema()).meta({
			description: 'With the newest page: the first messages that wait for an answer, where they are older than it.',
		}),
		present: z
			.array(z.object({ by: z.string(), writing: z.boolean() }))
			.meta({ description: 'Who else looks at the case now, or writes in it.' }),
		drafts: z
			.array(z.object({ by: z.string(), way: z.enum(DRAFT_WAYS), at: instantSchema }))
			.meta({ description: 'Who else has a text here that they have not sent.' }),
		older: z.string().optional().meta({ description: '`before` of the page before; missing where this is the first.' }),
	}),
)

const count = z.int()
const columns = {
	received: count,
	messages: count,
	updates: count,
	asides: count,
	ignored: z.record(z.string(), count).meta({ description: 'Counts by reason.' }),
	duplicates: count,
	parked: count,
	difference: count.meta({ description: 'Events without an outcome. 0 once all is handled.' }),
}
const network = networkSchema.optional()
const accountId = z
	.string()
	.optional()
	.meta({ description: 'The account of ours; missing where the delivery named none that we know.' })

export const ledgerSchema = onFirstUse(() =>
	z.object({
		...columns,
		from: instantSchema,
		to: instantSchema,
		groups: z
			.array(z.object({ day: z.iso.date(), network, accountId, ...columns }))
			.meta({ description: 'The same by day (UTC), network and account; the columns add up to those above.' }),
		envelopes: z
			.object({
				noted: count,
				missing: count.meta({
					description:
						'Deliveries that a later one names as sent before it and that are not here: in the queue, with the dead letters, or lost. Each counts as one event received, without an outcome.',
				}),
			})
			.meta({ description: 'Deliveries, each of one or more events.' }),
	}),
)

export const ledgerEntriesSchema = onFirstUse(() =>
	z.object({
		items: z.array(
			z.object({
				envelope: z.string(),
				index: count,
				receivedAt: instantSchema,
				outcome: z.string().optional().meta({
					description:
						'`message`, `update`, `aside`, `duplicate`, `ignored:` or `parked:` and a reason; missing: none yet.',
				}),
				missing: z.literal(true).optional().meta({ description: 'The whole delivery never came.' }),
				network,
				accountId,
				caseId: z.string().optional(),
				parkedId: z.string().optional(),
			}),
		),
		next: z.string().optional(),
	}),
)

export const parkedSchema = onFirstUse(() =>
	z.object({
		id: z.string(),
		network: z.enum(['x', 'facebook', 'mail']).meta({ description: "By the webhook; Instagram comes by Meta's." }),
		reason: z.enum(PARKED_REASONS),
		detail: z.string().meta({ description: 'The reason as a sentence.' }),
		envelope: z.string(),
		index: z.int(),
		parkedAt: instantSchema,
		retriedAt: instantSchema.optional(),
		caseId: prefixedIdSchema('case')
			.optional()
			.meta({ description: 'Of a mail: the case whose reply address it was sent to, which names it.' }),
		dismissedAt: instantSchema.optional(),
		dismissedBy: z.string().optional(),
		dismissal: z.enum(DISMISSALS).optional(),
	}),
)
export const parkedPageSchema = onFirstUse(() =>
	z.object({ items: z.array(parkedSchema()), next: z.string().optional() }),
)

export const healthSchema = onFirstUse(() => z.object({ status: z.literal('ok') }))

export const problemSchema = onFirstUse(() =>
	z.looseObject({
		type: z.string().meta({ description: 'Stable: `urn:hilft:problem:` and a code.' }),
		title: z.string(),
		status: z.int(),
		detail: z.string(),
		errors: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
		case: caseViewSchema().optional().meta({ description: 'With 409: the case as it is now.' }),
		owner: z.string().optional().meta({ description: 'With take-over-needed: whose case it is.' }),
		claimedBy: z.string().optional().meta({ description: 'Who is writing in it.' }),
		text: z.string().optional().meta({ description: 'With claimed-by-other: what the other one answered last.' }),
		length: z.int().optional(),
		limit: z.int().optional(),
		possible: z.array(z.unknown()).optional().meta({
			description:
				'What else can be done: other ways to answer, with their ends, to a case that somebody has, or out of what is still owed.',
		}),
		link: z.string().optional().meta({ description: 'Where a person answers by hand.' }),
		why: z
			.enum(BY_HAND_REASONS)
			.optional()
			.meta({ description: 'With answer-by-hand: what keeps the network from taking it.' }),
		findings: z.array(z.unknown()).optional().meta({ description: 'Personal data: kind and place in the text.' }),
		warnings: z.array(z.unknown()).optional(),
	}),
)
