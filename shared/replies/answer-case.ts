import { calendarOf } from '#shared/calendar/service-calendar.ts'
import type { Team } from '#shared/cases/actor.ts'
import type { Objected, ObjectedTo } from '#shared/cases/apply.ts'
import { claimer } from '#shared/cases/claims/rights.ts'
import { decide } from '#shared/cases/decide.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { MessagingWindow } from '#shared/cases/replies/messaging-window.ts'
import { type Ran, type RunDependencies, runOnce } from '#shared/cases/run-once.ts'
import { isReply } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import { type FoundPromise, findPromises } from '#shared/texts/find-promises.ts'
import { type Alternatives, alternativesTo } from './alternatives.ts'
import type { ReplyCheck } from './check-reply.ts'
import { type DraftStore, draftOf, endDraft } from './draft.ts'
import type { Target } from './find-target.ts'
import type { ReplyObjection } from './objection.ts'
import { type AskedReply, aimReply, checkText, prepareReply, type ReplyDependencies, wordsOf } from './prepare-reply.ts'
import { accountKeyOf } from './recent-texts.ts'

export type AnswerCaseDependencies = ReplyDependencies & RunDependencies & { readonly drafts: DraftStore }

export type AnswerToGive = Omit<AskedReply, 'newKey'> & {
	readonly caseId: CaseId
	readonly team: Team | undefined
	/** The version of the case that its author saw. */
	readonly version: number
	/** The idempotency key; without one repeats are not recognised. */
	readonly key: string | undefined
}

/** An answer that can still be withdrawn. */
export type QueuedReply = {
	readonly id: MessageKey
	readonly leavesAt: Instant
	readonly text: string
	readonly initials: string
}

/** Returns the newest queued answer of a case as it was stored. */
export const queuedReply = async (
	{ content }: { readonly content: Pick<ContentStore, 'get'> },
	state: CaseState,
): Promise<QueuedReply | undefined> => {
	const queued = state.sends.findLast(isReply)
	if (queued === undefined) return undefined
	const [written] = await content.get([queued.contentId])
	const { text, initials } = written?.kind === 'reply' ? written : { text: '', initials: '' }
	return { id: queued.contentId, leavesAt: queued.leavesAt, text, initials }
}

/** Returns the last answer of who holds the claim, so that a second agent sees it. */
export const lastOfClaimer = async (
	{ content }: { readonly content: Pick<ContentStore, 'get'> },
	state: CaseState,
	now: Instant,
): Promise<string | undefined> => {
	const holder = claimer(state, now)
	const last = state.sends.filter(isReply).findLast(({ by }) => by === holder)
	if (last === undefined) return undefined
	const [written] = await content.get([last.contentId])
	return written?.kind === 'reply' ? written.text : undefined
}

/** Ends the draft of a queued answer and remembers what its author wrote, with which other answers are compared. */
export const afterQueued = async (
	dependencies: AnswerCaseDependencies,
	state: CaseState,
	text: string | undefined,
): Promise<void> => {
	const { recentTexts, checkRules, contacts } = dependencies
	const queued = state.sends.findLast(isReply)
	if (queued === undefined) return
	await endDraft(dependencies, draftOf(state.id, queued))
	if (text === undefined) return
	const [person] = queued.via === 'mail' ? [] : await contacts.findByKeys([queued.contact])
	if (person === undefined) return
	await recentTexts.add(accountKeyOf(person), { caseId: state.id, fingerprint: checkRules.fingerprint(text) })
}

/**
 * Answers a case in public, in private or by mail, once for all repeats under the same key. A refusal names the target.
 * Throws as `runOnce` does.
 */
export const answerCase = async (
	dependencies: AnswerCaseDependencies,
	{ caseId, by, team, sub, version, key, written }: AnswerToGive,
): Promise<Ran<Target> | ObjectedTo<ReplyObjection>> => {
	const ran = await runOnce(dependencies, {
		caseId,
		sub,
		by,
		team,
		version,
		key,
		content: ['answerCase', version, written],
		prepare: (state, newKey, now) => prepareReply(dependencies, state, { by, sub, team, written, newKey }, now),
	})
	if (ran.outcome === 'applied')
		await afterQueued(dependencies, ran.state, written.textKey === undefined ? written.text : undefined)
	return ran
}

export type PreviewDependencies = ReplyDependencies & { readonly clock: Clock; readonly random: Random }

export type ReplyToPreview = Omit<AskedReply, 'newKey'> & { readonly caseId: CaseId }

/** The length up to which promises are looked for, as that must be quick. */
const LONGEST_READ = 10_000

/** An answer as it would be sent now. */
export type PreviewedReply = {
	readonly state: CaseState
	readonly target: Target | undefined
	readonly initials: string
	readonly check: ReplyCheck
	/** What it seems to promise, found by its words: a suggestion, of which nothing follows. */
	readonly promises: readonly FoundPromise[]
	/** The messaging window by which it would leave, where the network has one. */
	readonly window: MessagingWindow | undefined
	/** Why the case would refuse it. */
	readonly refused: ({ readonly refusal: Refusal } & Alternatives) | undefined
}

/**
 * Returns an answer as it would be sent now. Changes nothing. Throws `RefusedError('caseUnknown')`.
 */
export const previewReply = async (
	dependencies: PreviewDependencies,
	{ caseId, by, team, sub, written }: ReplyToPreview,
): Promise<PreviewedReply | Objected<ReplyObjection>> => {
	const { store, clock, random, calendars } = dependencies
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const newKey: AskedReply['newKey'] = (prefix) => newId(prefix, random)
	const now = clock.now()
	const aimed = await aimReply(dependencies, state, { by, sub, team, written, newKey }, now)
	if ('objection' in aimed) return aimed
	const { command, target, initials } = aimed
	const decision = decide(state, command, now)
	const check = await checkText(dependencies, state, written, aimed, decision.window)
	return {
		state,
		target,
		initials,
		check,
		promises: findPromises(
			wordsOf(state, written).slice(0, LONGEST_READ),
			calendarOf(calendars(), state.team ?? team),
			now,
		),
		window: decision.window,
		refused:
			decision.outcome === 'accepted'
				? undefined
				: { refusal: decision.refusal, ...alternativesTo(dependencies, decision.refusal, state, target, now) },
	}
}
