import { ownAccountId } from '#infra/local/practice/world/network.ts'
import type { Directory } from '#infra/local/practice/world/network-rules.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { mentionedHandles } from './text.ts'
import { tweetView, userView } from './views.ts'

/** Builds the X Activity `post.mention.create` of a post that v1.1 does not know: an article, or one in a community. */
export const mentionCreateBody = (post: Post, author: Person, directory: Directory): string => {
	const view = tweetView(post, directory)
	const mentions = mentionedHandles(view.text, directory.people).map(({ person, indices: [start, end] }) => ({
		start,
		end,
		username: person.handle,
		id: person.id,
	}))
	return JSON.stringify({
		data: {
			event_uuid: `-${post.id}`,
			filter: { user_id: ownAccountId.x },
			event_type: 'post.mention.create',
			payload: { ...view, entities: { ...view.entities, mentions } },
			includes: { users: [userView(author)] },
		},
	})
}
