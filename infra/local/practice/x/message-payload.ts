import { ownAccountId } from '#infra/local/practice/world/network.ts'
import type { Person } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { mediaPayload } from './payloads.ts'
import { escapeHtml } from './text.ts'

/** Account Activity `direct_message_events` of one message, received or sent. */
export const directMessageBody = (post: Post, from: Person, to: Person): string => {
	const milliseconds = String(Date.parse(post.at))
	const user = (person: Person) => ({
		id: person.id,
		created_timestamp: milliseconds,
		name: person.name,
		screen_name: person.handle,
	})
	return JSON.stringify({
		for_user_id: ownAccountId.x,
		direct_message_events: [
			{
				type: 'message_create',
				id: post.id,
				created_timestamp: milliseconds,
				message_create: {
					target: { recipient_id: to.id },
					sender_id: from.id,
					message_data: {
						text: escapeHtml(post.text),
						entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
						attachment: post.pictures === 0 ? undefined : { type: 'media', media: mediaPayload(post)[0] },
					},
				},
			},
		],
		users: { [from.id]: user(from), [to.id]: user(to) },
	})
}
