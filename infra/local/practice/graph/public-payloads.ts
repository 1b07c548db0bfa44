import {
	GROUP_ID,
	isElsewhere,
	OTHERS_MEDIA_ID,
	type SpecialForm,
	STORY_ID,
} from '#infra/local/practice/world/forms.ts'
import { OWN_MEDIA_ID, PAGE_POST_ID } from '#infra/local/practice/world/network.ts'
import type { Directory } from '#infra/local/practice/world/network-rules.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { AD_POST_ID, entryBody, pictureAddresses, seconds, type Verb } from './payloads.ts'

/** What is told of public content, and when it happened. */
type Told = {
	readonly post: Post
	readonly author: Person
	/** What it is below, where that is in the practice place. */
	readonly parent: Post | undefined
	readonly verb: Verb
	readonly at: string
}
type Change = { readonly field: string; readonly value: object }

const wordsOf = ({ post, verb }: Told) => ({
	message: post.text === '' || verb === 'remove' ? undefined : post.text,
	photo: post.pictures === 0 || verb === 'remove' ? undefined : pictureAddresses(post)[0],
})

/** The members of all changes of `feed` and `mention` (NETWORKS.md 3.2); the latter name the author in the old way. */
const changeOf = (told: Told) => ({
	...wordsOf(told),
	edited_time: told.verb === 'edited' ? seconds(told.at) : undefined,
	created_time: seconds(told.post.at),
	verb: told.verb,
})
const fromOf = ({ id, name }: Person) => ({ id, name })
const oldFrom = ({ id, name }: Person) => ({ sender_id: id, sender_name: name })

const commentBelow = (told: Told, postId: string, about: object): Change => ({
	field: 'feed',
	value: {
		from: fromOf(told.author),
		post: { status_type: 'mobile_status_update', is_published: true, id: postId, ...about },
		...changeOf(told),
		post_id: postId,
		comment_id: told.post.id,
		item: 'comment',
		parent_id: told.post.inReplyTo ?? postId,
	},
})

const posted = (told: Told, item: string, more: object = {}): Change => ({
	field: 'feed',
	value: { from: fromOf(told.author), ...changeOf(told), post_id: told.post.id, item, ...more },
})

const named = (told: Told, more: object = {}): Change => ({
	field: 'mention',
	value: { ...oldFrom(told.author), ...changeOf(told), post_id: told.post.id, item: 'post', ...more },
})

const rated = (told: Told, more: object): Change => {
	const { message } = wordsOf(told)
	return {
		field: 'ratings',
		value: {
			item: 'rating',
			reviewer_id: told.author.id,
			reviewer_name: told.author.name,
			recommendation_type: 'negative',
			review_text: message,
			created_time: seconds(told.post.at),
			verb: told.verb,
			...more,
		},
	}
}

const FACEBOOK: Readonly<Record<Exclude<SpecialForm<'facebook'>, 'feedback'> | 'usual', (told: Told) => Change>> = {
	usual: (told) => commentBelow(told, told.parent?.form === 'post' ? told.parent.id : PAGE_POST_ID, {}),
	adComment: (told) => commentBelow(told, AD_POST_ID, { is_published: false, promotion_status: 'active' }),
	post: (told) => posted(told, 'status', { published: 1 }),
	wallShare: (told) => posted(told, 'share', { link: `https://www.facebook.com/${PAGE_POST_ID}`, published: 1 }),
	mention: (told) => named(told),
	groupMention: (told) => {
		const number = told.post.id.split('_').at(-1)
		return named(told, { permalink_url: `https://www.facebook.com/groups/${GROUP_ID}/posts/${number}/` })
	},
	review: (told) => rated(told, { open_graph_story_id: told.post.id }),
	bareReview: (told) => rated(told, {}),
	reviewComment: (told) => ({
		field: 'ratings',
		value: {
			...oldFrom(told.author),
			...changeOf(told),
			item: 'comment',
			open_graph_story_id: told.parent?.id ?? STORY_ID,
			comment_id: told.post.id,
			parent_id: told.parent?.id ?? STORY_ID,
		},
	}),
}

/** What answers a recommendation is told as such, whatever it is itself. */
const BELOW_REVIEWS: readonly (SpecialForm | undefined)[] = ['review', 'bareReview', 'reviewComment']

const parentOf = (post: Post, { posts }: Directory): Post | undefined =>
	post.inReplyTo === undefined ? undefined : posts.find(post.network, post.inReplyTo)

/**
 * Builds the event of public content on Facebook (NETWORKS.md 3.2); `at` is when it happened. Undefined for what we say outside our
 * page, of which nothing tells.
 */
export const facebookBody = (
	post: Post,
	author: Person,
	directory: Directory,
	verb: Verb = 'add',
	at = post.at,
): string | undefined => {
	const parent = parentOf(post, directory)
	if (isElsewhere(parent?.form)) return undefined
	const rows: Readonly<Partial<Record<SpecialForm | 'usual', (told: Told) => Change>>> = FACEBOOK
	const form = post.form ?? (BELOW_REVIEWS.includes(parent?.form) ? 'reviewComment' : 'usual')
	const change = rows[form] ?? FACEBOOK.usual
	return entryBody('facebook', seconds(at), { changes: [change({ post, author, parent, verb, at })] })
}

const below = (told: Told, field: string, media: object): Change => ({
	field,
	value: {
		id: told.post.id,
		text: told.post.text,
		from: { id: told.author.id, username: told.author.handle },
		media: { id: OWN_MEDIA_ID, media_product_type: 'FEED', ...media },
		parent_id: told.post.inReplyTo,
	},
})

const INSTAGRAM: Readonly<
	Record<Exclude<SpecialForm<'instagram'>, 'storyMention' | 'storyReply'> | 'usual', (told: Told) => Change>
> = {
	usual: (told) => below(told, 'comments', {}),
	adComment: (told) =>
		below(told, 'comments', { media_product_type: 'AD', ad_id: '120210000000000001', ad_title: 'Mehr Netz' }),
	liveComment: (told) => below(told, 'live_comments', { id: '17900000000000002', media_product_type: 'LIVE' }),
	captionMention: ({ post }) => ({ field: 'mentions', value: { media_id: post.id } }),
	commentMention: ({ post }) => ({ field: 'mentions', value: { media_id: OTHERS_MEDIA_ID, comment_id: post.id } }),
}

/** Builds the event of public content on Instagram (NETWORKS.md 3.5); undefined for what we say below others' media. */
export const instagramBody = (post: Post, author: Person, directory: Directory): string | undefined => {
	const parent = parentOf(post, directory)
	if (isElsewhere(parent?.form)) return undefined
	const rows: Readonly<Partial<Record<SpecialForm | 'usual', (told: Told) => Change>>> = INSTAGRAM
	const change = rows[post.form ?? 'usual'] ?? INSTAGRAM.usual
	const told: Told = { post, author, parent, verb: 'add', at: post.at }
	return entryBody('instagram', seconds(post.at), { changes: [change(told)] })
}
