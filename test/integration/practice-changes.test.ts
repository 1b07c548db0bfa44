import { describe, expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXDeletionWatch } from '#shared/channels/x/deletion-watch.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { type PracticeCaller, x } from '#test/fixtures/network-callers.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { testOnMovingClock } from '#test/fixtures/practice-test.ts'

const test = testOnMovingClock(() => new Date().toISOString())

const own = [
	{ network: 'x', id: '1001', handle: 'hilft' },
	{ network: 'facebook', id: '2001', handle: 'hilft' },
	{ network: 'instagram', id: '3001', handle: 'hilft' },
] as const
/** What our channels make of everything that the networks have delivered so far. */
const understood = (place: Place): Promise<(ChannelEvent | undefined)[]> =>
	Promise.all(
		place.calls.map((call) => {
			const channel = CHANNELS[call.path === '/webhooks/x' ? 'x' : 'meta']
			const [event] = channel.splitDelivery(Buffer.from(call.body))
			return event && channel.interpret(event, own)
		}),
	)
/** Waits for a delivery of this. Which of two comes first is not said: the networks keep no order (NETWORKS.md 1.7). */
const told = (place: Place, expected: object): Promise<void> =>
	expect.poll(() => understood(place)).toContainEqual(expect.objectContaining(expected))
const delivered = (place: Place, count: number): Promise<void> => expect.poll(() => place.calls.length).toBe(count)
const edit = (place: Place, id: string, text: string) => place.send('PATCH', `/practice/posts/${id}`, { text })
const remove = (place: Place, id: string) => place.send('DELETE', `/practice/posts/${id}`)

