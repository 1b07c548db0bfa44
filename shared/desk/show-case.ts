import { fold } from '#shared/cases/evolve.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore, ContactStore, WordsStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { AgentDirectory } from './agent-directory.ts'
import { agentsOf, caseView } from './case-view.ts'
import type { CaseView } from './case-view-schema.ts'
import { agentsIn, timeline, wordsOf } from './timeline.ts'
import type { TimelineEntry } from './timeline-schema.ts'

export type ShowDependencies = {
	readonly store: CaseStore
	readonly contacts: Pick<ContactStore, 'findByKeys'>
	readonly agents: AgentDirectory
	readonly clock: Clock
}

/** Cases with their contacts and agents, read together for the whole list. */
export const showCases = async (
	{ contacts, agents, clock }: Omit<ShowDependencies, 'store'>,
	states: readonly CaseState[],
	now: Instant = clock.now(),
): Promise<CaseView[]> => {
	const contactKeys = [...new Set(states.flatMap((state) => state.contacts))]
	const agentKeys = [...new Set(states.flatMap(agentsOf))]
	const [people, names] = await Promise.all([
		contactKeys.length === 0 ? [] : contacts.findByKeys(contactKeys),
		agents.find(agentKeys),
	])
	return states.map((state) => caseView(state, { contacts: people, agents: names, now }))
}

/** One case, as it is or as it was at `now`. */
export const showState = async (
	dependencies: Omit<ShowDependencies, 'store'>,
	state: CaseState,
	now?: Instant,
): Promise<CaseView> => {
	const [view] = await showCases(dependencies, [state], now)
	if (view === undefined) throw new RefusedError('caseUnknown', { status: 404 })
	return view
}

/** A case with its whole timeline, both from the same facts. Throws `RefusedError('caseUnknown', 404)`. */
export const showCase = async (
	dependencies: ShowDependencies & { readonly words: Pick<WordsStore, 'get'> },
	id: CaseId,
): Promise<{ case: CaseView; timeline: readonly TimelineEntry[] }> => {
	const facts = await dependencies.store.factsAfter(id, 0)
	const state = fold(id, facts)
	if (state === undefined) throw new RefusedError('caseUnknown', { status: 404 })
	const ids = wordsOf(facts)
	const [view, words, agents] = await Promise.all([
		showState(dependencies, state),
		ids.length === 0 ? [] : dependencies.words.get(ids),
		dependencies.agents.find(agentsIn(facts)),
	])
	return { case: view, timeline: timeline(facts, words, agents) }
}
