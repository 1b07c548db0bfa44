import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Clock } from '#shared/kernel/clock.ts'

const subscriptionSchema = z
	.object({
		id: z.number(),
		event_type: z.string(),
		user_id: z.string(),
		tag: z.string().nullable(),
		webhook_id: z.string().nullable(),
		created_at: z.string(),
		updated_at: z.string(),
	})
	.transform(({ id, event_type, user_id, tag, webhook_id, created_at, updated_at }) => ({
		id: String(id),
		eventType: event_type,
		userId: user_id,
		tag: tag ?? undefined,
		webhookId: webhook_id ?? undefined,
		createdAt: created_at,
		updatedAt: updated_at,
	}))

/** What our app wants to be told of one person, and by which webhook. */
export type Subscription = z.output<typeof subscriptionSchema>
type Change = { readonly tag?: string | undefined; readonly webhookId?: string | undefined }
type NewSubscription = Pick<Subscription, 'eventType' | 'userId' | 'tag' | 'webhookId'>

/** Creates the store of subscriptions to events of people, kept over restarts. */
export const createSubscriptions = (database: DatabaseSync, clock: Clock) => {
	const insert = database.prepare(
		`insert or ignore into subscriptions (event_type, user_id, tag, webhook_id, created_at, updated_at)
		 values (?1, ?2, ?3, ?4, ?5, ?5)`,
	)
	const byPerson = database.prepare('select * from subscriptions where event_type = ? and user_id = ?')
	const byId = database.prepare('select * from subscriptions where id = ?')
	const all = database.prepare('select * from subscriptions order by id')
	const change = database.prepare('update subscriptions set tag = ?, webhook_id = ?, updated_at = ? where id = ?')
	const removal = database.prepare('delete from subscriptions where id = ?')
	const find = (eventType: string, userId: string): Subscription | undefined =>
		subscriptionSchema.safeParse(byPerson.get(eventType, userId)).data
	return {
		find,
		/** Adds one; undefined where there is one of this kind for this person. */
		add: ({ eventType, userId, tag, webhookId }: NewSubscription): Subscription | undefined =>
			insert.run(eventType, userId, tag ?? null, webhookId ?? null, clock.now()).changes > 0
				? find(eventType, userId)
				: undefined,
		list: (): readonly Subscription[] => z.array(subscriptionSchema).parse(all.all()),
		/** Changes the members that are given; undefined where there is none with this id. */
		change: (id: string, { tag, webhookId }: Change): Subscription | undefined => {
			const known = subscriptionSchema.safeParse(byId.get(id)).data
			if (known === undefined) return undefined
			change.run(tag ?? known.tag ?? null, webhookId ?? known.webhookId ?? null, clock.now(), id)
			return subscriptionSchema.parse(byId.get(id))
		},
		remove: (id: string): boolean => removal.run(id).changes > 0,
	}
}
export type Subscriptions = ReturnType<typeof createSubscriptions>
