import type { AliasContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { isOnlyChanged } from './message-content.ts'
import { type ReviseDependencies, retrying, updateMessage } from './revise-message.ts'

export type EditionLink = {
	/** The key of the edition's own id. */
	readonly edition: MessageKey
	readonly message: MessageKey
	readonly at: Instant
}

/**
 * Makes an edition's own id lead to its message: X gives each edit a new id and names any of them when the post is deleted
 * (NETWORKS.md 2.5). A deletion that came before takes the message back now. Content of its own stays what it is.
 * Repeating it changes nothing.
 */
export const linkEdition = async (
	dependencies: ReviseDependencies,
	{ edition, message, at }: EditionLink,
): Promise<void> => {
	await retrying(async () => {
		const { content } = dependencies
		const alias: AliasContent = { kind: 'alias', id: edition, aliasOf: message, at, revision: 0 }
		if (await content.put(alias)) return 'linked'
		const [known] = await content.get([edition])
		if (known === undefined) return undefined
		if (!isOnlyChanged(known)) return 'linked'
		// The message first: after a crash between, the link is not there yet and all of it happens again.
		const source = known.seen.erased
		if (known.kind === 'erased' && source !== undefined)
			await updateMessage(dependencies, { key: message, change: 'erased', changedAt: known.erasedAt, source })
		return (await content.put({ ...alias, revision: known.revision + 1 })) ? 'linked' : undefined
	})
}
