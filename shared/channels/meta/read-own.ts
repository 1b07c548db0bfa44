import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { SendLookup } from '../channel.ts'
import { externalIdSchema } from '../fields.ts'
import { isSameText } from '../same-text.ts'
import type { AccountAnswer, AskAs, GraphRequest } from './account-calls.ts'
import { isSuccess, outcomeOfProblem } from './send-problem.ts'

/** Facebook's names and Instagram's for the same. */
const itemSchema = z
	.object({
		id: externalIdSchema,
		message: z.string().optional().catch(undefined),
		text: z.string().optional().catch(undefined),
		from: z.object({ id: externalIdSchema.optional(), username: z.string().optional() }).optional().catch(undefined),
		username: z.string().optional().catch(undefined),
		created_time: z.string().optional().catch(undefined),
		timestamp: z.string().optional().catch(undefined),
	})
	.transform(({ id, message, text, from, username, created_time, timestamp }) => ({
		id,
		text: message ?? text ?? '',
		authorId: from?.id,
		handle: from?.username ?? username,
		at: created_time ?? timestamp,
	}))
export type Item = z.output<typeof itemSchema>

const listSchema = z.object({
	data: z.array(itemSchema),
	paging: z
		.object({ next: z.string().optional(), cursors: z.object({ after: z.string().optional() }).optional() })
		.optional()
		.catch(undefined),
})

/** Meta and we need not agree to the second. */
const CLOCK_SKEW = MINUTE

/** What is looked for: a text, by us, at or after `since`. */
export type Sought = {
	readonly accountId: string
	readonly text: string
	readonly since: Instant
	readonly isOurs: (item: Item) => boolean
}

/** A list of Meta's. `isNewestFirst`: nothing older than the first old item need be read. */
export type List = { readonly request: GraphRequest; readonly pages: number; readonly isNewestFirst: boolean }

/** Looking did not work: a refusal stays one, all else may be looked at again. */
export const foundOfProblem = (answer: AccountAnswer, accountId: string, now: Instant): SendLookup => {
	const outcome = outcomeOfProblem(answer, accountId, now)
	if (outcome.outcome === 'failed') return { found: 'unknown' }
	return { found: 'later', until: outcome.outcome === 'later' ? outcome.until : addMilliseconds(now, MINUTE) }
}

const isRecent = ({ at }: Item, { since }: Sought): boolean => {
	const time = at === undefined ? Number.NaN : Date.parse(at)
	return Number.isNaN(time) || time >= Date.parse(since) - CLOCK_SKEW
}

/**
 * Reads a list page by page until the text is found, or everything since `since` was seen (`no`). `unknown` when it is
 * longer than `pages`.
 */
export const findIn = async (ask: AskAs, list: List, sought: Sought, now: Instant): Promise<SendLookup> => {
	let request = list.request
	for (let page = 0; page < list.pages; page += 1) {
		const answer = await ask(sought.accountId, request)
		const read = isSuccess(answer) ? listSchema.safeParse(answer.body).data : undefined
		if (read === undefined) return foundOfProblem(answer, sought.accountId, now)
		const match = read.data.find(
			(item) => sought.isOurs(item) && isRecent(item, sought) && isSameText(item.text, sought.text),
		)
		if (match !== undefined) return { found: 'yes', externalId: match.id }
		const isOver = list.isNewestFirst && !read.data.every((item) => isRecent(item, sought))
		if (read.paging?.next === undefined || isOver) return { found: 'no' }
		const { after } = read.paging.cursors ?? {}
		// There is more, and Meta does not say how to get at it.
		if (after === undefined) return { found: 'unknown' }
		request = { ...request, query: { ...request.query, after } }
	}
	return { found: 'unknown' }
}
