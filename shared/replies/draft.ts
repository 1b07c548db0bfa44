import { applyCommand } from '#shared/cases/apply.ts'
import { claimer } from '#shared/cases/claims/rights.ts'
import { isErasureBegun } from '#shared/cases/erasing/state.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { CaseStore, ContentStore } from '#shared/cases/ports.ts'
import { isReply, type ReplySend } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, type Clock, DAY, HOUR, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'

/** Where what somebody is writing is to go. */
export const DRAFT_WAYS = ['public', 'private', 'mail', 'note'] as const
export type DraftWay = (typeof DRAFT_WAYS)[number]

/** The most characters (UTF-16 units) of a draft. */
export const LONGEST_DRAFT = 10_000

/** Whose draft it is: one for each case, agent and way. */
export type DraftName = { readonly caseId: CaseId; readonly by: AgentKey; readonly way: DraftWay }

/** What was written at a time. */
export type DraftText = { readonly text: string; readonly at: Instant }

/** A text that was not sent yet; empty once it was, or was given up, which says that an older answer does not come back. */
export type Draft = DraftName &
	DraftText & {
		/** When a text before this one was last kept, and how many ever were. */
		readonly keptAt?: Instant | undefined
		readonly kept: number
		/** Raised by each write; 1 is the first. */
		readonly revision: number
	}

/** That somebody is writing, without a word of it. */
export type DraftMark = Pick<Draft, 'by' | 'way' | 'at'>

/** How many texts before a draft are kept, and for how long. */
export const VERSIONS_KEPT = 5
export const VERSIONS_KEPT_FOR = 24 * HOUR
/** Not each letter is a version. */
const VERSION_EVERY = MINUTE

/** A draft is erased so long after its case was closed. */
const DRAFTS_KEPT_FOR = 14 * DAY

export type DraftStore = {
	readonly find: (name: DraftName) => Promise<Draft | undefined>
	/** Returns the texts before it that are kept, the newest first. */
	readonly versions: (name: DraftName) => Promise<readonly DraftText[]>
	/** Stores a draft under its revision, with the text before it where that is kept. False where somebody was faster. */
	readonly put: (draft: Draft, before?: DraftText | undefined) => Promise<boolean>
	/** Returns who has a text in this case. Reads eventually. */
	readonly marks: (caseId: CaseId) => Promise<readonly DraftMark[]>
}

/** Erases drafts without reading a word. */
export type DraftEraser = {
	/** Erases all drafts of a case with their versions. */
	readonly eraseOf: (caseId: CaseId) => Promise<void>
	/** Returns cases with a draft that wants a look by now, up to `limit` drafts. */
	readonly toLookAt: (now: Instant, limit: number) => Promise<readonly DraftName[]>
	/** Has a draft looked at again at a later time. */
	readonly lookAgain: (name: DraftName, at: Instant) => Promise<void>
}

/** Returns when somebody looks whether the case of a draft was closed long ago: whole hours, so that few saves change an index. */
export const firstLookAt = (at: Instant): Instant =>
	new Date(Math.ceil(Date.parse(addMilliseconds(at, DRAFTS_KEPT_FOR)) / HOUR) * HOUR).toISOString()

/** Tells when the drafts of a case go; undefined while it is open. */
export const draftsEndAt = ({ closedAt }: CaseState): Instant | undefined =>
	closedAt === undefined ? undefined : addMilliseconds(closedAt, DRAFTS_KEPT_FOR)

/** Tells whether a case has no drafts any more, whatever is still stored. */
const arePast = (state: CaseState, now: Instant): boolean => isErasureBegun(state) || (draftsEndAt(state) ?? '9') <= now

type Writing = { readonly drafts: DraftStore; readonly clock: Clock }

/**
 * Stores what somebody wrote, keeping what was there before from time to time, and always where it is emptied. What is there
 * already is not written again, unless its author says it now.
 */
const storeDraft = ({ drafts, clock }: Writing, name: DraftName, text: string, isSaid = false): Promise<void> =>
	retryOnConflict('draftContended', async () => {
		const known = await drafts.find(name)
		if (known?.text === text && !isSaid) return true
		const now = clock.now()
		const isVersion =
			known !== undefined &&
			known.text !== '' &&
			(text === '' || known.keptAt === undefined || addMilliseconds(known.keptAt, VERSION_EVERY) <= now)
		const revision = (known?.revision ?? 0) + 1
		const kept = (known?.kept ?? 0) + (isVersion ? 1 : 0)
		const draft = { ...name, text, at: now, keptAt: isVersion ? now : known?.keptAt, kept, revision }
		const before = isVersion ? { text: known.text, at: known.at } : undefined
		return (await drafts.put(draft, before)) || undefined
	}).then(() => undefined)

