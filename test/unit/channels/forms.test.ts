import { describe, expect, it } from 'vitest'
import { FORMS, type FormOf } from '#shared/cases/codes.ts'
import type { Network } from '#shared/cases/network.ts'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { xChannel } from '#shared/channels/x/channel.ts'
import {
	changes,
	feed,
	instagramChanges,
	instagramComment,
	instagramMessage,
	instagramMessaging,
	messaging,
	metaPrivateMessage,
} from '#test/deliveries/meta.ts'
import {
	activity,
	bytes,
	directMessage,
	messageDelivery,
	newerPost,
	OWN,
	post,
	postDelivery,
} from '#test/deliveries/x.ts'
import { readOneFromMeta } from '#test/support/read-from-meta.ts'

/** A delivery of each form, as its network sends it: a form that no delivery tells of does not compile. */

const readX = (body: unknown): ChannelEvent | undefined => {
	const [event] = xChannel.splitDelivery(bytes(body))
	return event && xChannel.interpret(event, OWN)
}
const mentioned = (members: Readonly<Record<string, unknown>>) =>
	readX(activity('post.mention.create', newerPost(members)))

const below = (members: object) =>
	feed({ item: 'comment', verb: 'add', post_id: '2001_55', comment_id: '55_77', ...members })
const named = (members: object) =>
	changes('mention', { item: 'post', verb: 'add', post_id: '555_123', message: 'x', ...members })
const rated = (members: object) =>
	changes('ratings', { item: 'rating', verb: 'add', reviewer_id: 6001, review_text: 'Nie wieder', ...members })
const url = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1'
const told = (members: object) => readOneFromMeta(instagramMessaging(instagramMessage({ ...members })))

const DELIVERIES: { readonly [N in Network]: Readonly<Record<FormOf<N>, () => ChannelEvent | undefined>> } = {
	x: {
		mention: () => readX(postDelivery(post())),
		reply: () => readX(postDelivery(post({ in_reply_to_status_id_str: '88' }))),
		quote: () =>
			readX(
				postDelivery(
					post({ is_quote_status: true, quoted_status: { user: { id_str: '1001' } }, quoted_status_id_str: '7' }),
				),
			),
		article: () => mentioned({ article: { title: 'Drei Monate ohne Anschluss' } }),
		communityPost: () => mentioned({ community_id: '1146654567674912769' }),
		dm: () => readX(messageDelivery(directMessage())),
	},
	facebook: {
		comment: () => readOneFromMeta(below({ message: 'x' })),
		adComment: () => readOneFromMeta(below({ message: 'x', post: { is_published: false } })),
		post: () => readOneFromMeta(feed({ item: 'status', verb: 'add', post_id: '2001_56', message: 'x' })),
		wallShare: () => readOneFromMeta(feed({ item: 'share', verb: 'add', post_id: '93011_12', message: 'x' })),
		mention: () => readOneFromMeta(named({})),
		groupMention: () => readOneFromMeta(named({ permalink_url: 'https://www.facebook.com/groups/555/posts/123/' })),
		review: () => readOneFromMeta(rated({ open_graph_story_id: '8001' })),
		bareReview: () => readOneFromMeta(rated({})),
		reviewComment: () =>
			readOneFromMeta(
				rated({ open_graph_story_id: '8001', item: 'comment', comment_id: '8001_1', sender_id: '6002', message: 'x' }),
			),
		feedback: () => {
			const { message: _, ...rest } = metaPrivateMessage()
			const questions = { q: { type: 'csat', payload: '1', follow_up: { type: 'free_form', payload: 'x' } } }
			return readOneFromMeta(messaging({ ...rest, messaging_feedback: { feedback_screens: [{ questions }] } }))
		},
		dm: () => readOneFromMeta(messaging(metaPrivateMessage({}))),
	},
	instagram: {
		comment: () => readOneFromMeta(instagramChanges('comments', instagramComment())),
		adComment: () =>
			readOneFromMeta(
				instagramChanges('comments', instagramComment({ media: { id: '5', ad_id: '6', ad_title: 'x' } })),
			),
		liveComment: () => readOneFromMeta(instagramChanges('live_comments', instagramComment())),
		captionMention: () => readOneFromMeta(instagramChanges('mentions', { media_id: '17' })),
		commentMention: () => readOneFromMeta(instagramChanges('mentions', { media_id: '17', comment_id: '18' })),
		storyMention: () => told({ text: undefined, attachments: [{ type: 'story_mention', payload: { url } }] }),
		storyReply: () => told({ reply_to: { story: { id: '1', url } } }),
		dm: () => told({}),
	},
}

const ALL = (Object.keys(FORMS) as Network[]).flatMap((network) =>
	Object.entries(DELIVERIES[network]).map(([form, read]) => ({ network, form, read })),
)

describe('each form of content', () => {
	it.each(ALL)('$form on $network is told from all others by what its network sends', ({ network, form, read }) => {
		expect(read()).toMatchObject({ kind: 'message', network, form })
	})
	it('keeps its key, whichever form an event of it names', () => {
		expect(told({ is_deleted: true })).toMatchObject({ kind: 'update', form: 'dm', change: 'erased' })
	})
	it('below a post that once was promoted is a comment as any', () => {
		for (const promotion_status of ['inactive', 'ineligible', undefined])
			expect(readOneFromMeta(below({ message: 'x', post: { promotion_status } }))).toMatchObject({ form: 'comment' })
		expect(readOneFromMeta(below({ message: 'x', post: { promotion_status: 'active' } }))).toMatchObject({
			form: 'adComment',
		})
	})
})
