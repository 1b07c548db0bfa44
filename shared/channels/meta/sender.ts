import * as z from 'zod'
import { isCorrectable } from '#shared/cases/replies/ways.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { OwnAccount, RemoteState, Sender, SendOutcome, SentContent } from '../channel.ts'
import type { RefusedOperation } from '../refusals/refusal.ts'
import { askWith, type GraphRequest, pathOf } from './account-calls.ts'
import type { MetaApiSecret } from './api-secret.ts'
import { findPrivate, findPublic } from './find-own.ts'
import { measureMeta } from './length.ts'
import { believed, probe } from './probe.ts'
import { type CallDependencies, sendPrivate, sendPublic } from './send-message.ts'
import { isSuccess, outcomeOf, outcomeOfProblem } from './send-problem.ts'

const isInstagram = (own: CallDependencies['own'], accountId: string): boolean =>
	own.some(({ network, id }) => network === 'instagram' && id === accountId)

/** The most ids that Meta takes in one call. */
const BATCH = 50

/** Ids that Meta can look up: one that we made up (of a review without an id) would make a call of fifty fail. */
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

/**
 * Asks for up to 50 contents in one call. A content that is gone may make the whole call fail: then its halves are asked,
 * down to the one. Returns undefined when Meta did not answer for a reason that the rest would meet as well.
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
		return contents === undefined ? unknown(ids) : ids.map((id) => remoteStateIn(contents, id))
	}
	const outcome = outcomeOfProblem(answer, accountId, clock.now(), 'read')
	if (outcome.outcome !== 'failed') return undefined
	if (ids.length > 1) return askHalves(dependencies, accountId, ids)
	const [contentId = ''] = ids
	return [{ contentId, remoteState: outcome.reason === 'unknownTarget' ? 'gone' : 'unknown' }]
}

const remoteStateIn = (contents: z.infer<typeof contentsSchema>, contentId: string): RemoteState => {
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
 * Returns the states of contents. `gone` makes others delete their copy, so it is believed only of an account that works:
 * Meta says "does not exist" also for what a token may no longer see.
 */
const lookUp =
	(dependencies: CallDependencies) =>
	async (accountId: string, contentIds: readonly string[]): Promise<readonly RemoteState[]> => {
		const askable = contentIds.filter((id) => IS_ID.test(id))
		const states = new Map<string, RemoteState>()
		for (const ids of batches(askable)) {
			const remoteStates = await askFor(dependencies, accountId, ids)
			for (const remoteState of remoteStates ?? []) states.set(remoteState.contentId, remoteState)
			if (remoteStates === undefined) break
		}
		const remoteStates = [...states.values()]
		const isAllGone = remoteStates.length > 0 && remoteStates.every(({ remoteState }) => remoteState === 'gone')
		if (isAllGone && (await probe(dependencies)(accountId)) !== 'working') return unknown(contentIds)
		return contentIds.map((contentId) => states.get(contentId) ?? { contentId, remoteState: 'unknown' })
	}

const doneSchema = z.object({ success: z.boolean() })

/**
 * Runs an operation that may be repeated: Meta takes the same text and the same hiding again, and what is gone stays gone.
 */
const runOperation = async (
	dependencies: CallDependencies,
	operation: RefusedOperation,
	{ accountId, contentId }: SentContent,
	request: Omit<GraphRequest, 'path'>,
): Promise<SendOutcome> => {
	const { ask, clock } = dependencies
	const answer = await ask(accountId, { ...request, path: pathOf(contentId) })
	let isRefused = false
	const reading = outcomeOf(answer, accountId, clock.now(), operation, (body) => {
		const success = doneSchema.safeParse(body).data?.success
		isRefused = success === false
		return success === true ? contentId : undefined
	})
	return isRefused ? { outcome: 'failed', reason: 'rejected' } : believed(dependencies, accountId, reading)
}

/** Corrects a comment on Facebook; Instagram offers no edits of comments. */
const correct =
	(dependencies: CallDependencies) =>
	async (content: SentContent, text: string): Promise<SendOutcome> => {
		if (!isCorrectable[content.network]) return { outcome: 'failed', reason: 'forbidden' }
		const { length, limit } = measureMeta('facebook', 'public', text)
		if (length > limit) return { outcome: 'failed', reason: 'tooLong' }
		return runOperation(dependencies, 'public', content, { method: 'POST', body: { message: text } })
	}

const remove =
	(dependencies: CallDependencies) =>
	async (content: SentContent): Promise<SendOutcome> => {
		const outcome = await runOperation(dependencies, 'remove', content, { method: 'DELETE' })
		const isGone = outcome.outcome === 'failed' && outcome.reason === 'unknownTarget'
		return isGone ? { outcome: 'sent', externalId: content.contentId } : outcome
	}

const hide =
	(dependencies: CallDependencies) =>
	(content: SentContent, isHidden: boolean): Promise<SendOutcome> =>
		runOperation(dependencies, 'hide', content, {
			method: 'POST',
			body: content.network === 'instagram' ? { hide: isHidden } : { is_hidden: isHidden },
		})

type MetaSenderOptions = {
	readonly secret: () => Promise<MetaApiSecret>
	readonly clock: Clock
	/**
	 * Our accounts, for what needs a handle on Instagram: the link of an invitation, and an answer's author. Default: none.
	 */
	readonly own?: readonly OwnAccount[] | undefined
	/** The limit of a whole call. Default: 8 seconds. */
	readonly timeoutMilliseconds?: number | undefined
}

/**
 * Returns the sender for Facebook and Instagram by the Graph API (NETWORKS.md 3.2, 3.4, 3.5). Judges every window by the
 * clock at the moment of sending.
 */
export const createMetaSender = (options: MetaSenderOptions): Sender => {
	const { secret, clock, own = [], timeoutMilliseconds = 8_000 } = options
	const dependencies: CallDependencies = { ask: askWith(secret, timeoutMilliseconds), clock, own }
	const find = { private: findPrivate(dependencies), public: findPublic(dependencies) }
	return {
		sendPrivate: sendPrivate(dependencies, find.private),
		sendPublic: sendPublic(dependencies),
		correct: correct(dependencies),
		remove: remove(dependencies),
		hide: hide(dependencies),
		find: (message, since) => ('recipientId' in message ? find.private(message, since) : find.public(message, since)),
		probe: probe(dependencies),
		lookUp: lookUp(dependencies),
	}
}
