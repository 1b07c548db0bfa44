import type { z } from 'zod'
import { type AgentKey, type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { RecentCasesStore, SeenStore } from '#shared/desk/seen.ts'
import { showState } from '#shared/desk/show-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { alternativesTo } from '#shared/replies/alternatives.ts'
import {
	type AnswerCaseDependencies,
	answerCase,
	type PreviewedReply,
	queuedReply,
	previewReply as showReply,
} from '#shared/replies/answer-case.ts'
import type { ReplyCheck } from '#shared/replies/check-reply.ts'
import { type DraftDependencies, LONGEST_DRAFT, saveDraft } from '#shared/replies/draft.ts'
import type { Target } from '#shared/replies/find-target.ts'
import { prepareCorrection, prepareHide } from '#shared/replies/prepare-change.ts'
import type { ReplyDependencies, WrittenReply } from '#shared/replies/prepare-reply.ts'
import { proposeReply } from '#shared/replies/propose-reply.ts'
import { commandAnswer, refusalAnswer } from './answer-command.ts'
import { caseIdOf } from './case-id.ts'
import { isTooRapid } from './closing-routes.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf } from './command-route.ts'
import { objectionAnswer } from './objection-answer.ts'
import { type ApiResponse, problem } from './problem.ts'
import { PROBLEMS } from './problems.ts'
import { PROBLEM_OF, PROBLEM_OF_TEXT } from './refusal-problems.ts'
import {
	answeredByHandContract,
	confirmNativeAnswerContract,
	correctReplyContract,
	deleteReplyContract,
	hideMessageContract,
	type Preview,
	previewReplyContract,
	type ReplyBody,
	replyContract,
	resolveReplyContract,
	unhideMessageContract,
	withdrawReplyContract,
} from './reply-contracts.ts'
import { bind, type Route, WORKERS } from './route.ts'

type Dependencies = CommandRouteDependencies &
	ReplyDependencies & { readonly seen: Pick<SeenStore, 'versionShown'>; readonly closings: RecentCasesStore }

/** Parses the path's answer. Throws `RefusedError('replyUnknown')` for an invalid id. */
const replyOf = ({ params }: Context): MessageKey => {
	const parsed = messageKeySchema.safeParse(params.reply)
	if (!parsed.success) throw new RefusedError('replyUnknown')
	return parsed.data
}

/** Returns the routes of commands on written answers. */
const replyCommandRoutes = (dependencies: Dependencies): readonly Route[] => {
	const { seen } = dependencies
	const route = commandRoutesOf(dependencies)
	const hide = (context: Context, isHidden: boolean) => {
		const { by, newKey, state, params } = context
		return prepareHide(dependencies, state, { by, message: params.message, isHidden, newKey })
	}
	return [
		route(withdrawReplyContract, (_, context) => ({
			command: { kind: 'withdrawReply', by: context.by, reply: replyOf(context) },
		})),
		route(correctReplyContract, ({ text, overrides }, context) => {
			const { by, sub, newKey, state, now } = context
			const asked = { by, sub, reply: replyOf(context), text, overrides, newKey }
			return prepareCorrection(dependencies, state, asked, now)
		}),
		route(deleteReplyContract, (_, context) => ({
			command: { kind: 'deleteReply', by: context.by, send: context.newKey('send'), reply: replyOf(context) },
		})),
		route(resolveReplyContract, ({ arrived }, context) => ({
			command: { kind: 'resolveReply', by: context.by, reply: replyOf(context), arrived },
		})),
		route(confirmNativeAnswerContract, async ({ version }, context) => {
			const { by, caseId, state, now } = context
			const seenVersion = await seen.versionShown(caseId, by)
			const command = { kind: 'confirmNativeAnswer', by, message: replyOf(context), seenVersion } as const
			return { command: { ...command, isRapid: await isTooRapid(dependencies, state, command, { version, now }) } }
		}),
		route(answeredByHandContract, async ({ version }, { by, caseId, state, now }) => {
			const command = { kind: 'answeredByHand', by, seenVersion: await seen.versionShown(caseId, by) } as const
			return { command: { ...command, isRapid: await isTooRapid(dependencies, state, command, { version, now }) } }
		}),
		route(hideMessageContract, (_, context) => hide(context, true)),
		route(unhideMessageContract, (_, context) => hide(context, false)),
	]
}

export type ReplyRouteDependencies = Dependencies & AnswerCaseDependencies & DraftDependencies

const writtenOf = ({
	inReplyTo,
	urgent: isUrgent,
	netiquette,
	text = '',
	...rest
}: Omit<ReplyBody, 'version' | 'closing'>): Omit<WrittenReply, 'closing'> => ({
	...rest,
	text,
	isUrgent,
	netiquette:
		netiquette === undefined
			? undefined
			: { what: netiquette.kind, message: messageKeySchema.parse(netiquette.message) },
	inReplyTo: messageKeySchema.optional().parse(inReplyTo),
})

type Ran = Awaited<ReturnType<typeof answerCase>>

/** Renders what became of an answer that was asked for: the case with `more`, once it is on record, or why it is not. */
const renderRan = async (
	dependencies: ReplyRouteDependencies,
	by: AgentKey,
	ran: Ran,
	more: (state: CaseState) => object | Promise<object>,
): Promise<ApiResponse> => {
	if (ran.outcome === 'objected') return objectionAnswer(ran.objection)
	if (ran.outcome === 'refused') {
		const { refusal, state, about } = ran
		const alternatives = alternativesTo(dependencies, refusal, state, about, dependencies.clock.now())
		return refusalAnswer(dependencies, refusal, state, alternatives)
	}
	const answer = await commandAnswer(dependencies, ran, { by })
	if (ran.outcome !== 'applied' && ran.outcome !== 'repeated') return answer
	return { ...answer, body: { ...answer.body, ...(await more(ran.state)) } }
}

/** Renders the case with the answer that was queued, or why it was not. */
export const renderQueued = (dependencies: ReplyRouteDependencies, by: AgentKey, ran: Ran): Promise<ApiResponse> =>
	renderRan(dependencies, by, ran, async (state) => ({ reply: await queuedReply(dependencies, state) }))

/** Renders the case with what its author proposed, or why they could not. */
const renderProposed = async (dependencies: ReplyRouteDependencies, by: AgentKey, ran: Ran): Promise<ApiResponse> => {
	const answer = await renderRan(dependencies, by, ran, ({ proposals }) => ({
		proposal: { id: proposals.findLast((one) => one.by === by)?.proposal },
	}))
	return answer.status === 200 ? { ...answer, status: 202 } : answer
}

/** Queues an answer; of a trainee it only becomes a proposal, whatever they ask. */
const replyRoute = (dependencies: ReplyRouteDependencies): Route =>
	bind(replyContract, async (call, { sub, key: by, team, role }) => {
		const { id, idempotencyKey: key } = call
		const { version, closing: end, ...body } = call.body
		if (body.until !== undefined && body.until <= dependencies.clock.now())
			return problem('body-invalid', { errors: [{ field: 'until', code: 'past' }] })
		const caseId = caseIdOf(id)
		const isWorker = WORKERS.includes(role)
		if (end !== undefined && !isWorker) return problem('role-forbidden')
		const isLead = role === 'lead'
		const closing = end === undefined ? undefined : { ...end, isLead, eraseAfterDays: dependencies.erasureDays }
		const asked = { caseId, by, team, sub, version, key, written: { ...writtenOf(body), closing } }
		const ran = await (isWorker ? answerCase : proposeReply)(dependencies, asked)
		const wasRefused = ran.outcome === 'refused' || ran.outcome === 'objected' || ran.outcome === 'stale'
		// What was refused is not lost to its author.
		if (wasRefused && body.text !== undefined)
			await saveDraft(dependencies, { caseId, by, way: body.visibility }, body.text.slice(0, LONGEST_DRAFT))
		return (isWorker ? renderQueued : renderProposed)(dependencies, by, ran)
	})

type PreviewBody = z.output<ReturnType<typeof previewReplyContract.body>>

const recipientView = (body: PreviewBody, target: Target | undefined): Preview['recipient'] => {
	if (body.visibility === 'mail') return { channel: 'mail', visibility: 'private' }
	if (target === undefined) return undefined
	const { contact, answered, content } = target
	return {
		channel: contact.network,
		visibility: body.visibility,
		userId: contact.userId,
		handle: contact.handle,
		name: content?.authorName,
		inReplyTo: answered.message,
	}
}

const textRefusals = ({ refusals }: ReplyCheck): Preview['refusals'] =>
	refusals.map((one) => {
		const code = PROBLEM_OF_TEXT[one.code]
		const { detail } = PROBLEMS[code]
		return { code, detail, findings: one.code === 'personalData' ? [...one.findings] : undefined }
	})

/** Returns the case's refusals of the answer as of now. */
const caseRefusals = async (
	dependencies: ReplyRouteDependencies,
	{ state, refused }: PreviewedReply,
): Promise<Preview['refusals']> => {
	if (refused === undefined) return []
	const { refusal, possible, link, why } = refused
	const code = PROBLEM_OF[refusal]
	const { claimedBy } = refusal === 'claimedByOther' ? await showState(dependencies, state) : {}
	return [
		{
			code,
			detail: PROBLEMS[code].detail,
			possible: possible === undefined ? undefined : [...possible],
			link,
			why,
			claimedBy,
		},
	]
}

const previewRoute = (dependencies: ReplyRouteDependencies): Route =>
	bind(previewReplyContract, async ({ id, body }, { sub, key: by, team }) => {
		const caseId = caseIdOf(id)
		const written = writtenOf({ ...body, urgent: false, overrides: [] })
		const shown = await showReply(dependencies, { caseId, by, team, sub, written })
		if ('objection' in shown) return objectionAnswer(shown.objection)
		const { check, initials, target, window, promises } = shown
		const recipient = recipientView(body, target)
		const preview: Preview = {
			text: check.text,
			initials,
			length: check.length,
			limit: check.limit,
			recipient,
			window,
			cost: check.cost,
			warnings: check.warnings.map((one) => ({ ...one, words: one.words?.slice() })),
			hints: promises.map((one) => ({ code: 'soundsLikePromise', ...one })),
			refusals: [...(await caseRefusals(dependencies, shown)), ...textRefusals(check)],
		}
		return { status: 200, body: preview }
	})

/** Returns the routes of answers. */
export const replyRoutes = (dependencies: ReplyRouteDependencies): readonly Route[] => [
	replyRoute(dependencies),
	previewRoute(dependencies),
	...replyCommandRoutes(dependencies),
]
