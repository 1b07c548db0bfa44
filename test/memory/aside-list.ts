import { messageKeySchema } from '#shared/cases/keys.ts'
import type { Words } from '#shared/cases/ports.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import {
	type AsideList,
	type AsidePage,
	type AuthorAsides,
	asideAt,
	asideKeys,
	authorKey,
} from '#shared/messages/asides.ts'

/** Asides in memory, for tests and the simulator. */
export const createMemoryAsideList = (texts: ReadonlyMap<string, Words>): AsideList & AuthorAsides => {
	const found = (isWanted: (words: Words) => boolean): readonly Words[] =>
		[...texts.values()]
			.filter((words) => asideKeys(words).asideAt !== undefined && isWanted(words))
			.sort((a, b) => (asideAt(a) < asideAt(b) ? -1 : 1))
	const isUnseen = (words: Words): boolean => asideKeys(words).asideShard !== undefined
	const page = (all: readonly Words[], limit: number, cursor = ''): AsidePage => {
		if (cursor !== '' && !cursor.includes('#msg_')) throw new RefusedError('cursorInvalid', { field: 'cursor' })
		const rest = all.filter((words) => asideAt(words) > cursor)
		const shown = rest.slice(0, limit)
		const last = shown.at(-1)
		const ids = shown.map(({ id }) => messageKeySchema.parse(id))
		return rest.length > limit && last !== undefined ? { ids, next: asideAt(last) } : { ids }
	}
	return {
		unseen: async (limit, cursor) => page(found(isUnseen), limit, cursor),
		ofThread: async (thread, limit, cursor) =>
			page(
				found((words) => words.thread === thread),
				limit,
				cursor,
			),
		ofAuthor: async (author, limit, cursor) =>
			page(
				found((words) => asideKeys(words).asideAuthor === authorKey(author)),
				limit,
				cursor,
			),
		waiting: async (thread) => {
			const all = found((words) => isUnseen(words) && (thread === undefined || words.thread === thread))
			const [oldest] = all
			return oldest === undefined ? { count: 0 } : { count: all.length, oldestAt: oldest.at }
		},
	}
}
