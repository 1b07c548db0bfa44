import { type Cell, type CellKey, cellKey } from './cell.ts'

/**
 * What one matter adds to the figures: whole numbers by cell. Contributions add up in any order, and one that has changed is
 * put right by adding the difference.
 */

export type Contribution = ReadonlyMap<CellKey, number>

/** So many in a cell. */
export type Counted = { readonly cell: Cell; readonly count: number }

const NOTHING: Contribution = new Map()

/** Returns the sum of contributions. What comes to nothing is in no sum, so that equal sums are equal maps. */
export const sumOf = (...contributions: readonly Contribution[]): Contribution => {
	const sum = new Map<CellKey, number>()
	for (const [key, count] of contributions.flatMap((one) => [...one])) sum.set(key, (sum.get(key) ?? 0) + count)
	return new Map([...sum].filter(([, count]) => count !== 0))
}

const without = (contribution: Contribution): Contribution =>
	new Map([...contribution].map(([key, count]) => [key, -count]))

/** Returns what must be added to the sums when a matter's contribution becomes another one. */
export const differenceOf = (before: Contribution = NOTHING, after: Contribution = NOTHING): Contribution =>
	sumOf(after, without(before))

/** Returns the contribution of what was counted. */
export const contributionOf = (counted: readonly Counted[]): Contribution =>
	sumOf(...counted.map(({ cell, count }) => new Map([[cellKey(cell), count]])))
