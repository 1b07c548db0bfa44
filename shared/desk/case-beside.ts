import type { Agent } from '#shared/agents/agent.ts'
import { absentAmong } from '#shared/agents/colleagues.ts'
import { dutyAt, isWorking, type RosterStore } from '#shared/agents/roster.ts'
import {
	addServiceDays,
	addServiceMinutes,
	calendarOf,
	type ServiceCalendar,
} from '#shared/calendar/service-calendar.ts'
import type { CaseOutcome, DataField, ReplyPurpose } from '#shared/cases/codes.ts'
import { givenIn } from '#shared/cases/data/given.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { Network } from '#shared/cases/network.ts'
import type { CaseList, CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { readableOf } from '#shared/cases/unreadable-case.ts'
import { addMilliseconds, type Clock, DAY, type Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { type AnswerWay, answerWays, type ChosenTarget } from '#shared/replies/answer-ways.ts'
import { DRAFT_WAYS, type DraftShown, type DraftStore, type DraftWay, findDraft } from '#shared/replies/draft.ts'
import type { ReplyDependencies } from '#shared/replies/prepare-reply.ts'
import { proposalWords } from '#shared/replies/propose-reply.ts'
import { type CaseAct, type Hindrances, hindrancesOf, type PossibleEndings, possibleEndings } from './case-acts.ts'
import { agentsOf } from './case-view.ts'
import type { QueueStore } from './queue/queue-store.ts'
import { type Neighbours, readNeighbours } from './queue/read-queue.ts'
import type { QueueView } from './queue/view-codes.ts'

/** What the page of a case needs beside the case: whom it can go to, what may be done, by which ways, what is being written. */

/** Somebody who works cases, or a name for who did. */
export type CasePerson = {
	readonly sub: string
	readonly name: string
	readonly team?: string | undefined
	/** May own cases. */
	readonly isWorking: boolean
	readonly isHere: boolean
}

/** What a trainee wrote and somebody is to release. */
export type ProposedAnswer = {
	readonly id: string
	readonly text: string
	readonly way: 'public' | 'private' | 'mail'
	readonly channel?: Network | undefined
	readonly purpose: ReplyPurpose
}

/** Another case of the same person. */
export type EarlierCase = {
	readonly number: string
	readonly state: 'open' | 'closed'
	readonly openedAt: Instant
	readonly outcome?: CaseOutcome | undefined
}

export type CaseBeside = {
	/** Who looks, by the name that the case uses for them. */
	readonly viewer: { readonly sub: string; readonly isTrainee: boolean; readonly isLead: boolean }
	readonly people: readonly CasePerson[]
	readonly teams: readonly string[]
	readonly hindrances: Hindrances
	readonly endings: PossibleEndings
	readonly ways: readonly AnswerWay[]
	/** What the viewer has written and not sent, by way. */
	readonly drafts: Readonly<Partial<Record<DraftWay, DraftShown>>>
	/** The way that the customer wrote by last. */
	readonly lastWay: DraftWay
	readonly proposed: readonly ProposedAnswer[]
	/** The first messages that wait for an answer, and since when the last of them does. */
	readonly waiting: { readonly messages: readonly string[]; readonly since?: Instant | undefined }
	/** Why the case needs a calm hand. */
	readonly hard: readonly HardCause[]
	/** The newest five others of the same person, the newest first. */
	readonly earlier: readonly EarlierCase[]
	/** What lies in the vault. */
	readonly given: readonly DataField[]
	/** Moments that people mean when they promise, by the service hours. */
	readonly moments: readonly Instant[]
	/** The cases before and after it in the list that it was opened from, where those were asked for. */
	readonly neighbours?: Neighbours | undefined
	readonly now: Instant
}

export type BesideDependencies = Pick<
	ReplyDependencies,
	'replyRules' | 'undoMilliseconds' | 'content' | 'calendars'
> & {
	readonly store: Pick<CaseStore, 'load'>
	readonly contacts: ReplyDependencies['contacts']
	readonly roster: Pick<RosterStore, 'list' | 'findByKeys'>
	readonly drafts: DraftStore
	readonly list: Pick<CaseList, 'loadAll'>
	readonly queue: QueueStore
	readonly clock: Clock
}

const EARLIER_SHOWN = 5

const earlierOf = async (
	{ contacts, list }: Pick<BesideDependencies, 'contacts' | 'list'>,
	{ id, contacts: keys }: CaseState,
): Promise<readonly EarlierCase[]> => {
	const people = await contacts.findByKeys(keys)
	const others = [...new Set(people.flatMap(({ cases }) => cases.slice(-EARLIER_SHOWN - 1)))].filter(
		(one) => one !== id,
	)
	const rows = others.length === 0 ? [] : await list.loadAll(others)
	return readableOf(rows)
		.map(({ number, state, openedAt, outcome }) => ({ number, state, openedAt, outcome }))
		.toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1))
		.slice(0, EARLIER_SHOWN)
}

