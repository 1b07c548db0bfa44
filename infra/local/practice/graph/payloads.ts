import type { Brought } from '#infra/local/practice/world/brought.ts'
import type { PracticeNetwork } from '#infra/local/practice/world/network.ts'
import { isOwn, OWN_MEDIA_ID, ownAccountId } from '#infra/local/practice/world/network.ts'
import type { PostChange } from '#infra/local/practice/world/network-rules.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import { pictureNames } from '#infra/local/practice/world/picture.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'

export type PracticeMetaNetwork = Exclude<PracticeNetwork, 'x'>
/** What happened to a comment on the page (NETWORKS.md 3.2). */
export type Verb = 'add' | PostChange

/** The post of the page's advertisement. */
export const AD_POST_ID = '2001_1000000000000002'

export const META_PICTURE_HOST = 'scontent.xx.fbcdn.net'

export const pictureAddresses = (post: Post): readonly string[] =>
	pictureNames(post).map((name) => `https://${META_PICTURE_HOST}/v/t39/${name}?oh=practice`)

/** Encodes JSON as Meta sends and signs it: everything beyond ASCII as `\uXXXX` in lower case (NETWORKS.md 3.1). */
export const escapeNonAscii = (json: string): string =>
	json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000)

export const entryBody = (network: PracticeMetaNetwork, time: number, members: object): string =>
	escapeNonAscii(
		JSON.stringify({
			object: network === 'facebook' ? 'page' : 'instagram',
			entry: [{ id: ownAccountId[network], time, ...members }],
		}),
	)

const storyUrl = (post: Post): string =>
	`https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=${post.authorId}&signature=practice`

/** Meta leads links over an address of its own (NETWORKS.md 3.3). */
const detour = (address: string): string =>
	`https://l.facebook.com/l.php?${new URLSearchParams({ u: address, h: 'AT0practice', s: '1' })}`

const SHARED_TYPES = {
	facebook: { post: 'post', reel: 'reel' },
	instagram: { post: 'share', reel: 'ig_reel' },
} as const

/** Renders what somebody sends along as Meta tells of it. */
const broughtBy = ({ network, id }: Post, brought: Brought) => {
	switch (brought.kind) {
		case 'location': {
			const { lat, long, title } = brought
			return { type: 'location', title, payload: { coordinates: { lat, long } } }
		}
		case 'link':
			return {
				type: 'fallback',
				title: brought.title,
				url: detour(brought.url ?? 'https://example.com/'),
				payload: null,
			}
		case 'post':
		case 'reel': {
			const { kind, title, url } = brought
			const payload = {
				title,
				url: url ?? 'https://www.facebook.com/1',
				reel_video_id: kind === 'reel' ? id : undefined,
			}
			return { type: SHARED_TYPES[network === 'facebook' ? network : 'instagram'][kind], payload }
		}
		case 'product': {
			const { title, details: subtitle } = brought
			return {
				type: 'template',
				payload: { product: { elements: [{ id: '1', retailer_id: 'r-1', title, subtitle }] } },
			}
		}
		case 'ephemeral':
			return { type: 'ephemeral', payload: {} }
	}
}

/** Renders what led somebody to write as Meta tells of it. */
const referralOf = ({ about }: Post) => {
	if (about === undefined) return undefined
	const { kind, title } = about
	if (kind === 'product') return { product: { id: title } }
	if (kind === 'link') return { ref: title, source: 'SHORTLINK', type: 'OPEN_THREAD' }
	const ads_context_data = { ad_title: title, post_id: AD_POST_ID }
	return { ref: 'anzeige', ad_id: '120210000000000001', source: 'ADS', type: 'OPEN_THREAD', ads_context_data }
}

const attachmentsOf = (post: Post) => {
	const pictures = pictureAddresses(post).map((url) => ({ type: 'image', payload: { url } }))
	const mention = post.form === 'storyMention' ? [{ type: 'story_mention', payload: { url: storyUrl(post) } }] : []
	const all = [...mention, ...pictures, ...post.brings.map((one) => broughtBy(post, one))]
	return all.length === 0 ? undefined : all
}

/** Returns what a private message answers: a story of ours, or another message. */
const answeredBy = (post: Post) => {
	if (post.form === 'storyReply') return { story: { id: OWN_MEDIA_ID, url: storyUrl(post) } }
	return post.inReplyTo === undefined ? undefined : { mid: post.inReplyTo }
}

const messagingBody = (
	network: PracticeMetaNetwork,
	at: string,
	[from, to]: readonly [Person, Person],
	what: object,
): string =>
	entryBody(network, Date.parse(at), {
		messaging: [{ sender: { id: from.id }, recipient: { id: to.id }, timestamp: Date.parse(at), ...what }],
	})

/** Renders what somebody answered to our survey: a score, and below it their words (NETWORKS.md 3.3). */
const feedbackOf = ({ text }: Post) => ({
	feedback_screens: [
		{
			screen_id: 0,
			questions: { zufrieden: { type: 'csat', payload: '1', follow_up: { type: 'free_form', payload: text } } },
		},
	],
})

/** Builds the event of a private message, or of the echo of our own (NETWORKS.md 3.3). */
export const messageBody = (network: PracticeMetaNetwork, post: Post, from: Person, to: Person): string => {
	const isEcho = isOwn(network, from.id)
	if (post.form === 'feedback')
		return messagingBody(network, post.at, [from, to], { messaging_feedback: feedbackOf(post) })
	return messagingBody(network, post.at, [from, to], {
		message: {
			mid: post.id,
			text: post.text === '' ? undefined : post.text,
			attachments: attachmentsOf(post),
			is_echo: isEcho ? true : undefined,
			app_id: isEcho ? 1_111_111_111 : undefined,
			reply_to: isEcho ? undefined : answeredBy(post),
			referral: referralOf(post),
		},
	})
}

/** Builds the event of a private message that its author corrected. */
export const messageEditBody = (
	network: PracticeMetaNetwork,
	post: Post,
	people: readonly [Person, Person],
	at: string,
): string =>
	messagingBody(network, at, people, { message_edit: { mid: post.id, text: post.text, num_edit: post.edits } })

/** Builds the event of a private message that its author took back. */
export const unsendBody = (
	network: PracticeMetaNetwork,
	post: Post,
	people: readonly [Person, Person],
	at: string,
): string => messagingBody(network, at, people, { message: { mid: post.id, is_deleted: true } })
