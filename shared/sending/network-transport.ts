import type { SentMark } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { Network } from '#shared/cases/network.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { isReply, type NetworkSend, PURPOSES, type Send } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { READ_DELAY, type Sender } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { ForeignMessageError } from '#shared/kernel/errors.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type ComposeDependencies, composeSend, type SendOperation } from './compose-send.ts'
import type { Delivered, FoundSend, LimitScope, Prepared, RememberedId, Transport } from './transport.ts'

export type RememberDependencies = { readonly content: ContentStore; readonly identityKey: string }

type Message = Extract<SendOperation, { readonly message: unknown }>

/** Returns the content key under which the worker recognises our post when its network reports it. */
const sentKey = (identityKey: string, { type, message }: Message, contentId: string): MessageKey => {
	const { network, accountId } = message
	return messageKey(identityKey, { network, accountId, contentId, form: type === 'private' ? 'dm' : 'reply' })
}

/** Tells whether this content is recorded as another send of ours. */
const isOfAnother = async (
	{ content }: Pick<RememberDependencies, 'content'>,
	{ id }: Send,
	key: MessageKey,
): Promise<boolean> => {
	const [known] = await content.get([key])
	return known?.kind === 'sent' && known.send !== id
}

/** Changes an answer's content under its revision. Returns false where it was erased. */
const changeReply = (
	{ content }: RememberDependencies,
	id: MessageKey,
	change: { readonly text: string } | { readonly contentId: string },
): Promise<boolean> =>
	retryOnConflict('contentContended', async () => {
		const [known] = await content.get([id])
		if (known?.kind !== 'reply') return false
		return (await content.put({ ...known, ...change, revision: known.revision + 1 })) || undefined
	})

/**
 * Stores the network's id of a sent message: in the answer's content, so that it can be corrected and deleted, and
 * under the content's key, so that the worker recognises it. Runs before the fact is appended: after a crash between,
 * the content shows that it left. A sent correction replaces the answer's text; its own content keeps what the agent
 * asked for. May be repeated.
 */
const rememberExternalId = async (
	dependencies: RememberDependencies,
	state: CaseState,
	send: Send,
	operation: SendOperation,
	externalId: string,
): Promise<RememberedId | undefined> => {
	if (send.purpose === 'correction' && operation.type === 'correct')
		await changeReply(dependencies, send.reply, { text: operation.text })
	if (!('message' in operation)) return undefined
	const key = sentKey(dependencies.identityKey, operation, externalId)
	if (await isOfAnother(dependencies, send, key)) return { outcome: 'taken' }
	const isKept = !isReply(send) || (await changeReply(dependencies, send.contentId, { contentId: externalId }))
	// Erased while it was being sent: nothing is stored, the fact records that it left.
	if (!isKept) return undefined
	// The mark may exist: from an earlier attempt, or because the network reported it first.
	const mark: SentMark = { kind: 'sent', id: key, caseId: state.id, send: send.id, at: send.since, revision: 0 }
	await dependencies.content.put(mark)
	return { outcome: 'remembered', message: key }
}

export type NetworkDependencies = ComposeDependencies & {
	readonly sender: Sender
	/** The networks it sends to; a send of another is not its own. */
	readonly networks: readonly Network[]
	readonly content: ContentStore
	/** The HMAC key of content ids, by which the worker recognises our own posts. */
	readonly identityKey: string
}

const perform = (sender: Sender, operation: SendOperation): Promise<Delivered> => {
	switch (operation.type) {
		case 'private':
			return sender.sendPrivate(operation.message)
		case 'public':
			return sender.sendPublic(operation.message)
		case 'correct':
			return sender.correct(operation.content, operation.text)
		case 'remove':
			return sender.remove(operation.content)
		case 'hide':
			return sender.hide(operation.content, operation.isHidden)
		default:
			return assertNever(operation)
	}
}

const isUrgent = (send: NetworkSend): boolean =>
	isReply(send) ? send.isUrgent === true : PURPOSES[send.purpose].isUrgent

const limitScopeOf = (send: NetworkSend, operation: SendOperation): LimitScope => {
	const { network, accountId } = 'message' in operation ? operation.message : operation.content
	const kind = operation.type === 'private' || operation.type === 'public' ? operation.type : 'change'
	return { account: { network, accountId }, kind, isUrgent: isUrgent(send) }
}

const findSent = async (
	dependencies: NetworkDependencies,
	send: NetworkSend,
	operation: SendOperation,
	since: Instant,
): Promise<FoundSend> => {
	// A repeatable operation needs no lookup.
	if (!('message' in operation)) return { found: 'no' }
	// Our content has the network's id: it left for certain.
	if (operation.leftAs !== undefined) return { found: 'yes', externalId: operation.leftAs }
	const found = await dependencies.sender.find(operation.message, since)
	if (found.found !== 'yes') return found
	// Two sends of the same text to the same person, one of which is there: which of them cannot be told.
	const key = sentKey(dependencies.identityKey, operation, found.externalId)
	return (await isOfAnother(dependencies, send, key)) ? { found: 'unknown' } : found
}

/** The content was erased: there is nothing to send, and whether it left before cannot be told. */
const NOTHING_LEFT: Prepared = {
	find: async () => ({ found: 'unknown' }),
	send: async () => ({ outcome: 'failed', reason: 'unknownTarget' }),
}

/** Creates the transport of sends by a network. */
export const createNetworkTransport = (dependencies: NetworkDependencies): Transport => {
	const { sender, networks } = dependencies
	return {
		prepare: async (state, send) => {
			if (send.via === 'mail' || !networks.includes(send.via)) throw new ForeignMessageError()
			const operation = await composeSend(dependencies, state, send)
			if (operation === undefined) return NOTHING_LEFT
			return {
				limitScope: limitScopeOf(send, operation),
				find: (since) => findSent(dependencies, send, operation, since),
				send: () => perform(sender, operation),
				rememberExternalId: (externalId) => rememberExternalId(dependencies, state, send, operation, externalId),
			}
		},
		probe: ({ accountId }) => sender.probe(accountId),
		readDelay: ({ via }) => (via === 'mail' ? 0 : READ_DELAY[via]),
	}
}
