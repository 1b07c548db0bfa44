import { LONGEST_TITLE } from '#shared/cases/messages/pointed-at.ts'

/** Forms of what a message points at, as they are kept, whatever a network sends. */

const LONGEST_ADDRESS = 2_048

/** Returns a title in one line of at most 300 characters; undefined where there is none. */
export const shortTitle = (text: string | null | undefined): string | undefined => {
	const line = (text ?? '').replaceAll(/\s+/g, ' ').trim()
	if (line === '') return undefined
	const characters = Array.from(line)
	return characters.length <= LONGEST_TITLE ? line : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`
}

/** Returns an address of the web that a person may open; undefined for any other, and for one that is longer than any. */
export const shortAddress = (address: string | null | undefined): string | undefined =>
	address && address.length <= LONGEST_ADDRESS && /^https?:\/\//i.test(address) && URL.canParse(address)
		? address
		: undefined
