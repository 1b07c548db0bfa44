import { createHash } from 'node:crypto'
import type { ContactLanguage } from '#shared/cases/codes.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { Network } from '#shared/cases/network.ts'
import type { SignalKind } from '#shared/cases/signals/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { PlacedRow, QueuePart, QueueStore, StoredRow } from './queue-store.ts'
import { queuePlaces, queueRow } from './row.ts'
import type { QueueView } from './view-codes.ts'
import { isNewestFirst, partsOf, standsIn } from './views.ts'

/** What a page takes at most, whatever the size of the queue. */
export const CALLS_OF_PAGE = 12
export const UNITS_OF_PAGE = 16
/** Rows that a read unit holds in any case: it is 8 KiB, eventually, and a row is mostly within 400 bytes. */
const ROWS_OF_UNIT = 16
/** Rows by one call of a part beside shards. */
const ROWS_BESIDE_SHARDS = 30

/** Returns how many rows a call reads: of a part without shards beside it the page, of a shard its share of it. */
const rowsOfCall = (part: QueuePart, parts: readonly QueuePart[], query: QueueQuery): number => {
	const shards = parts.filter(({ isShard }) => isShard).length
	if (query.isBackwards !== undefined) return query.limit + 2
	if (shards === 0)
		return isFiltered(query) ? Math.floor((UNITS_OF_PAGE * ROWS_OF_UNIT) / parts.length) : query.limit + 1
	// What comes before all else may be all that a page shows: a second call would wait for the first.
	if (part.list === 'danger') return query.limit + 1
	if (part.isShard !== true) return ROWS_BESIDE_SHARDS
	if (!isFiltered(query)) return 15
	// What a filter looks for may be rare: the first calls look through as much as a page may take.
	const units = UNITS_OF_PAGE - (parts.length - shards) * (ROWS_BESIDE_SHARDS / ROWS_OF_UNIT)
	return (Math.floor((2 * units) / shards) * ROWS_OF_UNIT) / 2
}

/** Which rows of a view a page shows. */
export type QueueFilter = {
	readonly network?: Network | undefined
	readonly language?: ContactLanguage | undefined
	readonly signal?: SignalKind | undefined
	readonly team?: string | undefined
}

export type QueueQuery = QueueFilter & {
	readonly view: QueueView
	readonly viewer: { readonly key: AgentKey; readonly team?: string | undefined }
	readonly limit: number
	readonly cursor?: string | undefined
	/** For the few rows beside a place: whether those before it are meant, the nearest first. */
	readonly isBackwards?: boolean | undefined
}

const checkOf = (place: string): string => createHash('sha256').update(place).digest('base64url').slice(0, 8)

const encodeCursor = (view: QueueView, key: string): string => {
	const place = `${view} ${key}`
	return Buffer.from(checkOf(place) + place).toString('base64url')
}

/** Reads a cursor that we gave for this view. */
const decodeCursor = (view: QueueView, cursor: string): string => {
	const text = Buffer.from(cursor, 'base64url').toString()
	const place = text.slice(8)
	const key = place.slice(view.length + 1)
	if (key === '' || !place.startsWith(`${view} `) || checkOf(place) !== text.slice(0, 8))
		throw new RefusedError('cursorInvalid', { field: 'cursor' })
	return key
}

const isFiltered = ({ view, network, language, signal, team }: QueueQuery): boolean =>
	network !== undefined || language !== undefined || signal !== undefined || (team !== undefined && view !== 'team')

/** What cannot be read is shown whatever the filter, so that it is not forgotten. */
const isSought = (stored: StoredRow, { network, language, signal, team }: QueueFilter): boolean => {
	if (stored.kind === 'unreadable') return true
	const { row } = stored
	return (
		(network === undefined || row.networks.includes(network)) &&
		(language === undefined || row.language === language) &&
		(signal === undefined || row.signals.includes(signal)) &&
		(team === undefined || row.team === team)
	)
}

export const idOfRow = (stored: StoredRow) => (stored.kind === 'readable' ? stored.row.id : stored.id)

type Stream = { readonly part: QueuePart; rows: readonly PlacedRow[]; isAtEnd: boolean; after: string | undefined }

