import type { IncomingMessage } from './incoming-message.ts'
import { newWords, reviseWords } from './message-words.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { type Revised, retrying, reviseMessage } from './revise-message.ts'

export type Kept = { readonly outcome: 'aside' } | Revised

/**
 * Keeps what somebody wrote to somebody else in a thread of ours: with its thread, in no case until a person makes it one.
 * Repeats, editions and changes that came before it are told apart as they are for messages.
 */
export const keepAside = (
	dependencies: Pick<ReceiveDependencies, 'store' | 'contacts' | 'words' | 'clock'>,
	message: IncomingMessage,
): Promise<Kept> =>
	retrying<Kept>(async () => {
		const { words } = dependencies
		const aside = { ...newWords(message), isAside: true }
		if (await words.put(aside)) return { outcome: 'aside' }
		const [known] = await words.get([message.key])
		if (known === undefined) return undefined
		if (known.caseId !== undefined || known.isAside === true) return reviseMessage(dependencies, message)
		// Something happened to it before it came.
		const { source } = message
		const filed = {
			...reviseWords({ ...known, edition: known.edition ?? '-1' }, message),
			isAside: true,
			source,
			at: message.sentAt,
		}
		return (await words.put(filed)) ? { outcome: 'aside' } : undefined
	})