const proposedIn = async (
	{ content }: Pick<BesideDependencies, 'content'>,
	{ proposals }: CaseState,
): Promise<readonly ProposedAnswer[]> => {
	const words = await Promise.all(proposals.map(({ proposal }) => proposalWords(content, proposal)))
	return words.flatMap((said) => {
		if (said === undefined) return []
		const { id, text, visibility: way, channel, purpose } = said
		return [{ id, text, way, channel, purpose }]
	})
}

const draftsOf = async (
	dependencies: BesideDependencies,
	state: CaseState,
	by: Agent['key'],
): Promise<CaseBeside['drafts']> => {
	const found = await Promise.all(
		DRAFT_WAYS.map(async (way) => [way, await findDraft(dependencies, state, { caseId: state.id, by, way })] as const),
	)
	return Object.fromEntries(found.filter(([, draft]) => draft !== undefined))
}

/** Two hours of service, a day, three days and a week. */
const momentsFrom = (calendar: ServiceCalendar, now: Instant): readonly Instant[] => [
	addServiceMinutes(calendar, now, 120),
	...[1, 3, 5].map((days) => addServiceDays(calendar, now, days)),
]

const peopleIn = async ({ roster }: BesideDependencies, now: Instant) => {
	const { records } = await roster.list()
	const people = records.map((record) => ({
		sub: record.sub,
		name: record.name,
		team: record.team,
		isWorking: isWorking(record),
		isHere: record.retiredAt === undefined && dutyAt(record, now).state === 'on',
	}))
	const teams = people.filter((one) => one.isWorking).flatMap(({ team }) => team ?? [])
	return { people, teams: [...new Set(teams)].toSorted() }
}

/** After so long a matter that is still open is an old one. */
const OLD_AFTER = 14 * DAY

const HARD_SIGNALS = ['press', 'lawyer', 'regulator', 'repeatedContact'] as const
export type HardCause = 'old' | 'promiseBroken' | (typeof HARD_SIGNALS)[number]

/** Returns why the customer may have had enough of us. */
const hardCauses = ({ state, openedAt, brokenPromises, signals }: CaseState, now: Instant): readonly HardCause[] => {
	const isOld = state === 'open' && addMilliseconds(openedAt, OLD_AFTER) <= now
	const told = HARD_SIGNALS.filter((kind) => signals.some((one) => one.signal === kind && one.state !== 'dismissed'))
	const own: readonly HardCause[] = [
		...(isOld ? (['old'] as const) : []),
		...(brokenPromises > 0 ? (['promiseBroken'] as const) : []),
	]
	return [...own, ...told]
}

export type BesideAsked = {
	readonly agent: Agent
	/** Whether the viewer's role may call an operation of the API. */
	readonly allows: (operation: CaseAct) => boolean
	readonly chosen: ChosenTarget
	/** The list in which its neighbours are looked for. */
	readonly neighboursIn?: QueueView | undefined
}

/** Reads what the page of a case needs beside the case. Changes nothing. Throws `RefusedError('caseUnknown')`. */
export const readBeside = async (
	dependencies: BesideDependencies,
	id: CaseId,
	{ agent, allows, chosen, neighboursIn: view }: BesideAsked,
): Promise<CaseBeside> => {
	const { store, roster, queue, clock, calendars } = dependencies
	const state = await store.load(id)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const now = clock.now()
	const { key, role, sub } = agent
	const { first } = state.unanswered
	const [ways, drafts, proposed, earlier, { people, teams }, absent, neighbours] = await Promise.all([
		answerWays(dependencies, state, agent, chosen, now),
		draftsOf(dependencies, state, key),
		proposedIn(dependencies, state),
		earlierOf(dependencies, state),
		peopleIn(dependencies, now),
		absentAmong(roster, agentsOf(state), now),
		view === undefined ? undefined : readNeighbours(queue, { view, viewer: agent }, state, now),
	])
	const asked = { actor: { key, role, team: agent.team }, now, absent }
	return {
		viewer: { sub, isTrainee: role === 'trainee', isLead: role === 'lead' },
		people,
		teams,
		hindrances: hindrancesOf(state, asked, allows),
		endings: possibleEndings(state, asked),
		ways,
		drafts,
		lastWay: state.lastMessage?.visibility ?? 'public',
		proposed,
		waiting: { messages: first.map(({ message }) => message), since: first.at(-1)?.sentAt },
		hard: hardCauses(state, now),
		earlier,
		given: givenIn(state),
		moments: momentsFrom(calendarOf(calendars(), state.team ?? agent.team), now),
		neighbours,
		now,
	}
}
