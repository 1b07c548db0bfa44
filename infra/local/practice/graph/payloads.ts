import type { PracticeNetwork } from '#infra/local/practice/world/network.ts'
import { isOwn, OWN_MEDIA_ID, ownAccountId, PAGE_POST_ID } from '#infra/local/practice/world/network.ts'
import type { PostChange } from '#infra/local/practice/world/network-rules.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import { pictureNames } from '#infra/local/practice/world/picture.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'

export type PracticeMetaNetwork = Exclude<PracticeNetwork, 'x'>
/** What happened to a comment on the page (NETWORKS.md 3.2). */
type Verb = 'add' | PostChange

export const META_PICTURE_HOST = 'scontent.xx.fbcdn.net'

const pictureAddresses = (post: Post): readonly string[] =>
	pictureNames(post).map((name) => `https://${META_PICTURE_HOST}/v/t39/${name}?oh=practice`)

/** Encodes JSON as Meta sends and signs it: everything beyond ASCII as `\uXXXX` in lower case (NETWORKS.md 3.1). */
export const escapeNonAscii = (json: string): string =>
	json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000)

const entryBody = (network: PracticeMetaNetwork, time: number, members: object): string =>
	escapeNonAscii(
		JSON.stringify({
			object: network === 'facebook' ? 'page' : 'instagram',
			entry: [{ id: ownAccountId[network], time, ...members }],
		}),
	)

/** Builds the `feed` event of a comment on the page (NETWORKS.md 3.2); `at` is when it happened. */
export const feedBody = (post: Post, author: Person, verb: Verb = 'add', at = post.at): string =>
	entryBody('facebook', seconds(at), {
		changes: [
			{
				field: 'feed',
				value: {
					from: { id: author.id, name: author.name },
					post: { status_type: 'mobile_status_update', is_published: true, id: PAGE_POST_ID },
					message: post.text === '' || verb === 'remove' ? undefined : post.text,
					photo: post.pictures === 0 || verb === 'remove' ? undefined : pictureAddresses(post)[0],
					edited_time: verb === 'edited' ? seconds(at) : undefined,
					post_id: PAGE_POST_ID,
					comment_id: post.id,
					created_time: seconds(post.at),
					item: 'comment',
					parent_id: post.inReplyTo ?? PAGE_POST_ID,
					verb,
				},
			},
		],
	})

/** Builds the event of a comment below our picture on Instagram (NETWORKS.md 3.5). */
export const instagramCommentBody = (post: Post, author: Person): string =>
	entryBody('instagram', seconds(post.at), {
		changes: [
			{
				field: 'comments',
				value: {
					id: post.id,
					text: post.text,
					from: { id: author.id, username: author.handle },
					media: { id: OWN_MEDIA_ID, media_product_type: 'FEED' },
					parent_id: post.inReplyTo,
				},
			},
		],
	})

const attachmentsOf = (post: Post) =>
	post.pictures === 0 ? undefined : pictureAddresses(post).map((url) => ({ type: 'image', payload: { url } }))

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
			reply_to: !isEcho && post.inReplyTo ? { mid: post.inReplyTo } : undefined,
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
