import { describe, expect } from 'vitest'
import { isSameText } from '#shared/channels/same-text.ts'
import { json, publicMessage, test, xPrivateMessage, xProblem } from '#test/fixtures/x-stand-in.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'

const post = { network: 'x', accountId: '1001', contentId: '99' } as const

describe('a direct message on X', () => {
	test('is sent with OAuth 1.0a, its text in the body only', async ({ x }) => {
		x.answers(json(201, { data: { dm_conversation_id: '1001-5001', dm_event_id: '777' } }))
		expect(await x.sender.sendPrivate(xPrivateMessage())).toEqual({ outcome: 'sent', externalId: '777' })
		const [call] = x.calls()
		expect(call).toMatchObject({ method: 'POST', host: 'api.x.com', path: '/2/dm_conversations/with/5001/messages' })
		expect(call?.headers.authorization).toMatch(/^OAuth .*oauth_signature=/)
		expect(call?.headers.connection).toBe('close')
		expect(JSON.parse(call?.body.toString() ?? '')).toEqual({ text: 'Guten Tag' })
	})
	test('from an account without tokens stops as if its token were dead', async ({ x }) => {
		for (const accountId of ['1002', 'constructor'])
			expect(await x.sender.sendPrivate(xPrivateMessage({ accountId }))).toEqual({
				outcome: 'stopped',
				reason: 'tokenDead',
			})
		expect(x.calls()).toHaveLength(0)
	})
	test.for(['anonymous:77', '../1', '5001/x', '', '12345678901234567890'])(
		'refuses the recipient %j, who is nobody on X, without a call',
		async (recipientId, { x }) => {
			const outcome = await x.sender.sendPrivate(xPrivateMessage({ recipientId }))
			expect(outcome).toEqual({ outcome: 'failed', reason: 'recipientGone' })
			expect(x.calls()).toHaveLength(0)
		},
	)
})

describe('a reply on X', () => {
	test('names its parent, and carries the invitation where asked', async ({ x }) => {
		x.answers(json(201, { data: { id: '99', text: 'Gerne' } }))
		expect(await x.sender.sendPublic(publicMessage())).toEqual({ outcome: 'sent', externalId: '99' })
		expect(await x.sender.sendPublic(publicMessage({ invite: true }))).toEqual({ outcome: 'sent', externalId: '99' })
		const bodies = x.calls().map(({ body }) => JSON.parse(body.toString()))
		expect(bodies).toEqual([
			{ text: 'Gerne', reply: { in_reply_to_tweet_id: '88' } },
			{
				text: 'Gerne',
				reply: { in_reply_to_tweet_id: '88' },
				direct_message_deep_link: 'https://twitter.com/messages/compose?recipient_id=1001',
			},
		])
	})
	test('refuses a parent that X cannot know, without a call', async ({ x }) => {
		const outcome = await x.sender.sendPublic(publicMessage({ inReplyTo: '8_8' }))
		expect(outcome).toEqual({ outcome: 'failed', reason: 'unknownTarget' })
		expect(x.calls()).toHaveLength(0)
	})
	test('cannot be corrected on X', async ({ x }) => {
		expect(await x.sender.correct(post, 'Besser')).toEqual({ outcome: 'failed', reason: 'forbidden' })
		expect(x.calls()).toHaveLength(0)
	})
})

describe('a refusal of the same text by X', () => {
	const duplicate = xProblem(403, 'You are not allowed to create a Tweet with duplicate content.')
	const ours = { id: '99', text: '@kundin Gerne', referenced_tweets: [{ type: 'replied_to', id: '88' }] }
	const seen = (...data: object[]) => json(200, { data, meta: { result_count: data.length } })

	test('is a success when our text stands below that post', async ({ x }) => {
		x.answers(duplicate, seen({ ...ours, created_at: '2026-11-22T09:00:00.000Z' }))
		expect(await x.sender.sendPublic(publicMessage())).toEqual({ outcome: 'sent', externalId: '99' })
		expect(x.paths()).toEqual(['POST /2/tweets', 'GET /2/users/1001/tweets'])
	})
	test('fails for good when they only went to somebody else, so that nothing goes on for ever', async ({ x }) => {
		x.answers(duplicate, seen({ ...ours, referenced_tweets: [{ type: 'replied_to', id: '87' }] }))
		expect(await x.sender.sendPublic(publicMessage())).toEqual({ outcome: 'failed', reason: 'duplicate' })
	})
	test.for([
		['a limit', json(429, {})],
		['an error', json(503, {})],
	] as const)('leaves unknown what it means when %s keeps us from looking', async ([_, answer], { x }) => {
		x.answers(duplicate, answer)
		expect(await x.sender.sendPublic(publicMessage())).toEqual({ outcome: 'unknown' })
	})
	test('is known by its v1 code too, and of direct messages', async ({ x }) => {
		x.answers(json(403, { errors: [{ code: 187, message: 'x' }] }), seen({ ...ours, text: 'anderes' }))
		expect(await x.sender.sendPublic(publicMessage())).toEqual({ outcome: 'failed', reason: 'duplicate' })
		const message = { id: '5', text: 'Guten Tag', sender_id: '1001', created_at: '2026-11-22T09:59:30.000Z' }
		x.answers(xProblem(403, 'You already said that.'), seen(message))
		expect(await x.sender.sendPrivate(xPrivateMessage())).toEqual({ outcome: 'sent', externalId: '5' })
	})
})

