import { createHmac } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { PrivateMessage } from '#shared/channels/channel.ts'
import { graphProblem, NOW, test } from '#test/fixtures/graph-stand-in.ts'

test.beforeEach(({ graph }) => {
	graph.at(NOW)
	graph.answer([200, { recipient_id: '6001', message_id: 'm_1' }])
})

const message: PrivateMessage = {
	network: 'facebook',
	accountId: '2001',
	recipientId: '6001',
	text: 'Guten Tag',
	typedBy: 'person',
	lastHeardAt: '2026-11-22T09:00:00.000Z',
}
const { lastHeardAt: _, ...unheard } = message
const HOUR_AGO = '2026-11-22T09:00:00.000Z'
const toComment = { ...unheard, inReplyTo: { contentId: '55_77', form: 'comment', sentAt: HOUR_AGO } } as const
const closed = (reason: string) => ({ outcome: 'failed', reason })
const sent = { outcome: 'sent', externalId: 'm_1' }

describe('a private message on Facebook', () => {
	test('goes out with a proof of the app’s secret; the token is not in the address', async ({ graph }) => {
		expect(await graph.sender.sendPrivate(message)).toEqual(sent)
		const [call] = graph.received
		const proof = createHmac('sha256', 'app-secret').update('page-token').digest('hex')
		expect(call).toMatchObject({
			method: 'POST',
			host: 'graph.facebook.com',
			path: `/v26.0/2001/messages?appsecret_proof=${proof}`,
			headers: { authorization: 'Bearer page-token' },
		})
		expect(JSON.parse(call?.body.toString() ?? '')).toEqual({
			recipient: { id: '6001' },
			messaging_type: 'RESPONSE',
			message: { text: 'Guten Tag' },
		})
	})
	test('in answer to a private message counts its time, whatever else is known', async ({ graph }) => {
		const inReplyTo = { contentId: 'm_0', form: 'dm', sentAt: HOUR_AGO } as const
		expect(await graph.sender.sendPrivate({ ...unheard, inReplyTo })).toEqual(sent)
		expect(await graph.sender.sendPrivate({ ...message, lastHeardAt: '2026-11-01T00:00:00.000Z', inReplyTo })).toEqual(
			sent,
		)
		expect(graph.calls().map(({ body }) => body.messaging_type)).toEqual(['RESPONSE', 'RESPONSE'])
	})
	test.for([
		['a moment after they wrote', '2026-11-22T09:00:00.001Z', { messaging_type: 'RESPONSE' }],
		['just within a day', '2026-11-23T08:59:44.999Z', { messaging_type: 'RESPONSE' }],
		[
			'seconds before the day is over',
			'2026-11-23T08:59:45.000Z',
			{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
		],
		['just within a week', '2026-11-29T08:59:44.999Z', { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }],
	] as const)('typed by a person %s goes out', async ([_name, now, how], { graph }) => {
		graph.at(now)
		expect(await graph.sender.sendPrivate(message)).toEqual(sent)
		expect(graph.calls().map(({ body }) => body)).toEqual([
			{ recipient: { id: '6001' }, ...how, message: { text: 'Guten Tag' } },
		])
	})
	test.for([
		['a person', 'person', '2026-11-29T08:59:45.000Z'],
		['a person', 'person', '2027-11-29T09:00:00.000Z'],
		['a machine', 'system', '2026-11-23T08:59:45.000Z'],
		['a machine', 'system', '2026-11-25T09:00:00.000Z'],
	] as const)('refuses without a call what %s (%s) made too late: %s', async ([_name, typedBy, now], { graph }) => {
		graph.at(now)
		expect(await graph.sender.sendPrivate({ ...message, typedBy })).toEqual(closed('windowClosed'))
		expect(graph.received).toHaveLength(0)
	})
	test('made by a machine goes out within a day', async ({ graph }) => {
		graph.at('2026-11-23T08:59:44.999Z')
		expect(await graph.sender.sendPrivate({ ...message, typedBy: 'system' })).toEqual(sent)
	})
	test.for([2_001, 4_000])('refuses without a call one of %i characters', async (length, { graph }) => {
		expect(await graph.sender.sendPrivate({ ...message, text: 'a'.repeat(length) })).toEqual(closed('tooLong'))
		expect(graph.received).toHaveLength(0)
	})
})

describe('a private reply on Facebook', () => {
	test('goes to the comment or the post', async ({ graph }) => {
		await graph.sender.sendPrivate(toComment)
		await graph.sender.sendPrivate({ ...unheard, inReplyTo: { contentId: '2001_9', form: 'post', sentAt: HOUR_AGO } })
		expect(graph.calls()).toMatchObject([
			{ path: '2001/messages', body: { recipient: { comment_id: '55_77' }, message: { text: 'Guten Tag' } } },
			{ path: '2001/messages', body: { recipient: { post_id: '2001_9' }, message: { text: 'Guten Tag' } } },
		])
	})
	test('is used when their last private message is too long ago, also for what a machine wrote', async ({ graph }) => {
		await graph.sender.sendPrivate({ ...toComment, lastHeardAt: '2026-11-01T00:00:00.000Z' })
		await graph.sender.sendPrivate({ ...toComment, lastHeardAt: '2026-11-20T00:00:00.000Z', typedBy: 'system' })
		expect(graph.calls().map(({ body }) => body.recipient)).toEqual([{ comment_id: '55_77' }, { comment_id: '55_77' }])
	})
	test('is saved while Messenger is open', async ({ graph }) => {
		await graph.sender.sendPrivate({ ...toComment, lastHeardAt: HOUR_AGO })
		await graph.sender.sendPrivate({ ...toComment, lastHeardAt: '2026-11-20T00:00:00.000Z' })
		expect(graph.calls().map(({ body }) => [body.recipient, body.tag])).toEqual([
			[{ id: '6001' }, undefined],
			[{ id: '6001' }, 'HUMAN_AGENT'],
		])
	})
	test('reaches somebody anonymous by what they wrote', async ({ graph }) => {
		expect(await graph.sender.sendPrivate({ ...toComment, recipientId: 'anonymous:55_77' })).toEqual(sent)
		expect(graph.calls()[0]?.body.recipient).toEqual({ comment_id: '55_77' })
	})
	test('goes out just within a week', async ({ graph }) => {
		graph.at('2026-11-29T08:59:44.999Z')
		expect(await graph.sender.sendPrivate(toComment)).toEqual(sent)
	})
	test('refuses without a call one to a comment of a week ago', async ({ graph }) => {
		graph.at('2026-11-29T08:59:45.000Z')
		expect(await graph.sender.sendPrivate(toComment)).toEqual(closed('windowClosed'))
		expect(graph.received).toHaveLength(0)
	})
	test.for(['review', 'mention', 'reply', 'quote'] as const)(
		'refuses without a call one to a %s',
		async (form, { graph }) => {
			const inReplyTo = { contentId: '8001', form, sentAt: HOUR_AGO }
			expect(await graph.sender.sendPrivate({ ...unheard, inReplyTo })).toEqual(closed('neverOpen'))
			expect(
				await graph.sender.sendPrivate({ ...message, lastHeardAt: '2026-11-01T00:00:00.000Z', inReplyTo }),
			).toEqual(closed('windowClosed'))
			expect(graph.received).toHaveLength(0)
		},
	)
	test('refuses without a call a message to somebody anonymous, or who never wrote in private', async ({ graph }) => {
		expect(await graph.sender.sendPrivate({ ...message, recipientId: 'anonymous:9' })).toEqual(closed('neverOpen'))
		expect(await graph.sender.sendPrivate(unheard)).toEqual(closed('neverOpen'))
		expect(graph.received).toHaveLength(0)
	})
	test('to a comment that has its one already is sent, where nobody can look', async ({ graph }) => {
		graph.answer(graphProblem(10_900, { message: '(#10900) Activity already replied to' }))
		expect(await graph.sender.sendPrivate(toComment)).toEqual({ outcome: 'sent', externalId: 'private-reply:55_77' })
		graph.answer(graphProblem(100, { error_subcode: 2_534_025 }))
		expect(await graph.sender.sendPrivate({ ...toComment, network: 'instagram', accountId: '3001' })).toEqual({
			outcome: 'sent',
			externalId: 'private-reply:55_77',
		})
	})
	test('to a comment that has its one already is ours only if our text is there', async ({ graph }) => {
		const lookedUp = (text: string) =>
			graph.answer(
				graphProblem(10_900),
				[200, { data: [{ id: 't_1' }] }],
				[200, { data: [{ id: 'm_1', message: text, from: { id: '2001' }, created_time: NOW }] }],
			)
		lookedUp(toComment.text)
		expect(await graph.sender.sendPrivate(toComment)).toEqual({ outcome: 'sent', externalId: 'm_1' })
		lookedUp('Von Hand geantwortet')
		expect(await graph.sender.sendPrivate(toComment)).toEqual({ outcome: 'unknown' })
		graph.answer(graphProblem(10_900), graphProblem(4))
		expect(await graph.sender.sendPrivate(toComment)).toEqual({ outcome: 'unknown' })
		graph.answer(graphProblem(10_900))
		expect(await graph.sender.sendPrivate({ ...toComment, recipientId: 'anonymous:55_77' })).toMatchObject({
			outcome: 'sent',
		})
	})
	test('is the only message that "already replied" is a success of', async ({ graph }) => {
		graph.answer(graphProblem(10_900))
		expect(await graph.sender.sendPrivate(message)).toEqual({
			outcome: 'again',
			reason: 'unexplained',
			otherwise: 'rejected',
		})
	})
	test.for([
		[10_901, 'windowClosed'],
		[10_902, 'neverOpen'],
		[10_903, 'recipientClosed'],
	] as const)('refused with %i fails as %s', async ([code, reason], { graph }) => {
		graph.answer(graphProblem(code))
		expect(await graph.sender.sendPrivate(toComment)).toEqual(closed(reason))
	})
})

describe('a private message on Instagram', () => {
	const onInstagram = { ...message, network: 'instagram', accountId: '3001', recipientId: '7001' } as const
	test('goes out by the token of the account, wherever that is from', async ({ graph }) => {
		expect(await graph.sender.sendPrivate(onInstagram)).toEqual(sent)
		expect(graph.received[0]?.headers.authorization).toBe('Bearer instagram-token')
		expect(graph.calls()).toMatchObject([{ method: 'POST', path: 'me/messages', body: { recipient: { id: '7001' } } }])
	})
	test('may have 1,000 bytes, of which an umlaut is two', async ({ graph }) => {
		expect(await graph.sender.sendPrivate({ ...onInstagram, text: 'ä'.repeat(500) })).toEqual(sent)
		expect(await graph.sender.sendPrivate({ ...onInstagram, text: `${'ä'.repeat(500)}a` })).toEqual(closed('tooLong'))
		expect(graph.received).toHaveLength(1)
	})
	test('answers a comment once, and a post of somebody never', async ({ graph }) => {
		const comment = { contentId: '1786', form: 'comment', sentAt: HOUR_AGO } as const
		const { lastHeardAt: _, ...silent } = onInstagram
		expect(await graph.sender.sendPrivate({ ...silent, inReplyTo: comment })).toEqual(sent)
		expect(graph.calls()[0]?.body).toEqual({ recipient: { comment_id: '1786' }, message: { text: 'Guten Tag' } })
		expect(await graph.sender.sendPrivate({ ...silent, inReplyTo: { ...comment, form: 'post' } })).toEqual(
			closed('neverOpen'),
		)
	})
})
