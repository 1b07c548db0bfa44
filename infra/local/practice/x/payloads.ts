import { ownAccountId } from '#infra/local/practice/world/network.ts'
import type { Directory } from '#infra/local/practice/world/network-rules.ts'
import type { People, Person } from '#infra/local/practice/world/people.ts'
import { pictureNames } from '#infra/local/practice/world/picture.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { Subscription } from '#infra/local/practice/world/subscriptions.ts'
import { escapeHtml, linkEntities, mentionedHandles, type ShortLink, threadText, withShortLinks } from './text.ts'

const SHORT_LENGTH = 140

export const X_PICTURE_HOST = 'pbs.twimg.com'
/** The host of pictures in private messages, behind OAuth (NETWORKS.md 2.4). */
export const PRIVATE_PICTURE_HOST = 'ton.twitter.com'

const pictureAddresses = (post: Post): readonly string[] =>
	pictureNames(post).map((name) =>
		post.visibility === 'private'
			? `https://${PRIVATE_PICTURE_HOST}/1.1/ton/data/dm/${name}`
			: `https://${X_PICTURE_HOST}/media/${name}`,
	)

/** Formats a time as `Wed Oct 10 20:19:24 +0000 2018`. */
const xTime = (at: string): string => {
	const [weekday, day, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ')
	return `${weekday} ${month} ${day} ${time} +0000 ${year}`
}

const userOf = (person: Person) => ({
	id: person.id,
	id_str: person.id,
	name: person.name,
	screen_name: person.handle,
	protected: false,
	verified: false,
})

const entitiesOf = (text: string, people: People, links: readonly ShortLink[]) => ({
	hashtags: [],
	urls: linkEntities(text, links)
		.filter(({ isPicture }) => !isPicture)
		.map(({ url, expanded_url, display_url, indices }) => ({ url, expanded_url, display_url, indices })),
	symbols: [],
	user_mentions: mentionedHandles(text, people).map(({ person, indices }) => ({
		screen_name: person.handle,
		name: person.name,
		id: person.id,
		id_str: person.id,
		indices,
	})),
})

/** Returns the members of a text. One over 140 characters is cut; the whole is then in `extended_tweet` (NETWORKS.md 2.4). */
const textMembers = (full: string, typedFrom: number, people: People, links: readonly ShortLink[]) => {
	const points = Array.from(full)
	if (points.length <= SHORT_LENGTH)
		return {
			text: full,
			truncated: false,
			display_text_range: typedFrom > 0 ? [typedFrom, points.length] : undefined,
			entities: entitiesOf(full, people, links),
		}
	const cut = `${points.slice(0, SHORT_LENGTH - 25).join('')}… https://t.co/practice01`
	return {
		text: cut,
		truncated: true,
		entities: entitiesOf(cut, people, links),
		extended_tweet: {
			full_text: full,
			display_text_range: [typedFrom, points.length],
			entities: entitiesOf(full, people, links),
		},
	}
}

/** Returns photos in the form of v1.1, beside the text's entities. */
const mediaPayload = (post: Post, links: readonly ShortLink[]) =>
	pictureAddresses(post).map((address) => ({
		type: 'photo',
		media_url: address.replace(/^https:/, 'http:'),
		media_url_https: address,
		url: links.find(({ isPicture }) => isPicture)?.url,
	}))

const quotedMembers = ({ quotes }: Post, { people, posts }: Directory) => {
	if (quotes === undefined) return {}
	const quoted = posts.find('x', quotes)
	const author = quoted && people.find('x', quoted.authorId)
	return {
		quoted_status_id: quotes,
		quoted_status_id_str: quotes,
		quoted_status:
			quoted && author ? { id_str: quotes, text: escapeHtml(quoted.text), user: userOf(author) } : undefined,
	}
}

/** Returns the ids of all versions of an edited post, each of which is a post of its own (NETWORKS.md 2.5). */
const editHistory = (post: Post, { posts }: Directory) =>
	post.firstId === undefined ? undefined : { initial_tweet_id: post.firstId, edit_tweet_ids: posts.history(post) }

/** GeoJSON, the longitude first. */
const pointOf = ({ lat, long }: { readonly lat: number; readonly long: number }) => ({
	type: 'Point',
	coordinates: [long, lat],
})

const placeOf = ({ brings }: Post) => {
	const [place] = brings.flatMap((one) => (one.kind === 'location' ? [one] : []))
	return place === undefined ? {} : { coordinates: pointOf(place), place: { full_name: place.title } }
}

const tweetOf = (post: Post, author: Person, directory: Directory) => {
	const { text, typedFrom } = threadText(post, directory)
	const shown = withShortLinks(text, post)
	const full = escapeHtml(shown.text)
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	const parentAuthor = parent && directory.people.find('x', parent.authorId)
	// A post that merely begins with a handle names its owner here, without being a reply.
	const addressed =
		parentAuthor ?? mentionedHandles(full, directory.people).find(({ indices }) => indices[0] === 0)?.person
	return {
		created_at: xTime(post.at),
		id: post.id,
		id_str: post.id,
		source: '<a href="https://example.com/" rel="nofollow">Practice</a>',
		...textMembers(full, typedFrom, directory.people, shown.links),
		...placeOf(post),
		extended_entities: post.pictures === 0 ? undefined : { media: mediaPayload(post, shown.links) },
		in_reply_to_status_id: parent?.id ?? null,
		in_reply_to_status_id_str: parent?.id ?? null,
		in_reply_to_user_id: addressed?.id ?? null,
		in_reply_to_user_id_str: addressed?.id ?? null,
		in_reply_to_screen_name: addressed?.handle ?? null,
		user: userOf(author),
		is_quote_status: post.quotes !== undefined,
		...quotedMembers(post, directory),
		edit_history: editHistory(post, directory),
		favorited: false,
		retweeted: false,
		lang: 'de',
		timestamp_ms: String(Date.parse(post.at)),
	}
}

/** Writes the ids as JSON numbers beyond 2^53 that X writes so. A quote inside a text is escaped, so no text can match. */
const withNumericIds = (json: string): string =>
	json.replaceAll(/"(id|in_reply_to_status_id|in_reply_to_user_id|quoted_status_id)":"(\d+)"/g, '"$1":$2')

/** Builds the Account Activity `tweet_create_events` of one post. */
export const tweetCreateBody = (post: Post, author: Person, directory: Directory): string =>
	withNumericIds(
		JSON.stringify({
			for_user_id: ownAccountId.x,
			user_has_blocked: author.id === ownAccountId.x ? undefined : 'false',
			tweet_create_events: [tweetOf(post, author, directory)],
		}),
	)

/** Builds the Account Activity `tweet_delete_events`; X reports only deletes by the account itself (NETWORKS.md 2.4). */
export const tweetDeleteBody = (id: string, at: string): string =>
	JSON.stringify({
		for_user_id: ownAccountId.x,
		tweet_delete_events: [{ status: { id, user_id: ownAccountId.x }, timestamp_ms: String(Date.parse(at)) }],
	})

/** Builds the X Activity `post.delete` of a post by somebody we subscribed to; its uuid identifies nothing (NETWORKS.md 2.5). */
export const postDeleteBody = ({ id, authorId }: Post, { tag, userId }: Subscription): string =>
	JSON.stringify({
		data: {
			event_uuid: `-${id}`,
			filter: { user_id: userId },
			event_type: 'post.delete',
			tag,
			payload: { id, author_id: authorId },
		},
	})

/** A message has one attachment: its picture, or else a place. */
const attachmentOf = (post: Post, links: readonly ShortLink[]) => {
	if (post.pictures > 0) return { type: 'media', media: mediaPayload(post, links)[0] }
	const [place] = post.brings.flatMap((one) => (one.kind === 'location' ? [one] : []))
	if (place === undefined) return undefined
	const shared_coordinate = { coordinates: pointOf(place) }
	return { type: 'location', location: { type: 'shared_coordinate', shared_coordinate } }
}

/** Builds the Account Activity `direct_message_events` of one message, received or sent. */
export const directMessageBody = (post: Post, from: Person, to: Person): string => {
	const milliseconds = String(Date.parse(post.at))
	const user = (person: Person) => ({
		id: person.id,
		created_timestamp: milliseconds,
		name: person.name,
		screen_name: person.handle,
	})
	const shared = post.brings.flatMap((one) => (one.kind === 'post' && one.url !== undefined ? [one.url] : []))
	const { text, links } = withShortLinks(post.text, post, shared)
	const urls = linkEntities(text, links).map(({ isPicture: _, start: __, end: ___, ...link }) => link)
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
						text: escapeHtml(text),
						entities: { hashtags: [], symbols: [], user_mentions: [], urls },
						attachment: attachmentOf(post, links),
					},
				},
			},
		],
		users: { [from.id]: user(from), [to.id]: user(to) },
	})
}
