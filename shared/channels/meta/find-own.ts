import * as z from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OwnAccount, PrivateMessage, PublicMessage, SendLookup } from '../channel.ts'
import { type GraphRequest, pathOf } from './account-calls.ts'
import { findIn, foundOfProblem, type Item, type List, type Sought } from './read-own.ts'
import { type CallDependencies, inboxOf, publicText } from './send-message.ts'
import { isSuccess, outcomeOfProblem } from './send-problem.ts'

/** Ours by the account's id; Instagram may name an author by the handle alone. */
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

/** Of Instagram's messages only the newest 20 can be read. */
const messagesOf = (conversation: string, { network }: PrivateMessage): List => ({
	request: {
		method: 'GET',
		path: pathOf(conversation, 'messages'),
		query: { fields: 'id,message,from,created_time', limit: network === 'instagram' ? '20' : '100' },
	},
	pages: network === 'instagram' ? 1 : 10,
	isNewestFirst: true,
})

/** Looks through our conversations with the recipient. */
export const findPrivate =
	({ ask, clock, own }: CallDependencies) =>
	async (message: PrivateMessage, since: Instant): Promise<SendLookup> => {
		// Nobody to look up; only a private reply goes to somebody anonymous, and Meta takes only one.
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

/** Instagram does not say in which order it lists answers, so all of them are read. */
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

/** The comment above an answer; a page's post (`page_post`) has none and does not know the field. */
const parentOf = (contentId: string, { network, accountId }: PublicMessage): GraphRequest | undefined => {
	if (network !== 'instagram' && contentId.startsWith(`${accountId}_`)) return undefined
	const fields = network === 'instagram' ? 'parent_id' : 'parent{id}'
	return { method: 'GET', path: pathOf(contentId), query: { fields } }
}

/**
 * Looks below the content that was answered. An answer to an answer may have been filed below the comment above both: what
 * is found there may just as well be our answer to a neighbour, so a person decides.
 */
export const findPublic =
	({ ask, clock, own }: CallDependencies) =>
	async (message: PublicMessage, since: Instant): Promise<SendLookup> => {
		const { accountId, inReplyTo } = message
		const sought: Sought = { accountId, text: publicText(message, own), since, isOurs: isBy(message, own) }
		const direct = await findIn(ask, answersTo(inReplyTo, message), sought, clock.now())
		const request = direct.found === 'no' ? parentOf(inReplyTo, message) : undefined
		if (request === undefined) return direct
		const answer = await ask(accountId, request)
		const outcome = isSuccess(answer) ? undefined : outcomeOfProblem(answer, accountId, clock.now())
		if (outcome !== undefined && outcome.outcome !== 'failed') return foundOfProblem(answer, accountId, clock.now())
		const above = answer.kind === 'answered' ? parentSchema.safeParse(answer.body).data : undefined
		const parent = above?.parent?.id ?? above?.parent_id
		if (parent === undefined) return direct
		const indirect = await findIn(ask, answersTo(parent, message), sought, clock.now())
		return indirect.found === 'yes' ? { found: 'unknown' } : indirect
	}
