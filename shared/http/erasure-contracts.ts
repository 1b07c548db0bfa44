import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { deletionCodeSchema, deletionSchema } from '#shared/erasure/deletion.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { caseAnswerSchema } from './answer-schemas.ts'
import { noBodySchema, noQuerySchema } from './case-contracts.ts'
import { problemsOn } from './refusal-problems.ts'
import type { Contract } from './route.ts'

export const erasePersonContract = {
	operation: 'erasePerson',
	method: 'POST',
	path: '/api/cases/:id/person-erasures',
	summary:
		'Erase the person of a case, in all their cases and for good: leads, and the owner. Figures stay as they are',
	tag: 'customer data',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: z.strictObject({
		version: z.int().positive().optional(),
		confirm: z.string().max(20).meta({ description: "The case's number, typed again: there is no way back." }),
	}),
	isIdempotent: true,
	success: {
		status: 200,
		description: 'The case. `personErasure` and the timeline tell when the erasure has ended.',
		schema: caseAnswerSchema,
	},
	problems: [
		'case-unknown',
		'case-unreadable',
		'not-yours',
		...problemsOn('demandPersonErasure'),
		'stale-version',
		'idempotency-key-reused',
		'idempotency-key-in-progress',
	],
} satisfies Contract

const deletionViewSchema = onFirstUse(() =>
	z.object({
		code: deletionCodeSchema.meta({ description: 'What the person holds: their status page shows it.' }),
		state: deletionSchema.shape.state.meta({ description: '`byHand`: nobody of ours has the id that Meta gave.' }),
		receivedAt: instantSchema,
		dueAt: instantSchema.meta({ description: 'By when it must be done: 24 hours after they asked.' }),
		overdue: z.boolean(),
		cases: z.array(prefixedIdSchema('case')),
		finishedAt: instantSchema.optional(),
		result: deletionSchema.shape.result,
		by: z.string().optional().meta({ description: 'Who named the case, or found that nothing is kept.' }),
	}),
)

export const listDeletionsContract = {
	operation: 'listDeletions',
	method: 'GET',
	path: '/api/deletions',
	summary: 'What people asked Meta to have deleted here, the oldest first; `byHand` waits for a person',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: z.strictObject({ state: deletionSchema.shape.state.default('byHand') }),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'At most 100.',
		schema: () => z.object({ items: z.array(deletionViewSchema()) }),
	},
	problems: [],
} satisfies Contract

export const finishDeletionContract = {
	operation: 'finishDeletion',
	method: 'POST',
	path: '/api/deletions/:code/finish',
	summary: 'Say whose case it is: that person is erased; or, without a case, that nothing is kept of whoever asked',
	tag: 'operations',
	roles: ['lead'],
	query: noQuerySchema,
	body: z.strictObject({ caseId: prefixedIdSchema('case').optional() }),
	success: {
		status: 200,
		description: 'How it stands now.',
		schema: () => z.object({ deletion: deletionViewSchema() }),
	},
	problems: ['deletion-unknown', 'deletion-finished', 'deletion-in-work', 'case-unknown', 'case-unreadable'],
} satisfies Contract
