import { z } from 'zod'
import { noBodySchema, noQuerySchema } from './case-contracts.ts'
import type { Contract } from './route.ts'

export const showMedia = {
	operation: 'showMedia',
	method: 'GET',
	path: '/api/cases/:id/media/:message/:index',
	summary: 'A picture, video or file that a customer sent: `index` as in the timeline entry of the message',
	tag: 'cases',
	roles: ['agent', 'lead', 'auditor'],
	query: noQuerySchema,
	body: noBodySchema,
	hasRanges: true,
	success: {
		status: 200,
		description: 'The bytes, of the type that the timeline entry names; 206 where a part was asked for.',
		schema: z.unknown(),
		mediaTypes: ['image/*', 'video/*', 'audio/*', 'application/pdf'],
	},
	problems: ['case-unknown', 'media-unknown', 'erased', 'range-needed', 'range-not-satisfiable'],
} satisfies Contract
