import { describe, expect, test } from 'vitest'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { metaChannel } from '#shared/channels/meta/channel.ts'
import { changes, comment, feed, instagramComment, messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { bytes, OWN } from '#test/deliveries/x.ts'
import { growthOf, hundredfold, IN_PROPORTION } from '#test/support/growth.ts'
import { ignoredByMeta, parkedByMeta, readFromMeta, readOneFromMeta } from '#test/support/read-from-meta.ts'

const kinds = (events: readonly ChannelEvent[]) => events.map(({ kind }) => kind)

describe('a delivery from Meta', () => {
	test('is read to its last entry', () => {
		const delivery = {
			object: 'page',
			entry: [...feed(comment(), comment({ comment_id: '55_78' })).entry, ...messaging(metaPrivateMessage()).entry],
		}
		expect(kinds(readFromMeta(delivery))).toEqual(['message', 'message', 'message'])
	})
	test('is read to the last of several lists in one entry', () => {
		const entry = {
			id: '2001',
			time: 1795341601,
			changes: [{ field: 'feed', value: comment() }],
			messaging: [metaPrivateMessage(), metaPrivateMessage({ mid: 'm_2' })],
			standby: [metaPrivateMessage({ mid: 'm_3' })],
			hop_context: [{ app_id: 1, metadata: 'x' }],
		}
		const events = readFromMeta({ object: 'page', entry: [entry] })
		expect(events.map((event) => event.kind === 'message' && event.contentId)).toEqual([
			'55_77',
			'm_abc-DEF_1',
			'm_2',
			'm_3',
		])
	})
	test('of a thousand updates in many entries is taken apart, in proportion to their number', async () => {
		const entry = (index: number) => feed(comment({ comment_id: `55_${index}` })).entry[0]
		const bodies = hundredfold(
			(length) => bytes({ object: 'page', entry: Array.from({ length }, (_, index) => entry(index)) }),
			1_000,
		)
		const events = metaChannel.splitDelivery(bodies.large)
		expect(new Set(events.map((event) => JSON.stringify(event.payload))).size).toBe(1_000)
		expect(await growthOf(metaChannel.splitDelivery, bodies)).toBeLessThan(IN_PROPORTION)
	})
	test('carries nothing of its other events in one', () => {
		const [first] = metaChannel.splitDelivery(bytes(feed(comment({ message: 'eins' }), comment({ message: 'zwei' }))))
		expect(JSON.stringify(first)).not.toContain('zwei')
	})
	test('escapes every umlaut, and is read as it was meant', () => {
		const body =
			'{"object":"page","entry":[{"id":"2001","changes":[{"field":"feed","value":' +
			'{"item":"comment","comment_id":"1_2","message":"\\u00c4rger \\ud83d\\ude21 \\/ \\u0026","from":{"id":"6001"}}}]}]}'
		expect(readOneFromMeta(body)).toMatchObject({ text: 'Ärger 😡 / &' })
	})
	test('may name ids beyond 2^53 as numbers', () => {
		const body =
			'{"object":"page","entry":[{"id":2001,"time":1795341601,"messaging":[{"sender":{"id":17841400000000001},' +
			'"recipient":{"id":2001},"timestamp":1795341600123,"message":{"mid":"m_1","text":"Hallo"}}]}]}'
		expect(readOneFromMeta(body)).toMatchObject({ author: { id: '17841400000000001' } })
		const post =
			'{"object":"page","entry":[{"id":2001,"changes":[{"field":"feed","value":{"item":"post","verb":"add",' +
			'"post_id":1924465506158878979,"message":"Hallo"}}]}]}'
		expect(readOneFromMeta(post)).toMatchObject({ contentId: '1924465506158878979' })
	})
	test('may come in a list of one, as Meta documents it', () => {
		expect(kinds(readFromMeta([feed(comment()), messaging(metaPrivateMessage())]))).toEqual(['message', 'message'])
	})
	test('from the dashboard’s test button, with id 0, opens nothing', () => {
		for (const id of ['0', 0]) {
			expect(
				readOneFromMeta({ object: 'page', entry: [{ id, changes: [{ field: 'feed', value: comment() }] }] }),
			).toEqual(ignoredByMeta('test'))
			expect(
				readOneFromMeta({
					object: 'instagram',
					entry: [{ id, changes: [{ field: 'comments', value: instagramComment() }] }],
				}),
			).toEqual(ignoredByMeta('test'))
		}
	})
	test.each(['messages', 'message_edit', 'messaging_postbacks', 'standby', 'messaging'])(
		'from the test button, with %s among the changes, opens nothing',
		(field) => {
			expect(readOneFromMeta(changes(field, metaPrivateMessage()))).toEqual(ignoredByMeta('test'))
		},
	)
	test.each([
		[{ id: '2001', time: 1 }, ignoredByMeta('emptyEntry')],
		[{ id: '2001', time: 1, messaging: [], changes: null }, ignoredByMeta('emptyEntry')],
		[{ id: '2001', time: 1, brand_new: [] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', time: 1, brand_new: [{ text: 'Hilfe' }] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changed_fields: ['feed'] }, parkedByMeta('missingValues')],
		[{ id: '2001', changes: [{ field: 'feed' }] }, parkedByMeta('missingValues')],
		[{ id: '2001', changes: [{ field: 'mention' }] }, parkedByMeta('missingValues')],
		[{ id: '2001', changes: [{ field: 'ratings' }] }, parkedByMeta('missingValues')],
		[{ id: '2001', changes: [{ field: 'brand_new', value: {} }] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changes: [{ field: 'toString', value: {} }] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changes: [{ field: 'constructor', value: {} }] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changes: [{ field: 'leadgen', value: {} }] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changes: [{ field: 'message_mention', value: {} }] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changes: [{ field: 'inbox_labels', value: {} }] }, ignoredByMeta('label')],
		[{ id: '2001', changes: [{ field: 'conversations', value: {} }] }, ignoredByMeta('delivered')],
		[{ id: '2001', changes: [{ field: 'personal_info', value: {} }] }, ignoredByMeta('pageActivity')],
		[{ id: '2001', changes: [{ field: 'picture', value: {} }] }, ignoredByMeta('pageActivity')],
		[{ id: '2001', changes: [7] }, parkedByMeta('unknownEvent')],
		[{ id: '2001', changes: { field: 'feed', value: { item: 'like' } } }, ignoredByMeta('like')],
		[{ id: '2002', changes: [{ field: 'feed', value: comment() }] }, parkedByMeta('unknownAccount')],
		[{ id: '1001', changes: [{ field: 'feed', value: comment() }] }, parkedByMeta('unknownAccount')],
		[7, parkedByMeta('unknownEvent')],
	])('accounts for entry %j', (entry, expected) => {
		expect(readOneFromMeta({ object: 'page', entry: [entry] })).toEqual(expected)
	})
	test('parks a list that we do not know, beside the lists that we do', () => {
		const entry = { id: '2001', messaging: [metaPrivateMessage()], brand_new: [{ text: 'Hilfe' }] }
		expect(kinds(readFromMeta({ object: 'page', entry: [entry] }))).toEqual(['message', 'parked'])
	})
	test('without entries is nothing', () => {
		expect(readOneFromMeta({ object: 'page', entry: [] })).toEqual(ignoredByMeta('emptyEntry'))
	})
	test('of WhatsApp, Threads and others is parked by name, one event for each', () => {
		const whatsApp = (id: string) => ({
			object: 'whatsapp_business_account',
			entry: [{ id, changes: [{ field: 'messages', value: { messages: [{ id: 'wamid.1' }] } }] }],
		})
		expect(readFromMeta(whatsApp('3001'))).toEqual([parkedByMeta('unknownObject')])
		expect(readFromMeta({ app_id: '1', topic: 'replies', target_id: '5', values: [{ value: { id: '9' } }] })).toEqual([
			parkedByMeta('unknownObject'),
		])
		expect(readFromMeta({ object: 'user', entry: [{ id: '5', changes: [{ field: 'photos', value: {} }] }] })).toEqual([
			parkedByMeta('unknownObject'),
		])
	})
	test('goes by the account, not by the object, to its network', () => {
		const delivery = { object: 'page', entry: [{ id: '3001', messaging: [metaPrivateMessage()] }] }
		expect(readOneFromMeta(delivery)).toMatchObject({ network: 'instagram', accountId: '3001' })
	})
	test('gives an unknown source no meaning', () => {
		for (const source of ['', 'page', 'page.__proto__', 'page.toString', 'page.feed.feed'])
			expect(metaChannel.interpret({ source, accountId: '2001', payload: comment() }, OWN).kind).toMatch(
				source === 'page.feed.feed' ? 'message' : 'parked',
			)
	})
})
