import type { Content, ContentId } from '#shared/cases/content.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId, ContactKey } from '#shared/cases/keys.ts'
import {
	closingEntry,
	demandKey,
	listKey,
	mutedAt,
	promiseKey,
	proposedAt,
	waitingSinceOf,
} from '#shared/cases/list-keys.ts'
import type {
	CaseChange,
	CaseList,
	CaseMarks,
	CaseStore,
	CommitResult,
	Contact,
	ContactAddress,
	ContactEraser,
	ContactStore,
	ContentStore,
} from '#shared/cases/ports.ts'
import { hasOpenDanger } from '#shared/cases/signals/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type CaseRow, UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import type { PulseStore } from '#shared/desk/queue/pulses.ts'
import type { QueueStore } from '#shared/desk/queue/queue-store.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { AsideList, AuthorAsides } from '#shared/messages/asides.ts'
import { createMemoryAsideList } from './aside-list.ts'
import { createMemoryQueueRows } from './queue-rows.ts'

const addressKey = ({ network, accountId, userId }: ContactAddress): string => `${network}#${accountId}#${userId}`

export type MemoryStores = {
	readonly store: CaseStore
	readonly contacts: ContactStore
	readonly content: ContentStore
	readonly list: CaseList
	readonly queue: QueueStore
	readonly pulses: PulseStore
	/** The rows of the queue as they are stored. */
	readonly queueRows: ReturnType<typeof createMemoryQueueRows>['rows']
	readonly asides: AsideList & AuthorAsides
	readonly eraser: ContactEraser
	readonly marks: CaseMarks
	readonly facts: ReadonlyMap<CaseId, readonly RecordedFact[]>
	/** Contacts that nobody parted from their address. */
	readonly allContacts: () => readonly Contact[]
	readonly allContent: () => Promise<readonly Content[]>
	/** As if a newer release had written the last fact of a case, until `false`. */
	readonly makeUnreadable: (id: CaseId, isUnreadable?: boolean) => void
}

/** The event that filed content, as the table's item tells it. */
const sourceOf = (content: Content): string | undefined => ('source' in content ? content.source : undefined)

/** Whether content may be written where this is stored. */
const follows = (stored: Content | undefined, next: Content): boolean =>
	next.revision === (stored === undefined ? 0 : stored.revision + 1)

