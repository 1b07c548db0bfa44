import { describe, expect, test } from 'vitest'
import { metaChannel } from '#shared/channels/meta/channel.ts'
import { comment, feed, messaging, privateMessage } from '#test/support/meta-deliveries.ts'
import { bytes, OWN } from '#test/support/x-deliveries.ts'

const readAll = (delivery: unknown) =>
	metaChannel.explode(bytes(delivery)).map((event) => metaChannel.interpret(event, OWN))
const readFeed = (members: Readonly<Record<string, unknown>>) => readAll(feed(comment(members)))[0]

describe('the feed of a Facebook page', () => {
	test('a comment is a message', () => {
		expect(readFeed({})).toEqual({
			kind: 'message',
			form: 'comment',
			network: 'facebook',
			accountId: '2001',
			contentId: '55_77',
			visibility: 'public',
			author: { id: '6001', name: 'Karl Kunde' },
			text: 'Bei mir geht nichts & keiner ruft zurück',
			attachments: 0,
			threadId: '2001_55',
			parentId: '2001_55',
			sentAt: '2026-11-22T10:00:00.000Z',
			order: '1795341600000',
		})
	})
	test('an answer to a comment has that comment as parent', () => {
		expect(readFeed({ parent_id: '55_70' })).toMatchObject({ parentId: '55_70', threadId: '2001_55' })
	})
	test('a comment without an author is by somebody anonymous', () => {
		expect(readFeed({ from: undefined })).toMatchObject({ kind: 'message', author: { id: 'anonymous:55_77' } })
		expect(readFeed({ from: null })).toMatchObject({ kind: 'message', author: { id: 'anonymous:55_77' } })
	})
	test('older deliveries name the author otherwise', () => {
		expect(readFeed({ from: undefined, sender_id: 6001, sender_name: 'Karl' })).toMatchObject({
			author: { id: '6001', name: 'Karl' },
		})
	})
	test('a comment may be a picture without words', () => {
		expect(readFeed({ message: undefined, photo: 'https://example.test/p' })).toMatchObject({
			text: '',
			attachments: 1,
		})
	})
	test('milliseconds are understood where seconds were meant, and the entry’s time where none is given', () => {
		expect(readFeed({ created_time: 1795341600123 })).toMatchObject({ sentAt: '2026-11-22T10:00:00.123Z' })
		expect(readFeed({ created_time: undefined })).toMatchObject({ sentAt: '2026-11-22T10:00:01.000Z' })
	})
	test('a post by somebody else on the page is a message', () => {
		expect(readFeed({ item: 'status', comment_id: undefined, parent_id: undefined })).toMatchObject({
			form: 'post',
			contentId: '2001_55',
			threadId: '2001_55',
		})
	})
	test.each([
		[{ from: { id: '2001' } }, 'ownPost'],
		[{ item: 'status', from: { id: '2001' }, verb: 'edited' }, 'ownPost'],
		[{ item: 'like' }, 'like'],
		[{ item: 'reaction' }, 'reaction'],
		[{ item: 'album' }, 'pageActivity'],
		[{ verb: 'hide' }, 'visibilityChange'],
		[{ item: 'photo', published: 0 }, 'unpublished'],
	])('%j is ignored as %s', (members, reason) => {
		expect(readFeed(members)).toEqual({ kind: 'ignored', reason })
	})
	test.each([
		[{ verb: 'edited' }, 'notYetUnderstood'],
		[{ verb: 'remove', message: undefined }, 'notYetUnderstood'],
		[{ verb: 'brand_new' }, 'unknownEvent'],
		[{ item: 'brand_new' }, 'unknownEvent'],
		[{ comment_id: undefined }, 'unknownShape'],
		[{ item: 7 }, 'unknownShape'],
	])('parks %j as %s', (members, reason) => {
		expect(readFeed(members)).toEqual({ kind: 'parked', reason })
	})
})

