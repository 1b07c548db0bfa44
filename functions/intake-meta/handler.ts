/** Holds the place until the function is built. */
export const handler = async (): Promise<never> => {
	throw new Error('not built yet')
}
