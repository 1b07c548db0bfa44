/**
 * Makes a value when it is asked for the first time and keeps it, so that a function does not pay at each load for what few
 * calls need. What `make` throws is thrown at each use until it succeeds.
 */
export const onFirstUse = <Value>(make: () => Value): (() => Value) => {
	let made: { readonly value: Value } | undefined
	return () => {
		made ??= { value: make() }
		return made.value
	}
}
