import { describe, expect } from 'vitest'
import { type PracticeCaller, refusal, x } from '#test/fixtures/network-callers.ts'
import { test } from '#test/fixtures/practice-test.ts'

const mention = (practice: PracticeCaller, more = {}) => practice.write({ network: 'x', visibility: 'public', ...more })
const detail = async (call: Promise<unknown>) => {
	const { code, data } = await refusal(call)
	return { code, detail: data.detail ?? '' }
}

describe('a post on X', () => {
	test.each([
		['280 letters', 'a'.repeat(280), true],
		['281 letters', 'a'.repeat(281), false],
		['280 umlauts', 'ä'.repeat(280), true],
		['140 euro signs, each of weight 2', '€'.repeat(140), true],
		['141 euro signs', '€'.repeat(141), false],
		['a long link, which weighs 23', `${'a'.repeat(256)} https://example.org/${'b'.repeat(300)}`, true],
		['a host without scheme, which weighs 23', `${'a'.repeat(257)} telekom.de`, false],
		['140 families, each of weight 2', '👨‍👩‍👧‍👦'.repeat(140), true],
	])('of %s: %s', async (_, text, isTaken) => {
		if (isTaken) await expect(x().tweet(text)).resolves.toMatchObject({ data: { text } })
		else expect(await detail(x().tweet(text))).toEqual({ code: 403, detail: expect.stringMatching(/too long/) })
	})

	test.for([
		['text', { text: '' }],
		['text', {}],
		['reply_settings', { text: 'a', reply_settings: 'everyone' }],
		['reply.in_reply_to_tweet_id', { text: 'a', reply: { in_reply_to_tweet_id: 'abc' } }],
		['direct_message_deep_link', { text: 'a', direct_message_deep_link: 'https://example.org/messages/compose' }],
		['direct_message_deep_link', { text: 'a', direct_message_deep_link: 'https://x.com/messages/compose' }],
		['edit_options', { text: 'a', edit_options: { previous_post_id: '1' } }],
	] as const)('refuses a wrong %s', async ([field, body], { practice }) => {
		expect(await detail(x().post('tweets', body as never))).toEqual({
			code: 400,
			detail: `The parameter ${field} is not valid.`,
		})
		expect(await practice.posts()).toEqual([])
	})

	test('takes the ways into a private message, who may reply, and a quote', async ({ practice }) => {
		const quoted = await mention(practice)
		const link = 'https://twitter.com/messages/compose?recipient_id=1001'
		const body = { text: 'Gern', direct_message_deep_link: link, reply_settings: 'mentionedUsers' }
		const { data } = (await x().post('tweets', { ...body, quote_tweet_id: quoted.id } as never)) as never as {
			data: { id: string }
		}
		expect((await x().singleTweet(data.id)).data.referenced_tweets).toEqual([{ type: 'quoted', id: quoted.id }])
		expect(await detail(x().post('tweets', { text: 'a', quote_tweet_id: '5' } as never))).toMatchObject({ code: 403 })
	})

	test('refuses an answer to what was deleted or cannot be seen', async ({ place, practice }) => {
		const words = 'You attempted to reply to a Tweet that is deleted or not visible to you.'
		const post = await mention(practice)
		await place.send('DELETE', `/practice/posts/${post.id}`)
		expect(await detail(x().reply('Gern', post.id))).toEqual({ code: 403, detail: words })
		for (const standing of ['isProtected', 'isSuspended']) {
			const seen = await mention(practice, { author: standing })
			await place.send('PUT', '/practice/people', { network: 'x', name: standing, [standing]: true })
			expect(await detail(x().reply('Gern', seen.id))).toEqual({ code: 403, detail: words })
		}
	})

	test('refuses the same words in the same thread, and everywhere when told so', async ({ practice }) => {
		const [first, second] = [await mention(practice, { author: 'Mia' }), await mention(practice, { author: 'Nils' })]
		await x().reply('Wir melden uns.', first.id)
		expect(await detail(x().reply('Wir melden uns.', first.id))).toEqual({
			code: 403,
			detail: 'You are not allowed to create a Tweet with duplicate content.',
		})
		await x().reply('Wir melden uns.', second.id)
		await practice.set({ x: { duplicates: 'account' } })
		const third = await mention(practice, { author: 'Ole' })
		expect(await detail(x().reply('Wir melden uns.', third.id))).toMatchObject({ code: 403 })
		await practice.set({ x: { duplicateHours: 0 } })
		await x().reply('Wir melden uns.', third.id)
	})

	test('under the self-serve rule answers only who mentioned or quoted us', async ({ practice }) => {
		await practice.set({ x: { selfServe: true } })
		const called = await mention(practice)
		const { data: own } = await x().reply('Gern', called.id)
		const implicit = await mention(practice, { author: 'Nils', text: 'Ich auch', inReplyTo: called.id })
		const quoting = await mention(practice, { author: 'Ole', text: 'So ein Unsinn', quotes: own.id })
		expect(await detail(x().reply('Und Sie?', implicit.id))).toMatchObject({
			code: 403,
			detail: expect.stringMatching(/not been mentioned/),
		})
		await x().reply('Und Sie?', quoting.id)
		await x().reply('Noch etwas', own.id)
		await practice.set({ x: { selfServe: false } })
		await x().reply('Und Sie?', implicit.id)
	})
})

