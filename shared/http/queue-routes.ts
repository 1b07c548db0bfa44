import * as z from 'zod'
import { teamSchema } from '#shared/cases/actor.ts'
import { contactLanguageSchema } from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { signalKindSchema } from '#shared/cases/signals/facts.ts'
import { COUNTED } from '#shared/desk/queue/count-queue.ts'
import { shortHash } from '#shared/desk/queue/pulses.ts'
import { rowViewSchema, unreadableRowSchema } from '#shared/desk/queue/row-view.ts'
import { createShowQueue, type ShowQueueDependencies } from '#shared/desk/queue/show-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/view-codes.ts'
import { cursorSchema, noBodySchema } from './case-contracts.ts'
import { bind, type Contract, READERS, type Route } from './route.ts'

/** Rows of a page at most: more would take more calls than a page may. */
const ROWS_OF_PAGE = 50

const countSchema = () =>
	z.object({
		count: z.int().max(COUNTED),
		more: z
			.literal(true)
			.optional()
			.meta({ description: `There are more than ${COUNTED}.` }),
	})

const getQueueContract = {
	operation: 'getQueue',
	method: 'GET',
	path: '/api/queue',
	summary:
		'The cases to work, danger before everything, then the longest wait: in every view the same order, at every size the same cost. A page may be short where a filter leaves out rows; only the last has no `next`',
	tag: 'cases',
	roles: READERS,
	query: () =>
		z.strictObject({
			view: z.enum(QUEUE_VIEWS).default('now').meta({
				description:
					'`now`: what we must act on, yours and what is free for you, and every danger. `mine`: you own it, or a note asks you. `waiting`: others must act. `due`: dates of our own, and windows that end within four hours. `failed`: did not leave, or nobody knows. `release`: answers of trainees. `closed`: today’s.',
			}),
			channel: networkSchema.optional(),
			language: contactLanguageSchema.optional(),
			signal: signalKindSchema.optional(),
			team: teamSchema.optional().meta({ description: 'Of the view `team`: whose, else yours.' }),
			limit: z.coerce.number().int().min(1).max(ROWS_OF_PAGE).default(ROWS_OF_PAGE),
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	isConditional: true,
	success: {
		status: 200,
		description:
			'A page of rows; with the first page what each view holds, and as of this minute what is on its way to a case. The `ETag` of the first page is another one as soon as it may look otherwise, and every minute.',
		schema: () =>
			z.object({
				items: z.array(z.union([rowViewSchema(), unreadableRowSchema()])),
				counts: z.object(Object.fromEntries(QUEUE_VIEWS.map((view) => [view, countSchema()]))).optional(),
				inFlight: z
					.object({
						count: z.int().meta({
							description:
								'Events that were received and have no outcome yet: of the last hour, and all that were tried and wait for another try or for somebody. What lies in a queue before its first try is not among them.',
						}),
						oldestAt: instantSchema.optional(),
					})
					.optional(),
				scanned: z.int().meta({
					description:
						'Rows that were looked at for this page. With a filter it may be short or empty and have a `next` all the same: who goes on looks at the following ones.',
				}),
				next: z.string().optional().meta({ description: 'The `cursor` of the next page; missing on the last one.' }),
			}),
	},
	problems: ['cursor-invalid'],
} satisfies Contract

/** Returns the tag of a page, of what it shows and what was asked for. */
const tagOf = (news: string, query: object): string =>
	`"${shortHash(`${news} ${JSON.stringify(Object.entries(query).toSorted())}`)}"`

/** Tells whether a header names a tag, among others or as a weak one (RFC 9110, 13.1.2). */
const isNamed = (header: string | undefined, tag: string): boolean =>
	header?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) === true

/** Returns the route of the queue. */
export const queueRoutes = (dependencies: ShowQueueDependencies): readonly Route[] => {
	const { rows, firstPage, news } = createShowQueue(dependencies)
	return [
		bind(getQueueContract, async ({ query, ifNoneMatch }, { key, team }) => {
			const { channel: network, ...rest } = query
			const viewer = { key, team }
			const asked = { ...rest, viewer, network }
			if (query.cursor !== undefined) return { status: 200, body: await rows(asked) }
			const { tag: told, found } = await news(viewer, query)
			const tag = tagOf(told, query)
			if (isNamed(ifNoneMatch, tag)) return { status: 304, body: {}, headers: { ETag: tag } }
			return { status: 200, body: await firstPage(asked, found), headers: { ETag: tag } }
		}),
	]
}
