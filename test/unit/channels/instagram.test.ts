import { describe, expect, test } from 'vitest'
import {
	instagramChanges,
	instagramComment,
	instagramMessage,
	instagramMessaging,
	messaging,
	metaPrivateMessage,
} from '#test/deliveries/meta.ts'
import { ignoredByMeta, parkedByMeta, readFromMeta, readOneFromMeta } from '#test/support/read-from-meta.ts'

type Members = Readonly<Record<string, unknown>>
const readComment = (members: Members, field = 'comments') =>
	readOneFromMeta(instagramChanges(field, instagramComment(members)))

describe('comments on Instagram', () => {
	test('below our media are messages', () => {
		expect(readComment({})).toEqual({
			kind: 'message',
			form: 'comment',
			network: 'instagram',
			accountId: '3001',
			contentId: '17865799348089039',
			visibility: 'public',
			author: { id: '7001', handle: 'kundin.k' },
			text: 'Seit Montag kein Netz 😡',
			threadId: '17887498072083520',
			sentAt: '2026-11-22T10:00:01.000Z',
			order: '1795341601000',
		})
		expect(readComment({}, 'live_comments')).toEqual({ ...readComment({}), form: 'liveComment' })
	})
	test('have a parent where they answer another', () => {
		expect(readComment({ parent_id: '17865799348089000' })).toMatchObject({ parentId: '17865799348089000' })
	})
	test('are named in two ways', () => {
		expect(readComment({ id: undefined, comment_id: 17865799348089, media_id: '9', media: undefined })).toMatchObject({
			contentId: '17865799348089',
			threadId: '9',
		})
	})
	test('may stand in the entry itself', () => {
		const entry = { id: '3001', time: 1795341601, field: 'comments', value: instagramComment() }
		expect(readOneFromMeta({ object: 'instagram', entry: [entry] })).toEqual(readComment({}))
	})
	test('below an advertisement notify twice and are one', () => {
		const ad = readComment({ media: { id: '5', ad_id: '6', original_media_id: '17887498072083520' } })
		expect(ad).toMatchObject({ form: 'adComment', contentId: '17865799348089039' })
	})
	test('of the older kind have no author', () => {
		expect(readComment({ from: undefined, media: undefined })).toMatchObject({
			kind: 'message',
			author: { id: 'anonymous:17865799348089039' },
			threadId: '17865799348089039',
		})
	})
	test('without text are to be read at the network', () => {
		expect(readComment({ text: undefined })).toMatchObject({ text: '', incomplete: true })
	})
	test.each([
		{ id: '3001', username: 'x' },
		{ id: '9', self_ig_scoped_id: '3001' },
		{ id: '9', username: 'hilft' },
		{ username: 'hilft' },
	])('of our own (%j) say what they answer', (from) => {
		expect(readComment({ from })).toEqual({
			kind: 'own',
			reason: 'ownPost',
			network: 'instagram',
			accountId: '3001',
			contentId: '17865799348089039',
			form: 'comment',
			visibility: 'public',
			text: 'Seit Montag kein Netz 😡',
			parentId: '17887498072083520',
			sentAt: '2026-11-22T10:00:01.000Z',
		})
		expect(readComment({ from, parent_id: '1786' })).toMatchObject({ kind: 'own', parentId: '1786' })
		expect(readComment({ from, media: undefined })).toEqual(ignoredByMeta('ownPost'))
		expect(readComment({ from, verb: 'edited' })).toEqual(ignoredByMeta('ownPost'))
	})
	test('of somebody with a scoped id that is not ours are messages', () => {
		expect(readComment({ from: { id: '7001', self_ig_scoped_id: '7002' } })).toMatchObject({ kind: 'message' })
	})
	test('that are removed or edited would be, though Instagram tells of neither', () => {
		expect(readComment({ verb: 'remove', text: undefined })).toMatchObject({ kind: 'update', change: 'erased' })
		expect(readComment({ verb: 'edited' })).toMatchObject({ edition: expect.stringMatching(/^\d+$/) })
		expect(readComment({ verb: 'brand_new' })).toEqual(parkedByMeta('unknownEvent'))
	})
	test.each([{ id: undefined }, { id: {} }, { text: 7 }, { from: 'kundin' }])('parks %j', (members) => {
		expect(readComment(members)).toEqual(parkedByMeta('unknownShape'))
	})
})

