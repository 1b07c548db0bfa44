import { type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { prepareCorrection, prepareHide } from '#shared/replies/prepare-change.ts'
import type { ReplyDependencies } from '#shared/replies/prepare-reply.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf } from './command-routes.ts'
import {
	answeredByHandContract,
	confirmNativeAnswerContract,
	correctReplyContract,
	deleteReplyContract,
	hideMessageContract,
	resolveReplyContract,
	unhideMessageContract,
	withdrawReplyContract,
} from './reply-contracts.ts'
import type { Route } from './route.ts'

type Dependencies = CommandRouteDependencies & ReplyDependencies

/** The path's answer. An id that is none names no answer: `RefusedError('replyUnknown')`. */
const replyOf = ({ params }: Context): MessageKey => {
	const parsed = messageKeySchema.safeParse(params.reply)
	if (!parsed.success) throw new RefusedError('replyUnknown')
	return parsed.data
}

/** What can be done with answers that were written. */
export const replyCommandRoutes = (dependencies: Dependencies): readonly Route[] => {
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
		route(confirmNativeAnswerContract, (_, context) => ({
			command: { kind: 'confirmNativeAnswer', by: context.by, message: replyOf(context) },
		})),
		route(answeredByHandContract, (_, { by }) => ({ command: { kind: 'answeredByHand', by } })),
		route(hideMessageContract, (_, context) => hide(context, true)),
		route(unhideMessageContract, (_, context) => hide(context, false)),
	]
}
