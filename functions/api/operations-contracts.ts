import { z } from 'zod'
import { healthSchema, ledgerSchema, parkedPageSchema } from './answer-schemas.ts'
import { cursorSchema, limitSchema, noBodySchema, noQuerySchema } from './case-contracts.ts'
import type { Contract } from './route.ts'

const instantOrDay = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

export const health = {
	operation: 'health',
	method: 'GET',
	path: '/api/health',
	summary: 'Whether the API and its tables answer',
	tag: 'operations',
	roles: 'open',
	success: { status: 200, description: 'All is well.', schema: healthSchema },
	problems: [],
} satisfies Contract

export const describe = {
	operation: 'describe',
	method: 'GET',
	path: '/api/openapi.json',
	summary: 'This description',
	tag: 'operations',
	roles: 'open',
	success: { status: 200, description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) },
	problems: [],
} satisfies Contract

export const getLedger = {
	operation: 'getLedger',
	method: 'GET',
	path: '/api/ledger',
	summary: 'What became of every event received in [from, to); the last 7 days unless said otherwise',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: z.strictObject({ from: instantOrDay.optional(), to: instantOrDay.optional() }),
	body: noBodySchema,
	success: { status: 200, description: 'The balance.', schema: ledgerSchema },
	problems: [],
} satisfies Contract

export const listParked = {
	operation: 'listParked',
	method: 'GET',
	path: '/api/parked',
	summary: 'Authentic events that were not understood, newest day first',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
	body: noBodySchema,
	success: { status: 200, description: 'A page of parked events.', schema: parkedPageSchema },
	problems: ['cursor-invalid'],
} satisfies Contract

export const retryParked = {
	operation: 'retryParked',
	method: 'POST',
	path: '/api/parked/:id/retry',
	summary: 'Have a parked event understood again, after a fix',
	tag: 'operations',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: z.strictObject({}),
	success: {
		status: 202,
		description: 'Queued. The event leaves the list once it was understood.',
		schema: z.object({ id: z.string() }),
	},
	problems: ['parked-unknown'],
} satisfies Contract
