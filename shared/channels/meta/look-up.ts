import * as z from 'zod'
import type { RemoteState } from '../channel.ts'
import { pathOf } from './account-calls.ts'
import type { CallDependencies } from './send-message.ts'
import { isSuccess, outcomeOfProblem } from './send-problem.ts'

const isInstagram = (own: CallDependencies['own'], accountId: string): boolean =>
	own.some(({ network, id }) => network === 'instagram' && id === accountId)

/** The most ids that Meta takes in one call. */
const BATCH = 50

/** What Meta can look up: an id that we made up (of a review without one) would make a call of fifty fail. */
const IS_ID = /^\d+(?:_\d+)*$/

const textSchema = z.string().transform((text) => text.toWellFormed())
const contentsSchema = z.record(
	z.string(),
	z.object({ message: textSchema.optional(), text: textSchema.optional() }).optional(),
)

const unknown = (contentIds: readonly string[]): RemoteState[] =>
	contentIds.map((contentId) => ({ contentId, remoteState: 'unknown' }))

const batches = (ids: readonly string[]): readonly (readonly string[])[] =>
	Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) => ids.slice(index * BATCH, (index + 1) * BATCH))

/** Asks, read only, whether the account's token still opens its own account. */
export const probe =
	({ ask, clock }: Pick<CallDependencies, 'ask' | 'clock'>) =>
	async (accountId: string): Promise<'working' | 'stopped' | 'unknown'> => {
		const answer = await ask(accountId, { method: 'GET', path: pathOf(accountId), query: { fields: 'id' } })
		if (isSuccess(answer)) return z.object({ id: z.string() }).safeParse(answer.body).success ? 'working' : 'unknown'
		return outcomeOfProblem(answer, accountId, clock.now()).outcome === 'stopped' ? 'stopped' : 'unknown'
	}

/**
 * One call for up to 50. A content that is gone may make the whole call fail: then its halves are asked, down to the one.
 * Undefined when Meta did not say, for a reason that the rest would meet as well: nothing more is asked then.
 */
const askFor = async (
	dependencies: CallDependencies,
	accountId: string,
	ids: readonly string[],
): Promise<readonly RemoteState[] | undefined> => {
	const { ask, clock, own } = dependencies
	const query = { ids: ids.join(','), fields: isInstagram(own, accountId) ? 'text' : 'message' }
	const answer = await ask(accountId, { method: 'GET', path: '', query })
	if (isSuccess(answer)) {
		const contents = contentsSchema.safeParse(answer.body).data
		return contents === undefined ? unknown(ids) : ids.map((id) => standingIn(contents, id))
	}
	const outcome = outcomeOfProblem(answer, accountId, clock.now())
	if (outcome.outcome !== 'failed') return undefined
	if (ids.length > 1) return askHalves(dependencies, accountId, ids)
	const [contentId = ''] = ids
	return [{ contentId, remoteState: outcome.reason === 'unknownTarget' ? 'gone' : 'unknown' }]
}

const standingIn = (contents: z.infer<typeof contentsSchema>, contentId: string): RemoteState => {
	const content = Object.hasOwn(contents, contentId) ? contents[contentId] : undefined
	if (content === undefined) return { contentId, remoteState: 'gone' }
	return { contentId, remoteState: 'there', text: content.message ?? content.text ?? '' }
}

const askHalves = async (
	dependencies: CallDependencies,
	accountId: string,
	ids: readonly string[],
): Promise<readonly RemoteState[] | undefined> => {
	const middle = Math.ceil(ids.length / 2)
	const first = await askFor(dependencies, accountId, ids.slice(0, middle))
	if (first === undefined) return undefined
	const second = await askFor(dependencies, accountId, ids.slice(middle))
	return [...first, ...(second ?? unknown(ids.slice(middle)))]
}

/**
 * How contents stand now. `gone` makes others delete their copy, so it is believed only from an account that works: Meta
 * says "does not exist" for what a token may no longer see, too.
 */
export const lookUp =
	(dependencies: CallDependencies) =>
	async (accountId: string, contentIds: readonly string[]): Promise<readonly RemoteState[]> => {
		const askable = contentIds.filter((id) => IS_ID.test(id))
		const told = new Map<string, RemoteState>()
		for (const ids of batches(askable)) {
			const remoteStates = await askFor(dependencies, accountId, ids)
			for (const remoteState of remoteStates ?? []) told.set(remoteState.contentId, remoteState)
			if (remoteStates === undefined) break
		}
		const remoteStates = [...told.values()]
		const isAllGone = remoteStates.length > 0 && remoteStates.every(({ remoteState }) => remoteState === 'gone')
		if (isAllGone && (await probe(dependencies)(accountId)) !== 'working') return unknown(contentIds)
		return contentIds.map((contentId) => told.get(contentId) ?? { contentId, remoteState: 'unknown' })
	}
