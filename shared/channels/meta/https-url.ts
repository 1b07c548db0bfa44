/** A URL as it may be fetched, in ASCII; undefined for whatever else stands where one was meant. */
export const httpsUrl = (value: unknown): string | undefined => {
	if (typeof value !== 'string' || value.length > 4_096 || !URL.canParse(value)) return undefined
	const { protocol, href } = new URL(value)
	return protocol === 'https:' ? href : undefined
}
