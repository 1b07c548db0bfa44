/** Addresses as people see them: without the detour by which Meta counts who follows a link, and the places that some are. */

/** Meta leads links over these hosts, with the address that was meant in `u`. */
const DETOUR = /^https?:\/\/(?:l|lm|www|m)\.(?:facebook|instagram)\.com\/(?:l\.php)?\?/i
const DETOURS_IN_TEXT = /https?:\/\/(?:l|lm|www|m)\.(?:facebook|instagram)\.com\/(?:l\.php)?\?\S+/gi
const MOST_DETOURS = 3

/** Returns the address that a detour leads to, and any other as it is. */
export const withoutDetour = (address: string): string => {
	let shown = address
	for (let count = 0; count < MOST_DETOURS && DETOUR.test(shown) && URL.canParse(shown); count += 1) {
		const meant = new URL(shown).searchParams.get('u')
		if (meant === null || !/^https?:\/\//i.test(meant) || !URL.canParse(meant)) return shown
		shown = meant
	}
	return shown
}

/** Returns a text in which each link leads where its author meant. */
export const withoutDetours = (text: string): string => text.replaceAll(DETOURS_IN_TEXT, withoutDetour)

const MAPS = /(?:^|\.)(?:bing\.com|google\.[a-z.]{2,6}|apple\.com|openstreetmap\.org|here\.com)$/
const PAIR = /^\s*(?:loc:)?\s*(-?\d{1,2}(?:\.\d+)?)(?:\s*[,~]\s*|\s+)(-?\d{1,3}(?:\.\d+)?)\s*(?:,|$)/
const IN_PATH = /\/@(-?\d{1,2}\.\d+,-?\d{1,3}\.\d+)/
const NAMES = ['where1', 'q', 'll', 'sll', 'cp', 'query', 'center', 'daddr']

/** Degrees of WGS 84. */
export type Coordinates = { readonly lat: number; readonly long: number }

/** Returns coordinates that are possible. */
export const coordinatesOf = (lat: unknown, long: unknown): Coordinates | undefined => {
	const [north, east] = [Number(lat ?? Number.NaN), Number(long ?? Number.NaN)]
	return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? { lat: north, long: east } : undefined
}

/** Returns the coordinates that an address of a map shows. Messenger sent places so before it had a form for them. */
export const coordinatesIn = (address: string): Coordinates | undefined => {
	if (!URL.canParse(address)) return undefined
	const { hostname, pathname, searchParams, href } = new URL(address)
	if (!MAPS.test(hostname)) return undefined
	const texts = [...NAMES.map((name) => searchParams.get(name) ?? ''), IN_PATH.exec(pathname)?.[1] ?? '']
	const found = texts.map((text) => PAIR.exec(text)).find((pair) => pair !== null)
	if (found !== undefined) return coordinatesOf(found[1], found[2])
	const { mlat, mlon } = Object.fromEntries(new URL(href).searchParams)
	return coordinatesOf(mlat, mlon)
}
