import { createHash } from 'node:crypto'
import { isOwn, OWN_NAME } from '#infra/local/practice/world/network.ts'
import type { Directory } from '#infra/local/practice/world/network-rules.ts'
import type { People, Person } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'

const HANDLE = /(?<![A-Za-z0-9_@.])@([A-Za-z0-9_]{1,15})(?![A-Za-z0-9_@])/g

/** Escapes a text as HTML, as X gives texts to programs (NETWORKS.md 2.4). */
export const escapeHtml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A link as X shows it: a short address in the text, and beside it where it leads (NETWORKS.md 2.4). */
export type ShortLink = {
	readonly url: string
	readonly expanded_url: string
	readonly display_url: string
	/** Of a picture of the post itself. */
	readonly isPicture: boolean
}

const shortAddress = (meant: string): string =>
	`https://t.co/${createHash('sha256').update(meant).digest('hex').slice(0, 10)}`

/** Returns a text with each link as X shortens it, and at its end one to the pictures that came along. */
export const withShortLinks = (
	text: string,
	{ id, pictures, visibility }: Pick<Post, 'id' | 'pictures' | 'visibility'>,
	more: readonly string[] = [],
): { readonly text: string; readonly links: readonly ShortLink[] } => {
	const links: ShortLink[] = []
	const shorten = (meant: string): string => {
		const url = shortAddress(meant)
		links.push({
			url,
			expanded_url: meant,
			display_url: meant.replace(/^https?:\/\//, '').slice(0, 26),
			isPicture: false,
		})
		return url
	}
	const typed = text.replaceAll(/https?:\/\/[^\s]*[\p{L}\p{N}/]/gu, shorten)
	const added = more.map(shorten)
	if (pictures > 0) {
		const meant =
			visibility === 'private' ? `https://x.com/messages/media/${id}` : `https://x.com/i/status/${id}/photo/1`
		const url = shortAddress(meant)
		links.push({ url, expanded_url: meant, display_url: `pic.x.com/${url.split('/').at(-1)}`, isPicture: true })
		added.push(url)
	}
	return { text: [typed, ...added].filter((part) => part !== '').join(' '), links }
}

/** Returns the links of a text in the form that v1.1 and v2 share, with their places in code points. */
export const linkEntities = (text: string, links: readonly ShortLink[]) =>
	links.flatMap(({ isPicture, ...link }) => {
		const at = text.indexOf(link.url)
		if (at < 0) return []
		const start = Array.from(text.slice(0, at)).length
		const end = start + link.url.length
		return [{ ...link, isPicture, start, end, indices: [start, end] }]
	})

/** Returns the handles that a text mentions, in lower case. */
export const handlesIn = (text: string): string[] =>
	[...text.matchAll(HANDLE)].map((match) => (match[1] ?? '').toLowerCase())

/** Puts `@hilft` in front of a text that does not mention it. */
export const mentioning = (text: string): string => (handlesIn(text).includes(OWN_NAME) ? text : `@${OWN_NAME} ${text}`)

/**
 * Returns a post's text as X shows it to programs: a reply begins with the handles of the thread it answers, which its
 * author did not type (NETWORKS.md 2.4). `typedFrom` is where the typed text begins, in code points.
 */
export const threadText = (
	post: Pick<Post, 'authorId' | 'inReplyTo' | 'text'>,
	directory: Directory,
): { text: string; typedFrom: number } => {
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	const author = directory.people.find('x', post.authorId)?.handle.toLowerCase()
	if (!parent) return { text: post.text, typedFrom: 0 }
	const parentHandle = directory.people.find('x', parent.authorId)?.handle
	const present = new Set([author, ...handlesIn(post.text)])
	const implicit: string[] = []
	for (const handle of [...(parentHandle ? [parentHandle] : []), ...handlesIn(threadText(parent, directory).text)]) {
		const known = directory.people.findByHandle('x', handle)?.handle ?? handle
		if (present.has(known.toLowerCase())) continue
		present.add(known.toLowerCase())
		implicit.push(`@${known} `)
	}
	const prefix = implicit.join('')
	return { text: prefix + post.text, typedFrom: prefix.length }
}

export type XMention = { readonly person: Person; readonly indices: [number, number] }

/** Returns the known people whom a text mentions, with their positions in code points. */
export const mentionedHandles = (text: string, people: People): XMention[] =>
	[...text.matchAll(HANDLE)].flatMap((match) => {
		const person = people.findByHandle('x', match[1] ?? '')
		const start = Array.from(text.slice(0, match.index)).length
		return person ? [{ person, indices: [start, start + match[0].length] }] : []
	})

/**
 * Tests whether X reports a post to us: it is ours, it answers or quotes a post of ours, or it mentions us (NETWORKS.md
 * 2.4).
 */
export const concernsUs = (post: Post, directory: Directory): boolean => {
	const parent = post.inReplyTo === undefined ? undefined : directory.posts.find('x', post.inReplyTo)
	const quoted = post.quotes === undefined ? undefined : directory.posts.find('x', post.quotes)
	return (
		isOwn('x', post.authorId) ||
		(parent !== undefined && isOwn('x', parent.authorId)) ||
		handlesIn(threadText(post, directory).text).includes(OWN_NAME) ||
		(quoted !== undefined && isOwn('x', quoted.authorId))
	)
}
