import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import { type AsideContent, type Content, isNetworkContent } from '#shared/cases/content.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type CaseRow, readableOf, type UnreadableCase } from '#shared/cases/unreadable-case.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { type FoundSignals, findSignals } from '#shared/signals/find-signals.ts'
import { agentsOf, caseView, type SignalWords } from './case-view.ts'
import type { CaseView, UnreadableCaseView } from './case-view-schema.ts'
import { type Holding, withHeld } from './held.ts'
import { agentsIn, contentOf, timeline, withBystanders } from './timeline.ts'
import type { TimelineEntry } from './timeline-schema.ts'

export type ShowDependencies = {
	readonly store: CaseStore
	readonly contacts: Pick<ContactStore, 'findByKeys'>
	readonly agents: AgentDirectory
	readonly clock: Clock
}

/** Renders cases, reading contacts and agents once for all of them. */
const showCases = async (
	{ contacts, agents, clock }: Omit<ShowDependencies, 'store'>,
	states: readonly CaseState[],
	now: Instant = clock.now(),
	{ evidence, words }: { readonly evidence?: string | undefined; readonly words?: SignalWords | undefined } = {},
): Promise<CaseView[]> => {
	const contactKeys = [...new Set(states.flatMap((state) => state.contacts))]
	const agentKeys = [...new Set(states.flatMap(agentsOf))]
	const [people, names] = await Promise.all([
		contactKeys.length === 0 ? [] : contacts.findByKeys(contactKeys),
		agents.find(agentKeys),
	])
	return states.map((state) => caseView(state, { contacts: people, agents: names, now, evidence, words }))
}

const unreadableView = ({ id, number, list, waitingSince }: UnreadableCase): UnreadableCaseView => ({
	id,
	number,
	state: list,
	unreadable: true,
	waitingSince,
})

/** Renders the rows of a list in their order; an unreadable case by its outline. */
export const showRows = async (
	dependencies: Omit<ShowDependencies, 'store'>,
	rows: readonly CaseRow[],
): Promise<readonly (CaseView | UnreadableCaseView)[]> => {
	const views = await showCases(dependencies, readableOf(rows))
	const byId = new Map(views.map((view) => [view.id, view]))
	return rows.flatMap((row) => (row.kind === 'unreadable' ? unreadableView(row) : (byId.get(row.state.id) ?? [])))
}

/** Renders one case, as of `now` where given. Throws `RefusedError('caseUnknown')`. */
export const showState = async (
	dependencies: Omit<ShowDependencies, 'store'>,
	state: CaseState,
	now?: Instant,
): Promise<CaseView> => {
	const [view] = await showCases(dependencies, [state], now)
	if (view === undefined) throw new RefusedError('caseUnknown')
	return view
}

/** Limits of what bystanders wrote: the newest threads of a case, and asides per thread. */
const THREADS_SHOWN = 3
const ASIDES_SHOWN = 100

type WithContent = {
	/** Returns what delays sending; called only where something waits. */
	readonly sendingState: () => Promise<Holding>
	readonly content: Pick<ContentStore, 'get'>
	readonly asides: Pick<AsideList, 'ofThread'>
}

/** Returns the key of the thread of content. */
const threadOf = (content: Content): string | undefined => {
	if (content.kind === 'reply') return content.via === 'mail' ? undefined : content.thread
	return isNetworkContent(content) ? content.thread : undefined
}

const bystanders = async (
	{ content, asides }: WithContent,
	messages: readonly Content[],
): Promise<readonly AsideContent[]> => {
	const threads = [...new Set(messages.flatMap((one) => threadOf(one) ?? []))].slice(-THREADS_SHOWN)
	const pages = await Promise.all(threads.map((thread) => asides.ofThread(thread, ASIDES_SHOWN)))
	const ids = pages.flatMap((page) => page.ids)
	const found = ids.length === 0 ? [] : await content.get(ids)
	return found.filter((one) => one.kind === 'aside')
}

/** Finds the words of signals and dangers in messages, each read once: facts hold none. */
const wordsIn = (content: readonly Content[]): SignalWords => {
	const known = new Map<string, FoundSignals>()
	return (key, kind) => {
		const message = content.find(({ id }) => id === key)
		if (message?.kind !== 'message') return undefined
		const found = known.get(key) ?? findSignals(message.text)
		known.set(key, found)
		const one = [...found.dangers, ...found.signals].find((span) => span.kind === kind)
		return one === undefined ? undefined : message.text.slice(one.start, one.end)
	}
}

/**
 * Renders a case with its whole timeline, both from the same facts. Throws `RefusedError('caseUnknown')`,
 * `UnreadableCaseError`.
 */
export const showCase = async (
	dependencies: ShowDependencies & WithContent,
	id: CaseId,
): Promise<{ case: CaseView; timeline: readonly TimelineEntry[] }> => {
	const facts = await dependencies.store.factsAfter(id, 0)
	const state = fold(id, facts)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const ids = contentOf(facts)
	const [content, agents] = await Promise.all([
		ids.length === 0 ? [] : dependencies.content.get(ids),
		dependencies.agents.find(agentsIn(facts)),
	])
	const proof = content.find((one) => one.id === state.formSince?.message)
	const evidence = proof?.kind === 'message' ? proof.addressEvidence : undefined
	const words = wordsIn(content)
	const [view] = await showCases(dependencies, [state], undefined, { evidence, words })
	if (view === undefined) throw new RefusedError('caseUnknown')
	const asides = await bystanders(dependencies, content)
	const entries = withBystanders(timeline(facts, content, agents), asides)
	return { case: view, timeline: await withHeld(entries, dependencies.clock.now(), dependencies.sendingState) }
}
