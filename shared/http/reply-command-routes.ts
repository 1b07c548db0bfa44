import { initialsFor } from '#shared/agents/initials.ts'
import { decide } from '#shared/cases/decide.ts'
import { type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { Words } from '#shared/cases/ports.ts'
import type { Prepared } from '#shared/cases/run-once.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { checkReply, withInitials } from '#shared/replies/check-reply.ts'
import { assertSendable, type ReplyDependencies } from '#shared/replies/prepare-reply.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf } from './command-routes.ts'
import { ProblemError, problem } from './problem.ts'
import {
	answeredByHand,
	confirmNativeAnswer,
	correctReply,
	deleteReply,
	hideMessage,
	type ReplyBody,
	resolveReply,
	unhideMessage,
	withdrawReply,
} from './reply-contracts.ts'
import type { Route } from './route.ts'

type Dependencies = CommandRouteDependencies & ReplyDependencies

/** The path's answer. An id that is none names no answer: `RefusedError('replyUnknown')`. */
const replyOf = ({ params }: Context): MessageKey => {
	const parsed = messageKeySchema.safeParse(params.reply)
	if (!parsed.success) throw new RefusedError('replyUnknown')
	return parsed.data
}

const messageUnknown = () => new RefusedError('messageUnknown')

/** The path's message with its words: one of a customer in this case, in public. */
const publicMessage = async ({ words }: Dependencies, { params, caseId }: Context): Promise<Words> => {
	const key = messageKeySchema.safeParse(params.message)
	const [known] = key.success ? await words.get([key.data]) : []
	if (known?.caseId !== caseId || known.by !== undefined || known.erasedAt !== undefined) throw messageUnknown()
	if (known.form === 'dm' || known.network === undefined) throw new ProblemError(problem('message-private'))
	return known
}

const prepareHide = async (dependencies: Dependencies, context: Context, isHidden: boolean): Promise<Prepared> => {
	const { id, network } = await publicMessage(dependencies, context)
	const message = messageKeySchema.parse(id)
	if (network === undefined) throw messageUnknown()
	const { by, newKey } = context
	return { command: { kind: 'hideMessage', by, effect: newKey('eff'), message, network, isHidden } }
}

/** The new text of an answer is looked at as the first was, and carries the initials of whoever corrects it. */
const prepareCorrection = async (
	dependencies: Dependencies,
	context: Context,
	{ version, text, overrides }: Pick<ReplyBody, 'version' | 'text' | 'overrides'>,
): Promise<Prepared> => {
	const { caseId, by, sub, newKey, now } = context
	const reply = replyOf(context)
	const [state, [sent], initials] = await Promise.all([
		dependencies.store.load(caseId),
		dependencies.words.get([reply]),
		initialsFor(dependencies.initials, sub),
	])
	if (initials === undefined) throw new RefusedError('agentRetired')
	const words = newKey('msg')
	const command = { kind: 'correctReply', by, effect: newKey('eff'), reply, words } as const
	const isDecided = state?.version === version && decide(state, command, now).outcome === 'accepted'
	if (isDecided && sent?.network !== undefined) {
		const way = { network: sent.network, visibility: 'public', isSummons: false } as const
		const { form } = state
		assertSendable(checkReply({ caseId, way, text, initials, form, recent: [] }, dependencies.checkRules), overrides)
	}
	const corrected = withInitials(text, initials).toWellFormed()
	return { command, words: { id: words, caseId, text: corrected, by, initials, at: now } }
}

/** What can be done with answers that were written. */
export const replyCommandRoutes = (dependencies: Dependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	return [
		route(withdrawReply, (_, context) => ({
			command: { kind: 'withdrawReply', by: context.by, reply: replyOf(context) },
		})),
		route(correctReply, (body, context) => prepareCorrection(dependencies, context, body)),
		route(deleteReply, (_, context) => ({
			command: { kind: 'deleteReply', by: context.by, effect: context.newKey('eff'), reply: replyOf(context) },
		})),
		route(resolveReply, ({ arrived }, context) => ({
			command: { kind: 'resolveReply', by: context.by, reply: replyOf(context), arrived },
		})),
		route(confirmNativeAnswer, (_, context) => ({
			command: { kind: 'confirmNativeAnswer', by: context.by, message: replyOf(context) },
		})),
		route(answeredByHand, (_, { by }) => ({ command: { kind: 'answeredByHand', by } })),
		route(hideMessage, (_, context) => prepareHide(dependencies, context, true)),
		route(unhideMessage, (_, context) => prepareHide(dependencies, context, false)),
	]
}
