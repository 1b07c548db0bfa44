import type { AsideContent, Content } from '#shared/cases/content.ts'
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
export const createMemoryAsideList = (texts: ReadonlyMap<string, Content>): AsideList & AuthorAsides => {
	const found = (isWanted: (content: AsideContent) => boolean): readonly AsideContent[] =>
		[...texts.values()]
			.filter((content) => content.kind === 'aside')
			.filter(isWanted)
			.sort((a, b) => (asideAt(a) < asideAt(b) ? -1 : 1))
	const isUnseen = (content: AsideContent): boolean => asideKeys(content).asideShard !== undefined
	const page = (all: readonly AsideContent[], limit: number, cursor = ''): AsidePage => {
		if (cursor !== '' && !cursor.includes('#msg_')) throw new RefusedError('cursorInvalid', { field: 'cursor' })
		const rest = all.filter((content) => asideAt(content) > cursor)
		const shown = rest.slice(0, limit)
		const last = shown.at(-1)
		const ids = shown.map(({ id }) => id)
		return rest.length > limit && last !== undefined ? { ids, next: asideAt(last) } : { ids }
	}
	return {
		unseen: async (limit, cursor) => page(found(isUnseen), limit, cursor),
		ofThread: async (thread, limit, cursor) =>
			page(
				found((content) => content.thread === thread),
				limit,
				cursor,
			),
		newestOfThread: async (thread, { from = ' ', before = '~' }, limit) =>
			found((content) => content.thread === thread && content.at >= from && content.at < before)
				.slice(-limit)
				.map(({ id }) => id),
		ofAuthor: async (author, limit, cursor) =>
			page(
				found((content) => asideKeys(content).asideAuthor === authorKey(author)),
				limit,
				cursor,
			),
		waiting: async (thread) => {
			const all = found((content) => isUnseen(content) && (thread === undefined || content.thread === thread))
			const [oldest] = all
			return oldest === undefined ? { count: 0 } : { count: all.length, oldestAt: oldest.at }
		},
	}
}
