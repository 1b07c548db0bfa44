import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { PracticeRefusal, wrongInput } from '#infra/local/practice/kernel/refusal.ts'

/** So many calls per window and account; `perDay` counts beside it, in windows of 24 hours. */
const limitSchema = z.strictObject({
	limit: z.number().int().min(1).max(1_000_000),
	windowSeconds: z.number().int().min(1).max(86_400),
	perDay: z.number().int().min(1).max(1_000_000).optional(),
})
export type NetworkLimit = z.output<typeof limitSchema>

export const xLimitNames = [
	'posts',
	'deletes',
	'hides',
	'messages',
	'postReads',
	'timelines',
	'mentions',
	'users',
	'messageReads',
	'subscriptions',
	'webhooks',
] as const
export type XLimitName = (typeof xLimitNames)[number]
export const metaLimitNames = ['calls', 'messages', 'privateReplies', 'conversations'] as const
export type MetaLimitName = (typeof metaLimitNames)[number]

const settingsSchema = z.strictObject({
	/** Whether the networks report our own posts and messages to us, as the real ones do. */
	echo: z.boolean(),
	/** Our own posts can be read by the API only after this time. */
	readDelaySeconds: z.number().min(0).max(600),
	x: z.strictObject({
		/** Replies only to who mentioned or quoted us (NETWORKS.md 2.8). */
		selfServe: z.boolean(),
		/** What X takes for a repetition: the same text in the same thread, or of the same account anywhere. */
		duplicates: z.enum(['thread', 'account']),
		duplicateHours: z.number().min(0).max(168),
		/** So many subscriptions to events of people our app may have. */
		mostSubscriptions: z.number().int().min(0).max(100_000),
		/** Off: X tells us nothing until a challenge was answered, and what happens meanwhile is lost (NETWORKS.md 2.2). */
		isWebhookValid: z.boolean(),
		limits: z.record(z.enum(xLimitNames), limitSchema),
	}),
	meta: z.strictObject({
		/** Off: the broadcast is over below which live comments stand (NETWORKS.md 3.4). */
		isBroadcasting: z.boolean(),
		limits: z.record(z.enum(metaLimitNames), limitSchema),
	}),
})
export type PracticeSettings = z.output<typeof settingsSchema>

const quarter = (limit: number, perDay?: number): NetworkLimit => ({
	limit,
	windowSeconds: 900,
	perDay,
})

/** NETWORKS.md 2.9 and 3.4, but for direct messages (X: 15 sent and 15 read in 15 minutes) and conversations (2/s). */
export const DEFAULT_SETTINGS: PracticeSettings = {
	echo: true,
	readDelaySeconds: 2,
	x: {
		selfServe: false,
		duplicates: 'thread',
		duplicateHours: 24,
		mostSubscriptions: 1_500,
		isWebhookValid: true,
		limits: {
			posts: quarter(100, 10_000),
			deletes: quarter(50),
			hides: quarter(50),
			messages: quarter(150, 1_440),
			postReads: quarter(5_000),
			timelines: quarter(900),
			mentions: quarter(300),
			users: quarter(75),
			messageReads: quarter(150),
			subscriptions: quarter(500),
			webhooks: quarter(450),
		},
	},
	meta: {
		isBroadcasting: true,
		limits: {
			calls: { limit: 4_800, windowSeconds: 3_600 },
			messages: { limit: 300, windowSeconds: 1 },
			privateReplies: { limit: 750, windowSeconds: 3_600 },
			conversations: { limit: 100, windowSeconds: 1 },
		},
	},
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)

/** Merges the patch over the whole, level by level. */
const merge = (whole: unknown, patch: unknown): unknown => {
	if (!isRecord(whole) || !isRecord(patch)) return patch
	const changed = Object.entries(patch).map(([name, value]) => [name, merge(whole[name], value)] as const)
	return { ...whole, ...Object.fromEntries(changed) }
}

const rowSchema = z.object({ value: z.string() })

/** Creates the store of the networks' behaviour, kept over restarts; what is not set is as in DEFAULT_SETTINGS. */
export const createSettings = (database: DatabaseSync) => {
	const read = database.prepare("select value from settings where name = 'all'")
	const write = database.prepare("insert or replace into settings (name, value) values ('all', ?)")
	const stored = (): unknown => {
		const row = rowSchema.safeParse(read.get()).data
		return row === undefined ? {} : JSON.parse(row.value)
	}
	// Settings of an earlier version that are unknown now count as not set.
	const all = (): PracticeSettings => settingsSchema.catch(DEFAULT_SETTINGS).parse(merge(DEFAULT_SETTINGS, stored()))
	return {
		all,
		/** Changes the members that are given. Refuses unknown ones and wrong values, naming the field. */
		change: (patch: unknown): PracticeSettings => {
			if (!isRecord(patch)) throw new PracticeRefusal('invalid-body', { field: 'body' })
			const result = settingsSchema.safeParse(merge(all(), patch))
			if (!result.success) throw wrongInput(result.error)
			write.run(JSON.stringify(merge(stored(), patch)))
			return result.data
		},
		/** Returns to DEFAULT_SETTINGS. */
		reset: (): void => void write.run('{}'),
	}
}
export type SettingsStore = ReturnType<typeof createSettings>
