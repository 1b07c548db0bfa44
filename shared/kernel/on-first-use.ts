/**
 * Makes a value at its first use and keeps it, so that loading a function does not pay for what few calls need. An
 * error of `make` is thrown at each use until it succeeds.
 */
export const onFirstUse = <Value>(make: () => Value): (() => Value) => {
	let made: { readonly value: Value } | undefined
	return () => {
		made ??= { value: make() }
		return made.value
	}
}
