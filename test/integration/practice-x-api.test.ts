import { TwitterApi } from 'twitter-api-v2'
import { expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createLookAtMentions } from '#shared/channels/x/look-up.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

const keys = {
	appKey: 'local-x-app-key',
	appSecret: 'local-x-app-secret',
	accessToken: 'local-x-access-token',
	accessSecret: 'local-x-access-secret',
}
const x = (own = {}) => new TwitterApi({ ...keys, ...own }).v2
type Item = Record<string, string>
const write = async (place: Place, post: object): Promise<Item> => {
	const { status, body } = await place.send('POST', '/practice/posts', { network: 'x', author: 'Mia', ...post })
	expect(status).toBe(201)
	return body
}
const items = async (place: Place): Promise<Item[]> =>
	((await place.get('/practice/posts')).body as { items: Item[] }).items
const userIdOf = async (place: Place, name: string): Promise<string> => {
	const { body } = await place.get('/practice/people')
	return (body as { items: Item[] }).items.find((person) => person.name === name)?.id ?? ''
}
const refusal = (promise: Promise<unknown>) =>
	promise.then(
		() => expect.unreachable('must be refused'),
		(error: { code: number; data: unknown }) => ({ code: error.code, data: error.data }),
	)

test('answers a post, shows it to people and to programs, and tells us of it', async ({ place }) => {
	const post = await write(place, { visibility: 'public', text: 'Hilfe' })
	const { data } = await x().reply("Gern! Wie können wir helfen? (*!')", post.id ?? '')
	expect(await items(place)).toMatchObject([
		{ id: data.id, author: 'hilft', inReplyTo: post.id, text: "Gern! Wie können wir helfen? (*!')" },
		{},
	])
	const timeline = await x().userTimeline('1001', { since_id: post.id ?? '', 'tweet.fields': ['referenced_tweets'] })
	expect(timeline.tweets).toMatchObject([{ id: data.id, referenced_tweets: [{ type: 'replied_to', id: post.id }] }])
	expect((await x().singleTweet(data.id)).data).toMatchObject({ author_id: '1001', conversation_id: post.id })
	const echo = JSON.parse((await place.delivered(data.id)).body).tweet_create_events[0]
	expect(echo).toMatchObject({ id_str: data.id, user: { id_str: '1001' }, in_reply_to_status_id_str: post.id })
	expect(echo.text).toMatch(/^@Mia Gern!/)
})

test('sends a direct message that people can read, and echoes it', async ({ place }) => {
	await write(place, { visibility: 'public', text: 'Hilfe' })
	const sent = (await x().sendDmToParticipant(await userIdOf(place, 'Mia'), {
		text: 'http://localhost/start#abc ABCD-EFG1',
	})) as never as { data: Item }
	expect((await items(place))[0]).toMatchObject({
		visibility: 'private',
		author: 'hilft',
		to: 'Mia',
		id: sent.data.dm_event_id,
	})
	expect((await items(place))[0]?.text).toContain('/start#abc')
	const echo = JSON.parse((await place.delivered(sent.data.dm_event_id)).body).direct_message_events[0]
	expect(echo.message_create).toMatchObject({
		sender_id: '1001',
		target: { recipient_id: await userIdOf(place, 'Mia') },
	})
	const events = await x().listDmEventsWithParticipant(await userIdOf(place, 'Mia'))
	expect(events.events).toMatchObject([{ id: sent.data.dm_event_id, sender_id: '1001' }])
})

test('is silent about our own posts when the echo is off', async ({ place }) => {
	await place.send('PUT', '/practice/settings', { echo: false })
	await x().tweet('Guten Morgen')
	await write(place, { visibility: 'public', text: 'Hilfe' })
	expect(JSON.parse((await place.until(() => place.calls[0])).body).tweet_create_events[0].user.name).toBe('Mia')
})

test('refuses a wrong key, a wrong secret and a changed query with 401', async ({ place }) => {
	for (const own of [{ appKey: 'a' }, { appSecret: 'a' }, { accessToken: 'a' }, { accessSecret: 'a' }])
		expect(await refusal(x(own).tweet('Hallo'))).toMatchObject({
			code: 401,
			data: { title: 'Unauthorized', status: 401 },
		})
	expect((await fetch(`${place.networks}/2/users/me`)).status).toBe(401)
	expect(await items(place)).toEqual([])
})

test('refuses the same text again, an unknown parent, and an empty one', async () => {
	await x().tweet('Guten Morgen')
	expect(await refusal(x().tweet('Guten Morgen'))).toMatchObject({
		code: 403,
		data: { detail: expect.stringMatching(/duplicate/) },
	})
	expect(await refusal(x().reply('Gern', '123'))).toMatchObject({ code: 403 })
	expect(await refusal(x().tweet(''))).toMatchObject({ code: 400 })
})

test('refuses a message to somebody who takes none', async ({ place }) => {
	await write(place, { visibility: 'public', text: 'Hilfe' })
	await place.send('PUT', '/practice/people', { network: 'x', name: 'Mia', acceptsMessages: false })
	expect(await refusal(x().sendDmToParticipant(await userIdOf(place, 'Mia'), { text: 'Hallo' }))).toMatchObject({
		code: 403,
	})
	expect(await refusal(x().sendDmToParticipant('99', { text: 'Hallo' }))).toMatchObject({ code: 404 })
})

test('deletes a post of ours, and tells us of it', async ({ place }) => {
	const { data } = await x().tweet('Guten Morgen')
	await x().deleteTweet(data.id)
	expect(await items(place)).toEqual([])
	const event = JSON.parse((await place.until(() => place.calls.find(({ body }) => body.includes('delete')))).body)
	expect(event.tweet_delete_events[0].status.id).toBe(data.id)
})

