import type { WordsStore } from '#shared/cases/ports.ts'
import type { Effect } from '#shared/cases/state.ts'
import { type Found, READ_DELAY, type Sender } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { type Act, type ComposeDependencies, composeEffect } from './compose-effect.ts'
import { isOfAnother, keepSent, sentKey } from './keep-sent.ts'
import type { Delivered, Gated, Prepared, Transport } from './transport.ts'

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

const findSent = async (
	dependencies: NetworkDependencies,
	effect: Effect,
	act: Act,
	since: Instant,
): Promise<Found> => {
	// What can be repeated need not be looked for.
	if (!('message' in act)) return { found: 'no' }
	// Our own words that know what the network calls them left for certain: it need not be asked.
	if (act.leftAs !== undefined) return { found: 'yes', externalId: act.leftAs }
	const found = await dependencies.sender.find(act.message, since)
	if (found.found !== 'yes') return found
	// The same words to the same person, of which one is there: which of the two it is cannot be told.
	const key = sentKey(dependencies.identityKey, act, found.externalId)
	return (await isOfAnother(dependencies, effect, key)) ? { found: 'unknown' } : found
}

/** Its words were erased: nobody is left to write to, and whether it left before cannot be told any more. */
const NOTHING_LEFT: Prepared = {
	find: async () => ({ found: 'unknown' }),
	send: async () => ({ outcome: 'failed', reason: 'unknownTarget' }),
}

/** How effects leave by a network. */
export const createNetworkTransport = (dependencies: NetworkDependencies): Transport => {
	const { sender } = dependencies
	return {
		prepare: async (state, effect) => {
			const act = await composeEffect(dependencies, state, effect)
			if (act === undefined) return NOTHING_LEFT
			return {
				gated: gatedAct(effect, act),
				find: (since) => findSent(dependencies, effect, act, since),
				send: () => perform(sender, act),
				keep: (externalId) => keepSent(dependencies, state, effect, act, externalId),
			}
		},
		probe: ({ accountId }) => sender.probe(accountId),
		readDelay: ({ via }) => (via === 'mail' ? 0 : READ_DELAY[via]),
	}
}
