import { initialsFor } from '#shared/agents/initials.ts'
import type { RosterStore } from '#shared/agents/roster.ts'
import { addServiceDays, calendarOf, type ServiceCalendars } from '#shared/calendar/service-calendar.ts'
import type { Team } from '#shared/cases/actor.ts'
import { languageToWrite } from '#shared/cases/address/evolve.ts'
import type { Objected, Proposal } from '#shared/cases/apply.ts'
import type { ReplyPurpose } from '#shared/cases/codes.ts'
import type { CommandOf } from '#shared/cases/commands.ts'
import type { ReplyContent } from '#shared/cases/content.ts'
import type { AgentKey, MessageKey } from '#shared/cases/keys.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { CaseStore, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { newPromise, type SaidPromise } from '#shared/cases/promises/clock.ts'
import type { MessagingWindow } from '#shared/cases/replies/messaging-window.ts'
import type { ReplyRules } from '#shared/cases/replies/reply-target.ts'
import type { NewKey } from '#shared/cases/run-once.ts'
import type { DangerKind } from '#shared/cases/signals/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { dangerText } from '#shared/texts/danger-texts.ts'
import { askForAnswerText } from '#shared/texts/speak.ts'
import { type CheckRules, checkReply, type ReplyCheck } from './check-reply.ts'
import { findTarget, type Target } from './find-target.ts'
import { type Override, object, objectionTo, type ReplyObjection } from './objection.ts'
import { accountKeyOf, type RecentTexts } from './recent-texts.ts'

export type ReplyDependencies = {
	readonly store: CaseStore
	readonly content: ContentStore
	readonly contacts: Pick<ContactStore, 'findByKeys'>
	readonly roster: Pick<RosterStore, 'find' | 'putInitials'>
	readonly recentTexts: RecentTexts
	readonly replyRules: ReplyRules
	readonly checkRules: CheckRules
	/** How long an answer can be withdrawn before it leaves. */
	readonly undoMilliseconds: number
	/** Returns the service hours of the stage and its teams. */
	readonly calendars: () => ServiceCalendars
}

/** An answer as its author wrote it. */
export type WrittenReply = {
	readonly visibility: Visibility | 'mail'
	readonly text: string
	readonly channel?: Network | undefined
	/** Default: the newest message of that visibility. */
	readonly inReplyTo?: MessageKey | undefined
	readonly purpose: ReplyPurpose
	/** Of an interim answer: by when we say more. */
	readonly until?: Instant | undefined
	readonly isUrgent: boolean
	readonly overrides: readonly Override[]
	/** What it promises. */
	readonly promise?: SaidPromise | undefined
	/** The danger that it answers with our fixed text, in place of `text`. */
	readonly textKey?: DangerKind | undefined
	/** The step about the tone of a message that its words say. */
	readonly netiquette?: CommandOf<'reply'>['netiquette'] | undefined
	/** The end of the case, once it was sent. */
	readonly closing?: CommandOf<'reply'>['closing'] | undefined
}

/** An answer with its author: the key for facts, the subject for initials. */
export type AskedReply = {
	readonly by: AgentKey
	readonly sub: string
	readonly written: WrittenReply
	/** Their team, by whose hours a promise is counted where the case has none. */
	readonly team: Team | undefined
	readonly newKey: NewKey
}

/** An answer ready for the case's decision: command, target, initials. */
export type AimedReply = {
	readonly command: CommandOf<'reply'>
	readonly target: Target | undefined
	readonly initials: string
}

/** Who is invited has one day of service; then somebody looks after them. */
const INVITED_DAYS = 1

/** Returns the date that a reply carries: as its author says, or the end of the time for whom it invites. */
const untilOf = (
	{ calendars, undoMilliseconds }: ReplyDependencies,
	{ team }: CaseState,
	{ purpose, until }: WrittenReply,
	now: Instant,
): Instant | undefined => {
	if (purpose === 'interim') return until
	if (purpose !== 'invitation') return undefined
	return addServiceDays(calendarOf(calendars(), team), addMilliseconds(now, undoMilliseconds), INVITED_DAYS)
}

/** What an answer promises: an interim one, that we say more by its date. */
const promiseIn = ({ purpose, until, promise }: WrittenReply): SaidPromise | undefined =>
	promise === undefined && purpose === 'interim' && until !== undefined
		? { kind: 'answer', dueAt: until, owedBy: 'agent' }
		: promise

/** Returns the words of an answer: those its author wrote, or the fixed ones for a danger, which nobody edits. */
export const wordsOf = (
	{ form, language }: CaseState,
	{ text, textKey }: Pick<WrittenReply, 'text' | 'textKey'>,
): string => (textKey === undefined ? text : dangerText(textKey, { form, language }))

