import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import { META_APP_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import type { World } from '#infra/local/practice/world/world.ts'

/** What `POST /practice/deletions` takes. */
export const askDeletionSchema = z.strictObject({
	network: z.enum(['facebook', 'instagram']),
	/** The name of somebody who has written. */
	person: z.string().min(1).max(60),
	/** Under another id than in messages and comments, as Meta really does it (NETWORKS.md 3.7). */
	appScoped: z.boolean().default(false),
})
export type DeletionAsked = z.output<typeof askDeletionSchema>

const answerSchema = z.strictObject({ url: z.url(), confirmation_code: z.string() })
export type DeletionAnswer = z.output<typeof answerSchema>

/** Returns an app-scoped id of a person, as Meta makes one: stable, and different from the id in messages. */
const appScopedId = (id: string): string =>
	(
		10_000_000_000_000_000n +
		(createHash('sha256').update(`app\n${id}`).digest().readBigUInt64BE() % 10n ** 15n)
	).toString()

const signedRequest = (userId: string, at: string): URLSearchParams => {
	const json = { algorithm: 'HMAC-SHA256', issued_at: Math.floor(Date.parse(at) / 1_000), user_id: userId }
	const payload = Buffer.from(JSON.stringify(json)).toString('base64url')
	const signature = createHmac('sha256', META_APP_SECRET).update(payload).digest('base64url')
	return new URLSearchParams({ signed_request: `${signature}.${payload}` })
}

/**
 * Plays a person who asks Meta to have their data deleted with us: calls our callback and returns its answer, which Meta
 * shows them. Refuses an unknown person and a callback that fails.
 */
export const askDeletion = async (
	{ people, clock }: Pick<World, 'people' | 'clock'>,
	hooksOrigin: string,
	{ network, person, appScoped }: DeletionAsked,
): Promise<DeletionAnswer> => {
	const found = people.list(network).find(({ name }) => name === person)
	if (found === undefined) throw new PracticeRefusal('unknown-person', { field: 'person' })
	const userId = appScoped ? appScopedId(found.id) : found.id
	const answer = await fetch(`${hooksOrigin}/webhooks/meta/data-deletion`, {
		method: 'POST',
		body: signedRequest(userId, clock.now()),
	})
	if (!answer.ok) throw new PracticeRefusal('callback-failed')
	return answerSchema.parse(await answer.json())
}