describe('deleting and hiding on X', () => {
	test('deletes our own only, and what is gone stays gone', async ({ place, practice }) => {
		const theirs = await mention(practice)
		expect(await detail(x().deleteTweet(theirs.id))).toMatchObject({ code: 403 })
		const { data } = await x().tweet('Guten Morgen')
		for (let count = 0; count < 2; count += 1) expect((await x().deleteTweet(data.id)).data).toEqual({ deleted: true })
		expect(await practice.posts('?deleted=true')).toMatchObject([{ id: data.id, deleted: true }, { id: theirs.id }])
		expect((await place.get(`/practice/posts/${data.id}`)).body).toMatchObject({ deleted: true })
	})

	test('hides and shows a reply in a conversation of ours, and nothing else', async ({ practice }) => {
		const { data } = await x().tweet('Heute ist Störung')
		const reply = await mention(practice, { text: 'Frechheit', inReplyTo: data.id })
		for (const hidden of [true, false]) {
			expect((await x().hideReply(reply.id, hidden)).data).toEqual({ hidden })
			const [item] = await practice.posts()
			expect(item?.hidden).toBe(hidden ? true : undefined)
		}
		const elsewhere = await mention(practice, { author: 'Nils' })
		const below = await mention(practice, { author: 'Ole', text: 'Stimmt', inReplyTo: elsewhere.id })
		for (const id of [data.id, elsewhere.id, below.id])
			expect(await detail(x().hideReply(id, true))).toMatchObject({ code: 403 })
	})
})

describe('direct messages on X', () => {
	const send = (id: string, text: string) => x().sendDmToParticipant(id, { text })

	test('hold 10,000 characters', async ({ practice }) => {
		await mention(practice)
		const id = await practice.person('Mia')
		await send(id, 'ä'.repeat(10_000))
		expect((await refusal(send(id, 'ä'.repeat(10_001)))).data).toMatchObject({ status: 400, errors: [{ code: 354 }] })
	})

	test('are refused in the words of X by who takes none, and by who is unknown', async ({ place, practice }) => {
		await mention(practice)
		await place.send('PUT', '/practice/people', { network: 'x', name: 'Mia', acceptsMessages: false })
		expect(await detail(send(await practice.person('Mia'), 'Hallo'))).toEqual({
			code: 403,
			detail: 'You do not have permission to DM one or more participants.',
		})
		for (const id of ['99', '1001']) expect(await detail(send(id, 'Hallo'))).toMatchObject({ code: 404 })
	})
})

describe('reading X', () => {
	test('names what is missing and why', async ({ place, practice }) => {
		const [there, gone] = [await mention(practice, { author: 'Da' }), await mention(practice, { author: 'Weg' })]
		const [locked, banned] = [
			await mention(practice, { author: 'Zu' }),
			await mention(practice, { author: 'Gesperrt' }),
		]
		await place.send('DELETE', `/practice/posts/${gone.id}`)
		await place.send('PUT', '/practice/people', { network: 'x', name: 'Zu', isProtected: true })
		await place.send('PUT', '/practice/people', { network: 'x', name: 'Gesperrt', isSuspended: true })
		const { data, errors } = await x().tweets([there.id, gone.id, locked.id, banned.id])
		expect(data.map(({ id }) => id)).toEqual([there.id])
		expect(errors).toMatchObject([
			{ resource_id: gone.id, type: 'https://api.x.com/2/problems/resource-not-found' },
			{ resource_id: locked.id, type: 'https://api.x.com/2/problems/not-authorized-for-resource' },
			{ resource_id: banned.id, title: 'Forbidden' },
		])
		expect(await detail(x().get('tweets', { ids: '' }))).toMatchObject({ code: 400 })
		const tooMany = Array.from({ length: 101 }, (_, index) => String(index + 1))
		expect(await detail(x().tweets(tooMany))).toMatchObject({ code: 400 })
	})

	test('shows what mentions us, and pages through a timeline', async ({ practice }) => {
		const first = await mention(practice, { text: 'A & B < C' })
		for (const text of ['eins', 'zwei', 'drei']) await x().tweet(text)
		const { tweets } = await x().userMentionTimeline('1001')
		expect(tweets).toMatchObject([{ id: first.id, text: '@hilft A &amp; B &lt; C' }])
		const page = (await x().get('users/1001/tweets', { max_results: 2 })) as never as {
			data: { text: string }[]
			meta: { next_token: string }
		}
		expect(page.data.map(({ text }) => text)).toEqual(['drei', 'zwei'])
		const query = { max_results: 2, pagination_token: page.meta.next_token }
		expect(await x().get('users/1001/tweets', query)).toMatchObject({
			data: [{ text: 'eins' }],
			meta: { result_count: 1 },
		})
	})

	test('shows a long post cut, the whole as its note', async ({ practice }) => {
		const post = await mention(practice, { text: 'lang '.repeat(100) })
		const { data } = await x().singleTweet(post.id)
		expect(data.text).toMatch(/…$/)
		expect((data as never as { note_tweet: { text: string } }).note_tweet.text).toBe(post.text)
	})
})
