import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test as practiceTest } from '#test/fixtures/practice-test.ts'

const test = practiceTest.extend('options', { retryAfter: { x: [20, 20, 20], facebook: [20, 20] } })

type Item = Record<string, string>
const write = async (place: Place, post: object): Promise<Item> => {
	const { status, body } = await place.send('POST', '/practice/posts', post)
	expect(status).toBe(201)
	return body
}
const call = (place: Place, index = 0) => place.until(() => place.calls[index])

test('a mention on X is kept and signed over the very bytes that are sent', async ({ place }) => {
	const item = await write(place, {
		network: 'x',
		visibility: 'public',
		author: 'Jürgen Groß',
		text: 'Kein Netz & kein Anruf 😡',
	})
	const { path, headers, body } = await call(place)
	expect(path).toBe('/webhooks/x')
	expect(headers['x-twitter-webhooks-signature']).toBe(
		`sha256=${createHmac('sha256', 'local-x-secret').update(body).digest('base64')}`,
	)
	const event = JSON.parse(body)
	expect(event).toMatchObject({ for_user_id: '1001', user_has_blocked: 'false' })
	expect(event.tweet_create_events[0]).toMatchObject({
		id_str: item.id,
		text: '@hilft Kein Netz &amp; kein Anruf 😡',
		truncated: false,
		in_reply_to_status_id_str: null,
		in_reply_to_user_id_str: '1001',
		user: { name: 'Jürgen Groß', screen_name: 'JurgenGross' },
		entities: { user_mentions: [{ id_str: '1001', indices: [0, 6] }] },
	})
	expect(body).toContain(`"id":${item.id}`)
	expect((await place.get('/practice/posts')).body).toEqual({
		items: [{ ...item, author: 'Jürgen Groß', text: '@hilft Kein Netz & kein Anruf 😡' }],
	})
})

test('a long post carries its mention beyond character 140 only in the extended tweet', async ({ place }) => {
	await write(place, { network: 'x', visibility: 'public', author: 'Lang', text: `${'Störung '.repeat(25)}@hilft` })
	const [tweet] = JSON.parse((await call(place)).body).tweet_create_events
	expect(tweet).toMatchObject({ truncated: true, entities: { user_mentions: [] } })
	expect(tweet.extended_tweet.entities.user_mentions).toMatchObject([{ id_str: '1001' }])
})

test('an answer in the thread begins with the handles its author did not type', async ({ place }) => {
	const first = await write(place, { network: 'x', visibility: 'public', author: 'Mia', text: 'Hilfe' })
	const second = await write(place, {
		network: 'x',
		visibility: 'public',
		author: 'Nils',
		text: 'Ich auch',
		inReplyTo: first.id,
	})
	expect(second).toMatchObject({ text: 'Ich auch', inReplyTo: first.id })
	const [tweet] = JSON.parse((await place.delivered(second.id)).body).tweet_create_events
	expect(tweet).toMatchObject({
		text: '@Mia @hilft Ich auch',
		display_text_range: [12, 20],
		in_reply_to_status_id_str: first.id,
		in_reply_to_screen_name: 'Mia',
	})
})

test('a direct message on X names both sides and no conversation', async ({ place }) => {
	const item = await write(place, { network: 'x', visibility: 'private', author: 'Mia', text: 'Meine Nummer?' })
	expect(item.to).toBe('hilft')
	const event = JSON.parse((await call(place)).body)
	const [message] = event.direct_message_events
	expect(message).toMatchObject({
		type: 'message_create',
		id: item.id,
		message_create: { target: { recipient_id: '1001' } },
	})
	expect(event.users[message.message_create.sender_id]).toMatchObject({ screen_name: 'Mia' })
	expect(BigInt(message.message_create.sender_id)).toBeGreaterThan(2n ** 53n)
})

test('a comment on Facebook is escaped as Meta escapes and signed in hex over the escaped bytes', async ({ place }) => {
	const item = await write(place, { network: 'facebook', visibility: 'public', author: 'Änne', text: 'Störung 😡' })
	const { path, headers, body } = await call(place)
	expect(path).toBe('/webhooks/meta')
	expect(headers['x-hub-signature-256']).toBe(
		`sha256=${createHmac('sha256', 'local-meta-secret').update(body).digest('hex')}`,
	)
	expect(body).toContain('St\\u00f6rung \\ud83d\\ude21')
	const [entry] = JSON.parse(body).entry
	const { value } = entry.changes[0]
	expect(value).toMatchObject({
		item: 'comment',
		verb: 'add',
		comment_id: item.id,
		message: 'Störung 😡',
		from: { name: 'Änne' },
	})
	expect(value.parent_id).toBe(value.post_id)
	expect(item.id).toMatch(/^2001_\d+$/)
	expect(entry.time).toBe(value.created_time)
})

test('a Messenger message comes from the same person as the comment', async ({ place }) => {
	await write(place, { network: 'facebook', visibility: 'public', author: 'Änne', text: 'eins' })
	const item = await write(place, { network: 'facebook', visibility: 'private', author: 'Änne', text: 'zwei' })
	const bodies = [JSON.parse((await call(place, 0)).body), JSON.parse((await call(place, 1)).body)].map(
		({ entry }) => entry[0],
	)
	const message = bodies.find((entry) => entry.messaging).messaging[0]
	expect(message).toMatchObject({ recipient: { id: '2001' }, message: { mid: item.id, text: 'zwei' } })
	expect(item.id).toMatch(/^m_/)
	expect(message.sender.id).toBe(bodies.find((entry) => entry.changes).changes[0].value.from.id)
})

