import type { AliasContent } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { isOnlyChanged } from './message-content.ts'
import { type ReviseDependencies, updateMessage } from './revise-message.ts'

export type EditionLink = {
	/** The key of the edition's own id. */
	readonly edition: MessageKey
	readonly message: MessageKey
	readonly at: Instant
}

/**
 * Links an edition's own id to its message, because X gives each edit a new id and may name any of them in a deletion
 * (NETWORKS.md 2.5). Applies a deletion that came before. Leaves an id that already has content of its own. Safe to repeat.
 */
export const linkEdition = async (
	dependencies: ReviseDependencies,
	{ edition, message, at }: EditionLink,
): Promise<void> => {
	await retryOnConflict('contentContended', async () => {
		const { content } = dependencies
		const alias: AliasContent = { kind: 'alias', id: edition, aliasOf: message, at, revision: 0 }
		if (await content.put(alias)) return 'linked'
		const [known] = await content.get([edition])
		if (known === undefined) return undefined
		if (!isOnlyChanged(known)) return 'linked'
		// The message first: a crash before the link is written leaves all of it to the next try.
		const source = known.seen.erased
		if (known.kind === 'erased' && source !== undefined)
			await updateMessage(dependencies, { key: message, change: 'erased', changedAt: known.erasedAt, source })
		return (await content.put({ ...alias, revision: known.revision + 1 })) ? 'linked' : undefined
	})
}
