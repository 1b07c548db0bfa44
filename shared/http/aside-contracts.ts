import * as z from 'zod'
import { messageFormSchema } from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { caseAnswerSchema } from './answer-schemas.ts'
import { cursorSchema, limitSchema, noBodySchema, noQuerySchema } from './case-contracts.ts'
import type { Contract } from './route.ts'

const asideSchema = z.object({
	id: z.string(),
	thread: z.string(),
	network: networkSchema.optional(),
	accountId: z.string().optional(),
	form: messageFormSchema.optional(),
	at: instantSchema.meta({ description: "The network's time." }),
	text: z.string().optional(),
	handle: z.string().optional(),
	name: z.string().optional(),
	unseenSeconds: z.int().optional().meta({ description: 'For how long nobody has looked at it.' }),
	seenAt: instantSchema.optional(),
	seenBy: z.string().optional(),
})

export const listAsidesContract = {
	operation: 'listAsides',
	method: 'GET',
	path: '/api/asides',
	summary:
		'What people wrote to each other in threads of ours, the oldest first: what nobody has looked at, or with `thread` all of a thread',
	tag: 'asides',
	roles: ['agent', 'lead', 'auditor'],
	query: z.strictObject({
		thread: z
			.string()
			.regex(/^thread_[0-9a-z]{26}$/)
			.optional(),
		limit: limitSchema,
		cursor: cursorSchema,
	}),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'A page of asides, and how many of them nobody has looked at.',
		schema: () =>
			z.object({
				items: z.array(asideSchema),
				unseen: z.int(),
				oldestUnseenAt: instantSchema.optional(),
				next: z.string().optional(),
			}),
	},
	problems: ['cursor-invalid'],
} satisfies Contract

export const openAsideContract = {
	operation: 'openAside',
	method: 'POST',
	path: '/api/asides/:id/case',
	summary: 'Make it a message of its author, with a case; repeating it gives the same case',
	tag: 'asides',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: z.strictObject({}),
	success: { status: 200, description: 'The case.', schema: caseAnswerSchema },
	problems: ['aside-unknown', 'case-unreadable'],
} satisfies Contract

export const seeAsideContract = {
	operation: 'seeAside',
	method: 'POST',
	path: '/api/asides/:id/seen',
	summary: 'Say that somebody has looked at it and nobody in it waits for us',
	tag: 'asides',
	roles: ['agent', 'lead'],
	query: noQuerySchema,
	body: z.strictObject({}),
	success: {
		status: 200,
		description: 'Seen; by whom first.',
		schema: () => z.object({ id: z.string(), seenAt: instantSchema }),
	},
	problems: ['aside-unknown'],
} satisfies Contract