/** Reads the parts of a view side by side, as far as calls and units go. */
const createStreams = (
	store: QueueStore,
	query: QueueQuery,
	parts: readonly QueuePart[],
	after: string | undefined,
) => {
	const streams = parts.map((part): Stream => ({ part, rows: [], isAtEnd: false, after }))
	let calls = 0
	let units = 0
	let dearest = 0
	const isFromEnd = isNewestFirst(query.view) !== (query.isBackwards === true)
	const fill = async (stream: Stream): Promise<void> => {
		const options = { after: stream.after, isNewestFirst: isFromEnd }
		const read = await store.read(stream.part, rowsOfCall(stream.part, parts, query), options)
		units += read.units
		dearest = Math.max(dearest, read.units)
		stream.rows = read.rows
		stream.isAtEnd = read.isAtEnd
		stream.after = read.rows.at(-1)?.key ?? stream.after
	}
	/** Fills those that ran dry; false where that would take more than a page may. */
	const refill = async (): Promise<boolean> => {
		const dry = streams.filter(({ rows, isAtEnd }) => rows.length === 0 && !isAtEnd)
		if (dry.length === 0) return true
		if (calls > 0 && (calls + dry.length > CALLS_OF_PAGE || units + dry.length * dearest > UNITS_OF_PAGE)) return false
		calls += dry.length
		await Promise.all(dry.map(fill))
		return refill()
	}
	const order = isFromEnd ? -1 : 1
	/** Takes the row that comes first; undefined where there is none left. */
	const take = (): { readonly part: QueuePart; readonly placed: PlacedRow } | undefined => {
		const [first] = streams
			.flatMap((stream) => (stream.rows[0] === undefined ? [] : [{ stream, placed: stream.rows[0] }]))
			.sort((one, other) => (one.placed.key < other.placed.key ? -order : order))
		if (first === undefined) return undefined
		first.stream.rows = first.stream.rows.slice(1)
		return { part: first.stream.part, placed: first.placed }
	}
	return { refill, take, hasMore: () => streams.some(({ rows, isAtEnd }) => rows.length > 0 || !isAtEnd) }
}

export type QueuePage = {
	readonly rows: readonly StoredRow[]
	/** How many rows were looked at for it: with a filter mostly more than it shows. */
	readonly scanned: number
	readonly next?: string | undefined
}

/**
 * Reads a page of a view: danger first, then the longest wait, everywhere the same. It takes at most `CALLS_OF_PAGE` calls and about
 * `UNITS_OF_PAGE` read units whatever the size of the queue, so with a filter, or where one part has most rows, a page may be short, or
 * empty, and still have a `next`: `scanned` tells that it got on. Throws `RefusedError` for a cursor that it did not give.
 */
export const readQueue = async (store: QueueStore, query: QueueQuery, now: Instant): Promise<QueuePage> => {
	const { view, viewer, limit, cursor } = query
	const team = view === 'team' ? (query.team ?? viewer.team) : viewer.team
	const after = cursor === undefined ? undefined : decodeCursor(view, cursor)
	const streams = createStreams(store, query, partsOf(view, { ...viewer, team, now }), after)
	const rows: StoredRow[] = []
	const seen = new Set<string>()
	let last = after
	let scanned = 0
	while (await streams.refill()) {
		if (rows.length === limit) break
		const taken = streams.take()
		if (taken === undefined) return { rows, scanned }
		scanned += 1
		const { part, placed } = taken
		last = placed.key
		const id = idOfRow(placed.stored)
		// Indexes lag, so a row that moves may stand in two parts for a moment.
		if (seen.has(id) || !standsIn(part, placed, { now }) || !isSought(placed.stored, query)) continue
		seen.add(id)
		rows.push(placed.stored)
	}
	return streams.hasMore() && last !== undefined ? { rows, scanned, next: encodeCursor(view, last) } : { rows, scanned }
}

/** What stands before and after a case in a view. */
export type Neighbours = { readonly previous?: string | undefined; readonly next?: string | undefined }

/** Returns the key by which a case stands in a view; undefined where it does not. */
const keyIn = (parts: readonly QueuePart[], state: CaseState, now: Instant): string | undefined => {
	const places = queuePlaces(state)
	const stored: StoredRow = { kind: 'readable', row: queueRow(state), words: {} }
	for (const part of parts) {
		const place = places[part.list]
		if (place?.partition !== part.partition) continue
		const isWithin =
			(part.from === undefined || place.key >= part.from) && (part.to === undefined || place.key < part.to)
		if (isWithin && standsIn(part, { key: place.key, stored }, { now })) return place.key
	}
	return undefined
}

/** So many rows are read on each side: one of them may be unreadable. */
const BESIDE = 2

/**
 * Returns the numbers of the cases before and after one in a view, wherever it stands in it. Where it is not in it any more, the first
 * comes next.
 */
export const readNeighbours = async (
	store: QueueStore,
	{ view, viewer }: Pick<QueueQuery, 'view' | 'viewer'>,
	state: CaseState,
	now: Instant,
): Promise<Neighbours> => {
	const key = keyIn(partsOf(view, { ...viewer, now }), state, now)
	const cursor = key === undefined ? undefined : encodeCursor(view, key)
	const numberBeside = async (isBackwards: boolean): Promise<string | undefined> => {
		const { rows } = await readQueue(store, { view, viewer, cursor, limit: BESIDE, isBackwards }, now)
		return rows.flatMap((one) => (one.kind === 'readable' && one.row.id !== state.id ? [one.row.number] : []))[0]
	}
	const [previous, next] = await Promise.all([key === undefined ? undefined : numberBeside(true), numberBeside(false)])
	return { previous, next }
}
