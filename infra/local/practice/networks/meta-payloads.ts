import { isOwn, ownAccountId, PAGE_POST_ID } from './network.ts'
import type { Person } from './people.ts'
import { pictureAddresses } from './pictures.ts'
import type { Post } from './posts.ts'
import { escapeNonAscii } from './webhook-signature.ts'

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000)

const pageBody = (time: number, members: object): string =>
	escapeNonAscii(JSON.stringify({ object: 'page', entry: [{ id: ownAccountId.facebook, time, ...members }] }))

/** A comment on the page as the `feed` field tells it (contracts.md 3.2). */
export const commentBody = (post: Post, author: Person): string =>
	pageBody(seconds(post.at), {
		changes: [
			{
				field: 'feed',
				value: {
					from: { id: author.id, name: author.name },
					post: { status_type: 'mobile_status_update', is_published: true, id: PAGE_POST_ID },
					...(post.text === '' ? {} : { message: post.text }),
					...(post.pictures === 0 ? {} : { photo: pictureAddresses(post)[0] }),
					post_id: PAGE_POST_ID,
					comment_id: post.id,
					created_time: seconds(post.at),
					item: 'comment',
					parent_id: post.inReplyTo ?? PAGE_POST_ID,
					verb: 'add',
				},
			},
		],
	})

const attachmentsOf = (post: Post) =>
	post.pictures === 0 ? {} : { attachments: pictureAddresses(post).map((url) => ({ type: 'image', payload: { url } })) }

/** A Messenger message, or the echo of our own (contracts.md 3.3). */
export const messageBody = (post: Post, from: Person, to: Person): string => {
	const milliseconds = Date.parse(post.at)
	const isEcho = isOwn('facebook', from.id)
	return pageBody(milliseconds, {
		messaging: [
			{
				sender: { id: from.id },
				recipient: { id: to.id },
				timestamp: milliseconds,
				message: {
					mid: post.id,
					...(post.text === '' ? {} : { text: post.text }),
					...attachmentsOf(post),
					...(isEcho ? { is_echo: true, app_id: 1_111_111_111 } : {}),
					...(!isEcho && post.inReplyTo ? { reply_to: { mid: post.inReplyTo } } : {}),
				},
			},
		],
	})
}
