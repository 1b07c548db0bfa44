/** What a fresh list has that the shown one has not, and the other way round, by the ids of their rows. */
export type RowNews = { readonly entering: readonly string[]; readonly leaving: readonly string[] }

export const NO_NEWS: RowNews = { entering: [], leaving: [] }

/** Compares the rows that are shown with those of a fresh answer. */
export const compareRows = (shown: readonly string[], fresh: readonly string[]): RowNews => {
	const [before, after] = [new Set(shown), new Set(fresh)]
	return { entering: fresh.filter((id) => !before.has(id)), leaving: shown.filter((id) => !after.has(id)) }
}

/**
 * Remembers which rows were spoken of. Returns how many of these are news to the ear: a row is told once, whether it is shown
 * at once or waits, and again only after it was gone.
 */
export const createTeller = (shown: readonly string[]): ((fresh: readonly string[]) => number) => {
	let told = new Set(shown)
	return (fresh) => {
		const untold = fresh.filter((id) => !told.has(id)).length
		told = new Set(fresh)
		return untold
	}
}