test('shows the faults it was told to, each as often as told, and answers with rate limits', async ({ place }) => {
	const fault = (kind: string, times = 1) => place.send('POST', '/practice/faults', { network: 'x', kind, times })
	for (const [kind, code] of [
		['429', 429],
		['5xx', 503],
		['revoked', 401],
	] as const) {
		await fault(kind)
		expect(await refusal(x().tweet('Hallo'))).toMatchObject({ code })
	}
	await fault('dm-closed')
	const { rateLimit } = await x()
		.tweet('Hallo', {})
		.then(() => x().get('users/me', {}, { fullResponse: true }))
	expect(rateLimit).toMatchObject({ limit: 75, remaining: 74 })
	await fault('5xx', 5)
	expect((await place.send('DELETE', '/practice/faults')).status).toBe(204)
	await x().tweet('Noch da')
	expect((await place.send('POST', '/practice/faults', { network: 'x', kind: 'flood' })).body).toMatchObject({
		field: 'kind',
	})
})

test('loses the answer before or after the act, as told', async ({ place }) => {
	for (const [kind, count] of [
		['timeout-before', 0],
		['timeout-after', 1],
	] as const) {
		await place.send('POST', '/practice/faults', { network: 'x', kind })
		await expect(x().post('tweets', { text: kind }, { timeout: 300 })).rejects.toThrow()
		await expect.poll(() => items(place)).toHaveLength(count)
	}
})

test('bills each post that is read once a day of UTC, less where it is ours or mentions us', async ({ place }) => {
	const posts = [
		await write(place, { visibility: 'public', text: '@hilft Hilfe' }),
		await write(place, { visibility: 'public', text: '@hilft Nochmal' }),
	]
	const billed = async () => (await place.get('/practice/bill')).body as { items: { posts: number; usd: number }[] }
	expect((await place.send('DELETE', '/practice/bill')).status).toBe(204)
	await x().userMentionTimeline('1001', { max_results: 5, since_id: posts[0]?.id ?? '' })
	expect((await billed()).items).toMatchObject([{ posts: 1, usd: 0.001 }])
	const ids = posts.map(({ id }) => id ?? '')
	await x().tweets(ids)
	await x().tweets(ids)
	expect((await billed()).items).toMatchObject([{ posts: 2, usd: 0.006 }])
	await place.send('POST', '/practice/clock', { advance: 24 * 3_600_000 })
	await x().tweets(ids)
	expect((await billed()).items).toMatchObject([
		{ posts: 2, usd: 0.01 },
		{ posts: 2, usd: 0.006 },
	])
})

test('looks at posts of our mentions for a fifth of the price, and pays nothing for what is gone', async ({
	place,
}) => {
	const mention = await write(place, { visibility: 'public', text: '@hilft Hilfe' })
	const gone = await write(place, { visibility: 'public', text: '@hilft Nochmal' })
	const ours = (await place.send('POST', '/practice/own-posts', { network: 'x', text: 'Wartung heute' })).body as Item
	const quote = await write(place, { visibility: 'public', text: 'ach ja?', quotes: ours.id, asTyped: true })
	await place.send('DELETE', `/practice/posts/${gone.id}`)
	const look = createLookAtMentions(async () => xApiSecretSchema.parse(JSON.parse(localSecretValues.XApi ?? '')))
	const ids = [mention, gone, quote].map(({ id }) => id ?? '')
	const bill = async () =>
		((await place.get('/practice/bill')).body as { items: { posts: number; usd: number }[] }).items
	await place.send('DELETE', '/practice/bill')
	const { remoteStates, owned, byId } = await look('1001', [...ids, 'anonymous:1'])
	expect(remoteStates).toMatchObject([
		{ contentId: ids[0], remoteState: 'there', text: '@hilft Hilfe' },
		{ contentId: ids[1], remoteState: 'gone' },
		{ contentId: ids[2], remoteState: 'there', text: 'ach ja?' },
		{ contentId: 'anonymous:1', remoteState: 'unknown' },
	])
	expect({ owned, byId }).toEqual({ owned: 1, byId: 1 })
	expect(await bill()).toMatchObject([{ posts: 2, usd: 0.006 }])
	expect((await look('4711', ids)).remoteStates.map(({ remoteState }) => remoteState)).toEqual(
		Array.from({ length: 3 }, () => 'unknown'),
	)
	await place.send('POST', '/practice/faults', { network: 'x', kind: '429', calls: 'reading', times: 2 })
	expect((await look('1001', ids)).remoteStates.map(({ remoteState }) => remoteState)).toEqual(
		Array.from({ length: 3 }, () => 'unknown'),
	)
})

test('gives its token to our app alone, and to nobody without it what is the app’s', async ({ place }) => {
	const ask = (authorization: string, grant = 'client_credentials') =>
		fetch(`${place.networks}/oauth2/token`, {
			method: 'POST',
			headers: { authorization, host: 'api.x.com' },
			body: new URLSearchParams({ grant_type: grant }),
		})
	const basic = (keys: string) => `Basic ${Buffer.from(keys).toString('base64')}`
	expect((await ask(basic('local-x-app-key:falsch'))).status).toBe(403)
	expect((await ask(basic('local-x-app-key:local-x-app-secret'), 'password')).status).toBe(400)
	expect((await ask(basic('local-x-app-key:local-x-app-secret'))).status).toBe(200)
	for (const [method, path] of [
		['GET', 'webhooks'],
		['GET', 'activity/subscriptions'],
		['DELETE', 'activity/subscriptions/1'],
	] as const)
		expect(
			(await fetch(`${place.networks}/2/${path}`, { method, headers: { authorization: 'Bearer fremd' } })).status,
		).toBe(401)
})