export type DraftDependencies = Writing & {
	readonly store: CaseStore
	readonly content: Pick<ContentStore, 'get'>
	readonly draftEraser: Pick<DraftEraser, 'eraseOf'>
}

/**
 * Saves what somebody is writing and renews their claim, if they have it. `past` where the case has no drafts any more. An
 * erasure that began meanwhile takes the draft with it. Throws `RefusedError('caseUnknown')`.
 */
export const saveDraft = async (
	dependencies: DraftDependencies,
	name: DraftName,
	text: string,
): Promise<'saved' | 'past'> => {
	const { store, clock, draftEraser } = dependencies
	const { caseId, by } = name
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const now = clock.now()
	if (arePast(state, now)) return 'past'
	if (claimer(state, now) === by) await applyCommand(dependencies, caseId, { kind: 'keepClaim', by })
	// Half a character, as in a text that is still being typed, has no form in UTF-8.
	await storeDraft(dependencies, name, text.toWellFormed())
	const after = await store.load(caseId)
	if (after === undefined || !isErasureBegun(after)) return 'saved'
	await draftEraser.eraseOf(caseId)
	return 'past'
}

/** Empties a draft whose text is on its way, or was given up by its author. What it was stays among its versions. */
export const endDraft = async (dependencies: Writing, name: DraftName): Promise<void> => {
	const known = await dependencies.drafts.find(name)
	if (known !== undefined && known.text !== '') await storeDraft(dependencies, name, '')
}

/** Gives up a draft, and an answer that came back as one. */
export const giveUpDraft = (dependencies: Writing, name: DraftName): Promise<void> =>
	storeDraft(dependencies, name, '', true)

/** What somebody finds where they wrote. */
export type DraftShown = DraftText & {
	/** Their answer came back: withdrawn by them, or it failed. */
	readonly cameBack?: 'withdrawn' | 'failed' | undefined
}

const wayOf = ({ via, visibility }: { readonly via: string; readonly visibility: DraftWay }): DraftWay =>
	via === 'mail' ? 'mail' : visibility

/** Returns the draft of an answer's author where it is to go. */
export const draftOf = (caseId: CaseId, reply: ReplySend): DraftName => ({ caseId, by: reply.by, way: wayOf(reply) })

/** Returns the text of an answer as its author wrote it. */
const withoutInitials = ({ text, initials }: { readonly text: string; readonly initials: string }): string => {
	const sign = `^${initials}`
	return text.endsWith(sign) ? text.slice(0, -sign.length).trimEnd() : text
}

/** Returns the author's newest answer of this way where it did not leave, and nothing was written since. */
const cameBack = async (
	{ content }: Pick<DraftDependencies, 'content'>,
	state: CaseState,
	{ by, way }: DraftName,
	since: Instant,
): Promise<DraftShown | undefined> => {
	const last = state.sends.filter(isReply).findLast((reply) => reply.by === by && wayOf(reply) === way)
	if (last === undefined || last.since <= since) return undefined
	const { kind } = last.status
	if (kind !== 'withdrawn' && kind !== 'failed') return undefined
	const [said] = await content.get([last.contentId])
	return said?.kind === 'reply' ? { text: withoutInitials(said), at: last.since, cameBack: kind } : undefined
}

/** Returns somebody's draft in a case, or their answer that came back; undefined where there is neither. */
export const findDraft = async (
	dependencies: Pick<DraftDependencies, 'drafts' | 'content' | 'clock'>,
	state: CaseState,
	name: DraftName,
): Promise<DraftShown | undefined> => {
	const { drafts, clock } = dependencies
	if (arePast(state, clock.now())) return undefined
	const known = await drafts.find(name)
	if (known !== undefined && known.text !== '') return { text: known.text, at: known.at }
	return cameBack(dependencies, state, name, known?.at ?? '')
}

/** Returns the kept texts before somebody's draft, the newest first. */
export const draftVersions = async (
	{ drafts, clock }: Writing,
	state: CaseState,
	name: DraftName,
): Promise<readonly DraftText[]> => (arePast(state, clock.now()) ? [] : drafts.versions(name))

/** Returns who else is writing what in a case, as far as it still has drafts. */
export const draftsOfOthers = async (
	{ drafts, clock }: Writing,
	state: CaseState,
	by: AgentKey,
): Promise<readonly DraftMark[]> =>
	arePast(state, clock.now()) ? [] : (await drafts.marks(state.id)).filter((mark) => mark.by !== by)
