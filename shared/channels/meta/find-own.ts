import * as z from 'zod'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { OwnAccount, PrivateMessage, PublicMessage, SendLookup } from '../channel.ts'
import { externalIdSchema } from '../fields.ts'
import { isSameText } from '../same-text.ts'
import { type AccountAnswer, type AskAs, type GraphRequest, pathOf } from './account-calls.ts'
import { type CallDependencies, inboxOf, publicText } from './send-message.ts'
import { isRefused, isSuccess, outcomeOfProblem } from './send-problem.ts'

/** A message, post or comment, by Facebook's names and by Instagram's. */
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
type Item = z.output<typeof itemSchema>

const listSchema = z.object({
	data: z.array(itemSchema),
	paging: z
		.object({ next: z.string().optional(), cursors: z.object({ after: z.string().optional() }).optional() })
		.optional()
		.catch(undefined),
})

/** Meta's clock and ours may differ. */
const CLOCK_SKEW = MINUTE

/** What is looked for: a text of ours at or after `since`. */
type Sought = {
	readonly accountId: string
	readonly text: string
	readonly since: Instant
	readonly isOurs: (item: Item) => boolean
}

/** A list of Meta's. `isNewestFirst`: reading ends at the first old item. */
type List = { readonly request: GraphRequest; readonly pages: number; readonly isNewestFirst: boolean }

/** Returns the result of a failed look: `unknown` for a refusal, `later` for all else. */
const foundOfProblem = (answer: AccountAnswer, accountId: string, now: Instant): SendLookup => {
	const outcome = outcomeOfProblem(answer, accountId, now, 'read')
	if (isRefused(outcome)) return { found: 'unknown' }
	return { found: 'later', until: 'until' in outcome ? outcome.until : addMilliseconds(now, MINUTE) }
}

const isRecent = ({ at }: Item, { since }: Sought): boolean => {
	const time = at === undefined ? Number.NaN : Date.parse(at)
	return Number.isNaN(time) || time >= Date.parse(since) - CLOCK_SKEW
}

/**
 * Reads a list page by page until the text is found, or until everything since `since` was seen (`no`). Returns `unknown`
 * when the list is longer than `pages`.
 */
const findIn = async (ask: AskAs, list: List, sought: Sought, now: Instant): Promise<SendLookup> => {
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
		// There is more, and Meta gives no cursor.
		if (after === undefined) return { found: 'unknown' }
		request = { ...request, query: { ...request.query, after } }
	}
	return { found: 'unknown' }
}

/** Says whether we wrote an item, by the account's id; Instagram may name an author by the handle alone. */
const isBy =
	({ network, accountId }: Pick<PublicMessage, 'network' | 'accountId'>, own: readonly OwnAccount[]) =>
	({ authorId, handle }: Item): boolean => {
		if (authorId !== undefined && authorId === accountId) return true
		const ours = own.find((account) => account.network === network && account.id === accountId)
		return network === 'instagram' && handle !== undefined && handle === ours?.handle
	}

const conversationsSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

const conversationsWith = (message: PrivateMessage): GraphRequest => ({
	method: 'GET',
	path: pathOf(inboxOf(message), 'conversations'),
	query: {
		platform: message.network === 'instagram' ? 'instagram' : 'messenger',
		user_id: message.recipientId,
		fields: 'id',
	},
})

/** Returns the list of a conversation's messages; of Instagram's only the newest 20 can be read. */
const messagesOf = (conversation: string, { network }: PrivateMessage): List => ({
	request: {
		method: 'GET',
		path: pathOf(conversation, 'messages'),
		query: { fields: 'id,message,from,created_time', limit: network === 'instagram' ? '20' : '100' },
	},
	pages: network === 'instagram' ? 1 : 10,
	isNewestFirst: true,
})

/** Looks for a private message in our conversations with its recipient. */
export const findPrivate =
	({ ask, clock, own }: CallDependencies) =>
	async (message: PrivateMessage, since: Instant): Promise<SendLookup> => {
		// An anonymous recipient only ever gets a private reply, of which Meta takes one.
		if (message.recipientId.startsWith('anonymous:')) return { found: 'no' }
		const { accountId, text } = message
		const answer = await ask(accountId, conversationsWith(message))
		const conversations = isSuccess(answer) ? conversationsSchema.safeParse(answer.body).data : undefined
		if (conversations === undefined) return foundOfProblem(answer, accountId, clock.now())
		const sought: Sought = { accountId, text, since, isOurs: isBy(message, own) }
		for (const { id } of conversations.data) {
			const found = await findIn(ask, messagesOf(id, message), sought, clock.now())
			if (found.found !== 'no') return found
		}
		return { found: 'no' }
	}

const FIELDS = { facebook: 'id,message,from,created_time', instagram: 'id,text,from,username,timestamp' } as const

/** Returns the list of answers to a content. Instagram does not document their order, so all of them are read. */
const answersTo = (contentId: string, { network }: PublicMessage): List =>
	network === 'instagram'
		? {
				request: {
					method: 'GET',
					path: pathOf(contentId, 'replies'),
					query: { fields: FIELDS.instagram, limit: '50' },
				},
				pages: 20,
				isNewestFirst: false,
			}
		: {
				request: {
					method: 'GET',
					path: pathOf(contentId, 'comments'),
					query: { fields: FIELDS.facebook, limit: '100', order: 'reverse_chronological' },
				},
				pages: 10,
				isNewestFirst: true,
			}

const parentSchema = z.object({
	parent: z.object({ id: z.string() }).optional().catch(undefined),
	parent_id: z.string().optional().catch(undefined),
})

/**
 * Returns the request for the comment above an answer; undefined for a page's post (`page_post`), which has none and does
 * not know the field.
 */
const parentOf = (contentId: string, { network, accountId }: PublicMessage): GraphRequest | undefined => {
	if (network !== 'instagram' && contentId.startsWith(`${accountId}_`)) return undefined
	const fields = network === 'instagram' ? 'parent_id' : 'parent{id}'
	return { method: 'GET', path: pathOf(contentId), query: { fields } }
}

/**
 * Looks for a public message below the content it answers. An answer to an answer may be below the comment above both: a
 * match there may be our answer to a neighbour, so it is `unknown` and a person decides.
 */
export const findPublic =
	({ ask, clock, own }: CallDependencies) =>
	async (message: PublicMessage, since: Instant): Promise<SendLookup> => {
		const { network, accountId, inReplyTo, form } = message
		// What stands below others' media cannot be listed (NETWORKS.md 3.5).
		if (wayOfForm(network, form).public.by === 'mentions') return { found: 'unknown' }
		const sought: Sought = { accountId, text: publicText(message, own), since, isOurs: isBy(message, own) }
		const direct = await findIn(ask, answersTo(inReplyTo, message), sought, clock.now())
		const request = direct.found === 'no' ? parentOf(inReplyTo, message) : undefined
		if (request === undefined) return direct
		const answer = await ask(accountId, request)
		const outcome = isSuccess(answer) ? undefined : outcomeOfProblem(answer, accountId, clock.now(), 'read')
		if (outcome !== undefined && !isRefused(outcome)) return foundOfProblem(answer, accountId, clock.now())
		const above = answer.kind === 'answered' ? parentSchema.safeParse(answer.body).data : undefined
		const parent = above?.parent?.id ?? above?.parent_id
		if (parent === undefined) return direct
		const indirect = await findIn(ask, answersTo(parent, message), sought, clock.now())
		return indirect.found === 'yes' ? { found: 'unknown' } : indirect
	}
