import { describe, expect, test } from 'vitest'
import { changes, feed } from '#test/deliveries/meta.ts'
import { ignoredByMeta, parkedByMeta, readOneFromMeta } from '#test/support/read-from-meta.ts'

type Members = Readonly<Record<string, unknown>>

/** A comment below somebody else's post that names our page. */
const readMention = (members: Members) =>
	readOneFromMeta(
		changes('mention', {
			item: 'comment',
			verb: 'add',
			post_id: '669_122',
			comment_id: '122_271',
			message: 'Hilft, was ist los?',
			created_time: 1795341600,
			...members,
		}),
	)

describe('a mention of our page', () => {
	test('in somebody’s comment is a message by the author it may not name', () => {
		expect(readMention({})).toEqual({
			kind: 'message',
			form: 'mention',
			network: 'facebook',
			accountId: '2001',
			contentId: '122_271',
			visibility: 'public',
			author: { id: 'anonymous:122_271' },
			text: 'Hilft, was ist los?',
			threadId: '669_122',
			sentAt: '2026-11-22T10:00:00.000Z',
			order: '1795341600000',
		})
	})
	test('names its author in the old way or the new', () => {
		expect(readMention({ sender_id: 6001, sender_name: 'Karl' })).toMatchObject({
			author: { id: '6001', name: 'Karl' },
		})
		expect(readMention({ from: { id: '6001', name: 'Karl' } })).toMatchObject({ author: { id: '6001', name: 'Karl' } })
	})
	test('without text is to be read at the network', () => {
		expect(readMention({ message: undefined })).toMatchObject({ text: '', incomplete: true })
		expect(readMention({ message: undefined, photo: 'https://example.test/p' })).not.toHaveProperty(
			'incomplete',
			expect.anything(),
		)
	})
	test('in a post is known by the post', () => {
		expect(readMention({ item: 'post', comment_id: undefined })).toMatchObject({
			contentId: '669_122',
			threadId: '669_122',
		})
	})
	test('in a comment below our own post is the content that the feed tells of as well', () => {
		const ids = { post_id: '2001_55', comment_id: '55_77' }
		const inFeed = readOneFromMeta(feed({ item: 'comment', verb: 'add', message: 'x', ...ids }))
		expect(readMention(ids)).toMatchObject({ form: 'comment', contentId: 'contentId' in inFeed && inFeed.contentId })
		expect(readMention({ ...ids, comment_id: undefined })).toMatchObject({ form: 'post' })
	})
	test('in a group is told by its address alone', () => {
		const permalink_url = 'https://www.facebook.com/groups/555000/posts/123/'
		expect(readMention({ permalink_url })).toMatchObject({ form: 'groupMention' })
		expect(readMention({ post: { permalink_url } })).toMatchObject({ form: 'groupMention' })
		expect(readMention({ permalink_url: 'https://example.test/facebook.com/groups/1' })).toMatchObject({
			form: 'mention',
		})
	})
	test('may be edited, removed, hidden and shown', () => {
		expect(readMention({ verb: 'edited' })).toMatchObject({ kind: 'message', edition: expect.stringMatching(/^\d+$/) })
		expect(readMention({ verb: 'remove', message: undefined })).toMatchObject({
			kind: 'update',
			change: 'erased',
			contentId: '122_271',
		})
		expect(readMention({ verb: 'hide' })).toMatchObject({ kind: 'update', change: 'hidden' })
		expect(readMention({ verb: 'unhide' })).toMatchObject({ kind: 'update', change: 'shown' })
	})
	test('by ourselves is ignored, as are reactions', () => {
		expect(readMention({ sender_id: '2001' })).toEqual(ignoredByMeta('ownPost'))
		expect(readMention({ item: 'reaction' })).toEqual(ignoredByMeta('reaction'))
	})
	test('parks one without an id, and one with an unknown verb', () => {
		expect(readMention({ post_id: undefined, comment_id: undefined })).toEqual(parkedByMeta('unknownShape'))
		expect(readMention({ verb: 'brand_new' })).toEqual(parkedByMeta('unknownEvent'))
	})
})

/** A recommendation of our page. */
const readRating = (members: Members, field = 'ratings') =>
	readOneFromMeta(
		changes(field, {
			item: 'rating',
			verb: 'add',
			open_graph_story_id: '8001',
			reviewer_id: 6001,
			reviewer_name: 'Karl Kunde',
			recommendation_type: 'negative',
			review_text: 'Drei Techniker, kein Anschluss',
			created_time: 1795341600,
			...members,
		}),
	)

describe('a recommendation of our page', () => {
	test('is a message', () => {
		expect(readRating({})).toEqual({
			kind: 'message',
			form: 'review',
			network: 'facebook',
			accountId: '2001',
			contentId: '8001',
			visibility: 'public',
			author: { id: '6001', name: 'Karl Kunde' },
			text: 'Drei Techniker, kein Anschluss',
			threadId: '8001',
			sentAt: '2026-11-22T10:00:00.000Z',
			order: '1795341600000',
		})
	})
	test('may come with the feed', () => expect(readRating({}, 'feed')).toEqual(readRating({})))
	test('may have stars, other names for its author, or no text', () => {
		const old = { reviewer_id: undefined, reviewer_name: undefined, recommendation_type: undefined, rating: 1 }
		expect(readRating({ ...old, reviewer: { id: '6001', name: 'Karl' } })).toMatchObject({ author: { id: '6001' } })
		expect(readRating({ ...old, sender_id: '6001', sender_name: 'Karl' })).toMatchObject({
			author: { id: '6001', name: 'Karl' },
		})
		expect(readRating({ review_text: null })).not.toHaveProperty('incomplete', expect.anything())
		expect(readRating({ review_text: undefined })).toMatchObject({ text: '', incomplete: true })
	})
	test('without an id of its own is known by its author, and without either parked', () => {
		expect(readRating({ open_graph_story_id: undefined })).toMatchObject({
			form: 'bareReview',
			contentId: 'review:6001',
		})
		expect(readRating({ open_graph_story_id: undefined, reviewer_id: undefined })).toEqual(parkedByMeta('unknownShape'))
	})
	test('may be edited and removed', () => {
		expect(readRating({ verb: 'edited' })).toMatchObject({ contentId: '8001', edition: expect.stringMatching(/^\d+$/) })
		expect(readRating({ verb: 'remove', review_text: undefined })).toMatchObject({
			kind: 'update',
			change: 'erased',
			contentId: '8001',
			form: 'review',
		})
	})
	test('is commented on by others, by us, and liked', () => {
		const comment = { item: 'comment', comment_id: '8001_1', message: 'Bei mir auch!', review_text: undefined }
		expect(readRating({ ...comment, sender_id: '6002', sender_name: 'Eva' })).toMatchObject({
			form: 'reviewComment',
			contentId: '8001_1',
			threadId: '8001',
			author: { id: '6002', name: 'Eva' },
			text: 'Bei mir auch!',
		})
		expect(readRating({ ...comment, sender_id: '2001' })).toMatchObject({
			kind: 'own',
			reason: 'ownPost',
			contentId: '8001_1',
			parentId: '8001',
			text: 'Bei mir auch!',
		})
		expect(readRating({ item: 'like' })).toEqual(ignoredByMeta('like'))
		expect(readRating({ item: 'reaction' })).toEqual(ignoredByMeta('reaction'))
		expect(readRating({ verb: 'brand_new' })).toEqual(parkedByMeta('unknownEvent'))
		expect(readRating({ review_text: 7 })).toEqual(parkedByMeta('unknownShape'))
	})
})
