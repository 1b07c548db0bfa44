import type { IncomingMessage } from './incoming-message.ts'
import { isOnlyChanged, keptAside, newAside } from './message-content.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { type Revised, retrying, reviseMessage } from './revise-message.ts'

export type KeptAside = { readonly outcome: 'aside' } | Revised

/**
 * Keeps what somebody wrote to somebody else in a thread of ours: with its thread, in no case until a person makes it one.
 * Tells repeats, editions and changes that came before it apart as they are for messages.
 */
export const keepAside = (
	dependencies: Pick<ReceiveDependencies, 'store' | 'contacts' | 'content' | 'clock'>,
	message: IncomingMessage,
): Promise<KeptAside> =>
	retrying<KeptAside>(async () => {
		const { content } = dependencies
		if (await content.put(newAside(message))) return { outcome: 'aside' }
		const [known] = await content.get([message.key])
		if (known === undefined) return undefined
		if (!isOnlyChanged(known)) return reviseMessage(dependencies, message)
		return (await content.put(keptAside(message, known))) ? { outcome: 'aside' } : undefined
	})
