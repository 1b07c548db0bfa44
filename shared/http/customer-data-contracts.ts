import * as z from 'zod'
import { assuranceSchema, dataFieldSchema, readingPurposeSchema } from '#shared/cases/codes.ts'
import { protectedActSchema } from '#shared/cases/data/levels.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { caseAnswerSchema } from './answer-schemas.ts'
import { noQuerySchema } from './case-contracts.ts'
import { problemsOn } from './refusal-problems.ts'
import type { Contract } from './route.ts'

/** Contracts of the function customer-data, the only one that can decrypt; described with the API's others. */

const readingSchema = onFirstUse(() =>
	z.object({
		items: z.array(
			z.object({
				field: dataFieldSchema,
				value: z.string(),
				submission: prefixedIdSchema('sub'),
				assurance: assuranceSchema.meta({
					description: 'How sure we are who wrote it. Never: is the contract holder.',
				}),
				receivedAt: instantSchema,
				allowed: z.array(protectedActSchema).meta({ description: 'What may be acted on by this word.' }),
			}),
		),
	}),
)

export const readCustomerDataContract = {
	operation: 'readCustomerData',
	method: 'POST',
	path: '/api/cases/:id/customer-data/readings',
	summary:
		'Read what the customer gave: whom the case was entrusted to, as owner, deputy or by a claim; the reading is put on record first',
	tag: 'customer data',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: () =>
		z.strictObject({
			purpose: readingPurposeSchema,
			fields: z.array(dataFieldSchema).min(1).max(dataFieldSchema.options.length),
		}),
	success: { status: 200, description: 'The data, newest first.', schema: readingSchema },
	problems: ['case-unknown', 'case-unreadable', ...problemsOn('readData'), 'erased'],
} satisfies Contract

export const eraseCustomerDataContract = {
	operation: 'eraseCustomerData',
	method: 'POST',
	path: '/api/cases/:id/customer-data/erasures',
	summary: 'Erase what the customer gave, for good: who may read it, or a lead. May be repeated',
	tag: 'customer data',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: () => z.strictObject({ version: z.int().positive().optional() }),
	success: { status: 200, description: 'The case, without the data.', schema: caseAnswerSchema },
	problems: ['case-unknown', 'case-unreadable', 'not-yours', ...problemsOn('recordErasure'), 'stale-version'],
} satisfies Contract
