import * as z from 'zod'
import { waitReasonSchema } from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import { COLUMNS } from '#shared/ledger/outcome.ts'
import { DISMISSALS } from '#shared/ledger/ports.ts'
import { healthSchema, ledgerEntriesSchema, ledgerSchema, parkedPageSchema, parkedSchema } from './answer-schemas.ts'
import { cursorSchema, limitSchema, noBodySchema, noQuerySchema, typedInstant } from './case-contracts.ts'
import type { Contract } from './route.ts'

/** A code of ours. */
const reasonSchema = z.string().regex(/^[A-Za-z]{1,60}$/)

const instantOrDay = z.union([typedInstant, z.iso.date()])

export const healthContract = {
	operation: 'health',
	method: 'GET',
	path: '/api/health',
	summary: 'Whether the API and its tables answer',
	tag: 'operations',
	roles: 'open',
	success: { status: 200, description: 'All is well.', schema: healthSchema },
	problems: [],
} satisfies Contract

export const describeContract = {
	operation: 'describe',
	method: 'GET',
	path: '/api/openapi.json',
	summary: 'This description',
	tag: 'operations',
	roles: 'open',
	success: { status: 200, description: 'OpenAPI 3.1.', schema: () => z.looseObject({ openapi: z.string() }) },
	problems: [],
} satisfies Contract

export const getLedgerContract = {
	operation: 'getLedger',
	method: 'GET',
	path: '/api/ledger',
	summary: 'What became of every event received in [from, to); the last 7 days unless said otherwise',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: () => z.strictObject({ from: instantOrDay.optional(), to: instantOrDay.optional() }),
	body: noBodySchema,
	success: { status: 200, description: 'The balance.', schema: ledgerSchema },
	problems: [],
} satisfies Contract

export const listLedgerEntriesContract = {
	operation: 'listLedgerEntries',
	method: 'GET',
	path: '/api/ledger/entries',
	summary: 'The events behind a figure of the ledger, the oldest first; `difference`: those without an outcome',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: () =>
		z.strictObject({
			from: instantOrDay.optional(),
			to: instantOrDay.optional(),
			column: z.enum(COLUMNS),
			reason: reasonSchema.optional(),
			network: networkSchema.optional(),
			accountId: z.string().min(1).max(64).optional(),
			limit: limitSchema,
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	success: { status: 200, description: 'A page of events.', schema: ledgerEntriesSchema },
	problems: ['cursor-invalid'],
} satisfies Contract

export const listParkedContract = {
	operation: 'listParked',
	method: 'GET',
	path: '/api/parked',
	summary: 'Authentic events that were not understood, however old, newest day first; or those a lead let go',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: () =>
		z.strictObject({
			state: z.enum(['waiting', 'dismissed']).default('waiting'),
			reason: z.enum(PARKED_REASONS).optional(),
			limit: limitSchema,
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	success: { status: 200, description: 'A page of parked events.', schema: parkedPageSchema },
	problems: ['cursor-invalid'],
} satisfies Contract

export const readParkedContract = {
	operation: 'readParked',
	method: 'GET',
	path: '/api/parked/:id',
	summary: 'What a parked event says: read by a lead, on record, with personal data masked',
	tag: 'operations',
	roles: ['lead'],
	query: noQuerySchema,
	body: noBodySchema,
	success: {
		status: 200,
		description: 'What it says, and who was shown it in the last 30 days.',
		schema: () =>
			parkedSchema().extend({
				words: z.array(z.string()).meta({ description: 'What people wrote in it, as far as it can be told.' }),
				body: z.string().optional().meta({ description: 'All of it, up to 64 kB; of a mail its words are all.' }),
				cut: z.literal(true).optional().meta({ description: 'There is more of it.' }),
				withheld: z
					.enum(['virus', 'unreadable'])
					.optional()
					.meta({ description: 'Why nothing is shown: a mail that nobody opens, or that cannot be read.' }),
				readBy: z.array(z.object({ by: z.string(), at: instantSchema })),
			}),
	},
	problems: ['parked-unknown', 'parked-body-gone'],
} satisfies Contract

export const retryParkedContract = {
	operation: 'retryParked',
	method: 'POST',
	path: '/api/parked/:id/retry',
	summary: 'Have a parked event understood again, after a fix',
	tag: 'operations',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: () => z.strictObject({}),
	success: {
		status: 202,
		description: 'Queued. The event leaves the list once it was understood.',
		schema: () => z.object({ id: z.string() }),
	},
	problems: ['parked-unknown'],
} satisfies Contract

export const retryAllParkedContract = {
	operation: 'retryAllParked',
	method: 'POST',
	path: '/api/parked/retries',
	summary: 'Have all events parked for one reason understood again, after a fix; page by page',
	tag: 'operations',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: () => z.strictObject({ reason: z.enum(PARKED_REASONS), cursor: cursorSchema }),
	success: {
		status: 202,
		description: 'Queued. With `next` there are more: ask again with it as `cursor`.',
		schema: () => z.object({ count: z.int(), next: z.string().optional() }),
	},
	problems: ['cursor-invalid'],
} satisfies Contract

export const dismissParkedContract = {
	operation: 'dismissParked',
	method: 'POST',
	path: '/api/parked/:id/dismissal',
	summary: 'Let a parked event go: its body is gone within 30 days, in the ledger it stays parked',
	tag: 'operations',
	roles: ['lead'],
	query: noQuerySchema,
	body: () => z.strictObject({ reason: z.enum(DISMISSALS) }),
	success: {
		status: 202,
		description: 'Queued. The event leaves the list of what waits.',
		schema: () => z.object({ id: z.string() }),
	},
	problems: ['parked-unknown'],
} satisfies Contract

const sendingSchema = onFirstUse(() =>
	z.object({
		sending: z.enum(['on', 'stopped']).meta({ description: '`stopped`: operations stopped all sending.' }),
		accounts: z.array(
			z.object({
				network: networkSchema,
				accountId: z.string(),
				state: z.enum(['open', 'limited', 'stopped']),
				reason: waitReasonSchema.optional(),
				since: instantSchema.optional(),
				until: instantSchema.optional(),
			}),
		),
	}),
)

export const getSendingContract = {
	operation: 'getSending',
	method: 'GET',
	path: '/api/sending',
	summary: 'Whether answers leave: the kill switch, and each account of ours',
	tag: 'operations',
	roles: ['agent', 'lead', 'auditor'],
	query: noQuerySchema,
	body: noBodySchema,
	success: { status: 200, description: 'What holds sending back.', schema: sendingSchema },
	problems: [],
} satisfies Contract
