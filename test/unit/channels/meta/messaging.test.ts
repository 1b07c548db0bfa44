import { describe, expect, test } from 'vitest'
import { messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { ignoredByMeta, parkedByMeta, readFromMeta, readOneFromMeta } from '#test/support/read-from-meta.ts'

type Members = Readonly<Record<string, unknown>>
const OURS = { sender: { id: '2001' }, recipient: { id: '6001' } }
const ECHO = {
	kind: 'own',
	reason: 'echo',
	form: 'dm',
	network: 'facebook',
	accountId: '2001',
	contentId: 'm_abc-DEF_1',
	visibility: 'private',
	text: 'Meine Nummer?',
	recipientId: '6001',
	sentAt: '2026-11-22T10:00:00.123Z',
}

const readMessage = (message: Members, members: Members = {}) =>
	readOneFromMeta(messaging(metaPrivateMessage(message, members)))
const readAttached = (...attachments: readonly unknown[]) => readMessage({ text: undefined, attachments })
/** An event of another kind than `message`. */
const readOther = (members: Members) => {
	const { message: _, ...rest } = metaPrivateMessage()
	return readOneFromMeta(messaging({ ...rest, ...members }))
}
const attachment = (type: string, payload?: unknown) => ({ type, payload })
const url = 'https://scontent.example.test/a.jpg?sig=1'

describe('private messages to a Facebook page', () => {
	test('one from a customer is a private message', () => {
		expect(readMessage({})).toEqual({
			kind: 'message',
			form: 'dm',
			network: 'facebook',
			accountId: '2001',
			contentId: 'm_abc-DEF_1',
			visibility: 'private',
			author: { id: '6001' },
			text: 'Meine Nummer?',
			threadId: '6001',
			sentAt: '2026-11-22T10:00:00.123Z',
			order: '1795341600123',
		})
	})
	test('its time may be in seconds, a string, or only the entry’s', () => {
		for (const timestamp of [1795341600, '1795341600', '1795341600000'])
			expect(readMessage({}, { timestamp })).toMatchObject({ sentAt: '2026-11-22T10:00:00.000Z' })
		expect(readMessage({}, { timestamp: undefined })).toMatchObject({ sentAt: '2026-11-22T10:00:00.500Z' })
	})
	test('an echo of ours is never filed under the customer', () => {
		expect(readMessage({ is_echo: true, app_id: 1 }, OURS)).toEqual(ECHO)
		expect(readMessage({}, OURS)).toEqual(ECHO)
		const template = { is_echo: true, text: undefined, attachments: [attachment('template', {})] }
		expect(readMessage(template, OURS)).toEqual({ ...ECHO, text: '' })
	})
	test('an echo that does not name a customer as its recipient is ignored', () => {
		expect(readMessage({ is_echo: 'true' }, { sender: { id: '9' } })).toEqual(ignoredByMeta('echo'))
		expect(readMessage({ is_echo: true }, { ...OURS, recipient: undefined })).toEqual(ignoredByMeta('echo'))
		expect(readMessage({ is_echo: true }, { ...OURS, recipient: { id: '3001' } })).toEqual(ignoredByMeta('echo'))
		expect(readMessage({ is_self: true }, OURS)).toEqual(ignoredByMeta('echo'))
		expect(readMessage({}, { ...OURS, is_self: true })).toEqual(ignoredByMeta('echo'))
		expect(readMessage({ is_echo: true, is_deleted: true }, OURS)).toEqual(ignoredByMeta('ownDelete'))
	})
	test('"false" as a string is false', () => {
		expect(readMessage({ is_echo: 'false', is_deleted: 'false' })).toMatchObject({ kind: 'message' })
	})
	test('one that answers another has it as parent', () => {
		expect(readMessage({ reply_to: { mid: 'm_0' } })).toMatchObject({ parentId: 'm_0' })
		expect(readMessage({ reply_to: { story: { id: '1', url } } })).not.toHaveProperty('parentId', expect.anything())
	})
	test('a quick reply is what it says', () => {
		expect(readMessage({ text: 'Ja', quick_reply: { payload: 'YES' } })).toMatchObject({ text: 'Ja' })
	})
	test.each([
		['image', 'image'],
		['animated_image', 'image'],
		['video', 'video'],
		['audio', 'audio'],
		['file', 'file'],
		['sticker', 'sticker'],
	])('an attached %s is fetched as %s', (type, kind) => {
		expect(readAttached(attachment(type, { url }))).toMatchObject({
			text: '',
			attached: [{ kind }],
			media: [{ kind, url }],
		})
	})
	test('a sticker that comes twice, as itself and as an image, is one', () => {
		const twins = [attachment('image', { url, sticker_id: 1 }), attachment('sticker', { url, sticker_id: 1 })]
		expect(readAttached(...twins)).toMatchObject({ attached: [{ kind: 'sticker' }], media: [{ kind: 'sticker', url }] })
		expect(readAttached(attachment('image', { url, sticker_id: 369239263222822 }))).toMatchObject({
			media: [{ kind: 'sticker', url }],
		})
	})
	test('two pictures stay two', () => {
		expect(readAttached(attachment('image', { url }), attachment('image', { url: `${url}2` }))).toMatchObject({
			attached: [{ kind: 'image' }, { kind: 'image' }],
			media: [{ url }, { url: `${url}2` }],
		})
	})
	test('attachments of another shape are told of, none is fetched', () => {
		expect(readAttached(7, null, 'x', { type: 'image' }, attachment('image', { url: 'http://x' }))).toMatchObject({
			attached: [...Array.from({ length: 3 }, () => ({ kind: 'unknown' })), { kind: 'image' }, { kind: 'image' }],
		})
		expect(readMessage({ attachments: attachment('image', { url }) })).toMatchObject({ attached: [{ kind: 'image' }] })
	})
	test.each([[{ is_unsupported: true }], [{}]])(
		'one that Meta does not show (%j) is to be read at the network',
		(members) => {
			expect(readMessage({ text: undefined, ...members })).toMatchObject({
				kind: 'message',
				text: '',
				incomplete: true,
			})
		},
	)
	test('an unsent one erases its content', () => {
		expect(readMessage({ is_deleted: true, text: undefined })).toEqual({
			kind: 'update',
			network: 'facebook',
			accountId: '2001',
			contentId: 'm_abc-DEF_1',
			form: 'dm',
			change: 'erased',
			changedAt: '2026-11-22T10:00:00.123Z',
		})
		expect(readMessage({ is_deleted: true, is_echo: true }, OURS)).toEqual(ignoredByMeta('ownDelete'))
	})
	test('an edit is the same content in a later edition', () => {
		for (const number of [2, '2'])
			expect(readOther({ message_edit: { mid: 'm_1', text: 'Meine Kundennummer?', num_edit: number } })).toMatchObject({
				kind: 'message',
				form: 'dm',
				contentId: 'm_1',
				text: 'Meine Kundennummer?',
				edition: '2',
			})
		expect(readOther({ message_edit: { mid: 'm_1', text: 'x' } })).toMatchObject({ edition: '1795341600123' })
		expect(readOther({ ...OURS, message_edit: { mid: 'm_1', text: 'x', num_edit: 1 } })).toEqual(ignoredByMeta('echo'))
	})
	test('an edit without text or sender is to be read at the network', () => {
		expect(readOther({ sender: undefined, message_edit: { mid: 'm_1', num_edit: 0 } })).toMatchObject({
			author: { id: 'anonymous:m_1' },
			incomplete: true,
		})
		expect(readOther({ message_edit: { mid: 'm_1', num_edit: 0 } })).not.toHaveProperty('edition', expect.anything())
	})
	test('a tapped button says its title', () => {
		expect(readOther({ postback: { mid: 'm_1', title: 'Störung melden', payload: 'OUTAGE' } })).toMatchObject({
			kind: 'message',
			form: 'dm',
			contentId: 'm_1',
			text: 'Störung melden',
		})
		expect(readOther({ postback: { title: 'Störung melden' } })).toMatchObject({
			contentId: 'postback:6001:1795341600123',
		})
		expect(readOther({ postback: { payload: 'OUTAGE' } })).toMatchObject({ text: 'OUTAGE' })
		expect(readOther({ ...OURS, postback: { title: 'x' } })).toEqual(ignoredByMeta('echo'))
	})
	test.each([
		{ payload: 'GET_STARTED_PAYLOAD' },
		{ title: 'Başla', payload: 'get_started' },
		{ title: 'Get Started', payload: 'A' },
		{ title: 'Los geht’s' },
	])('the button before the first message (%j) says nothing', (postback) =>
		expect(readOther({ postback })).toEqual(ignoredByMeta('getStarted')),
	)
	test.each([
		[{ read: { watermark: 1 } }, ignoredByMeta('read')],
		[{ delivery: { watermark: 1 }, timestamp: undefined }, ignoredByMeta('delivered')],
		[{ reaction: { mid: 'm_1', action: 'react' } }, ignoredByMeta('reaction')],
		[{ referral: { ref: 'x' } }, ignoredByMeta('referral')],
		[{ optin: { ref: 'x' }, sender: undefined, recipient: { id: '2001', user_ref: 'x' } }, ignoredByMeta('optin')],
		[{ account_linking: { status: 'linked' } }, ignoredByMeta('accountLink')],
		[{ pass_thread_control: { new_owner_app_id: '1' } }, ignoredByMeta('handover')],
		[{ take_thread_control: {} }, ignoredByMeta('handover')],
		[{ request_thread_control: {} }, ignoredByMeta('handover')],
		[{ app_roles: {} }, ignoredByMeta('handover')],
		[
			{ 'policy-enforcement': { action: 'block' }, sender: undefined },
			{ kind: 'control', control: 'policyEnforcement' },
		],
		[{ response_feedback: { mid: 'm_1', feedback: 'Bad response' } }, ignoredByMeta('feedback')],
		[{ messaging_customer_information: { screens: [] } }, ignoredByMeta('customerInformation')],
		[{ call: {} }, ignoredByMeta('call')],
		[{ calls: [] }, ignoredByMeta('call')],
		[{ call_permission_reply: {} }, ignoredByMeta('call')],
		[{ order: {} }, ignoredByMeta('commerce')],
		[{ payment: {} }, ignoredByMeta('commerce')],
		[{ pre_checkout: {} }, ignoredByMeta('commerce')],
		[{ checkout_update: {} }, ignoredByMeta('commerce')],
		[{ send_cart: {} }, ignoredByMeta('commerce')],
		[{ game_play: {} }, ignoredByMeta('game')],
		[{ inbox_labels: {} }, ignoredByMeta('label')],
		[{ message_context: {} }, ignoredByMeta('context')],
		[{ seen: {} }, ignoredByMeta('read')],
		[{ typing: {} }, ignoredByMeta('typing')],
		[{ brand_new: {} }, parkedByMeta('unknownEvent')],
		[{ message_edit: {} }, parkedByMeta('unknownShape')],
		[{ postback: {} }, parkedByMeta('unknownShape')],
		[{ message: { text: 'ohne Nummer' } }, parkedByMeta('unknownShape')],
		[{ message: { mid: 'm_1', text: 'von niemand' }, sender: undefined }, parkedByMeta('unknownShape')],
	])('tells %j by its key', (members, expected) => {
		expect(readOther(members)).toEqual(expected)
	})
	test('what is written into a survey is a message, a score alone is none', () => {
		const told = (...questions: readonly object[]) =>
			readOther({
				messaging_feedback: { feedback_screens: questions.map((one) => ({ screen_id: 0, questions: one })) },
			})
		const score = { type: 'csat', payload: '1' }
		const words = { type: 'free_form', payload: 'Niemand hat zurückgerufen ' }
		expect(told({ a: { ...score, follow_up: words } })).toMatchObject({
			kind: 'message',
			form: 'feedback',
			visibility: 'private',
			contentId: 'feedback:6001:1795341600123',
			author: { id: '6001' },
			text: 'Niemand hat zurückgerufen',
		})
		expect(
			told({ a: score, b: words }, { c: { ...score, follow_up: { ...words, payload: 'Nie wieder' } } }),
		).toMatchObject({
			text: 'Niemand hat zurückgerufen\nNie wieder',
		})
		for (const none of [{ a: score }, {}, { a: { ...score, follow_up: { ...words, payload: ' ' } } }, { a: 7 }])
			expect(told(none)).toEqual(ignoredByMeta('feedback'))
		expect(readOther({ messaging_feedback: 'x' })).toEqual(parkedByMeta('unknownShape'))
		expect(readOther({ ...OURS, messaging_feedback: { feedback_screens: [{ questions: { a: words } }] } })).toEqual(
			ignoredByMeta('echo'),
		)
	})
	test('in standby another app answers, and what the customer wrote still counts', () => {
		const standby = (...events: readonly unknown[]) => ({
			object: 'page',
			entry: [{ id: '2001', time: 1, standby: events }],
		})
		const echo = metaPrivateMessage({ is_echo: true, mid: 'm_9' }, OURS)
		expect(readFromMeta(standby(metaPrivateMessage(), echo))).toEqual([readMessage({}), { ...ECHO, contentId: 'm_9' }])
		expect(readFromMeta(standby({ ...metaPrivateMessage(), message: undefined, read: { watermark: 1 } }))).toEqual([
			ignoredByMeta('read'),
		])
	})
	test('an entry without an id is known by the recipient', () => {
		expect(readOneFromMeta({ object: 'page', entry: [{ messaging: [metaPrivateMessage()] }] })).toMatchObject({
			accountId: '2001',
		})
		expect(
			readOneFromMeta({ object: 'page', entry: [{ messaging: [metaPrivateMessage({}, { recipient: null })] }] }),
		).toEqual(parkedByMeta('unknownAccount'))
	})
})
