import type { Content, ContentId } from '#shared/cases/content.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseChange } from '#shared/cases/ports.ts'
import { movedBy } from '#shared/desk/queue/pulses.ts'
import type { PlacedRow, QueuePart, QueueStore } from '#shared/desk/queue/queue-store.ts'
import { type DeskRow, type QueuePlaces, queuePlaces, queueRow } from '#shared/desk/queue/row.ts'
import { type RowWords, type WordsChange, wordsAfter, wordsOfMessage } from '#shared/desk/queue/row-words.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { createMemoryPulses } from './pulse-store.ts'

type Kept = { readonly row: DeskRow; readonly places: QueuePlaces; readonly words: RowWords }

/** The rows of the queue in memory. A closed case's row stays for good here, as no time passes by itself. */
export const createMemoryQueueRows = (
	contentOf: (id: ContentId) => Content | undefined,
	realClock?: RealClock | undefined,
) => {
	const rows = new Map<CaseId, Kept>()
	const pulses = createMemoryPulses({ realClock })

	const wordsBy = (words: WordsChange, before: RowWords = {}): RowWords => {
		switch (words.kind) {
			case 'stay':
				return before
			case 'textGoes':
				return { name: before.name, handle: before.handle }
			case 'are':
				return words.words
			case 'read':
				return wordsOfMessage(contentOf(words.message), words.isAnswered)
		}
	}
	const isIn = ({ partition, from, to }: QueuePart, place: QueuePlaces[keyof QueuePlaces]): boolean =>
		place?.partition === partition && (from === undefined || place.key >= from) && (to === undefined || place.key < to)

	const inPart = (part: QueuePart): readonly PlacedRow[] =>
		[...rows.values()]
			.flatMap(({ row, places, words }): readonly PlacedRow[] => {
				const place = places[part.list]
				if (place === undefined || !isIn(part, place)) return []
				return [{ key: place.key, stored: { kind: 'readable', row, words } }]
			})
			.toSorted((one, other) => (one.key < other.key ? -1 : 1))

	const queue: QueueStore = {
		read: async (part, limit, { after, isNewestFirst }) => {
			const isBeyond = ({ key }: PlacedRow): boolean =>
				after === undefined || (isNewestFirst ? key < after : key > after)
			const ordered = isNewestFirst ? inPart(part).toReversed() : inPart(part)
			const left = ordered.filter(isBeyond)
			return { rows: left.slice(0, limit), isAtEnd: left.length <= limit, units: 1 }
		},
		count: async (part, limit) => Math.min(inPart(part).length, limit),
	}
	return {
		queue,
		rows,
		pulses,
		/** Writes the row of a change, as its transaction does. */
		write: (change: CaseChange): void => {
			const moved = movedBy(change)
			if (moved.length === 0) return
			const words = wordsAfter(change)
			const { after } = change
			rows.set(after.id, {
				row: queueRow(after),
				places: queuePlaces(after),
				words: wordsBy(words, rows.get(after.id)?.words),
			})
			// As the function `project` does a moment later.
			void pulses.beat(moved)
		},
	}
}
