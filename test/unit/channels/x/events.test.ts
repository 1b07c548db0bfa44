import { describe, expect, test } from 'vitest'
import { xChannel } from '#shared/channels/x/channel.ts'
import { bytes, directMessage, messageDelivery, OWN, post } from '#test/deliveries/x.ts'

const readAll = (delivery: unknown) =>
	xChannel.splitDelivery(bytes(delivery)).map((event) => xChannel.interpret(event, OWN))

describe('a direct message on X', () => {
	test('to us is a private message in the thread of its author', () => {
		expect(readAll(messageDelivery(directMessage()))).toEqual([
			{
				kind: 'message',
				form: 'dm',
				network: 'x',
				accountId: '1001',
				contentId: '1924465506158878980',
				visibility: 'private',
				author: { id: '5001', handle: 'kundin', name: 'Kundin K' },
				text: 'Kundennummer folgt',
				threadId: '5001',
				sentAt: '2026-11-22T10:00:00.123Z',
				order: '1924465506158878980',
			},
		])
	})
	test('is unescaped, and counts what is attached', () => {
		const message = directMessage({}, { text: 'a &amp; b', attachment: { type: 'media' } })
		expect(readAll(messageDelivery(message))[0]).toMatchObject({ text: 'a & b', attached: [{ kind: 'image' }] })
	})
	test('from us is an echo', () => {
		const echo = directMessage({ sender_id: '1001', target: { recipient_id: '5001' } })
		expect(readAll(messageDelivery(echo))).toMatchObject([{ kind: 'own', reason: 'echo', recipientId: '5001' }])
	})
	test('takes only its two people along when the delivery is split', () => {
		const [event] = xChannel.splitDelivery(bytes(messageDelivery(directMessage())))
		expect(event?.context).toEqual({ users: expect.not.objectContaining({ '7777': expect.anything() }) })
	})
	test('has an author even if the delivery does not describe him', () => {
		const { users: _, ...rest } = messageDelivery(directMessage())
		expect(readAll(rest)[0]).toMatchObject({ kind: 'message', author: { id: '5001' } })
	})
	test('parks a kind of message that is not known', () => {
		expect(readAll(messageDelivery({ ...directMessage(), type: 'call_create' }))).toEqual([
			{ kind: 'parked', reason: 'unknownShape' },
		])
	})
})

describe('the other events of X', () => {
	test.each([
		['tweet_delete_events', 'ownDelete'],
		['favorite_events', 'like'],
		['follow_events', 'follow'],
		['block_events', 'block'],
		['mute_events', 'mute'],
		['direct_message_indicate_typing_events', 'typing'],
		['direct_message_mark_read_events', 'read'],
	])('%s are ignored as %s', (key, reason) => {
		expect(readAll({ for_user_id: '1001', [key]: [{}, {}] })).toEqual([
			{ kind: 'ignored', reason },
			{ kind: 'ignored', reason },
		])
	})
	test('a revoked access and the end of a replay are counted by name', () => {
		expect(readAll({ user_event: { revoke: { source: { user_id: '1001' } } } })).toEqual([
			{ kind: 'control', control: 'accessRevoked' },
		])
		expect(readAll({ replay_job_status: { job_state: 'Complete' } })).toEqual([
			{ kind: 'control', control: 'replayStatus' },
		])
	})
	test.each([
		[{ for_user_id: '1001', brand_new_events: [{}] }, 'unknownEvent'],
		[{ for_user_id: '1001', something: 1 }, 'unknownEvent'],
		[{}, 'unknownEvent'],
		[{ user_event: { renamed: {} } }, 'unknownEvent'],
		[{ data: { event_type: 'post.mention.create' } }, 'unknownShape'],
		[{ data: { id: '1' }, matching_rules: [] }, 'missingText'],
	])('parks %j', (delivery, reason) => {
		expect(readAll(delivery)).toEqual([{ kind: 'parked', reason }])
	})
	test('reads both lists when one delivery holds two', () => {
		const delivery = { ...messageDelivery(directMessage()), tweet_create_events: [post()] }
		expect(readAll(delivery).map(({ kind }) => kind)).toEqual(['message', 'message'])
	})
	test('parks an event when an X source is made of nonsense', () => {
		expect(xChannel.interpret({ source: '__proto__', accountId: '', payload: null }, OWN)).toEqual({
			kind: 'parked',
			reason: 'unknownEvent',
		})
	})
	test('an empty list is ignored', () => {
		expect(readAll({ for_user_id: '1001', tweet_create_events: [] })).toEqual([
			{ kind: 'ignored', reason: 'emptyEntry' },
		])
	})
})