test('tells what became of the webhook call for a post', async ({ place }) => {
	const first = await write(place, { network: 'facebook', visibility: 'private', author: 'Mia', text: 'eins' })
	await call(place, 0)
	expect((await place.get(`/practice/posts/${first.id}/delivery`)).body).toMatchObject({
		state: 'delivered',
		attempts: 1,
	})
	expect((await place.get('/practice/posts/123/delivery')).status).toBe(404)
})

test('retries a delivery that the door did not take, with the same bytes', async ({ place }) => {
	place.answers.push(500, 401)
	const item = await write(place, { network: 'x', visibility: 'public', author: 'Mia', text: 'Hilfe' })
	await call(place, 2)
	expect(new Set(place.calls.map(({ body }) => body)).size).toBe(1)
	await expect
		.poll(async () => (await place.get(`/practice/posts/${item.id}/delivery`)).body)
		.toEqual({ state: 'delivered', attempts: 3, lastStatus: '200' })
})

test('gives an X event up after three repetitions, and delivers it again when told to', async ({ place }) => {
	place.answers.push(500, 500, 500, 500)
	const item = await write(place, { network: 'x', visibility: 'public', author: 'Mia', text: 'Hilfe' })
	const delivery = async () => (await place.get(`/practice/posts/${item.id}/delivery`)).body
	await expect.poll(delivery).toEqual({ state: 'lost', attempts: 4, lastStatus: '500' })
	expect((await place.send('POST', `/practice/posts/${item.id}/delivery`)).status).toBe(202)
	await expect.poll(delivery).toMatchObject({ state: 'delivered' })
})

test('does not count attempts at a door that is not open yet after the start', async ({ place }) => {
	place.answers.push(503)
	const item = await write(place, { network: 'x', visibility: 'public', author: 'Mia', text: 'Hilfe' })
	await call(place, 1)
	await expect
		.poll(async () => (await place.get(`/practice/posts/${item.id}/delivery`)).body)
		.toEqual({ state: 'delivered', attempts: 1, lastStatus: '200' })
})

test('forgets nothing over a restart: posts, people, deliveries under way', async ({ place }) => {
	place.answers.push(500)
	const item = await write(place, { network: 'facebook', visibility: 'public', author: 'Mia', text: 'Hilfe' })
	await call(place, 0)
	await place.restart()
	await call(place, 0)
	expect((await place.get('/practice/posts')).body).toEqual({ items: [item] })
})

test.for([
	['network', { network: 'myspace', visibility: 'public', author: 'a', text: 'b' }],
	['visibility', { network: 'x', visibility: 'secret', author: 'a', text: 'b' }],
	['author', { network: 'x', visibility: 'public', author: ' ', text: 'b' }],
	['author', { network: 'x', visibility: 'public', author: '@Hilft', text: 'b' }],
	['text', { network: 'x', visibility: 'public', author: 'a', text: '  ' }],
	['text', { network: 'x', visibility: 'public', author: 'a' }],
	['inReplyTo', { network: 'x', visibility: 'public', author: 'a', text: 'b', inReplyTo: '1' }],
	['body', '["x"]'],
	['body', '{'],
] as const)('refuses a post with a wrong %s', async ([field, post], { place }) => {
	const { status, body } = await place.send('POST', '/practice/posts', post)
	expect(status).toBe(400)
	expect(body).toMatchObject({ field, status: 400 })
	expect(place.calls).toEqual([])
})

test.for([
	['x', 'public', '"media_url_https":"https://pbs.twimg.com/media/{id}-0.png"'],
	['x', 'private', '"media_url_https":"https://ton.twitter.com/1.1/ton/data/dm/{id}-0.png"'],
	['facebook', 'public', '"photo":"https://scontent.xx.fbcdn.net/v/t39/{id}-0.png?oh=practice"'],
	['facebook', 'private', '"payload":{"url":"https://scontent.xx.fbcdn.net/v/t39/{id}-0.png?oh=practice"}'],
] as const)(
	'a photo without a word on %s, %s, is told by the address where it lies',
	async ([network, visibility, told], { place }) => {
		const item = await write(place, { network, visibility, author: 'Foto', attachments: 1 })
		expect(item.pictures).toBe(1)
		expect((await call(place)).body).toContain(told.replace('{id}', encodeURIComponent(item.id ?? '')))
	},
)

test.for([
	['x', 'public', { attachments: [{ kind: 'reel' }] }],
	['x', 'public', { text: 'a', about: { kind: 'ad', title: 'b' } }],
	['facebook', 'public', { attachments: [{ kind: 'location', lat: 1, long: 2 }] }],
	['instagram', 'private', { attachments: [{ kind: 'location', lat: 1, long: 2 }] }],
	['facebook', 'private', { attachments: [{ kind: 'location', lat: 91, long: 2 }] }, '.0.lat'],
	['facebook', 'private', { attachments: [{ kind: 'link', url: 'javascript:alert(1)' }] }, '.0.url'],
] as const)(
	'refuses on %s, %s, what its app cannot send along',
	async ([network, visibility, what, part = ''], { place }) => {
		const { status, body } = await place.send('POST', '/practice/posts', { network, visibility, author: 'a', ...what })
		expect(status).toBe(400)
		expect(body).toMatchObject({ field: `attachments${part}` })
		expect(place.calls).toEqual([])
	},
)

test('what is neither text nor picture is refused by its field', async ({ place }) => {
	const { status, body } = await place.send('POST', '/practice/posts', {
		network: 'x',
		visibility: 'public',
		author: 'Leer',
		picture: false,
	})
	expect([status, JSON.stringify(body)]).toEqual([expect.any(Number), expect.stringContaining('text')])
	expect(status).toBeGreaterThanOrEqual(400)
})
