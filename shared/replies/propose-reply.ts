import type { RosterStore } from '#shared/agents/roster.ts'
import type { Team } from '#shared/cases/actor.ts'
import type { ObjectedTo, Proposal, Proposed } from '#shared/cases/apply.ts'
import type { ProposalContent } from '#shared/cases/content.ts'
import type { AgentKey, CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { type Ran, runOnce } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { type AnswerCaseDependencies, type AnswerToGive, afterQueued } from './answer-case.ts'
import type { Target } from './find-target.ts'
import { type Override, object, objectionTo, type ReplyObjection } from './objection.ts'
import { type AskedReply, aimReply, checkText, prepareReply, type ReplyDependencies, wordsOf } from './prepare-reply.ts'

/** Answers of those who learn: they are checked like any other, and wait for somebody who answers for them. */

type Result = Promise<Ran<Target> | ObjectedTo<ReplyObjection>>

/** Prepares a proposal: its text fixed as its author wrote it, once nothing speaks against its leaving. */
const prepareProposal = async (
	dependencies: ReplyDependencies,
	state: CaseState,
	asked: AskedReply,
	now: Instant,
): Promise<Proposed<ReplyObjection, Target>> => {
	const { by, written } = asked
	const aimed = await aimReply(dependencies, state, asked, now)
	if ('objection' in aimed) return aimed
	const { command: reply, target } = aimed
	const content: Proposal<ReplyObjection>['content'] = async ({ window }) => {
		const objection = objectionTo(await checkText(dependencies, state, written, aimed, window), written.overrides)
		if (objection !== undefined) return { objection }
		const item = { id: reply.reply, caseId: state.id, at: now, revision: 0, by } as const
		return { content: { kind: 'proposal', ...item, ...written, text: wordsOf(state, written).toWellFormed() } }
	}
	return { command: { kind: 'proposeReply', by, reply }, content, about: target }
}

/** Proposes an answer, once for all repeats under the same key: it leaves by nothing that its author can do. */
export const proposeReply = (
	dependencies: AnswerCaseDependencies,
	{ caseId, by, team, sub, version, key, written }: AnswerToGive,
): Result =>
	runOnce(dependencies, {
		caseId,
		sub,
		by,
		team,
		version,
		key,
		content: ['proposeReply', version, written],
		prepare: (state, newKey, now) => prepareProposal(dependencies, state, { by, sub, team, written, newKey }, now),
	})

export type ReplyToRelease = {
	readonly caseId: CaseId
	readonly by: AgentKey
	readonly sub: string
	readonly team: Team | undefined
	readonly proposal: MessageKey
	/** The version that who releases it saw; needed where the customer wrote after its author looked. */
	readonly version: number | undefined
	/** What is overruled beside what its author overruled. */
	readonly overrides: readonly Override[]
	readonly key: string | undefined
}

export type ReleaseDependencies = AnswerCaseDependencies & { readonly roster: Pick<RosterStore, 'findByKeys'> }

/** Returns what a proposal says; undefined where it is not there or was erased. */
export const proposalWords = async (
	content: Pick<ContentStore, 'get'>,
	key: MessageKey,
): Promise<ProposalContent | undefined> => {
	const [known] = await content.get([key])
	return known?.kind === 'proposal' ? known : undefined
}

/** Prepares the answer as its author wrote it, with their initials under it, or those of who releases it where they have left. */
const prepareRelease = async (
	dependencies: ReleaseDependencies,
	state: CaseState,
	{ by, sub, team, proposal, version, overrides }: ReplyToRelease,
	newKey: AskedReply['newKey'],
	now: Instant,
): Promise<Proposed<ReplyObjection, Target>> => {
	const words = await proposalWords(dependencies.content, proposal)
	if (words === undefined || words.caseId !== state.id) return object({ code: 'proposalUnknown' })
	const author = (await dependencies.roster.findByKeys([words.by])).get(words.by)
	const signer = author === undefined || author.retiredAt !== undefined ? sub : author.sub
	const { visibility, text, channel, inReplyTo, purpose, until, isUrgent, promise, netiquette } = words
	const written = { visibility, text, channel, inReplyTo, purpose, until, isUrgent, promise, netiquette }
	const asked = {
		by,
		sub: signer,
		team,
		written: { ...written, overrides: [...words.overrides, ...overrides] },
		newKey,
	}
	const prepared = await prepareReply(dependencies, state, asked, now)
	if ('objection' in prepared) return prepared
	const { command: reply, ...along } = prepared
	return { ...along, command: { kind: 'releaseReply', proposal, reply, hasSeen: version !== undefined } }
}

/** Releases a proposal: it is queued as an answer, once for all repeats under the same key, and can be withdrawn like any. */
export const releaseReply = async (dependencies: ReleaseDependencies, asked: ReplyToRelease): Result => {
	const { caseId, by, sub, team, proposal, version, overrides, key } = asked
	const ran = await runOnce(dependencies, {
		caseId,
		sub,
		by,
		team,
		version,
		key,
		content: ['releaseReply', proposal, version, overrides],
		prepare: (state, newKey, now) => prepareRelease(dependencies, state, asked, newKey, now),
	})
	const words = ran.outcome === 'applied' ? await proposalWords(dependencies.content, proposal) : undefined
	if (ran.outcome === 'applied' && words !== undefined) await afterQueued(dependencies, ran.state, words.text)
	return ran
}
