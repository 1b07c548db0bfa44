import type { RealClock } from './clock.ts'

/** Makes what gives a value that was read at most so many milliseconds ago, and reads it anew after that. What fails is not kept. */
export const keptFor = <Value>(
	milliseconds: number,
	{ epochMilliseconds }: RealClock,
	read: () => Promise<Value>,
): (() => Promise<Value>) => {
	let known: { readonly value: Value; readonly until: number } | undefined
	return async () => {
		const asked = epochMilliseconds()
		if (known !== undefined && asked < known.until) return known.value
		const value = await read()
		known = { value, until: asked + milliseconds }
		return value
	}
}
