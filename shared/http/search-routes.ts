import * as z from 'zod'
import { unreadableOf } from '#shared/cases/unreadable-case.ts'
import { type SearchDependencies, searchCases } from '#shared/desk/search-cases.ts'
import { type ShowDependencies, showRows } from '#shared/desk/show-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import { casePageSchema } from './answer-schemas.ts'
import { cursorSchema, limitSchema, noBodySchema } from './case-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Contract, READERS, type Route } from './route.ts'

const searchContract = {
	operation: 'searchCases',
	method: 'GET',
	path: '/api/search',
	summary:
		'Cases by number as people write it, or by up to three words, names, beginnings of names or names of accounts, all of which the case holds; the newest first. A page may be short and have a `next`. A message is found seconds after its case is there; a case until 90 days after its close',
	tag: 'cases',
	roles: READERS,
	query: () =>
		z.strictObject({
			q: z.string().trim().min(1).max(100).meta({
				description: 'E.g. `Müller`, `Sab`, `@erika99 internet`, `#7k3 m9qx`. With `#` it is a number alone.',
			}),
			limit: limitSchema,
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	success: { status: 200, description: 'A page of cases.', schema: casePageSchema },
	problems: ['cursor-invalid', 'search-holds-data', 'search-too-short'],
} satisfies Contract

export type SearchRouteDependencies = SearchDependencies & ShowDependencies & { readonly log: Log }

export const searchRoutes = (dependencies: SearchRouteDependencies): readonly Route[] => [
	bind(searchContract, async ({ query: { q, limit, cursor } }) => {
		const found = await searchCases(dependencies, q, limit, cursor)
		if (found.outcome === 'holdsData') return problem('search-holds-data')
		if (found.outcome === 'tooShort') return problem('search-too-short')
		const items = await showRows(dependencies, found.rows)
		const unreadable = unreadableOf(found.rows).length
		if (unreadable > 0) dependencies.log.count('CasesUnreadable', unreadable)
		return { status: 200, body: { items, next: found.next } }
	}),
]
