import type { AuthorWatch, DeletionWatch, WatchList } from '#shared/channels/x/deletion-watch.ts'
import type { Clock } from '#shared/kernel/clock.ts'

/** X's subscriptions in memory: so many as `most`, and a webhook that may be off. */
export const createMemoryDeletionWatch = ({ clock }: { readonly clock: Clock }) => {
	const byUser = new Map<string, AuthorWatch>()
	const x = { most: 1_500, isValid: true, answersChallenge: true, isLimited: false }
	let next = 1
	const begin: WatchList['begin'] = async (userId, tag) => {
		if (x.isLimited) return 'limited'
		if (!/^\d{1,19}$/.test(userId)) return 'refused'
		if (byUser.has(userId)) return 'exists'
		if (byUser.size >= x.most) return 'full'
		const watch = { id: String(next++), userId, tag, since: clock.now() }
		byUser.set(userId, watch)
		return watch
	}
	const find = (id: string) => [...byUser.values()].find((one) => one.id === id)
	const watch: DeletionWatch = {
		open: async () => {
			const wasSound = x.isValid
			x.isValid ||= x.answersChallenge
			if (!x.isValid) return 'off'
			return {
				wasSound,
				watches: [...byUser.values()],
				total: byUser.size,
				begin,
				retag: async (id, tag) => {
					const one = find(id)
					if (one !== undefined) byUser.set(one.userId, { ...one, tag })
				},
				end: async (ids) => {
					for (const id of ids) byUser.delete(find(id)?.userId ?? '')
				},
			}
		},
		begin: async (userId, tag) => (x.isValid ? begin(userId, tag) : 'refused'),
	}
	return {
		...watch,
		/** How X behaves. */
		x,
		users: (): readonly string[] => [...byUser.keys()],
		/** X forgets a subscription by itself. */
		forget: (userId: string): void => void byUser.delete(userId),
	}
}
export type MemoryDeletionWatch = ReturnType<typeof createMemoryDeletionWatch>
