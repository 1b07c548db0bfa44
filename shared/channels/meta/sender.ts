import type { Clock } from '#shared/kernel/clock.ts'
import type { OwnAccount, Sender } from '../channel.ts'
import { askWith } from './account-calls.ts'
import type { MetaApiSecret } from './api-secret.ts'
import { correct, hide, remove } from './change-content.ts'
import { findPrivate, findPublic } from './find-own.ts'
import { lookUp, probe } from './look-up.ts'
import { type CallDependencies, sendPrivate, sendPublic } from './send-message.ts'

export type MetaSenderOptions = {
	readonly secret: () => Promise<MetaApiSecret>
	readonly clock: Clock
	/** Ours, for what goes by handle on Instagram: the link of an invitation, and whose an answer is. Default: none. */
	readonly own?: readonly OwnAccount[] | undefined
	/** How long a whole call may take. Default: 8 seconds. */
	readonly timeoutMilliseconds?: number | undefined
}

/**
 * Writes to Facebook and Instagram by the Graph API (NETWORKS.md 3.2, 3.4, 3.5). Every window is judged by the clock at
 * the moment of sending.
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
