import { caseNumberSchema } from '#shared/cases/keys.ts'
import type { CaseFilter, CaseList, CasePage, ContactStore } from '#shared/cases/ports.ts'
import type { CaseRow } from '#shared/cases/unreadable-case.ts'

/** How many cases a search shows at most; whoever has more is found by number. */
const SEARCH_LIMIT = 100

/** A case number as people type it: any case, blanks and dashes, O for 0, I and L for 1 (Crockford). */
const numberIn = (typed: string): string | undefined => {
	const number = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
	return caseNumberSchema.safeParse(number).success ? number : undefined
}

/** What a search restricts and sorts by. When a case was opened that cannot be read, nobody knows: it comes first. */
const facetsOf = (row: CaseRow) =>
	row.kind === 'readable'
		? { ...row.state, isOpen: row.state.state === 'open' }
		: { ...row, isOpen: row.list === 'open', networks: row.networks ?? [], openedAt: '9999' }

const byOpenFirst = (a: CaseRow, b: CaseRow): number => {
	const [one, other] = [facetsOf(a), facetsOf(b)]
	if (one.isOpen !== other.isOpen) return one.isOpen ? -1 : 1
	return one.openedAt < other.openedAt ? 1 : -1
}

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
	const isSought = (row: CaseRow): boolean => {
		const { isOpen, owner: whose, networks } = facetsOf(row)
		return (
			(state === undefined || isOpen === (state === 'open')) &&
			(owner === undefined || whose === owner) &&
			(network === undefined || networks.includes(network))
		)
	}
	return { rows: found.filter(isSought).toSorted(byOpenFirst).slice(0, limit) }
}
