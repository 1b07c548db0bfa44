import type { ContentStore } from '#shared/cases/ports.ts'
import { isReply, type NetworkSend, PURPOSES } from '#shared/cases/send.ts'
import { READ_DELAY, type Sender } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { type ComposeDependencies, composeSend, type SendOperation } from './compose-send.ts'
import { isOfAnother, rememberExternalId, sentKey } from './remember-external-id.ts'
import type { Delivered, FoundSend, LimitScope, Prepared, Transport } from './transport.ts'

export type NetworkDependencies = ComposeDependencies & {
	readonly sender: Sender
	readonly content: ContentStore
	/** The HMAC key of content ids, by which the worker knows what comes back. */
	readonly identityKey: string
}

const perform = (sender: Sender, act: SendOperation): Promise<Delivered> => {
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

const isUrgent = (send: NetworkSend): boolean =>
	isReply(send) ? send.isUrgent === true : PURPOSES[send.purpose].isUrgent

const gatedAct = (send: NetworkSend, act: SendOperation): LimitScope => {
	const { network, accountId } = 'message' in act ? act.message : act.content
	const kind = act.act === 'private' || act.act === 'public' ? act.act : 'change'
	return { account: { network, accountId }, kind, isUrgent: isUrgent(send) }
}

const findSent = async (
	dependencies: NetworkDependencies,
	send: NetworkSend,
	act: SendOperation,
	since: Instant,
): Promise<FoundSend> => {
	// What can be repeated need not be looked for.
	if (!('message' in act)) return { found: 'no' }
	// Our own content that knows what the network calls it left for certain: it need not be asked.
	if (act.leftAs !== undefined) return { found: 'yes', externalId: act.leftAs }
	const found = await dependencies.sender.find(act.message, since)
	if (found.found !== 'yes') return found
	// The same words to the same person, of which one is there: which of the two it is cannot be told.
	const key = sentKey(dependencies.identityKey, act, found.externalId)
	return (await isOfAnother(dependencies, send, key)) ? { found: 'unknown' } : found
}

/** Its content was erased: nobody is left to write to, and whether it left before cannot be told any more. */
const NOTHING_LEFT: Prepared = {
	find: async () => ({ found: 'unknown' }),
	send: async () => ({ outcome: 'failed', reason: 'unknownTarget' }),
}

/** How sends leave by a network. */
export const createNetworkTransport = (dependencies: NetworkDependencies): Transport => {
	const { sender } = dependencies
	return {
		prepare: async (state, send) => {
			if (send.via === 'mail') throw new Error(`${send.purpose} leaves by mail, by no network`)
			const act = await composeSend(dependencies, state, send)
			if (act === undefined) return NOTHING_LEFT
			return {
				limitScope: gatedAct(send, act),
				find: (since) => findSent(dependencies, send, act, since),
				send: () => perform(sender, act),
				rememberExternalId: (externalId) => rememberExternalId(dependencies, state, send, act, externalId),
			}
		},
		probe: ({ accountId }) => sender.probe(accountId),
		readDelay: ({ via }) => (via === 'mail' ? 0 : READ_DELAY[via]),
	}
}