describe('a customer on X', () => {
	test('edits a post up to five times: each is a new one in the same history', async ({ place, practice }) => {
		const first = await practice.write({ network: 'x', visibility: 'public', text: '@hilft Fassung 0' })
		const ids = [first.id]
		for (let count = 1; count <= 5; count += 1) {
			const { status, body } = await edit(place, ids.at(-1) ?? '', `@hilft Fassung ${count}`)
			expect(status).toBe(200)
			ids.push((body as { id: string }).id)
			await told(place, {
				kind: 'message',
				contentId: first.id,
				edition: ids.at(-1),
				text: `@hilft Fassung ${count}`,
			})
		}
		expect((await edit(place, ids.at(-1) ?? '', 'sechste')).status).toBe(409)
		expect(await practice.posts()).toMatchObject([{ id: ids[5], edited: true, history: ids, text: '@hilft Fassung 5' }])
		const { data } = await x().singleTweet(first.id, { 'tweet.fields': ['edit_history_tweet_ids'] as never })
		expect(data).toMatchObject({ text: '@hilft Fassung 0', edit_history_tweet_ids: ids })
		expect(await x().userTimeline(await practice.person('Mia'))).toMatchObject({ tweets: [{ id: ids[5] }] })
	})

	test('deletes silently unless the app subscribed, all versions at once', async ({ place, practice }) => {
		const first = await practice.write({ network: 'x', visibility: 'public' })
		const { body } = await edit(place, first.id, '@hilft anders')
		const { id } = body as { id: string }
		await delivered(place, 2)
		expect((await remove(place, id)).status).toBe(204)
		expect((await x().tweets([first.id, id])).errors).toHaveLength(2)
		expect(await practice.posts()).toEqual([])
		expect((await remove(place, id)).status).toBe(404)
		await practice.write({ network: 'x', visibility: 'public', text: '@hilft später' })
		await told(place, { kind: 'message', text: '@hilft später' })
		expect(place.calls).toHaveLength(3)
	})

	/** Has X tell us what Mia deletes from now on. */
	const watchMia = async (practice: PracticeCaller): Promise<void> => {
		const secret = async () => xApiSecretSchema.parse(JSON.parse(localSecretValues.XApi ?? ''))
		const watch = createXDeletionWatch({ secret, clock: systemClock })
		expect(await watch.begin(await practice.person('Mia'), 'one.1')).toMatchObject({ tag: 'one.1' })
	}

	test('is told of where the app subscribed to what they delete: of any post, public ones only', async ({
		place,
		practice,
	}) => {
		const first = await practice.write({ network: 'x', visibility: 'public' })
		const { body } = await edit(place, first.id, '@hilft anders')
		const { id } = body as { id: string }
		const message = await practice.write({ network: 'x', visibility: 'private' })
		await watchMia(practice)
		await remove(place, message.id)
		await remove(place, id)
		await told(place, { kind: 'update', change: 'erased', contentId: id, accountId: '1001' })
		await delivered(place, 4)
		expect(place.calls.at(-1)?.body).toContain('"tag":"one.1"')
		// As X does now and then: the same again.
		expect((await place.send('POST', `/practice/posts/${id}/delivery`)).status).toBe(202)
	})

	test('is told of no more while X has switched our webhook off', async ({ place, practice }) => {
		const first = await practice.write({ network: 'x', visibility: 'public' })
		await delivered(place, 1)
		await watchMia(practice)
		await place.send('PUT', '/practice/settings', { x: { isWebhookValid: false } })
		await remove(place, first.id)
		await practice.write({ network: 'x', visibility: 'public', text: '@hilft ungehört' })
		await place.send('PUT', '/practice/settings', { x: { isWebhookValid: true } })
		await practice.write({ network: 'x', visibility: 'public', text: '@hilft später' })
		await told(place, { kind: 'message', text: '@hilft später' })
		expect(place.calls).toHaveLength(2)
	})

	test('edits no private message, and takes one back without a word', async ({ place, practice }) => {
		const { id } = await practice.write({ network: 'x', visibility: 'private' })
		expect((await edit(place, id, 'anders')).status).toBe(409)
		expect((await remove(place, id)).status).toBe(204)
		await practice.write({ network: 'x', visibility: 'private', text: 'zweite' })
		await told(place, { kind: 'message', text: 'zweite' })
	})

	test('quotes a post of ours, which summons us', async ({ place, practice }) => {
		const { data } = await x().tweet('Heute ist Störung')
		const post = await practice.write({ network: 'x', visibility: 'public', text: 'Schon wieder', quotes: data.id })
		expect(post).toMatchObject({ text: 'Schon wieder', quotes: data.id })
		await told(place, { kind: 'message', form: 'quote', contentId: post.id })
		const wrong = { network: 'x', visibility: 'public', author: 'a', text: 'b', quotes: '5' }
		expect((await place.send('POST', '/practice/posts', wrong)).body).toMatchObject({ field: 'quotes' })
	})
})

