/** Acts on all items, on so many at once. Throws what the first failing act throws, and begins no further one then. */
export const atMost = async <Item>(
	count: number,
	items: readonly Item[],
	act: (item: Item) => Promise<unknown>,
): Promise<void> => {
	const waiting = items.values()
	const isOver = { now: false }
	const work = async (): Promise<void> => {
		for (const item of waiting) {
			if (isOver.now) return
			try {
				await act(item)
			} catch (error) {
				isOver.now = true
				throw error
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(count, items.length) }, work))
}
