import { commentBody, messageBody } from './meta-payloads.ts'
import { ownPerson } from './people.ts'
import type { Post } from './posts.ts'
import { directMessageBody, tweetCreateBody } from './x-payloads.ts'
import { concernsUs, type XDirectory } from './x-text.ts'

/** What the network calls our webhook with for a post, or nothing where it does not tell us of it. */
export const webhookBody = (post: Post, directory: XDirectory): string | undefined => {
	const { network } = post
	const author = directory.people.find(network, post.authorId) ?? ownPerson(network)
	if (post.visibility === 'private') {
		const to = directory.people.find(network, post.toId ?? '') ?? ownPerson(network)
		return network === 'x' ? directMessageBody(post, author, to) : messageBody(post, author, to)
	}
	if (network === 'facebook') return commentBody(post, author)
	return concernsUs(post, directory) ? tweetCreateBody(post, author, directory) : undefined
}
