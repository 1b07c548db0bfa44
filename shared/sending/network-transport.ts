import type { WordsStore } from '#shared/cases/ports.ts'
import type { CaseState, Effect } from '#shared/cases/state.ts'
import { type Found, READ_DELAY, type Sender } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { type Act, type ComposeDependencies, composeEffect } from './compose-effect.ts'
import { isOfAnother, keepSent, sentKey } from './keep-sent.ts'
import type { Delivered, Gated, Transport } from './transport.ts'

export type NetworkDependencies = ComposeDependencies & {
	readonly sender: Sender
	readonly words: WordsStore
	/** The HMAC key of content ids, by which the worker knows what comes back. */
	readonly identityKey: string
}

const perform = (sender: Sender, act: Act): Promise<Delivered> => {
	switch (act.act) {
		case 'private':
			return sender.sendPrivate(act.message)
		case 'public':
			return sender.sendPublic(act.message)
		case 'correct':
			return sender.correct(act.content, act.text)
		case 'remove':
			return sender.remove(act.content)
		case 'hide':
			return sender.hide(act.content, act.isHidden)
		default:
			return assertNever(act)
	}
}

/** Messages of requests are urgent: the customer waits for the link while they are at it. */
const isUrgent = ({ purpose, reply }: Effect): boolean => purpose === 'requestMessage' || reply?.isUrgent === true

const gatedAct = (effect: Effect, act: Act): Gated => {
	const { network, accountId } = 'message' in act ? act.message : act.content
	const kind = act.act === 'private' || act.act === 'public' ? act.act : 'change'
	return { account: { network, accountId }, kind, isUrgent: isUrgent(effect) }
}

/** Our own words that already know what the network calls them left for certain: it need not be asked. */
const knownSent = async ({ words }: NetworkDependencies, { reply }: Effect): Promise<Found | undefined> => {
	if (reply === undefined) return undefined
	const [known] = await words.get([reply.reply])
	return known?.contentId === undefined ? undefined : { found: 'yes', externalId: known.contentId }
}

/** How effects leave by a network. An effect whose words were erased fails: nobody is left to write to. */
export const createNetworkTransport = (dependencies: NetworkDependencies): Transport => {
	const { sender } = dependencies

	const find = async (state: CaseState, effect: Effect, since: string): Promise<Found> => {
		const known = await knownSent(dependencies, effect)
		if (known !== undefined) return known
		const act = await composeEffect(dependencies, state, effect)
		// Its words were erased on the way: whether it left before cannot be told any more.
		if (act === undefined) return { found: 'unknown' }
		// What can be repeated need not be looked for.
		if (!('message' in act)) return { found: 'no' }
		const found = await sender.find(act.message, since)
		if (found.found !== 'yes') return found
		// The same words to the same person, of which one is there: which of the two it is cannot be told.
		const key = sentKey(dependencies.identityKey, act, found.externalId)
		return (await isOfAnother(dependencies, effect, key)) ? { found: 'unknown' } : found
	}

	return {
		find,
		send: async (state, effect) => {
			const act = await composeEffect(dependencies, state, effect)
			return act === undefined ? { outcome: 'failed', reason: 'unknownTarget' } : perform(sender, act)
		},
		gated: async (state, effect) => {
			const act = await composeEffect(dependencies, state, effect)
			return act === undefined ? undefined : gatedAct(effect, act)
		},
		probe: ({ accountId }) => sender.probe(accountId),
		keep: async (state, effect, externalId) => {
			const act = await composeEffect(dependencies, state, effect)
			return keepSent(dependencies, state, effect, act, externalId)
		},
		readDelay: ({ via }) => (via === 'mail' ? 0 : READ_DELAY[via]),
	}
}
