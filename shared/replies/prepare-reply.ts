import { type InitialsStore, initialsFor } from '#shared/agents/initials.ts'
import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { type AgentKey, type CaseId, messageKeySchema } from '#shared/cases/keys.ts'
import type { CaseStore, ContactStore, Words, WordsStore } from '#shared/cases/ports.ts'
import { type ReplyRules, reachBy } from '#shared/cases/reply-target.ts'
import type { NewKey, Prepared } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { ProblemError, problem } from '#shared/http/problem.ts'
import type { ReplyBody } from '#shared/http/reply-contracts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { askForAnswerText } from '#shared/texts/speak.ts'
import { type CheckRules, checkReply, type ReplyCheck } from './check-reply.ts'
import { findTarget, type Target, type Wanted } from './find-target.ts'
import type { RecentTexts } from './recent-texts.ts'

export type ReplyDependencies = {
	readonly store: CaseStore
	readonly words: WordsStore
	readonly contacts: Pick<ContactStore, 'findByKeys'>
	readonly initials: InitialsStore
	readonly recentTexts: RecentTexts
	readonly replyRules: ReplyRules
	readonly checkRules: CheckRules
	/** How long an answer can be withdrawn before it leaves. */
	readonly undoMilliseconds: number
}

export type Written = Pick<ReplyBody, 'visibility' | 'text' | 'channel' | 'inReplyTo'>

/** A reply with all that is known about it before anything is decided. */
export type Considered = { readonly target?: Target; readonly initials: string; readonly check: ReplyCheck }

/** The account that writes, for what it wrote lately; mails have none. */
const accountOf = (target: Target | undefined): string | undefined =>
	target === undefined ? undefined : `${target.contact.network}#${target.contact.accountId}`

/** Where an answer would go; undefined for mail, and where there is nothing to answer. */
export const targetOf = async (
	dependencies: Pick<ReplyDependencies, 'words' | 'contacts'>,
	state: CaseState,
	{ visibility, channel, inReplyTo }: Omit<Written, 'text'>,
): Promise<Target | undefined> => {
	if (visibility === 'mail') return undefined
	const named = inReplyTo === undefined ? undefined : messageKeySchema.parse(inReplyTo)
	const wanted: Wanted = { visibility, channel, inReplyTo: named }
	const target = await findTarget(dependencies, state, wanted)
	if (target === undefined && inReplyTo !== undefined) throw new RefusedError('messageUnknown')
	return target
}

/** Meta takes one private reply and no more until the customer writes back: it asks for that (NETWORKS.md 3.4). */
const additionFor = (
	{ replyRules }: ReplyDependencies,
	state: CaseState,
	{ visibility }: Written,
	target: Target | undefined,
	now: Instant,
): string | undefined => {
	if (target === undefined || visibility !== 'private') return undefined
	const reached = reachBy(state, target.answered, visibility, replyRules, now)
	const isPrivateReply = reached.outcome === 'open' && reached.window?.kind === 'privateReply'
	const language = state.language === 'en' ? 'en' : 'de'
	return isPrivateReply ? askForAnswerText({ language, form: state.form }) : undefined
}

/**
 * Looks at an answer as it would be sent now. Throws `RefusedError`: messageUnknown, agentRetired.
 */
export const considerReply = async (
	dependencies: ReplyDependencies,
	state: CaseState,
	written: Written,
	sub: string,
	now: Instant,
): Promise<Considered> => {
	const target = await targetOf(dependencies, state, written)
	const initials = await initialsFor(dependencies.initials, sub)
	if (initials === undefined) throw new RefusedError('agentRetired')
	const account = accountOf(target)
	const recent = account === undefined ? [] : await dependencies.recentTexts.list(account)
	const { visibility, text } = written
	// Without a target there is nothing to count by; the decision refuses it anyway.
	const network = target?.answered.network ?? 'x'
	const isSummons = target?.answered.isSummons === true
	const way = visibility === 'mail' ? visibility : ({ network, visibility, isSummons } as const)
	const { form, id: caseId } = state
	const addition = additionFor(dependencies, state, written, target, now)
	const check = checkReply({ caseId, way, text, initials, form, recent, addition }, dependencies.checkRules)
	return { initials, check, ...(target === undefined ? {} : { target }) }
}

/** Throws what the text's author must mend, or look at again. */
export const assertSendable = (
	{ length, limit, refusals, warnings }: ReplyCheck,
	overrides: ReplyBody['overrides'],
): void => {
	const [refusal] = refusals
	if (refusal?.code === 'textEmpty')
		throw new ProblemError(problem('text-empty', { errors: [{ field: 'text', code: 'empty' }] }))
	if (refusal?.code === 'textInvalid')
		throw new ProblemError(problem('text-invalid', { errors: [{ field: 'text', code: 'invalid' }] }))
	if (refusal?.code === 'textTooLong')
		throw new ProblemError(problem('text-too-long', { length, limit, errors: [{ field: 'text', code: 'tooLong' }] }))
	if (refusal?.code === 'personalData')
		throw new ProblemError(
			problem('personal-data', { findings: refusal.findings, errors: [{ field: 'text', code: 'personalData' }] }),
		)
	const open = warnings.filter(({ code }) => !overrides.some(({ warning }) => warning === code))
	if (open.length > 0) throw new ProblemError(problem('warnings-open', { warnings: open }))
}

export type Asked = {
	readonly caseId: CaseId
	readonly sub: string
	readonly by: AgentKey
	readonly body: ReplyBody
	readonly newKey: NewKey
	readonly now: Instant
}

/** The command of an answer, as it would be decided. */
export const replyCommand = (
	{ replyRules, undoMilliseconds }: Pick<ReplyDependencies, 'replyRules' | 'undoMilliseconds'>,
	{ by, body, newKey }: Pick<Asked, 'by' | 'newKey'> & { readonly body: Omit<ReplyBody, 'version'> },
	target: Target | undefined,
): Extract<Command, { kind: 'reply' }> => {
	const { visibility, purpose, urgent, overrides } = body
	return {
		kind: 'reply',
		by,
		effect: newKey('eff'),
		reply: newKey('msg'),
		target: visibility === 'mail' ? { visibility } : { visibility, answered: target?.answered },
		purpose,
		rules: replyRules,
		undoMilliseconds,
		isUrgent: urgent,
		overrides,
	}
}

/**
 * An answer as command and words: the text with its initials, the recipient as the network names it, both frozen. Throws
 * `RefusedError` or `ProblemError`; where the case refuses the command, that is left to the command.
 */
export const prepareReply = async (dependencies: ReplyDependencies, asked: Asked): Promise<Prepared> => {
	const { caseId, by, body, now, sub } = asked
	const state = await dependencies.store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const { target, initials, check } = await considerReply(dependencies, state, body, sub, now)
	const command = replyCommand(dependencies, asked, target)
	const isCurrent = state.version === body.version
	if (isCurrent && decide(state, command, now).outcome === 'accepted') assertSendable(check, body.overrides)
	const recipient = target?.recipient ?? {}
	const words: Words = {
		id: command.reply,
		caseId,
		text: check.text.toWellFormed(),
		by,
		initials,
		...recipient,
		at: now,
	}
	return { command, words }
}
