import * as z from 'zod'
import type { SendOutcome, SentContent } from '../channel.ts'
import { type GraphRequest, pathOf } from './account-calls.ts'
import { measureMeta } from './length.ts'
import type { CallDependencies } from './send-message.ts'
import { outcomeOf } from './send-problem.ts'

const doneSchema = z.object({ success: z.boolean() })

/** All three may be repeated: Meta takes the same text, the same hiding again, and what is gone stays gone. */
const act = async (
	{ ask, clock }: CallDependencies,
	{ accountId, contentId }: SentContent,
	request: Omit<GraphRequest, 'path'>,
): Promise<SendOutcome> => {
	const answer = await ask(accountId, { ...request, path: pathOf(contentId) })
	let isRefused = false
	const outcome = outcomeOf(answer, accountId, clock.now(), (body) => {
		const success = doneSchema.safeParse(body).data?.success
		isRefused = success === false
		return success === true ? contentId : undefined
	})
	return isRefused ? { outcome: 'failed', reason: 'rejected' } : outcome
}

/** Facebook lets a page edit its comments; Instagram offers no edits of comments. */
export const correct =
	(dependencies: CallDependencies) =>
	async (content: SentContent, text: string): Promise<SendOutcome> => {
		if (content.network === 'instagram') return { outcome: 'failed', reason: 'forbidden' }
		const { length, limit } = measureMeta('facebook', 'public', text)
		if (length > limit) return { outcome: 'failed', reason: 'tooLong' }
		return act(dependencies, content, { method: 'POST', body: { message: text } })
	}

export const remove =
	(dependencies: CallDependencies) =>
	async (content: SentContent): Promise<SendOutcome> => {
		const outcome = await act(dependencies, content, { method: 'DELETE' })
		const isGone = outcome.outcome === 'failed' && outcome.reason === 'unknownTarget'
		return isGone ? { outcome: 'sent', externalId: content.contentId } : outcome
	}

export const hide =
	(dependencies: CallDependencies) =>
	(content: SentContent, isHidden: boolean): Promise<SendOutcome> =>
		act(dependencies, content, {
			method: 'POST',
			body: content.network === 'instagram' ? { hide: isHidden } : { is_hidden: isHidden },
		})