describe('a customer on Facebook and Instagram', () => {
	test('edits and removes a comment, and Facebook tells', async ({ place, practice, asPage, time }) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		await delivered(place, 1)
		time.pass(5_000)
		expect((await edit(place, id, 'anders')).body).toMatchObject({ id, edited: true })
		await told(place, {
			kind: 'message',
			contentId: id,
			text: 'anders',
			edition: expect.stringMatching(/^\d+$/),
		})
		expect((await asPage('GET', id)).body.message).toBe('anders')
		time.pass(5_000)
		await remove(place, id)
		await told(place, { kind: 'update', contentId: id, change: 'erased' })
		expect((await asPage('GET', id)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
	})

	test.for(['facebook', 'instagram'])('corrects and unsends a message on %s', async (network, { place, practice }) => {
		const { id } = await practice.write({ network, visibility: 'private' })
		await delivered(place, 1)
		expect((await edit(place, id, 'anders')).status).toBe(200)
		await told(place, { kind: 'message', network, contentId: id, text: 'anders', edition: '1' })
		await remove(place, id)
		await told(place, { kind: 'update', network, contentId: id, change: 'erased' })
	})

	test('comments on Instagram as a customer of that account; it tells of no edit and no deletion', async ({
		place,
		practice,
	}) => {
		const { id } = await practice.write({ network: 'instagram', visibility: 'public', text: 'Kein Netz' })
		const expected = { kind: 'message', network: 'instagram', accountId: '3001', contentId: id, text: 'Kein Netz' }
		await told(place, expected)
		expect((await edit(place, id, 'anders')).status).toBe(409)
		expect((await remove(place, id)).status).toBe(204)
		await practice.write({ network: 'instagram', visibility: 'public', text: 'später' })
		await told(place, { kind: 'message', text: 'später' })
		expect(place.calls).toHaveLength(2)
	})
})

describe('time', () => {
	test('is what the post says: webhook, id and order follow it', async ({ place, practice, time }) => {
		const old = await practice.write({ network: 'x', visibility: 'public', ageHours: 30 })
		const fresh = await practice.write({ network: 'x', visibility: 'public', author: 'Nils' })
		expect(BigInt(old.id)).toBeLessThan(BigInt(fresh.id))
		const at = new Date(Date.parse(time.clock.now()) - 30 * 3_600_000).toISOString()
		await told(place, { kind: 'message', contentId: old.id, sentAt: at })
		const sentAt = new Date(Date.parse(time.clock.now()) + 60_000).toISOString()
		const future = { network: 'x', visibility: 'public', author: 'a', text: 'b', sentAt }
		expect((await place.send('POST', '/practice/posts', future)).body).toMatchObject({ status: 400, field: 'sentAt' })
	})

	test('passes until our own posts and messages can be read, and then they can', async ({
		place,
		practice,
		asPage,
		time,
	}) => {
		await practice.set({ readDelaySeconds: 15 })
		const post = await practice.write({ network: 'x', visibility: 'public' })
		const comment = await practice.write({ network: 'facebook', visibility: 'public' })
		const id = await practice.person('Mia')
		const { data } = await x().reply('Gern', post.id)
		await x().sendDmToParticipant(id, { text: 'Hallo' })
		const { body: answer } = await asPage('POST', `${comment.id}/comments`, { message: 'Gern' })
		await asPage('POST', '2001/messages', { recipient: { comment_id: comment.id }, message: { text: 'Hallo' } })
		const person = await practice.person('Mia', 'facebook')
		const listed = ({ body }: { body: object }) => ('data' in body && Array.isArray(body.data) ? body.data.length : -1)
		const seen = async () => [
			(await x().userTimeline('1001')).tweets.length,
			(await x().tweets([data.id])).data?.length ?? 0,
			(await x().listDmEventsWithParticipant(id)).events.length,
			listed(await asPage('GET', `${comment.id}/comments`)),
			listed(await asPage('GET', `2001/conversations?user_id=${person}`)),
			(await asPage('GET', `${answer.id}`)).status === 200 ? 1 : 0,
		]
		expect(await seen()).toEqual([0, 0, 0, 0, 0, 0])
		time.pass(14_999)
		expect(await seen()).toEqual([0, 0, 0, 0, 0, 0])
		time.pass(1)
		expect(await seen()).toEqual([1, 1, 1, 1, 1, 1])
		// The webhook does not wait.
		await delivered(place, 6)
	})
})

test('somebody of ours writes in the app of the network, and only the webhook tells', async ({ place, practice }) => {
	const post = await practice.write({ network: 'x', visibility: 'public' })
	await delivered(place, 1)
	const natively = (body: object) =>
		place.send('POST', '/practice/own-posts', { network: 'x', text: 'Von Hand', ...body })
	expect((await natively({ inReplyTo: post.id })).body).toMatchObject({ author: 'hilft', inReplyTo: post.id })
	await told(place, {
		kind: 'own',
		text: expect.stringContaining('Von Hand'),
		parentId: post.id,
	})
	expect((await natively({ to: 'Mia' })).body).toMatchObject({ visibility: 'private', to: 'Mia' })
	await told(place, { kind: 'own', reason: 'echo' })
	expect(await practice.calls()).toEqual([])
	expect((await natively({ to: 'Niemand' })).body).toMatchObject({ status: 400, field: 'to' })
	expect((await natively({ inReplyTo: '5' })).body).toMatchObject({ status: 400, field: 'inReplyTo' })
})
