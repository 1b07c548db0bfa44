import type { PracticeNetwork } from '#infra/local/practice/world/network.ts'
import { isOwn, OWN_MEDIA_ID, ownAccountId } from '#infra/local/practice/world/network.ts'
import type { PostChange } from '#infra/local/practice/world/network-rules.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import { pictureNames } from '#infra/local/practice/world/picture.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'

export type PracticeMetaNetwork = Exclude<PracticeNetwork, 'x'>
/** What happened to a comment on the page (NETWORKS.md 3.2). */
export type Verb = 'add' | PostChange

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

const attachmentsOf = (post: Post) => {
	const pictures = pictureAddresses(post).map((url) => ({ type: 'image', payload: { url } }))
	const mention = post.form === 'storyMention' ? [{ type: 'story_mention', payload: { url: storyUrl(post) } }] : []
	const all = [...mention, ...pictures]
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

/** Builds the event of a private message, or of the echo of our own (NETWORKS.md 3.3). */
export const messageBody = (network: PracticeMetaNetwork, post: Post, from: Person, to: Person): string => {
	const isEcho = isOwn(network, from.id)
	return messagingBody(network, post.at, [from, to], {
		message: {
			mid: post.id,
			text: post.text === '' ? undefined : post.text,
			attachments: attachmentsOf(post),
			is_echo: isEcho ? true : undefined,
			app_id: isEcho ? 1_111_111_111 : undefined,
			reply_to: isEcho ? undefined : answeredBy(post),
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
