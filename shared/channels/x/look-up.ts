import * as z from 'zod'
import type { RemoteState } from '../channel.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { createXClients, isXId, type XClient } from './api-client.ts'
import type { XApiSecret } from './api-secret.ts'
import { maybe, maybeList } from './maybe.ts'
import { newestEditionOf } from './post.ts'
import { linksSchema, withMeantLinks } from './wording.ts'

/** The most ids of one call to `GET /2/tweets` (NETWORKS.md 2.9). */
const MOST = 100
/** The fewest posts that may be asked of a list. */
const FEWEST_OF_A_LIST = 5

const entities = maybe(z.object({ urls: linksSchema }))
const postSchema = z.object({
	id: externalIdSchema,
	text: textSchema,
	entities,
	note_tweet: maybe(z.object({ text: textSchema, entities })),
	edit_history_tweet_ids: maybeList(externalIdSchema),
	withheld: maybe(z.object({ country_codes: maybeList(z.string()) })),
})
type FoundPost = z.infer<typeof postSchema>

const missingSchema = z.object({
	type: z.string().catch(''),
	resource_id: maybe(externalIdSchema),
	value: maybe(externalIdSchema),
})
const answerSchema = z.object({ data: maybeList(postSchema), errors: maybeList(missingSchema) })

/** What is asked of a post; its links, since X shortens them. */
const FIELDS = 'note_tweet,entities,edit_history_tweet_ids,withheld'

/** Deleted; or protected, suspended, or of an author who blocked us (NETWORKS.md 2.11). Other errors are X's own. */
const GONE = /\/(resource-not-found|not-authorized-for-resource|disallowed-resource)$/

/** Withheld worldwide, or where our customers and we are. */
const HERE = ['DE', 'XX', 'XY']

type Look = { readonly posts: ReadonlyMap<string, FoundPost>; readonly gone: ReadonlySet<string> }

const look = async ({ api, timeout }: XClient, ids: readonly string[]): Promise<Look> => {
	const query = { ids: ids.join(','), 'tweet.fields': FIELDS }
	const { data, errors } = answerSchema.parse(await api.get('tweets', query, { timeout }))
	const gone = (errors ?? [])
		.filter(({ type }) => GONE.test(type))
		.map((error) => error.resource_id ?? error.value ?? '')
	return { posts: new Map((data ?? []).map((post) => [post.id, post])), gone: new Set(gone) }
}

const isWithheld = ({ withheld }: FoundPost): boolean =>
	(withheld?.country_codes ?? []).some((code) => HERE.includes(code))

/** Returns the newest edition of a post: X shows each edition under its own id, the first as it was. */
const newestOf = (id: string, post: FoundPost): string =>
	newestEditionOf({ id, editionIds: post.edit_history_tweet_ids ?? [] })

const remoteStateOf = (contentId: string, first: Look, second: Look): RemoteState => {
	const post = first.posts.get(contentId)
	if (post === undefined) return { contentId, remoteState: first.gone.has(contentId) ? 'gone' : 'unknown' }
	const newest = newestOf(contentId, post)
	// Deleting one edition deletes all of them (NETWORKS.md 2.5).
	if (second.gone.has(newest)) return { contentId, remoteState: 'gone' }
	const shown = newest === contentId ? post : second.posts.get(newest)
	if (shown === undefined) return { contentId, remoteState: 'unknown' }
	if (isWithheld(shown)) return { contentId, remoteState: 'gone' }
	const { note_tweet: note } = shown
	const links = [...(shown.entities?.urls ?? []), ...(note?.entities?.urls ?? [])]
	const text = withMeantLinks(note?.text ?? shown.text, { links })
	return { contentId, remoteState: 'there', text, edition: newest === contentId ? undefined : newest }
}

const NOTHING: Look = { posts: new Map(), gone: new Set() }

