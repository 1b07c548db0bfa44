import { RECENT_TEXTS_KEPT, type RecentText, type RecentTexts } from '#shared/replies/recent-texts.ts'

/** In memory, for tests and the simulator. */
export const createMemoryRecentTexts = (): RecentTexts => {
	const texts = new Map<string, readonly RecentText[]>()
	return {
		list: async (account) => texts.get(account) ?? [],
		add: async (account, text) => {
			texts.set(account, [...(texts.get(account) ?? []), text].slice(-RECENT_TEXTS_KEPT))
		},
	}
}
