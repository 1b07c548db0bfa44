import { describe, expect } from 'vitest'
import { X_API_KEYS } from '#infra/local/practice/kernel/local-secrets.ts'
import { createXDeletionWatch, type DeletionWatch } from '#shared/channels/x/deletion-watch.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'
import { createMemoryDeletionWatch } from '#test/memory/deletion-watch.ts'

type Behaviour = { readonly mostSubscriptions?: number | undefined; readonly isWebhookValid?: boolean | undefined }
/** The subscriptions, and an X that behaves as told. */
type Side = { readonly watch: DeletionWatch; readonly behave: (behaviour: Behaviour) => Promise<void> }

const inMemory = (): Side => {
	const watch = createMemoryDeletionWatch({ clock: systemClock })
	watch.x.answersChallenge = false
	return {
		watch,
		behave: async ({ mostSubscriptions = watch.x.most, isWebhookValid = watch.x.isValid }) => {
			watch.x.most = mostSubscriptions
			watch.x.isValid = isWebhookValid
		},
	}
}
const { appKey, appSecret, accessToken, accessSecret } = X_API_KEYS
/** The place's door answers no challenge. */
const onX = (place: Place): Side => ({
	watch: createXDeletionWatch({
		secret: async () => ({ appKey, appSecret, accounts: { '1001': { accessToken, accessSecret } } }),
		clock: systemClock,
	}),
	behave: async (behaviour) => {
		expect((await place.send('PUT', '/practice/settings', { x: behaviour })).status).toBe(200)
	},
})
const opened = async ({ watch }: Side) => {
	const list = await watch.open()
	if (list === undefined || list === 'off') throw new Error('X tells nothing')
	return list
}

describe.each([
	['in memory', inMemory],
	['on the practice X', onX],
])('subscriptions to deletions %s', (_, create) => {
	test('are made with a tag, and listed with it', async ({ place }) => {
		const side = create(place)
		const first = await (await opened(side)).begin('5001', 'one.1')
		const other = await side.watch.begin('5002', 'two.3')
		expect([first, other]).toMatchObject([
			{ userId: '5001', tag: 'one.1' },
			{ userId: '5002', tag: 'two.3' },
		])
		const { wasSound, watches, total } = await opened(side)
		expect({ wasSound, total }).toEqual({ wasSound: true, total: 2 })
		expect(watches.map(({ userId, tag }) => [userId, tag])).toEqual([
			['5001', 'one.1'],
			['5002', 'two.3'],
		])
	})

	test('are one per person', async ({ place }) => {
		const side = create(place)
		await side.watch.begin('5001', 'one.1')
		expect(await side.watch.begin('5001', 'two.1')).toBe('exists')
		expect((await opened(side)).watches.map(({ tag }) => tag)).toEqual(['one.1'])
	})

	test('are refused for what is no id of X', async ({ place }) => {
		expect(await create(place).watch.begin('anonymous:1', 'one.1')).toBe('refused')
	})

	test('run out, and are free again when one ends', async ({ place }) => {
		const side = create(place)
		await side.behave({ mostSubscriptions: 1 })
		await side.watch.begin('5001', 'one.1')
		expect(await side.watch.begin('5002', 'two.1')).toBe('full')
		const list = await opened(side)
		await list.end(list.watches.map(({ id }) => id))
		await list.end(list.watches.map(({ id }) => id))
		expect(await list.begin('5002', 'two.1')).toMatchObject({ userId: '5002' })
	})

	test('get another tag', async ({ place }) => {
		const side = create(place)
		await side.watch.begin('5001', 'one.1')
		const list = await opened(side)
		await list.retag(list.watches[0]?.id ?? '', 'one.2')
		expect((await opened(side)).watches.map(({ tag }) => tag)).toEqual(['one.2'])
	})

	test('tell nothing while the webhook is off and answers no challenge', async ({ place }) => {
		const side = create(place)
		await side.watch.begin('5001', 'one.1')
		await side.behave({ isWebhookValid: false })
		expect(await side.watch.open()).toBe('off')
		expect(await side.watch.begin('5002', 'two.1')).toBe('refused')
		await side.behave({ isWebhookValid: true })
		expect((await opened(side)).total).toBe(1)
	})

	test('are listed however many there are', async ({ place }) => {
		const side = create(place)
		const { begin } = await opened(side)
		for (let n = 0; n < 120; n += 1) await begin(String(6_000 + n), `case.${n}`)
		const { watches, total } = await opened(side)
		expect([watches.length, new Set(watches.map(({ userId }) => userId)).size, total]).toEqual([120, 120, 120])
	})
})