describe('taking a reply back on X', () => {
	test('deletes it', async ({ x }) => {
		x.answers(json(200, { data: { deleted: true } }))
		expect(await x.sender.remove(post)).toEqual({ outcome: 'sent', externalId: '99' })
		expect(x.paths()).toEqual(['DELETE /2/tweets/99'])
	})
	test.for([
		xProblem(404, 'Could not find tweet with id: [99].'),
		json(404, { errors: [{ code: 144, message: 'No status found with that ID.' }] }),
	])('is done when it was gone before', async (answer, { x }) => {
		x.answers(answer)
		expect(await x.sender.remove(post)).toEqual({ outcome: 'sent', externalId: '99' })
	})
	test('is unknown when X does not say that it is gone', async ({ x }) => {
		for (const answer of [json(200, { data: { deleted: false } }), json(200, {}), json(500, {})]) {
			x.answers(answer)
			expect(await x.sender.remove(post)).toEqual({ outcome: 'unknown' })
		}
	})
	test('refuses what is not ours to delete', async ({ x }) => {
		x.answers(xProblem(403, 'You are not allowed to delete this Tweet.'))
		expect(await x.sender.remove(post)).toEqual({ outcome: 'failed', reason: 'forbidden' })
		expect(await x.sender.remove({ ...post, contentId: 'x' })).toEqual({ outcome: 'failed', reason: 'unknownTarget' })
	})
})

describe('hiding a reply on X', () => {
	test.for([true, false])('says so to X: %s', async (isHidden, { x }) => {
		x.answers(json(200, { data: { hidden: isHidden } }))
		expect(await x.sender.hide(post, isHidden)).toEqual({ outcome: 'sent', externalId: '99' })
		expect(x.paths()).toEqual(['PUT /2/tweets/99/hidden'])
		expect(JSON.parse(x.calls()[0]?.body.toString() ?? '')).toEqual({ hidden: isHidden })
	})
	test('is unknown when X says otherwise', async ({ x }) => {
		x.answers(json(200, { data: { hidden: false } }))
		expect(await x.sender.hide(post, true)).toEqual({ outcome: 'unknown' })
	})
	test('fails where the thread is not ours, or the reply is gone', async ({ x }) => {
		x.answers(xProblem(403, 'You are not permitted to perform this action.'))
		expect(await x.sender.hide(post, true)).toEqual({ outcome: 'failed', reason: 'forbidden' })
		x.answers(xProblem(404, 'Not Found'))
		expect(await x.sender.hide(post, true)).toEqual({ outcome: 'failed', reason: 'unknownTarget' })
		expect(await x.sender.hide({ ...post, contentId: '' }, true)).toMatchObject({ reason: 'unknownTarget' })
	})
})

describe('texts are the same', () => {
	test.each([
		['@a @b_c Schöne  Grüße &lt;3', 'Scho\u0308ne Grüße <3'],
		['mehr auf https://t.co/1', 'mehr auf telekom.de/hilfe'],
		['mehr auf https://t.co/1.', 'mehr auf telekom.de.'],
		['mehr (https://t.co/1) dazu', 'mehr (telekom.de) dazu'],
		['mehr dazu https://t.co/deep', 'mehr dazu'],
		['https://t.co/1', 'telekom.de'],
	])('but for what X changes: %j', (found, sent) => expect(isSameText(found, sent)).toBe(true))
	test.each([
		['Guten Tag', 'Guten Tag!'],
		['kostet 9.99', 'kostet 8.99'],
		['', 'telekom.de'],
		['', 'Guten Tag'],
	])('but not these: %j', (found, sent) => expect(isSameText(found, sent)).toBe(false))
	test('in proportion to their length, however long they are', async () => {
		const read = (text: string) => expect(isSameText(text, `${text}x`)).toBe(false)
		expect(await growthOf(read, hundredfold(repeated('の'), 500_000))).toBeLessThan(IN_PROPORTION)
	})
})
