/** One kind of input in two sizes, the second a hundred times the first. */
export type Hundredfold<Input> = { readonly small: Input; readonly large: Input }

/**
 * The most that `growthOf` may give for a reader whose work grows as its input does. Such a one gives a hundred, or a few
 * hundred where only the large input leaves the processor's caches and keeps the collector of garbage busy; one whose work
 * grows with the square gives ten thousand.
 */
export const IN_PROPORTION = 1_000

const ROUNDS = 5
const SMALL_RUNS = 3
/** The clock of a thread moves in steps of up to 4 ms: what is shorter is done again and again. */
const ENOUGH_MILLISECONDS = 25
/** After so much work on one input its length is not chance. */
const LONGEST_MILLISECONDS = 5_000

/** `make` is given the size of each. */
export const hundredfold = <Input>(make: (size: number) => Input, size: number): Hundredfold<Input> => ({
	small: make(size / 100),
	large: make(size),
})

/** One piece again and again, to a text of so many UTF-16 units. */
export const repeated =
	(piece: string) =>
	(length: number): string =>
		piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

/** The milliseconds for which this thread works on one run. What other threads and processes do meanwhile is not counted. */
export const workOf = async (run: () => unknown): Promise<number> => {
	const before = process.threadCpuUsage()
	for (let runs = 1; ; runs += 1) {
		await run()
		const { user, system } = process.threadCpuUsage(before)
		const work = (user + system) / 1_000
		if (work >= ENOUGH_MILLISECONDS) return work / runs
	}
}

/**
 * How many times as much work the large input makes as the small one, by the least of several runs of each: a busy machine
 * makes a run longer, never shorter. The large one comes first, so that the reader is compiled when the small one is read;
 * another round follows only while it seems out of proportion.
 */
export const growthOf = async <Input>(
	read: (input: Input) => unknown,
	{ small, large }: Hundredfold<Input>,
): Promise<number> => {
	let [most, least, spent] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
	for (let round = 0; round < ROUNDS && spent < LONGEST_MILLISECONDS; round += 1) {
		const work = await workOf(() => read(large))
		spent += work
		most = Math.min(most, work)
		for (let times = 0; times < SMALL_RUNS; times += 1) least = Math.min(least, await workOf(() => read(small)))
		if (most / least <= IN_PROPORTION) break
	}
	return most / least
}