/** Tells whether a customer wrote a message in this case that was not erased. */
const isOfCustomer = async (
	{ content }: Pick<ReplyDependencies, 'content'>,
	{ id }: CaseState,
	message: MessageKey,
): Promise<boolean> => {
	const [known] = await content.get([message])
	return known?.kind === 'message' && known.caseId === id
}

/** Resolves command, target and initials of an answer. Reads only, except for initials assigned at first use. */
export const aimReply = async (
	dependencies: ReplyDependencies,
	state: CaseState,
	{ by, sub, team, written, newKey }: AskedReply,
	now: Instant,
): Promise<AimedReply | Objected<ReplyObjection>> => {
	const { visibility, channel, inReplyTo, purpose, isUrgent, overrides, netiquette, closing, textKey } = written
	const isForNothing = textKey !== undefined && !state.dangers.some(({ danger }) => danger === textKey)
	if (isForNothing) return object({ code: 'dangerNotOpen' })
	const wanted = visibility === 'mail' ? undefined : { visibility, channel, inReplyTo }
	const target = wanted === undefined ? undefined : await findTarget(dependencies, state, wanted)
	if (wanted?.inReplyTo !== undefined && target === undefined) return object({ code: 'messageUnknown' })
	if (netiquette !== undefined && !(await isOfCustomer(dependencies, state, netiquette.message)))
		return object({ code: 'messageUnknown' })
	const initials = await initialsFor(dependencies.roster, sub)
	if (initials === undefined) return object({ code: 'agentRetired' })
	const command: CommandOf<'reply'> = {
		kind: 'reply',
		by,
		send: newKey('send'),
		reply: newKey('msg'),
		target: visibility === 'mail' ? { visibility } : { visibility, answered: target?.answered },
		purpose,
		until: untilOf(dependencies, state, written, now),
		rules: dependencies.replyRules,
		undoMilliseconds: dependencies.undoMilliseconds,
		isUrgent,
		overrides,
		netiquette,
		closing,
		promise: newPromise(dependencies.calendars(), state, promiseIn(written), { id: newKey('promise'), team, now }),
	}
	return { command, target, initials }
}

/**
 * Checks the text of an answer as it would leave by a window. Meta allows one private reply until the customer writes
 * back: the text then asks for that (NETWORKS.md 3.4).
 */
export const checkText = async (
	{ recentTexts, checkRules }: Pick<ReplyDependencies, 'recentTexts' | 'checkRules'>,
	state: CaseState,
	{ visibility, ...written }: Pick<WrittenReply, 'visibility' | 'text' | 'textKey'>,
	{ target, initials }: AimedReply,
	window: MessagingWindow | undefined,
): Promise<ReplyCheck> => {
	const { id: caseId, form, language } = state
	const text = wordsOf(state, written)
	const recent = target === undefined ? [] : await recentTexts.list(accountKeyOf(target.contact))
	// Without a target the length counts as on X; the case refuses the answer anyway.
	const { network = 'x', isSummons } = target?.answered ?? {}
	const channel = visibility === 'mail' ? visibility : { network, visibility, isSummons: isSummons === true }
	const addition =
		window?.kind === 'privateReply' ? askForAnswerText({ language: languageToWrite(language), form }) : undefined
	const check = checkReply({ caseId, channel, text, initials, form, language, recent, addition }, checkRules)
	// Nothing is to be asked of who sends fixed words: they are the same for everybody.
	return written.textKey === undefined ? check : { ...check, warnings: [] }
}

type PreparedReply = Proposal<ReplyObjection, Target> & { readonly command: CommandOf<'reply'> }

/**
 * Prepares an answer as command and content, with text, initials and recipient fixed. The text is checked only where
 * the case accepts the command.
 */
export const prepareReply = async (
	dependencies: ReplyDependencies,
	state: CaseState,
	asked: AskedReply,
	now: Instant,
): Promise<PreparedReply | Objected<ReplyObjection>> => {
	const aimed = await aimReply(dependencies, state, asked, now)
	if ('objection' in aimed) return aimed
	const { command, target, initials } = aimed
	const { by, written } = asked
	const content: Proposal<ReplyObjection>['content'] = async ({ window }) => {
		const check = await checkText(dependencies, state, written, aimed, window)
		const objection = objectionTo(check, written.overrides)
		if (objection !== undefined) return { objection }
		const recipient = written.visibility === 'mail' ? ({ via: 'mail' } as const) : target?.recipient
		if (recipient === undefined) return { objection: { code: 'messageUnknown' } }
		const { reply: id } = command
		const text = check.text.toWellFormed()
		const reply: ReplyContent = {
			kind: 'reply',
			id,
			caseId: state.id,
			text,
			by,
			initials,
			at: now,
			revision: 0,
			...recipient,
		}
		return { content: reply }
	}
	return { command, content, about: target }
}
