export type SeededRandom = {
	readonly seed: number
	/** From 0 up to but not including 1. */
	readonly next: () => number
	/** From 0 up to but not including `below`, whole. */
	readonly whole: (below: number) => number
	/** Throws for an empty list. */
	readonly pick: <Item>(items: readonly Item[]) => Item
	readonly shuffled: <Item>(items: readonly Item[]) => Item[]
}

/** Chance that can be repeated: the same seed gives the same row (xorshift, 32 bits). */
export const createRandom = (seed: number): SeededRandom => {
	let state = seed >>> 0 || 1
	const next = (): number => {
		state ^= state << 13
		state ^= state >>> 17
		state ^= state << 5
		state >>>= 0
		return state / 2 ** 32
	}
	for (let warmUp = 0; warmUp < 8; warmUp += 1) next()
	const whole = (below: number): number => Math.floor(next() * below)
	return {
		seed,
		next,
		whole,
		pick: (items) => {
			const item = items[whole(items.length)]
			if (item === undefined) throw new Error('Nothing to pick from')
			return item
		},
		shuffled: (items) => {
			const copy = [...items]
			for (let last = copy.length - 1; last > 0; last -= 1) {
				const other = whole(last + 1)
				const [a, b] = [copy[last], copy[other]]
				if (a !== undefined && b !== undefined) [copy[last], copy[other]] = [b, a]
			}
			return copy
		},
	}
}

/** The seed of this run: `HILFT_SEED` to repeat one, else a new one each time. */
export const seedOfRun = (): number => Number(process.env.HILFT_SEED ?? Date.now() % 1_000_000_000)
