import type { z } from 'zod'
import { applyCommand } from '#shared/cases/apply-command.ts'
import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { claimer } from '#shared/cases/decide-claim.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import { type PossibleAnswer, possibleAnswers, reachBy } from '#shared/cases/reply-target.ts'
import { type NewKey, type Ran, runOnce } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { answerLink } from '#shared/channels/answer-link.ts'
import { showState } from '#shared/desk/show-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newId } from '#shared/kernel/id.ts'
import { keepDraft } from '#shared/replies/draft.ts'
import type { Target } from '#shared/replies/find-target.ts'
import {
	type Considered,
	considerReply,
	prepareReply,
	type ReplyDependencies,
	replyCommand,
	targetOf,
} from '#shared/replies/prepare-reply.ts'
import { commandAnswer, refusalAnswer } from './answer-command.ts'
import { caseIdOf } from './case-id.ts'
import type { CommandRouteDependencies } from './command-routes.ts'
import type { Answer } from './problem.ts'
import { PROBLEMS } from './problems.ts'
import { PROBLEM_OF, PROBLEM_OF_TEXT } from './refusal-problems.ts'
import { replyCommandRoutes } from './reply-command-routes.ts'
import { type Preview, previewReply, type ReplyBody, reply } from './reply-contracts.ts'
import { bind, type Route } from './route.ts'

export type ReplyRouteDependencies = CommandRouteDependencies & ReplyDependencies

/** What a caller needs to know to go on after a refusal: other ways, and where a person answers by hand. */
const wayOut = (
	{ replyRules, clock }: Pick<ReplyRouteDependencies, 'replyRules' | 'clock'>,
	refusal: Refusal,
	state: CaseState,
	target: Target | undefined,
): { readonly possible?: readonly PossibleAnswer[]; readonly link?: string } => {
	const isAboutWays = ['windowClosed', 'privateReplyUsed', 'answerByHand', 'noConfirmedAddress', 'noMessageToAnswer']
	if (!isAboutWays.includes(refusal)) return {}
	const link = target?.words === undefined ? undefined : answerLink(target.words)
	const isByHand = refusal === 'answerByHand' || refusal === 'windowClosed'
	return {
		possible: possibleAnswers(state, replyRules, clock.now()),
		...(isByHand && link !== undefined ? { link } : {}),
	}
}

const sentText = async ({ words }: ReplyRouteDependencies, state: CaseState) => {
	const queued = state.effects.findLast(({ purpose }) => purpose === 'reply')?.reply
	if (queued === undefined) return {}
	const [written] = await words.get([queued.reply])
	const { text = '', initials = '' } = written ?? {}
	return { reply: { id: queued.reply, leavesAt: queued.leavesAt, text, initials } }
}

/** What follows from an answer that was queued: it is no draft any more, and others' answers are compared with it. */
const follow = async (dependencies: ReplyRouteDependencies, { state }: { state: CaseState }, body: ReplyBody) => {
	const { words, recentTexts, checkRules, contacts } = dependencies
	const queued = state.effects.findLast(({ purpose }) => purpose === 'reply')
	if (queued?.reply === undefined) return
	const { by, contact } = queued.reply
	await keepDraft(words, state.id, { by, text: '', at: queued.since })
	const [person] = contact === undefined ? [] : await contacts.findByKeys([contact])
	if (person === undefined) return
	const account = `${person.network}#${person.accountId}`
	await recentTexts.add(account, { caseId: state.id, fingerprint: checkRules.fingerprint(body.text) })
}

const replyAnswer = async (
	dependencies: ReplyRouteDependencies,
	ran: Ran,
	body: ReplyBody,
	by: AgentKey,
): Promise<Answer> => {
	if (ran.outcome === 'refused') {
		const target = await targetOf(dependencies, ran.state, body)
		return refusalAnswer(dependencies, ran.refusal, ran.state, wayOut(dependencies, ran.refusal, ran.state, target))
	}
	const answer = await commandAnswer(dependencies, ran, { by })
	if (ran.outcome !== 'applied' && ran.outcome !== 'repeated') return answer
	return { ...answer, body: { ...answer.body, ...(await sentText(dependencies, ran.state)) } }
}

const replyRoute = (dependencies: ReplyRouteDependencies): Route =>
	bind(reply, async ({ id, body, idempotencyKey }, { sub }) => {
		const caseId = caseIdOf(id)
		const by = await dependencies.agents.keyFor(sub)
		const ran = await runOnce(dependencies, {
			caseId,
			sub,
			by,
			version: body.version,
			key: idempotencyKey,
			content: [reply.operation, body],
			prepare: (newKey, now) => prepareReply(dependencies, { caseId, sub, by, body, newKey, now }),
		})
		if (ran.outcome === 'applied') await follow(dependencies, ran, body)
		return replyAnswer(dependencies, ran, body, by)
	})

