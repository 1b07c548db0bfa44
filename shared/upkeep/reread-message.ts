import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { isNetworkContent } from '#shared/cases/content.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { handlesOf } from '#shared/channels/own-accounts.ts'
import { authorAndPlaceOf } from '#shared/messages/author-and-place.ts'
import type { EventDependencies } from '#shared/messages/event-dependencies.ts'
import { LONGEST_TEXT } from '#shared/messages/file-written.ts'
import { linkEdition } from '#shared/messages/link-edition.ts'
import { reviseMessage, updateMessage } from '#shared/messages/revise-message.ts'
import { screenMessage } from '#shared/messages/screen-message.ts'
import { isOtherText } from './compare-remote-state.ts'
import type { Reread } from './reread.ts'

type Edited = Extract<Reread, { readonly remoteState: 'edited' }>

/** Returns the source of a reread; no delivery brought it, so the ledger does not count it. */
const sourceOf = ({ at }: Reread): string => `reconcile#${at}`

const revise = async (dependencies: EventDependencies, reread: Edited): Promise<void> => {
	const { message: key, edition, isNamed, at, text: encoded } = reread
	const [content] = await dependencies.content.get([key])
	if (!isNetworkContent(content)) return
	const place = authorAndPlaceOf(content)
	const text = Buffer.from(encoded, 'base64').toString().slice(0, LONGEST_TEXT)
	const shown = {
		contentId: place.contentId,
		remoteState: 'there',
		text,
		edition: isNamed ? edition : undefined,
	} as const
	// An event or an earlier reread may have brought the same text meanwhile.
	if (isOtherText(content, shown, dependencies.screen)) {
		const revised = {
			...place,
			key,
			text,
			edition,
			sentAt: at,
			source: sourceOf(reread),
			addressAndLanguage: detectAddressAndLanguage(text, handlesOf(dependencies.own)),
		}
		const { outcome, ...done } = await reviseMessage(dependencies, revised)
		dependencies.log.info('MESSAGE_CHANGED', { ...done, outcome, reason: 'reread' })
	}
	if (isNamed) {
		const named = messageKey(dependencies.identityKey, { ...place, contentId: edition })
		await linkEdition(dependencies, { edition: named, message: key, at })
	}
	await screenMessage(dependencies, key, { text })
}

/**
 * Applies a deletion or edit found by a reread, as an event would have. Repeating it changes nothing. Throws
 * `RetryLaterError` after too many conflicts.
 */
export const rereadMessage = async (dependencies: EventDependencies, reread: Reread): Promise<void> => {
	if (reread.remoteState === 'edited') return revise(dependencies, reread)
	const { message: key, at: changedAt } = reread
	const { outcome, ...done } = await updateMessage(dependencies, {
		key,
		change: 'erased',
		changedAt,
		source: sourceOf(reread),
	})
	dependencies.log.info('MESSAGE_CHANGED', { ...done, outcome, reason: 'gone' })
}
