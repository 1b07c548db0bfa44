/** Makes a switch over a closed union exhaustive: the compiler refuses it when a case is missing. */
export const assertNever = (value: never): never => {
	throw new Error(`Unexpected ${typeof value}`)
}
