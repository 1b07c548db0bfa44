import { expect, it } from 'vitest'
import { atMost } from '#shared/kernel/at-most.ts'

/** Acts that end one microtask after another, and the most that were at work at once. */
const watched = (fails?: number) => {
	const done: number[] = []
	const at = { work: 0, most: 0 }
	const act = async (item: number): Promise<void> => {
		at.work += 1
		at.most = Math.max(at.most, at.work)
		for (let turn = 0; turn <= item % 5; turn += 1) await Promise.resolve()
		at.work -= 1
		if (item === fails) throw new Error('this one')
		done.push(item)
	}
	return { act, done, at }
}
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

it.for([
	[1, 7, 1],
	[3, 20, 3],
	[10, 4, 4],
	[10, 0, 0],
] as const)('acts with %i at once on each of %i once', async ([count, items, most]) => {
	const { act, done, at } = watched()
	await atMost(count, numbers(items), act)
	expect([done.toSorted((a, b) => a - b), at.most]).toEqual([numbers(items), most])
})

it('throws what failed, and begins none behind it', async () => {
	const { act, done } = watched(4)
	await expect(atMost(2, numbers(50), act)).rejects.toThrow('this one')
	expect(done.length).toBeLessThan(8)
})
