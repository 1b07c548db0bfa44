import type { NetworkContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { RemoteState } from '#shared/channels/channel.ts'
import { editionOf } from '#shared/channels/meta/change.ts'
import { isSameText } from '#shared/channels/same-text.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Screen } from '#shared/screening/screen-text.ts'
import type { Reread } from './reread.ts'

/** A message as its network shows it. */
export type VisibleContent = Extract<RemoteState, { readonly remoteState: 'there' }>

/**
 * Tells whether the network shows another text than ours. Compares masked texts, as ours may be masked. X numbers
 * editions whose text never changes; Meta numbers none and may omit a text it hides.
 */
export const isOtherText = (content: NetworkContent, { text, edition }: VisibleContent, screen: Screen): boolean => {
	if (content.network === 'x') return edition !== undefined && BigInt(edition) > BigInt(content.edition ?? '0')
	return text !== '' && !isSameText(screen(text)?.text ?? text, content.text)
}

/**
 * Returns the command for a message that was looked up at `at`; undefined where nothing changed or nothing is known.
 * Where the network has no edition numbers, the edition is the time of the lookup, later than all before. Pure.
 */
export const compareRemoteState = (
	content: NetworkContent,
	message: MessageKey,
	remoteState: RemoteState,
	at: Instant,
	screen: Screen,
): Reread | undefined => {
	if (remoteState.remoteState === 'unknown') return undefined
	if (remoteState.remoteState === 'gone') return { command: 'reread', message, at, remoteState: 'gone' }
	if (!isOtherText(content, remoteState, screen)) return undefined
	const { edition = editionOf({ edited: Date.parse(at) }) } = remoteState
	const text = Buffer.from(remoteState.text).toString('base64')
	return {
		command: 'reread',
		message,
		at,
		remoteState: 'edited',
		text,
		edition,
		isNamed: remoteState.edition !== undefined,
	}
}
