import { caseNumberSchema } from '#shared/cases/keys.ts'
import type { CaseList, CasePage } from '#shared/cases/ports.ts'
import { findPlaces } from '#shared/search/find-places.ts'
import { caseAt, hashToken, type SearchReader } from '#shared/search/search-index.ts'
import { soughtIn } from '#shared/search/tokens.ts'

/**
 * Normalises a typed case number: any case, with or without `#`, blanks and dashes, O as 0, I and L as 1 (Crockford). Returns
 * undefined where it is none.
 */
export const numberIn = (typed: string): string | undefined => {
	const number = typed
		.toUpperCase()
		.replace(/[\s#-]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1')
	return caseNumberSchema.safeParse(number).success ? number : undefined
}

/** Five digits or more that no letter touches, however they are set out. */
const LONG_NUMBER = /(?<![\p{L}\d_])(?:\d[\s\-/.()]*){5,}(?![\p{L}\d_])/u

export type SearchDependencies = {
	readonly list: Pick<CaseList, 'findByNumber' | 'loadAll'>
	readonly search: SearchReader
	readonly searchKey: () => Promise<string>
	/** Returns what of a text is personal data; undefined for none. */
	readonly screenNote: (text: string) => object | undefined
}

/** Says whether somebody seeks a person by what only the vault may hold. Names of accounts may hold digits. */
const holdsData = ({ screenNote }: SearchDependencies, typed: string): boolean => {
	const text = typed.replace(/(^|\s)@\S+/g, '$1')
	return LONG_NUMBER.test(text) || /\S@\S/.test(text) || screenNote(text) !== undefined
}

export type Search =
	| ({ readonly outcome: 'found' } & CasePage)
	/** A customer's number, a phone number, an address: no case is filed under them. */
	| { readonly outcome: 'holdsData' }
	/** No part of it has three letters, and it is no number. */
	| { readonly outcome: 'tooShort' }

/**
 * Finds the case of a number, and the cases that hold all of up to three words, names, parts of names or names of accounts, the newest
 * first. With `#` it is a number alone. Reads as much for a page whatever the number of cases.
 */
export const searchCases = async (
	dependencies: SearchDependencies,
	typed: string,
	limit: number,
	cursor?: string,
): Promise<Search> => {
	const { list, search, searchKey } = dependencies
	const number = numberIn(typed)
	const byNumber = number === undefined || cursor !== undefined ? undefined : await list.findByNumber(number)
	const isNumberAlone = typed.trim().startsWith('#')
	if (!isNumberAlone && byNumber === undefined && holdsData(dependencies, typed)) return { outcome: 'holdsData' }
	const words = isNumberAlone ? [] : soughtIn(typed)
	if (words.length === 0 && number === undefined) return { outcome: 'tooShort' }
	const key = words.length === 0 ? '' : await searchKey()
	const { places, next } = await findPlaces(
		search,
		words.map((word) => hashToken(key, word)),
		limit,
		cursor,
	)
	const ids = [...(byNumber === undefined ? [] : [byNumber]), ...places.map(caseAt).filter((id) => id !== byNumber)]
	return { outcome: 'found', rows: ids.length === 0 ? [] : await list.loadAll(ids), next }
}
