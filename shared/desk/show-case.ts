import { type AgentDirectory, agentName } from '#shared/agents/agent-directory.ts'
import { type AsideContent, type Content, type ContentId, isNetworkContent } from '#shared/cases/content.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { AgentKey, CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type CaseRow, readableOf, type UnreadableCase } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock, type Instant, SECOND } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { ASIDES_SHOWN, type AsideList, type AsideSpan, THREADS_SHOWN } from '#shared/messages/asides.ts'
import { type DraftMark, type DraftStore, draftsOfOthers } from '#shared/replies/draft.ts'
import { type FoundSignals, findSignals } from '#shared/signals/find-signals.ts'
import { agentsOf, caseView, deliveryOf, type SignalWords } from './case-view.ts'
import type { CaseView, UnreadableCaseView } from './case-view-schema.ts'
import { type Holding, withHeld } from './held.ts'
import type { PresenceStore } from './presence.ts'
import { agentsIn, contentOf, timeline, withBystanders } from './timeline.ts'
import { wordsEntry } from './timeline-entry.ts'
import { decodeCursor, encodeCursor, readEnds, readFacts } from './timeline-page.ts'
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

/** Within this time of a change an eventual read may still give what was before it. */
const SETTLED_AFTER = 10 * SECOND

type WithContent = {
	/** Returns what delays sending; called only where something waits. */
	readonly sendingState: () => Promise<Holding>
	readonly content: Pick<ContentStore, 'get' | 'glance'>
	readonly asides: Pick<AsideList, 'newestOfThread'>
	readonly drafts: DraftStore
	readonly presence: Pick<PresenceStore, 'list'>
}

/** Returns the key of the thread of content. */
const threadOf = (content: Content): string | undefined => {
	if (content.kind === 'reply') return content.via === 'mail' ? undefined : content.thread
	return isNetworkContent(content) ? content.thread : undefined
}

const bystanders = async (
	{ content, asides }: WithContent,
	messages: readonly Content[],
	span: AsideSpan,
): Promise<readonly AsideContent[]> => {
	const threads = [...new Set(messages.flatMap((one) => threadOf(one) ?? []))].slice(-THREADS_SHOWN)
	const most = Math.floor(ASIDES_SHOWN / Math.max(threads.length, 1))
	const ids = (await Promise.all(threads.map((thread) => asides.newestOfThread(thread, span, most)))).flat()
	const found = ids.length === 0 ? [] : await content.glance(ids)
	return found.filter((one) => one.kind === 'aside')
}

/**
 * Reads the content of a page eventually, but for what a fact of the last seconds names. What is not there yet is read once
 * more: content comes with its fact.
 */
const readContent = async (
	{ content, clock }: Pick<WithContent, 'content'> & { readonly clock: Clock },
	ids: readonly ContentId[],
	facts: readonly RecordedFact[],
): Promise<readonly Content[]> => {
	const since = addMilliseconds(clock.now(), -SETTLED_AFTER)
	const fresh = new Set(facts.flatMap(({ fact }): unknown[] => (fact.at >= since ? Object.values(fact) : [])))
	const wanted = [...new Set(ids)]
	const settled = wanted.filter((id) => !fresh.has(id))
	const glanced = settled.length === 0 ? [] : await content.glance(settled)
	const known = new Set(glanced.map(({ id }) => id))
	const left = wanted.filter((id) => !known.has(id))
	return left.length === 0 ? glanced : [...glanced, ...(await content.get(left))]
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

/** Returns the messages whose words the case itself shows: those of signals and dangers, and the proof of the form of address. */
const quotedIn = ({ formSince, signals, dangers }: CaseState): readonly MessageKey[] =>
	[formSince?.message, ...[...signals, ...dangers].map(({ messages }) => messages.at(-1))].filter(
		(key) => key !== undefined,
	)

export type PageAsked = {
	/** The `older` of the page after it. Default: the newest page. */
	readonly before?: string | undefined
	/** The most entries, of which the unanswered messages that are older than the page take their part. */
	readonly limit: number
	/** Who looks. */
	readonly by: AgentKey
}

export type CaseShown = {
	readonly case: CaseView
	readonly timeline: readonly TimelineEntry[]
	/** With the newest page: messages that wait for an answer and are older. */
	readonly unanswered: readonly TimelineEntry[]
	/** The cursor of the page before; undefined where the timeline begins with this one. */
	readonly older: string | undefined
	/** Who else looks at it or writes now, and whose text waits to be sent: never a word of it. */
	readonly present: readonly { readonly by: string; readonly writing: boolean }[]
	readonly drafts: readonly (Omit<DraftMark, 'by'> & { readonly by: string })[]
	/** The version up to which the page goes. */
	readonly upTo: number
	/** Whoever asks was known to be at the case. */
	readonly isPresent: boolean
}

/**
 * Renders a case with a page of its timeline, as of the same version. Throws `RefusedError('caseUnknown')`, or for a cursor
 * of another case, and `UnreadableCaseError`.
 */
export const showCase = async (
	dependencies: ShowDependencies & WithContent,
	id: CaseId,
	{ before, limit, by }: PageAsked,
): Promise<CaseShown> => {
	const { store, agents, clock } = dependencies
	const state = await store.load(id)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const end = before === undefined ? undefined : decodeCursor(state, before)
	const waiting = end === undefined ? state.unanswered.first.map(({ message }) => message) : []
	const upTo = (end?.version ?? state.version + 1) - 1
	const page = await readFacts(store, id, upTo + 1, { limit, waiting })
	const { facts } = page
	const named = contentOf(facts)
	const [content, later, drafts, atCase] = await Promise.all([
		readContent(dependencies, [...named, ...page.older, ...quotedIn(state)], facts),
		readEnds(store, state, facts),
		draftsOfOthers(dependencies, state, by),
		dependencies.presence.list(id),
	])
	const present = atCase.filter((one) => one.by !== by)
	const isPresent = present.length < atCase.length
	const names = await agents.find([...agentsIn(facts), ...[...drafts, ...present].map((one) => one.by)])
	const proof = content.find((one) => one.id === state.formSince?.message)
	const evidence = proof?.kind === 'message' ? proof.addressEvidence : undefined
	const words = wordsIn(content)
	const [first] = facts
	const isLast = first === undefined || first.version === 1
	const onPage = new Set<string>(named)
	const [[view], asides] = await Promise.all([
		showCases(dependencies, [state], undefined, { evidence, words }),
		bystanders(
			dependencies,
			content.filter((one) => onPage.has(one.id)),
			{ from: isLast ? undefined : first.fact.at, before: end?.at },
		),
	])
	if (view === undefined) throw new RefusedError('caseUnknown')
	const inHead = new Map(state.sends.map((send) => [send.id, deliveryOf(state, send)]))
	const entries = withBystanders(timeline(facts, content, names, { later, inHead }), asides)
	const older = new Set<string>(page.older)
	return {
		case: view,
		timeline: await withHeld(entries, clock.now(), dependencies.sendingState),
		unanswered: content
			.filter((one) => one.kind === 'message')
			.filter((one) => older.has(one.id))
			.map(wordsEntry),
		older: isLast ? undefined : encodeCursor(id, { version: first.version, at: first.fact.at }),
		present: present.map(({ by: who, writing }) => ({ by: agentName(names, who), writing })),
		drafts: drafts.map(({ by: who, way, at }) => ({ by: agentName(names, who), way, at })),
		upTo,
		isPresent,
	}
}
