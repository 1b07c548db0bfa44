import { caseNumberSchema } from '#shared/cases/keys.ts'
import type { CaseFilter, CaseList, CasePage, ContactStore } from '#shared/cases/ports.ts'
import type { SignalKind } from '#shared/cases/signals/facts.ts'
import { hasOpenDanger, standingSignals } from '#shared/cases/signals/state.ts'
import type { CaseRow } from '#shared/cases/unreadable-case.ts'

/** The most cases that a search returns; a search by number finds the others. */
const SEARCH_LIMIT = 100

/**
 * Normalises a typed case number: any case, blanks and dashes, O as 0, I and L as 1 (Crockford). Returns undefined
 * where it is none.
 */
export const numberIn = (typed: string): string | undefined => {
	const number = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
	return caseNumberSchema.safeParse(number).success ? number : undefined
}

const NONE: readonly SignalKind[] = []

/** Returns what a search filters and sorts by. An unreadable case has no known opening time and comes first. */
const facetsOf = (row: CaseRow) =>
	row.kind === 'readable'
		? {
				...row.state,
				isOpen: row.state.state === 'open',
				inDanger: hasOpenDanger(row.state),
				standing: standingSignals(row.state),
			}
		: {
				...row,
				isOpen: row.list === 'open',
				networks: row.networks ?? [],
				openedAt: '9999',
				inDanger: false,
				standing: NONE,
			}

const byOpenFirst = (a: CaseRow, b: CaseRow): number => {
	const [one, other] = [facetsOf(a), facetsOf(b)]
	if (one.inDanger !== other.inDanger) return one.inDanger ? -1 : 1
	if (one.isOpen !== other.isOpen) return one.isOpen ? -1 : 1
	return one.openedAt < other.openedAt ? 1 : -1
}

/**
 * Finds the cases with this number, or of contacts with this exact handle (with or without @, in any case): danger first, then
 * open ones, then the newest. A missing filter does not restrict the search.
 */
export const searchCases = async (
	{ list, contacts }: { readonly list: CaseList; readonly contacts: Pick<ContactStore, 'findByHandle'> },
	typed: string,
	{ state, owner, network, inDanger, signal }: Partial<CaseFilter>,
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
		const { isOpen, owner: whose, networks, inDanger: isInDanger, standing } = facetsOf(row)
		return (
			(state === undefined || isOpen === (state === 'open')) &&
			(owner === undefined || whose === owner) &&
			(network === undefined || networks.includes(network)) &&
			(inDanger === undefined || isInDanger) &&
			(signal === undefined || standing.includes(signal))
		)
	}
	return { rows: found.filter(isSought).toSorted(byOpenFirst).slice(0, limit) }
}
