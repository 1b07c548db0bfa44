/** Returns an https URL in ASCII, as it may be fetched; undefined for anything else. */
export const httpsUrl = (value: unknown): string | undefined => {
	if (typeof value !== 'string' || value.length > 4_096 || !URL.canParse(value)) return undefined
	const { protocol, href } = new URL(value)
	return protocol === 'https:' ? href : undefined
}