const lookUpSome = async (client: XClient, contentIds: readonly string[]): Promise<readonly RemoteState[]> => {
	try {
		const first = await look(client, contentIds)
		const edited = contentIds.flatMap((id) => {
			const post = first.posts.get(id)
			return post === undefined || newestOf(id, post) === id ? [] : [newestOf(id, post)]
		})
		const second = edited.length === 0 ? NOTHING : await look(client, edited)
		return contentIds.map((contentId) => remoteStateOf(contentId, first, second))
	} catch {
		// A limit, an error or an unreadable answer means nothing, and the next round asks again.
		return contentIds.map((contentId) => ({ contentId, remoteState: 'unknown' }))
	}
}

/**
 * Returns the states of posts: the whole text, unescaped, in the newest edition as `Written` counts them (its newest id).
 * 100 a call.
 */
export const lookUpPosts = async (client: XClient, contentIds: readonly string[]): Promise<readonly RemoteState[]> => {
	const asked = [...new Set(contentIds)].filter(isXId)
	const remoteStates = new Map<string, RemoteState>()
	for (let index = 0; index < asked.length; index += MOST)
		for (const one of await lookUpSome(client, asked.slice(index, index + MOST))) remoteStates.set(one.contentId, one)
	return contentIds.map((contentId) => remoteStates.get(contentId) ?? { contentId, remoteState: 'unknown' })
}

const listedSchema = z.object({ data: maybeList(postSchema) })

/** Returns a post as the list of those that mention us shows it; undefined where it is not on it, or was edited. */
const findMentioned = async (
	{ api, accountId, timeout }: XClient,
	contentId: string,
): Promise<RemoteState | undefined> => {
	const query = {
		since_id: String(BigInt(contentId) - 1n),
		until_id: String(BigInt(contentId) + 1n),
		max_results: FEWEST_OF_A_LIST,
		'tweet.fields': FIELDS,
	}
	const params = { id: accountId }
	const { data } = listedSchema.parse(await api.get('users/:id/mentions', query, { params, timeout }))
	const post = (data ?? []).find(({ id }) => id === contentId)
	if (post === undefined || newestOf(contentId, post) !== contentId) return undefined
	return remoteStateOf(contentId, { posts: new Map([[contentId, post]]), gone: new Set() }, NOTHING)
}

/** What a look told, and how many posts X gave by the list of our mentions and by their ids: it charges them apart. */
export type OwnedLook = {
	readonly remoteStates: readonly RemoteState[]
	readonly owned: number
	readonly byId: number
}

/**
 * Returns the states of posts, each from the list of those that mention us, a fifth of the price; what is not on that list is
 * asked for by its id, where a post that is gone costs nothing. Stops at the first failure.
 */
const lookUpMentioned = async (client: XClient, contentIds: readonly string[]): Promise<OwnedLook> => {
	const found = new Map<string, RemoteState>()
	const left: string[] = []
	try {
		for (const contentId of contentIds.filter(isXId)) {
			const listed = await findMentioned(client, contentId)
			if (listed === undefined) left.push(contentId)
			else found.set(contentId, listed)
		}
	} catch {
		// A limit, or an unreadable answer: what was not asked yet stays unknown.
	}
	const owned = found.size
	let byId = 0
	for (const one of left.length === 0 ? [] : await lookUpPosts(client, left)) {
		found.set(one.contentId, one)
		if (one.remoteState === 'there') byId += one.edition === undefined ? 1 : 2
	}
	const remoteStates = contentIds.map(
		(contentId): RemoteState => found.get(contentId) ?? { contentId, remoteState: 'unknown' },
	)
	return { remoteStates, owned, byId }
}

/** Looks at posts of an account's mentions. */
export type LookAtMentions = (accountId: string, contentIds: readonly string[]) => Promise<OwnedLook>

/** Creates the look at mentions by X's API v2. `timeoutMilliseconds`: how long X may be silent. Default: 8 seconds. */
export const createLookAtMentions = (
	secret: () => Promise<XApiSecret>,
	timeoutMilliseconds = 8_000,
): LookAtMentions => {
	const open = createXClients(secret, timeoutMilliseconds)
	return async (accountId, contentIds) => {
		const client = await open(accountId)
		if (client !== undefined) return lookUpMentioned(client, contentIds)
		return {
			remoteStates: contentIds.map((contentId) => ({ contentId, remoteState: 'unknown' })),
			owned: 0,
			byId: 0,
		}
	}
}