type PreviewBody = z.output<typeof previewReply.body>

const recipientView = (body: PreviewBody, target: Target | undefined): Preview['recipient'] => {
	if (body.visibility === 'mail') return { channel: 'mail', visibility: 'private' }
	if (target === undefined) return undefined
	const { contact, answered, words } = target
	return {
		channel: contact.network,
		visibility: body.visibility,
		userId: contact.userId,
		...(contact.handle === undefined ? {} : { handle: contact.handle }),
		...(words?.authorName === undefined ? {} : { name: words.authorName }),
		inReplyTo: answered.message,
	}
}

const textRefusals = ({ refusals }: Considered['check']): Preview['refusals'] =>
	refusals.map((one) => {
		const code = PROBLEM_OF_TEXT[one.code]
		const { detail } = PROBLEMS[code]
		return { code, detail, ...(one.code === 'personalData' ? { findings: [...one.findings] } : {}) }
	})

/** Why the case would refuse the answer as it is now. */
const caseRefusals = async (
	dependencies: ReplyRouteDependencies,
	state: CaseState,
	target: Target | undefined,
	command: Extract<Command, { kind: 'reply' }>,
): Promise<Preview['refusals']> => {
	const decision = decide(state, command, dependencies.clock.now())
	if (decision.outcome === 'accepted') return []
	const code = PROBLEM_OF[decision.refusal]
	const { claimedBy } = decision.refusal === 'claimedByOther' ? await showState(dependencies, state) : {}
	const { possible, link } = wayOut(dependencies, decision.refusal, state, target)
	return [
		{
			code,
			detail: PROBLEMS[code].detail,
			...(possible === undefined ? {} : { possible: [...possible] }),
			...(link === undefined ? {} : { link }),
			...(claimedBy === undefined ? {} : { claimedBy }),
		},
	]
}

const windowView = (
	{ replyRules, clock }: ReplyRouteDependencies,
	state: CaseState,
	body: PreviewBody,
	target: Target | undefined,
) => {
	if (target === undefined || body.visibility === 'mail') return {}
	const reached = reachBy(state, target.answered, body.visibility, replyRules, clock.now())
	return reached.outcome === 'open' && reached.window !== undefined ? { window: reached.window } : {}
}

/** Whoever holds the case and looks at an answer is writing: it stays theirs, and others see what they write. */
const noteWriting = async (
	dependencies: ReplyRouteDependencies,
	state: CaseState,
	by: AgentKey,
	text: string,
): Promise<void> => {
	const now = dependencies.clock.now()
	if (claimer(state, now) !== by) return
	await applyCommand(dependencies, state.id, { kind: 'keepClaim', by })
	await keepDraft(dependencies.words, state.id, { by, text, at: now })
}

const previewRoute = (dependencies: ReplyRouteDependencies): Route =>
	bind(previewReply, async ({ id, body }, { sub }) => {
		const caseId = caseIdOf(id)
		const state = await dependencies.store.load(caseId)
		if (state === undefined) throw new RefusedError('caseUnknown')
		const by = await dependencies.agents.keyFor(sub)
		const { target, initials, check } = await considerReply(dependencies, state, body, sub, dependencies.clock.now())
		const newKey: NewKey = (prefix) => newId(prefix, dependencies.random)
		const asked = { by, newKey, body: { ...body, urgent: false, overrides: [] } }
		const command = replyCommand(dependencies, asked, target)
		const refused = await caseRefusals(dependencies, state, target, command)
		await noteWriting(dependencies, state, by, body.text)
		const recipient = recipientView(body, target)
		const preview: Preview = {
			text: check.text,
			initials,
			length: check.length,
			limit: check.limit,
			...(recipient === undefined ? {} : { recipient }),
			...windowView(dependencies, state, body, target),
			...(check.cost === undefined ? {} : { cost: check.cost }),
			warnings: check.warnings.map(({ words, ...one }) => ({
				...one,
				...(words === undefined ? {} : { words: [...words] }),
			})),
			refusals: [...refused, ...textRefusals(check)],
		}
		return { status: 200, body: preview }
	})

/** Answering a case. */
export const replyRoutes = (dependencies: ReplyRouteDependencies): readonly Route[] => [
	replyRoute(dependencies),
	previewRoute(dependencies),
	...replyCommandRoutes(dependencies),
]
