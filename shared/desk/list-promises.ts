import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import type { Team } from '#shared/cases/actor.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import type { OpenPromise } from '#shared/cases/promises/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { readableOf } from '#shared/cases/unreadable-case.ts'
import type { PromiseView } from './case-view-schema.ts'
import { promiseView } from './owed-view.ts'

type Whose = {
	readonly whose: 'me' | 'team' | 'all'
	readonly key: AgentKey
	readonly team?: Team | undefined
}

/** What a team owes without saying which is everybody's. */
const isAsked = ({ owes, team: ofMaker }: OpenPromise, { whose, key, team }: Whose): boolean => {
	if (whose === 'all') return true
	if (whose === 'me') return owes.kind === 'agent' && owes.agent === key
	const owing = owes.kind === 'team' ? owes.team : ofMaker
	return owing === undefined || owing === team
}

export type OwedPromise = PromiseView & { readonly case: Pick<CaseState, 'id' | 'number' | 'version'> }

/**
 * Lists open promises by their dates: those of the `limit` cases whose first promise falls due next, then with the cursor
 * of the cases after them. Of a case with several the later ones stand on the same page.
 */
export const listPromises = async (
	{ list, agents }: { readonly list: Pick<CaseList, 'promised'>; readonly agents: AgentDirectory },
	asked: Whose,
	limit: number,
	cursor: string | undefined,
): Promise<{ readonly items: readonly OwedPromise[]; readonly next?: string | undefined }> => {
	const { rows, next } = await list.promised(limit, cursor)
	const owed = readableOf(rows)
		.flatMap((state) => state.promises.filter((one) => isAsked(one, asked)).map((promise) => ({ state, promise })))
		.toSorted((a, b) => (a.promise.dueAt < b.promise.dueAt ? -1 : 1))
	const keys = owed.flatMap(({ promise: { owes } }) => (owes.kind === 'agent' ? owes.agent : []))
	const names = await agents.find([...new Set(keys)])
	const items = owed.map(({ state: { id, number, version }, promise }) => ({
		...promiseView(promise, names),
		case: { id, number, version },
	}))
	return { items, next }
}