describe('private messages to a Facebook page', () => {
	test('one from a customer is a private message', () => {
		expect(readAll(messaging(privateMessage()))).toEqual([
			{
				kind: 'message',
				form: 'dm',
				network: 'facebook',
				accountId: '2001',
				contentId: 'm_abc-DEF_1',
				visibility: 'private',
				author: { id: '6001' },
				text: 'Meine Nummer?',
				attachments: 0,
				threadId: '6001',
				sentAt: '2026-11-22T10:00:00.123Z',
				order: '1795341600123',
			},
		])
	})
	test('an echo of ours is never filed under the customer', () => {
		const echo = privateMessage({ is_echo: true, app_id: 1 }, { sender: { id: '2001' }, recipient: { id: '6001' } })
		const unmarked = privateMessage({}, { sender: { id: '2001' }, recipient: { id: '6001' } })
		expect(readAll(messaging(echo, unmarked))).toEqual([
			{ kind: 'ignored', reason: 'echo' },
			{ kind: 'ignored', reason: 'echo' },
		])
	})
	test('one without words counts what is attached', () => {
		const message = privateMessage({ text: undefined, attachments: [{ type: 'image' }, { type: 'image' }] })
		expect(readAll(messaging(message))[0]).toMatchObject({ text: '', attachments: 2 })
	})
	test.each([
		[{ read: { watermark: 1 } }, { kind: 'ignored', reason: 'read' }],
		[{ delivery: { watermark: 1 } }, { kind: 'ignored', reason: 'delivered' }],
		[{ reaction: {} }, { kind: 'ignored', reason: 'reaction' }],
		[{ postback: {} }, { kind: 'ignored', reason: 'postback' }],
		[
			{ 'policy-enforcement': {}, sender: undefined },
			{ kind: 'control', control: 'policyEnforcement' },
		],
		[{ message_edit: {} }, { kind: 'parked', reason: 'notYetUnderstood' }],
		[{ brand_new: {} }, { kind: 'parked', reason: 'unknownEvent' }],
	])('tells %j by its key', (members, expected) => {
		const { message: _, ...rest } = privateMessage()
		expect(readAll(messaging({ ...rest, ...members }))).toEqual([expected])
	})
	test('parks an unsent one until its reader is there', () => {
		expect(readAll(messaging(privateMessage({ is_deleted: true, text: undefined })))).toEqual([
			{ kind: 'parked', reason: 'notYetUnderstood' },
		])
	})
})

describe('a delivery from Meta', () => {
	test('is read to its last entry and list', () => {
		const delivery = {
			object: 'page',
			entry: [
				...[feed(comment(), comment({ comment_id: '55_78' }))].flatMap((one) => one.entry),
				...[messaging(privateMessage())].flatMap((one) => one.entry),
			],
		}
		expect(readAll(delivery).map(({ kind }) => kind)).toEqual(['message', 'message', 'message'])
	})
	test('from the dashboard’s test button opens nothing', () => {
		const test = { object: 'page', entry: [{ id: '0', time: 1, changes: [{ field: 'feed', value: comment() }] }] }
		const message = {
			object: 'page',
			entry: [{ id: '2001', changes: [{ field: 'messages', value: privateMessage() }] }],
		}
		expect([...readAll(test), ...readAll(message)]).toEqual([
			{ kind: 'ignored', reason: 'test' },
			{ kind: 'ignored', reason: 'test' },
		])
	})
	test.each([
		[
			{ id: '2001', time: 1 },
			{ kind: 'ignored', reason: 'emptyEntry' },
		],
		[
			{ id: '2001', time: 1, brand_new: [] },
			{ kind: 'parked', reason: 'unknownEvent' },
		],
		[
			{ id: '2001', standby: [privateMessage()] },
			{ kind: 'ignored', reason: 'standby' },
		],
		[
			{ id: '2001', changes: [{ field: 'mention', value: {} }] },
			{ kind: 'parked', reason: 'notYetUnderstood' },
		],
		[
			{ id: '2001', changes: [{ field: 'brand_new', value: {} }] },
			{ kind: 'parked', reason: 'unknownEvent' },
		],
		[
			{ id: '2002', changes: [{ field: 'feed', value: comment() }] },
			{ kind: 'parked', reason: 'unknownAccount' },
		],
		[7, { kind: 'parked', reason: 'unknownEvent' }],
	])('accounts for entry %j', (entry, expected) => {
		expect(readAll({ object: 'page', entry: [entry] })).toEqual([expected])
	})
	test('parks Instagram until its readers are there', () => {
		const delivery = { object: 'instagram', entry: [{ id: '17841400000000001', messaging: [{}] }] }
		expect(readAll(delivery)).toEqual([{ kind: 'parked', reason: 'notYetUnderstood' }])
	})
})
