import type { ContentStore } from '#shared/cases/ports.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import {
	caseAt,
	type IndexPlace,
	type ListName,
	type SearchIndex,
	type SearchReader,
	shardOf,
	type TokenList,
} from '#shared/search/search-index.ts'

type Entry = { count: number; expiresAt: Instant | undefined }

/** The index of the search in memory, beside the content that it is made of: for tests and the simulator. */
export const createMemorySearchIndex = ({
	content,
	clock,
}: {
	readonly content: Pick<ContentStore, 'get'>
	readonly clock: Clock
}): SearchIndex & SearchReader & { readonly everything: () => readonly string[] } => {
	const lists = new Map<string, TokenList>()
	const entries = new Map<string, Map<IndexPlace, Entry>>()
	const nameOf = ({ caseId, message }: ListName): string => `${caseId}#${message}`
	const isThis = (list: TokenList): boolean => lists.get(nameOf(list))?.revision === list.revision

	const add = (token: string, place: IndexPlace, by: 1 | -1, expiresAt?: Instant): void => {
		const ofToken = entries.get(token) ?? new Map<IndexPlace, Entry>()
		const { count = 0, expiresAt: before } = ofToken.get(place) ?? {}
		if (count + by <= 0) ofToken.delete(place)
		else ofToken.set(place, { count: count + by, expiresAt: by === 1 ? expiresAt : before })
		if (ofToken.size === 0) entries.delete(token)
		else entries.set(token, ofToken)
	}
	const isKept = ({ expiresAt }: Entry): boolean => expiresAt === undefined || expiresAt > clock.now()

	return {
		lists: async (names) => names.flatMap((name) => lists.get(nameOf(name)) ?? []),
		listsOf: async (caseId) => [...lists.values()].filter((list) => list.caseId === caseId),
		replace: async (before, after, expiresAt) => {
			const [now] = await content.get([after.message])
			if (now?.kind !== 'message' || now.revision !== after.revision) return false
			if (before === undefined ? lists.has(nameOf(after)) : !isThis(before)) return false
			const gone = (before?.tokens ?? []).filter((token) => !after.tokens.includes(token))
			const come = after.tokens.filter((token) => before?.tokens.includes(token) !== true)
			for (const token of gone) add(token, after.place, -1)
			for (const token of come) add(token, after.place, 1, expiresAt)
			lists.set(nameOf(after), after)
			return true
		},
		remove: async (list) => {
			if (!isThis(list)) return false
			for (const token of list.tokens) add(token, list.place, -1)
			lists.delete(nameOf(list))
			return true
		},
		removeCase: async (caseId) => {
			for (const [token, ofToken] of entries) {
				for (const place of ofToken.keys()) if (caseAt(place) === caseId) ofToken.delete(place)
				if (ofToken.size === 0) entries.delete(token)
			}
			for (const [name, list] of lists) if (list.caseId === caseId) lists.delete(name)
		},
		expire: async (caseId, expiresAt) => {
			for (const ofToken of entries.values())
				for (const [place, entry] of ofToken) if (caseAt(place) === caseId) entry.expiresAt = expiresAt
		},
		places: async (token, shard, limit, before) => {
			const all = [...(entries.get(token) ?? [])]
				.filter(([place, entry]) => shardOf(caseAt(place)) === shard && isKept(entry))
				.map(([place]) => place)
				.filter((place) => before === undefined || place < before)
				.toSorted((one, other) => (one < other ? 1 : -1))
			const places = all.slice(0, limit)
			return { places, until: all.length > limit ? places.at(-1) : undefined }
		},
		held: async (pairs) =>
			pairs.filter(({ token, place }) => {
				const entry = entries.get(token)?.get(place)
				return entry !== undefined && isKept(entry)
			}),
		/** All that is stored, in an order of its own. */
		everything: () => {
			const led = [...entries].flatMap(([token, places]) =>
				[...places].map(([place, { count }]) => [token, place, count]),
			)
			return [[...lists.values()], led].flatMap((items) => items.map((item) => JSON.stringify(item)).toSorted())
		},
	}
}