describe('mentions on Instagram', () => {
	const readMention = (value: unknown) => readOneFromMeta(instagramChanges('mentions', value))
	test('say where, without author and text', () => {
		expect(readMention({ media_id: '17918195224117851', comment_id: '17894227972186120' })).toEqual({
			kind: 'message',
			form: 'commentMention',
			network: 'instagram',
			accountId: '3001',
			contentId: '17894227972186120',
			visibility: 'public',
			author: { id: 'anonymous:17894227972186120' },
			text: '',
			incomplete: true,
			threadId: '17918195224117851',
			sentAt: '2026-11-22T10:00:01.000Z',
			order: '1795341601000',
		})
	})
	test('below a picture of their own are known by the picture', () => {
		expect(readMention({ media_id: '17918195224117851' })).toMatchObject({
			form: 'captionMention',
			contentId: '17918195224117851',
		})
	})
	test('parks those that say nothing', () => {
		for (const value of [{}, null, 7, { media_id: '' }])
			expect(readMention(value)).toEqual(parkedByMeta('unknownShape'))
	})
	test('parks fields whose values are switched off, and those we do not know', () => {
		for (const field of ['mentions', 'comments'])
			expect(readOneFromMeta({ object: 'instagram', entry: [{ id: '3001', changes: [{ field }] }] })).toEqual(
				parkedByMeta('missingValues'),
			)
		expect(readOneFromMeta(instagramChanges('brand_new', {}))).toEqual(parkedByMeta('unknownEvent'))
	})
	test.each([
		['story_insights', 'insights'],
		['messages', 'test'],
		['message_reactions', 'test'],
	])('%s are ignored as %s', (field, reason) => {
		expect(readOneFromMeta(instagramChanges(field, {}))).toEqual(ignoredByMeta(reason))
	})
	test('parks what is for an account that is not ours', () => {
		const entry = { id: '3002', changes: [{ field: 'mentions', value: { media_id: '1' } }] }
		expect(readOneFromMeta({ object: 'instagram', entry: [entry] })).toEqual(parkedByMeta('unknownAccount'))
	})
})

describe('private messages on Instagram', () => {
	const read = (message: Members, members: Members = {}) =>
		readOneFromMeta(instagramMessaging(instagramMessage(message, members)))
	const OURS = { sender: { id: '3001' }, recipient: { id: '7001' } }
	test('are read as Messenger’s', () => {
		expect(read({})).toMatchObject({
			kind: 'message',
			form: 'dm',
			network: 'instagram',
			accountId: '3001',
			author: { id: '7001' },
			threadId: '7001',
			contentId: 'aWdfZAG1faXRl',
		})
	})
	test('echoes among them are never filed under the customer', () => {
		const echo = {
			kind: 'own',
			reason: 'echo',
			form: 'dm',
			network: 'instagram',
			accountId: '3001',
			contentId: 'aWdfZAG1faXRl',
			visibility: 'private',
			text: 'Meine Nummer?',
			recipientId: '7001',
			sentAt: '2026-11-22T10:00:00.123Z',
		}
		expect(read({ is_echo: true }, OURS)).toEqual(echo)
		expect(read({ is_echo: true }, { sender: { id: '9' }, recipient: { id: '7001' } })).toEqual(echo)
		expect(read({}, OURS)).toEqual(echo)
		expect(read({}, { sender: { id: '2001' } })).toEqual(ignoredByMeta('echo'))
		expect(read({ is_self: true, is_echo: true })).toEqual(ignoredByMeta('echo'))
	})
	test.each(['story_mention', 'share', 'ig_reel', 'ephemeral', 'ig_story'])(
		'a %s is told of by its kind, without its address',
		(type) => {
			const url = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=2'
			const event = read({ text: undefined, attachments: [{ type, payload: { url } }] })
			expect(event).toMatchObject({ kind: 'message', text: '', attached: [{ kind: expect.any(String) }] })
			expect(JSON.stringify(event)).not.toContain('lookaside')
		},
	)
	test('unsending, reading, reacting and editing are known by their key', () => {
		expect(read({ is_deleted: true, text: undefined })).toMatchObject({ kind: 'update', change: 'erased', form: 'dm' })
		const other = (members: Members) => {
			const { message: _, ...rest } = instagramMessage()
			return { ...rest, ...members }
		}
		expect(
			readFromMeta(
				instagramMessaging(
					other({ read: { mid: 'x' } }),
					other({ reaction: { mid: 'x', action: 'unreact' } }),
					other({ message_edit: { mid: 'x', text: null, num_edit: 1 } }),
				),
			),
		).toMatchObject([
			ignoredByMeta('read'),
			ignoredByMeta('reaction'),
			{ kind: 'message', edition: '1', incomplete: true },
		])
	})
	test('a question from the list is asked, however its button is called', () => {
		const { message: _, ...rest } = instagramMessage()
		const tap = (postback: Members) => readOneFromMeta(instagramMessaging({ ...rest, postback }))
		expect(tap({ mid: 'm_1', title: 'Wo bleibt der Techniker?', payload: 'get_started' })).toMatchObject({
			kind: 'message',
			text: 'Wo bleibt der Techniker?',
		})
		expect(tap({ mid: 'm_1', payload: 'get_started' })).toEqual(ignoredByMeta('getStarted'))
	})
	test('with the same id as one to our page are of another network', () => {
		expect(readOneFromMeta(messaging(metaPrivateMessage({ mid: 'aWdfZAG1faXRl' })))).toMatchObject({
			network: 'facebook',
		})
	})
})
