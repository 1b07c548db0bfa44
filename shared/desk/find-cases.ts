import { caseNumberSchema } from '#shared/cases/keys.ts'
import type { CaseFilter, CaseList, CasePage, ContactStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'

/** How many cases a search shows at most; whoever has more is found by number. */
const SEARCH_LIMIT = 100

/** A case number as people type it: any case, blanks and dashes, O for 0, I and L for 1 (Crockford). */
const numberIn = (typed: string): string | undefined => {
	const number = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
	return caseNumberSchema.safeParse(number).success ? number : undefined
}

const byOpenFirst = (a: CaseState, b: CaseState): number =>
	a.state === b.state ? (a.openedAt < b.openedAt ? 1 : -1) : a.state === 'open' ? -1 : 1

/**
 * The cases with this number or of the contacts with this exact handle (with or without @, in any case), open ones first,
 * then the newest. A filter that is left out does not restrict the search.
 */
export const searchCases = async (
	{ list, contacts }: { readonly list: CaseList; readonly contacts: Pick<ContactStore, 'findByHandle'> },
	typed: string,
	{ state, owner, network }: Partial<CaseFilter>,
	limit: number,
): Promise<CasePage> => {
	const handle = typed.trim().replace(/^@/, '')
	const number = typed.trim().startsWith('@') ? undefined : numberIn(typed)
	const [byNumber, people] = await Promise.all([
		number === undefined ? undefined : list.findByNumber(number),
		handle === '' ? [] : contacts.findByHandle(handle),
	])
	const ofPeople = people.flatMap(({ cases }) => cases.slice(-SEARCH_LIMIT))
	const ids = [...new Set([...(byNumber === undefined ? [] : [byNumber]), ...ofPeople])]
	const found = ids.length === 0 ? [] : await list.loadAll(ids.slice(0, SEARCH_LIMIT))
	const cases = found
		.filter((one) => state === undefined || one.state === state)
		.filter((one) => owner === undefined || one.owner === owner)
		.filter((one) => network === undefined || one.networks.includes(network))
		.toSorted(byOpenFirst)
		.slice(0, limit)
	return { cases }
}
