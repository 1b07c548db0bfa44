import { feedBody, instagramCommentBody, messageBody, messageEditBody, unsendBody, type Verb } from './meta-payloads.ts'
import { isOwn } from './network.ts'
import { ownPerson, type Person } from './people.ts'
import type { Post } from './posts.ts'
import { directMessageBody } from './x-message-payload.ts'
import { tweetCreateBody, tweetDeleteBody } from './x-payloads.ts'
import { concernsUs, type XDirectory } from './x-text.ts'

const peopleOf = ({ network, authorId, toId = '' }: Post, { people }: XDirectory): readonly [Person, Person] => [
	people.find(network, authorId) ?? ownPerson(network),
	people.find(network, toId) ?? ownPerson(network),
]

/** What the network calls our webhook with for a post, or nothing where it does not tell us of it. */
export const webhookBody = (post: Post, directory: XDirectory): string | undefined => {
	const { network } = post
	const [author, to] = peopleOf(post, directory)
	if (post.visibility === 'private')
		return network === 'x' ? directMessageBody(post, author, to) : messageBody(network, post, author, to)
	if (network === 'facebook') return feedBody(post, author)
	if (network === 'instagram') return instagramCommentBody(post, author)
	return concernsUs(post, directory) && !author.isProtected && !author.isSuspended
		? tweetCreateBody(post, author, directory)
		: undefined
}

/**
 * What the network tells of a change at `at` to a post that is there. X tells only of our own deletes, and of an edit as
 * of a new post; Instagram of nothing that happens to comments (NETWORKS.md 2.4, 3.2, 3.3, 3.5).
 */
export const changeBody = (
	post: Post,
	verb: Exclude<Verb, 'add'>,
	at: string,
	directory: XDirectory,
): string | undefined => {
	const { network } = post
	const people = peopleOf(post, directory)
	if (network === 'x') {
		if (verb === 'edited') return webhookBody(post, directory)
		return verb === 'remove' && isOwn('x', post.authorId) && post.visibility === 'public'
			? tweetDeleteBody(post.id, at)
			: undefined
	}
	if (post.visibility === 'private')
		return verb === 'edited'
			? messageEditBody(network, post, people, at)
			: verb === 'remove'
				? unsendBody(network, post, people, at)
				: undefined
	return network === 'facebook' ? feedBody(post, people[0], verb, at) : undefined
}