/** All stores of cases in memory, under one lock as a transaction would give: for tests and the simulator. */
export const createMemoryStores = ({
	realClock,
}: {
	readonly realClock?: RealClock | undefined
} = {}): MemoryStores => {
	const facts = new Map<CaseId, RecordedFact[]>()
	const people = new Map<string, Contact>()
	const texts = new Map<string, Content>()
	const numbers = new Map<string, CaseId>()

	const unreadable = new Set<CaseId>()
	const { queue, pulses, rows: queueRows, write: writeRow } = createMemoryQueueRows((id) => texts.get(id), realClock)

	const stateOf = (id: CaseId): CaseState | undefined => fold(id, facts.get(id) ?? [])
	/** Facts after a version; the last of a case that cannot be read is one that nobody understands. */
	const factsAfter = (id: CaseId, version: number): readonly RecordedFact[] => {
		const found = (facts.get(id) ?? []).filter((one) => one.version > version)
		if (found.length > 0 && unreadable.has(id)) throw new UnreadableCaseError(id)
		return found
	}
	const heads = (): CaseState[] => [...facts.keys()].map(stateOf).filter((state) => state !== undefined)
	const rowOf = (state: CaseState): CaseRow => {
		if (!unreadable.has(state.id)) return { kind: 'readable', state }
		const { id, state: listed, number } = state
		const waitingSince = listed === 'open' ? waitingSinceOf(listKey(state)) : undefined
		return {
			kind: 'unreadable',
			id,
			list: listed,
			number,
			waitingSince,
		}
	}

	const commit = (change: CaseChange): CommitResult => {
		const { before, after, contact, content } = change
		const stored = content === undefined ? undefined : texts.get(content.id)
		if (stored !== undefined && content?.revision === 0) return { result: 'alreadySeen', source: sourceOf(stored) }
		if (content !== undefined && !follows(stored, content)) return { result: 'conflict' }
		const recorded = facts.get(after.id) ?? []
		if (recorded.length !== (before?.version ?? 0)) return { result: 'conflict' }
		if (before === undefined && numbers.has(after.number)) return { result: 'conflict' }
		if (contact !== undefined && (people.get(addressKey(contact))?.revision ?? 0) !== contact.revision)
			return { result: 'conflict' }
		facts.set(after.id, [...recorded, ...change.facts])
		numbers.set(after.number, after.id)
		if (contact !== undefined) {
			const { network, accountId, userId } = contact
			people.set(addressKey(contact), { ...contact, revision: contact.revision + 1 })
			ways.set(contact.key, { network, accountId, userId })
		}
		if (content !== undefined) texts.set(content.id, content)
		writeRow(change)
		return { result: 'committed' }
	}

	const store: CaseStore = {
		load: async (id) => fold(id, factsAfter(id, 0)),
		factsAfter: async (id, version) => factsAfter(id, version),
		factsBetween: async (id, from, to) => factsAfter(id, from - 1).filter(({ version }) => version <= to),
		commit: async (change) => commit(change),
	}
	const contacts: ContactStore = {
		find: async (address) => people.get(addressKey(address)),
		findByKeys: async (keys) => [...people.values()].filter(({ key }) => keys.includes(key)),
	}
	/** By key, the address of each contact; without one once it is forgotten. */
	const ways = new Map<ContactKey, ContactAddress | undefined>()
	const eraser: ContactEraser = {
		detachAddress: async (contact) => {
			const name = addressKey(contact)
			const known = people.get(name)
			if (known?.key !== contact.key || known.revision !== contact.revision) return false
			people.delete(name)
			return true
		},
		addressesOf: async (keys) => keys.flatMap((key) => ways.get(key) ?? []),
		forget: async (key) => void ways.set(key, undefined),
	}
	const find = (ids: readonly ContentId[]): readonly Content[] =>
		ids.map((id) => texts.get(id)).filter((found) => found !== undefined)
	const content: ContentStore = {
		get: async (ids) => find(ids),
		glance: async (ids) => find(ids),
		put: async (item) => {
			if (!follows(texts.get(item.id), item)) return false
			texts.set(item.id, item)
			return true
		},
	}
	const list: CaseList = {
		page: async ({ state, inDanger }, limit, cursor = '') => {
			if (cursor !== '' && !cursor.includes('#')) throw new RefusedError('cursorInvalid', { field: 'cursor' })
			const isAfter = (key: string): boolean => cursor === '' || (state === 'open' ? key > cursor : key < cursor)
			const order = state === 'open' ? 1 : -1
			const rows = heads()
				.filter((one) => one.state === state && isAfter(listKey(one)))
				.filter((one) => inDanger === undefined || hasOpenDanger(one))
				.sort((a, b) => (listKey(a) < listKey(b) ? -order : order))
			const shown = rows.slice(0, limit)
			const last = shown.at(-1)
			const page = { rows: shown.map(rowOf) }
			return rows.length > limit && last !== undefined ? { ...page, next: listKey(last) } : page
		},
		findByNumber: async (number) => numbers.get(number),
		loadAll: async (ids) =>
			ids
				.map(stateOf)
				.filter((state) => state !== undefined)
				.map(rowOf),
		due: async (now, limit) =>
			heads()
				.filter((state) => (caseDueAt(state) ?? '9') <= now)
				.sort((a, b) => ((caseDueAt(a) ?? '') < (caseDueAt(b) ?? '') ? -1 : 1))
				.slice(0, limit)
				.map(({ id }) => id),
		closings: async (name, since, limit) =>
			heads()
				.flatMap((state) => {
					const entry = unreadable.has(state.id) ? undefined : closingEntry(state)
					return entry?.list === name && entry.at >= since ? [{ state, at: entry.at }] : []
				})
				.sort((a, b) => (a.at < b.at ? 1 : -1))
				.slice(0, limit)
				.map(({ state }) => state),
		proposed: async (limit) =>
			heads()
				.filter((state) => proposedAt(state) !== undefined)
				.sort((a, b) => ((proposedAt(a) ?? '') < (proposedAt(b) ?? '') ? -1 : 1))
				.slice(0, limit)
				.map(({ id }) => id),
		muted: async (limit) =>
			heads()
				.filter((state) => mutedAt(state) !== undefined)
				.sort((a, b) => ((mutedAt(a) ?? '') < (mutedAt(b) ?? '') ? -1 : 1))
				.slice(0, limit)
				.map(({ id }) => id),
		awaiting: async (owner, before, limit) =>
			heads()
				.filter((state) => state.owner === owner && (state.awaitsOwnerSince ?? '9') <= before)
				.sort((a, b) => ((a.awaitsOwnerSince ?? '') < (b.awaitsOwnerSince ?? '') ? -1 : 1))
				.slice(0, limit)
				.map(({ id }) => id),
		demanded: async (after, before, limit) => {
			if (after >= before) return { rows: [], readTo: after }
			const all = heads()
				.flatMap((state) => {
					const key = demandKey(state)
					const version = state.demanded?.version
					return key === undefined || version === undefined ? [] : [{ id: state.id, version, key }]
				})
				.filter(({ key }) => key > after && key < before)
				.sort((a, b) => (a.key < b.key ? -1 : 1))
			const rows = all.slice(0, limit)
			return { rows, readTo: all.length > limit ? (rows.at(-1)?.key ?? after) : before }
		},
		promised: async (limit, cursor = '') => {
			if (cursor !== '' && !cursor.includes('#')) throw new RefusedError('cursorInvalid', { field: 'cursor' })
			const rows = heads()
				.flatMap((state) => {
					const key = promiseKey(state)
					return key !== undefined && key > cursor ? [{ state, key }] : []
				})
				.sort((a, b) => (a.key < b.key ? -1 : 1))
			const shown = rows.slice(0, limit)
			const last = shown.at(-1)
			const page = { rows: shown.map(({ state }) => rowOf(state)) }
			return rows.length > limit && last !== undefined ? { ...page, next: last.key } : page
		},
	}
	return {
		store,
		contacts,
		content,
		list,
		queue,
		pulses,
		queueRows,
		asides: createMemoryAsideList(texts),
		eraser,
		// Here every load goes through all facts, so there is nothing to remember.
		marks: { markUnreadable: async () => {} },
		facts,
		allContacts: () => [...people.values()],
		allContent: async () => [...texts.values()],
		makeUnreadable: (id, isUnreadable = true) => void (isUnreadable ? unreadable.add(id) : unreadable.delete(id)),
	}
}
