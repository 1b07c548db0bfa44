import { describe, expect, test } from 'vitest'
import { comment, feed } from '#test/deliveries/meta.ts'
import { ignoredByMeta, parkedByMeta, readOneFromMeta } from '#test/support/read-from-meta.ts'

const readFeed = (members: Readonly<Record<string, unknown>>) => readOneFromMeta(feed(comment(members)))
const post = { item: 'status', comment_id: undefined, parent_id: undefined }

/** The edition of what an edit with these members shows. */
const editionOf = (members: Readonly<Record<string, unknown>>, sentAt = 1795341601): bigint => {
	const [entry] = feed(comment({ verb: 'edited', ...members })).entry
	const event = readOneFromMeta({ object: 'page', entry: [{ ...entry, time: sentAt }] })
	if (event.kind !== 'message' || event.edition === undefined) throw new Error('Expected an edition')
	return BigInt(event.edition)
}

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
			threadId: '2001_55',
			parentId: '2001_55',
			sentAt: '2026-11-22T10:00:00.000Z',
			order: '1795341600000',
		})
	})
	test('an answer to a comment has that comment as parent', () => {
		expect(readFeed({ parent_id: '55_70' })).toMatchObject({ kind: 'message', parentId: '55_70', threadId: '2001_55' })
	})
	test.each([
		['an answer that begins with somebody else', { parent_id: '55_70' }, [{ id: '6002', offset: 0 }], 'aside'],
		['an answer that begins with its own author', { parent_id: '55_70' }, [{ id: '6001', offset: 0 }], 'message'],
		[
			'one that begins with its author and names somebody',
			{ parent_id: '55_70' },
			[
				{ id: '6001', offset: 0 },
				{ id: '6002', offset: 12 },
			],
			'message',
		],
		[
			'one to somebody else that types our name without a tag',
			{ parent_id: '55_70', message: 'Max Muster Stimmt. @Hilft, bitte melden' },
			[{ id: '6002', offset: 0 }],
			'message',
		],
		[
			'one to somebody else that types a name that begins as ours',
			{ parent_id: '55_70', message: 'Max Muster @hilfthier schau' },
			[{ id: '6002', offset: 0 }],
			'aside',
		],
		[
			'one that tags our page by another id',
			{ parent_id: '55_70' },
			[{ id: '999', offset: 0, type: 'page', name: 'Hilft' }],
			'message',
		],
		[
			'one that tags a person of our name',
			{ parent_id: '55_70' },
			[{ id: '999', offset: 0, type: 'user', name: 'Hilft' }],
			'aside',
		],
		[
			'one that names us as well',
			{ parent_id: '55_70' },
			[
				{ id: '6002', offset: 0 },
				{ id: '2001', offset: 9 },
			],
			'message',
		],
		['one that begins with us', { parent_id: '55_70' }, [{ id: '2001', offset: 0 }], 'message'],
		['one that names somebody further on', { parent_id: '55_70' }, [{ id: '6002', offset: 12 }], 'message'],
		['a comment below our post that names a friend', {}, [{ id: '6002', offset: 0 }], 'message'],
		['one with tags of another shape', { parent_id: '55_70' }, { '0': [{ id: '6002' }] }, 'message'],
	])('%s is a(n) %4$s', (_, members, tags, kind) => {
		expect(readFeed({ ...members, message_tags: tags })).toMatchObject({ kind })
	})
	test('a comment without an author is by somebody anonymous', () => {
		for (const from of [undefined, null, {}])
			expect(readFeed({ from })).toMatchObject({ kind: 'message', author: { id: 'anonymous:55_77' } })
		expect(readFeed({ from: { name: 'Karl' } })).toMatchObject({ author: { id: 'anonymous:55_77', name: 'Karl' } })
	})
	test('older deliveries name the author otherwise', () => {
		expect(readFeed({ from: undefined, sender_id: 6001, sender_name: 'Karl' })).toMatchObject({
			author: { id: '6001', name: 'Karl' },
		})
		expect(readFeed({ from: undefined, sender_id: 2001 })).toMatchObject({ kind: 'own', reason: 'ownPost' })
	})
	test('a comment of ours says what it answers', () => {
		expect(readFeed({ from: { id: '2001' } })).toEqual({
			kind: 'own',
			reason: 'ownPost',
			network: 'facebook',
			accountId: '2001',
			contentId: '55_77',
			form: 'comment',
			visibility: 'public',
			text: 'Bei mir geht nichts & keiner ruft zurück',
			parentId: '2001_55',
			sentAt: '2026-11-22T10:00:00.000Z',
		})
		expect(readFeed({ from: { id: '3001' }, parent_id: '55_70' })).toMatchObject({ kind: 'own', parentId: '55_70' })
		expect(readFeed({ from: { id: '2001' }, parent_id: undefined })).toMatchObject({ parentId: '2001_55' })
		expect(readFeed({ from: { id: '2001' }, verb: 'remove' })).toMatchObject({ kind: 'update', change: 'erased' })
	})
	test('the oldest comments name no post', () => {
		expect(
			readFeed({ comment_id: '2001_55_77', post_id: undefined, parent_id: '2001_55', message: undefined }),
		).toMatchObject({ contentId: '2001_55_77', threadId: '2001_55', incomplete: true })
	})
	test('a comment without a verb was added', () => {
		expect(readFeed({ verb: undefined })).toMatchObject({ kind: 'message', text: expect.stringContaining('&') })
	})
	test('without an item, a comment is known by its id', () => {
		expect(readFeed({ item: undefined })).toMatchObject({ form: 'comment' })
	})
	test('a comment may be a picture or a video without text', () => {
		expect(readFeed({ message: undefined, photo: 'https://example.test/p' })).toMatchObject({
			text: '',
			attached: [{ kind: 'image' }],
			media: [{ kind: 'image', url: 'https://example.test/p' }],
		})
		expect(readFeed({ message: undefined, video: 'https://example.test/v' })).toMatchObject({
			media: [{ kind: 'video', url: 'https://example.test/v' }],
		})
		expect(readFeed({ message: undefined, photo: 'https://example.test/p' })).not.toHaveProperty(
			'incomplete',
			expect.anything(),
		)
	})
	test('a comment with neither text nor pictures is to be read at the network', () => {
		expect(readFeed({ message: undefined })).toMatchObject({ kind: 'message', text: '', incomplete: true })
	})
	test('a post has each of its pictures once, and its link only where the link is the picture', () => {
		const photos = ['https://example.test/1', 'https://example.test/2', 'https://example.test/1']
		expect(readFeed({ ...post, photos })).toMatchObject({
			attached: [{ kind: 'image' }, { kind: 'image' }],
			media: [{ kind: 'image' }, { kind: 'image' }],
		})
		expect(readFeed({ ...post, item: 'photo', link: 'https://example.test/1' })).toMatchObject({
			media: [{ kind: 'image', url: 'https://example.test/1' }],
		})
		expect(readFeed({ ...post, item: 'video', link: 'https://example.test/1' })).toMatchObject({
			media: [{ kind: 'video', url: 'https://example.test/1' }],
		})
		expect(readFeed({ ...post, item: 'share', link: 'https://example.test/1' })).not.toHaveProperty(
			'media',
			expect.anything(),
		)
		expect(readFeed({ ...post, item: 'photo' })).toMatchObject({ attached: [{ kind: 'image' }] })
	})
	test('only what can be fetched over https is to be fetched', () => {
		for (const photo of ['http://example.test/p', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', {}, 7])
			expect(readFeed({ photo })).not.toHaveProperty('media', expect.anything())
	})
	test('milliseconds are understood where seconds were meant, dates too, and the entry’s time where none is given', () => {
		expect(readFeed({ created_time: 1795341600123 })).toMatchObject({ sentAt: '2026-11-22T10:00:00.123Z' })
		expect(readFeed({ created_time: '1795341600' })).toMatchObject({ sentAt: '2026-11-22T10:00:00.000Z' })
		expect(readFeed({ created_time: '2026-11-22T11:00:00+0100' })).toMatchObject({ sentAt: '2026-11-22T10:00:00.000Z' })
		for (const none of [undefined, null, 'gestern', -1, {}])
			expect(readFeed({ created_time: none })).toMatchObject({ sentAt: '2026-11-22T10:00:01.000Z' })
	})
	test.each(['status', 'post', 'photo', 'video', 'share', 'link'])('a %s by somebody else is a message', (item) => {
		expect(readFeed({ ...post, item })).toMatchObject({ form: 'post', contentId: '2001_55', threadId: '2001_55' })
	})
	test.each([
		[{ from: { id: '2001' }, verb: 'edited' }, 'ownPost'],
		[{ item: 'status', from: { id: '2001' } }, 'ownPost'],
		[{ item: 'status', from: { id: '2001' }, verb: 'edited' }, 'ownPost'],
		[{ item: 'like' }, 'like'],
		[{ item: 'like', verb: 'remove' }, 'like'],
		[{ item: 'reaction', reaction_type: 'anger' }, 'reaction'],
		[{ item: 'reaction', verb: 'remove' }, 'reaction'],
		[{ item: 'album' }, 'pageActivity'],
		[{ item: 'event' }, 'pageActivity'],
		[{ item: 'photo', published: 0 }, 'unpublished'],
		[{ item: 'photo', published: 'false' }, 'unpublished'],
		[{ verb: 'block' }, 'block'],
		[{ verb: 'unmute' }, 'mute'],
		[{ verb: 'follow' }, 'follow'],
	])('%j is ignored as %s', (members, reason) => {
		expect(readFeed(members)).toEqual(ignoredByMeta(reason))
	})
	test.each([
		[{ verb: 'brand_new' }, 'unknownEvent'],
		[{ verb: '__proto__' }, 'unknownEvent'],
		[{ item: 'brand_new' }, 'unknownEvent'],
		[{ comment_id: undefined }, 'unknownShape'],
		[{ comment_id: undefined, verb: 'remove' }, 'unknownShape'],
		[{ comment_id: '' }, 'unknownShape'],
		[{ item: 7 }, 'unknownShape'],
		[{ item: undefined, comment_id: undefined }, 'unknownShape'],
		[{ message: { text: 'Hallo' } }, 'unknownShape'],
	])('parks %j as %s', (members, reason) => {
		expect(readFeed(members)).toEqual(parkedByMeta(reason))
	})
	test('an entry without an id is known by the page of its post', () => {
		const value = comment()
		expect(readOneFromMeta({ object: 'page', entry: [{ changes: [{ field: 'feed', value }] }] })).toMatchObject({
			accountId: '2001',
		})
	})
})

