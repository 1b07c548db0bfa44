import { RefusedError } from '#shared/kernel/errors.ts'
import { type Held, type IndexPlace, parsePlace, type SearchReader, SHARDS } from './search-index.ts'

/** Places read of one token and shard for a page: a query of half a read unit. */
const PLACES_READ = 30
/** Pairs looked up for a page: one call of half a read unit each. */
const PAIRS_LOOKED_UP = 40

/** What was read of one token: the places in all shards, the newest first, down to `until`; undefined: to the end. */
type Reach = { readonly token: string; readonly places: readonly IndexPlace[]; readonly until: IndexPlace | undefined }

const newestFirst = (one: string, other: string): number => (one < other ? 1 : -1)

/** Reads the newest places of a token, as far back as every shard was read. */
const reachOf = async (reader: SearchReader, token: string, before: IndexPlace | undefined): Promise<Reach> => {
	const shards = await Promise.all(
		Array.from({ length: SHARDS }, (_, shard) => reader.places(token, shard, PLACES_READ, before)),
	)
	const until = shards.flatMap((shard) => shard.until ?? []).toSorted(newestFirst)[0]
	const places = shards.flatMap((shard) => shard.places).toSorted(newestFirst)
	return { token, places: until === undefined ? places : places.filter((place) => place >= until), until }
}

/** Says whether a token has a place; undefined where it was not read that far back. */
const holds = ({ until }: Reach, known: ReadonlySet<IndexPlace>, place: IndexPlace): boolean | undefined => {
	if (known.has(place)) return true
	return until === undefined || place >= until ? false : undefined
}

/** A place of the followed token that may hold the others, and what is to be looked up to know. */
type Candidate = { readonly place: IndexPlace; readonly open: readonly Held[] }

/** Returns the places of a token that may hold the others, as far back as one lookup decides: down to `until`. */
const candidatesOf = (
	followed: Reach,
	others: readonly Reach[],
): { readonly candidates: readonly Candidate[]; readonly until: IndexPlace | undefined } => {
	const known = others.map((reach) => ({ reach, places: new Set(reach.places) }))
	const candidates: Candidate[] = []
	let pairs = 0
	let last: IndexPlace | undefined
	for (const place of followed.places) {
		const answers = known.map(({ reach, places }) => ({ token: reach.token, isHeld: holds(reach, places, place) }))
		const open = answers.flatMap(({ token, isHeld }) => (isHeld === undefined ? [{ token, place }] : []))
		if (answers.every(({ isHeld }) => isHeld !== false)) {
			pairs += open.length
			if (pairs > PAIRS_LOOKED_UP) return { candidates, until: last }
			candidates.push({ place, open })
		}
		last = place
	}
	return { candidates, until: followed.until }
}

export type PlacesPage = { readonly places: readonly IndexPlace[]; readonly next?: string | undefined }

const encode = (place: IndexPlace): string => Buffer.from(place).toString('base64url')

const decode = (cursor: string): IndexPlace => {
	const place = parsePlace(Buffer.from(cursor, 'base64url').toString())
	if (place === undefined) throw new RefusedError('cursorInvalid', { field: 'cursor' })
	return place
}

const nameOf = ({ token, place }: Held): string => `${token}#${place}`

/**
 * Finds the cases that hold all of one to three hashed tokens, the newest first. Reads the newest places of each, follows the token whose
 * places reach furthest back, as it is the rarest, and looks up the others' where they were not read so far: at most 18 queries and one
 * lookup a page, however often a word was written. A page may be short, or empty, and still have a `next`.
 */
export const findPlaces = async (
	reader: SearchReader,
	tokens: readonly string[],
	limit: number,
	cursor?: string,
): Promise<PlacesPage> => {
	const before = cursor === undefined ? undefined : decode(cursor)
	const reaches = await Promise.all(tokens.map((token) => reachOf(reader, token, before)))
	const [followed, ...others] = reaches.toSorted((one, other) => newestFirst(other.until ?? '', one.until ?? ''))
	if (followed === undefined) return { places: [] }
	const { candidates, until } = candidatesOf(followed, others)
	const open = candidates.flatMap((candidate) => candidate.open)
	const held = new Set(open.length === 0 ? [] : (await reader.held(open)).map(nameOf))
	const found = candidates.filter((candidate) => candidate.open.every((pair) => held.has(nameOf(pair))))
	const places = found.slice(0, limit).map(({ place }) => place)
	const next = found.length > limit ? places.at(-1) : until
	return { places, next: next === undefined ? undefined : encode(next) }
}
