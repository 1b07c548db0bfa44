import type { MessageKey } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { type ReviseDependencies, retrying, updateMessage } from './revise-message.ts'

export type EditionLink = {
	/** The key of the edition's own id. */
	readonly edition: MessageKey
	readonly message: MessageKey
	readonly at: Instant
}

/**
 * Makes an edition's own id lead to its message: X gives each edit a new id and names any of them when the post is deleted
 * (NETWORKS.md 2.5). A deletion that came before takes the message back now. Repeating it changes nothing.
 */
export const linkEdition = async (
	dependencies: ReviseDependencies,
	{ edition, message, at }: EditionLink,
): Promise<void> => {
	await retrying(async () => {
		const { words } = dependencies
		if (await words.put({ id: edition, aliasOf: message, at })) return 'linked'
		const [known] = await words.get([edition])
		if (known === undefined) return undefined
		if (known.aliasOf !== undefined) return 'linked'
		const { erasedAt, seen } = known
		// The message first: after a crash between, the link is not there yet and all of it happens again.
		if (erasedAt !== undefined && seen?.erased !== undefined)
			await updateMessage(dependencies, { key: message, change: 'erased', changedAt: erasedAt, source: seen.erased })
		const isLinked = await words.put({ id: edition, aliasOf: message, at, revision: (known.revision ?? 0) + 1 })
		return isLinked ? 'linked' : undefined
	})
}