describe('what becomes of a comment', () => {
	test.each(['edited', 'edit', 'update'])('%s is the same content in a later edition', (verb) => {
		expect(readFeed({ verb, message: 'Bei mir geht wieder alles' })).toMatchObject({
			kind: 'message',
			contentId: '55_77',
			text: 'Bei mir geht wieder alles',
			edition: expect.stringMatching(/^[1-9]\d*$/),
		})
	})
	test('the later edit has the higher edition, whichever time tells it', () => {
		expect(editionOf({ edited_time: 1795341700 })).toBeLessThan(editionOf({ edited_time: 1795341701 }))
		expect(editionOf({ created_time: 1795341700 })).toBeLessThan(editionOf({ created_time: 1795341701 }))
		// Some edits repeat the time of the first version.
		expect(editionOf({}, 1795341700)).toBeLessThan(editionOf({}, 1795341701))
		const none = { created_time: undefined }
		expect(editionOf(none, 1795341700)).toBeLessThan(editionOf(none, 1795341701))
		expect(editionOf(none, 0)).toBeGreaterThan(0n)
	})
	test('a delivery that comes again has the same edition', () => {
		expect(editionOf({})).toBe(editionOf({}))
		expect(editionOf({ edited_time: 1795341700 }, 1795341701)).toBe(editionOf({ edited_time: 1795341700 }, 1795349999))
	})
	test.each([
		['remove', 'erased'],
		['delete', 'erased'],
		['hide', 'hidden'],
		['unhide', 'shown'],
	])('%s needs neither words nor author, and names the same content', (verb, change) => {
		const expected = { kind: 'update', network: 'facebook', accountId: '2001', change }
		expect(readFeed({ verb, message: undefined, from: undefined, created_time: 1795341700 })).toEqual({
			...expected,
			contentId: '55_77',
			form: 'comment',
			changedAt: '2026-11-22T10:01:40.000Z',
		})
		expect(readFeed({ ...post, item: 'post', verb, message: undefined })).toMatchObject({
			...expected,
			contentId: '2001_55',
			form: 'post',
		})
	})
	test('a removal by our page erases the customer’s comment too', () => {
		expect(readFeed({ verb: 'remove', from: { id: '2001' } })).toMatchObject({ kind: 'update', change: 'erased' })
	})
	test('an update that repeats the time of the first version happened when it was sent', () => {
		expect(readFeed({ verb: 'hide' })).toMatchObject({ changedAt: '2026-11-22T10:00:01.000Z' })
	})
	test('a post has the same id whatever it is called', () => {
		const ids = ['add', 'edited', 'remove'].map((verb, index) => {
			const event = readFeed({ ...post, item: ['photo', 'status', 'post'][index], verb, photo_id: '9' })
			return 'contentId' in event && event.contentId
		})
		expect(new Set(ids)).toEqual(new Set(['2001_55']))
	})
	test('a picture without a post is known by its own id', () => {
		expect(readFeed({ ...post, item: 'photo', post_id: undefined, photo_id: 99 })).toMatchObject({ contentId: '99' })
	})
})
