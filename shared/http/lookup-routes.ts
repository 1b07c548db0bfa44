import * as z from 'zod'
import type { Agent } from '#shared/agents/agent.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { type CaseView, caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { numberIn } from '#shared/desk/search-cases.ts'
import { countMiss, mayLookUp, type RecentCasesStore } from '#shared/desk/seen.ts'
import { type ShowDependencies, showState } from '#shared/desk/show-case.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { noBodySchema } from './case-contracts.ts'
import { type ApiResponse, problem } from './problem.ts'
import { bind, CALLERS, type Contract, type Route } from './route.ts'

/** What those see of a case who only pick up the telephone: how it stands, no words and nobody's name but ours. */

const lookupSchema = onFirstUse(() =>
	caseViewSchema()
		.pick({
			id: true,
			number: true,
			version: true,
			state: true,
			turn: true,
			turnUntil: true,
			dueAt: true,
			owner: true,
			promises: true,
			phoneForm: true,
		})
		.extend({ waitingSince: instantSchema.optional() }),
)

/** Returns what is told on the telephone of a case as the desk sees it. */
const lookupView = (view: CaseView): z.infer<ReturnType<typeof lookupSchema>> => {
	const { id, number, version, state, turn, turnUntil, dueAt, owner, waitingSince, promises, phoneForm } = view
	return { id, number, version, state, turn, turnUntil, dueAt, owner, waitingSince, promises, phoneForm }
}

const lookUpContract = {
	operation: 'lookUp',
	method: 'GET',
	path: '/api/lookup',
	summary:
		'How a case stands whose number somebody says on the telephone: state, turn, promises, owner, how they are spoken to. No words and no names',
	tag: 'cases',
	roles: CALLERS,
	query: () =>
		z.strictObject({
			number: z.string().trim().min(1).max(40).meta({ description: 'As it is said: any case, blanks, O for 0.' }),
		}),
	body: noBodySchema,
	success: { status: 200, description: 'The case.', schema: () => z.object({ case: lookupSchema() }) },
	problems: ['case-unknown', 'case-unreadable', 'too-many-misses'],
} satisfies Contract

export type LookupRouteDependencies = ShowDependencies & {
	readonly list: Pick<CaseList, 'findByNumber'>
	/** Who named how many numbers of no case in the last minutes. */
	readonly lookups: RecentCasesStore
	readonly random: Random
	readonly log: Log
}

/** Counts a number of no case; the one that makes them too many is told. */
const missed = async (dependencies: LookupRouteDependencies, { key }: Agent): Promise<ApiResponse> => {
	if (await countMiss(dependencies, key)) {
		dependencies.log.warn('NUMBERS_GUESSED', { agent: key })
		dependencies.log.count('NumbersGuessed')
	}
	return problem('case-unknown')
}

/** Returns the route of looking a case up by its number. */
export const lookupRoutes = (dependencies: LookupRouteDependencies): readonly Route[] => [
	bind(lookUpContract, async ({ query }, agent) => {
		const { list, store } = dependencies
		if (!(await mayLookUp(dependencies, agent.key))) return problem('too-many-misses', {}, { 'Retry-After': '600' })
		const number = numberIn(query.number)
		const id = number === undefined ? undefined : await list.findByNumber(number)
		const state = id === undefined ? undefined : await store.load(id)
		if (state === undefined) return missed(dependencies, agent)
		return { status: 200, body: { case: lookupView(await showState(dependencies, state)) } }
	}),
]

/** What else an answer of the desk may say of a case. */
const TELLING = ['text', 'owner', 'claimedBy'] as const

/** Makes a route tell the call centre no more of a case than a look at it does, whether it did what was asked or refused. */
export const forCallers = ({ contract, answer }: Route): Route => ({
	contract,
	answer: async (raw) => {
		const { body, ...rest } = await answer(raw)
		if (raw.agent?.role !== 'callcentre') return { ...rest, body }
		const said = Object.entries(body).filter(([name]) => !TELLING.some((one) => one === name))
		const view = caseViewSchema().safeParse(body.case)
		const told = Object.fromEntries(said.filter(([name]) => name !== 'case'))
		return { ...rest, body: view.success ? { ...told, case: lookupView(view.data) } : told }
	},
})
