import { type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { prepareCorrection } from '#shared/replies/prepare-correction.ts'
import { prepareHide } from '#shared/replies/prepare-hide.ts'
import type { ReplyDependencies } from '#shared/replies/prepare-reply.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf } from './command-routes.ts'
import {
	answeredByHand,
	confirmNativeAnswer,
	correctReply,
	deleteReply,
	hideMessage,
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

/** What can be done with answers that were written. */
export const replyCommandRoutes = (dependencies: Dependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	const hide = (context: Context, isHidden: boolean) => {
		const { by, newKey, state, params } = context
		return prepareHide(dependencies, state, { by, message: params.message, isHidden, newKey })
	}
	return [
		route(withdrawReply, (_, context) => ({
			command: { kind: 'withdrawReply', by: context.by, reply: replyOf(context) },
		})),
		route(correctReply, ({ text, overrides }, context) => {
			const { by, sub, newKey, state, now } = context
			const asked = { by, sub, reply: replyOf(context), text, overrides, newKey }
			return prepareCorrection(dependencies, state, asked, now)
		}),
		route(deleteReply, (_, context) => ({
			command: { kind: 'deleteReply', by: context.by, send: context.newKey('send'), reply: replyOf(context) },
		})),
		route(resolveReply, ({ arrived }, context) => ({
			command: { kind: 'resolveReply', by: context.by, reply: replyOf(context), arrived },
		})),
		route(confirmNativeAnswer, (_, context) => ({
			command: { kind: 'confirmNativeAnswer', by: context.by, message: replyOf(context) },
		})),
		route(answeredByHand, (_, { by }) => ({ command: { kind: 'answeredByHand', by } })),
		route(hideMessage, (_, context) => hide(context, true)),
		route(unhideMessage, (_, context) => hide(context, false)),
	]
}
