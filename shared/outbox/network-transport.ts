import type { WordsStore } from '#shared/cases/ports.ts'
import { type CaseState, currentRequest, type DataRequest, type Effect } from '#shared/cases/state.ts'
import type { PrivateMessage, PublicMessage, Sender } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { invitationText, mailBouncedText, mailComplainedText, privateMessageText } from '#shared/texts/speak.ts'
import { showCode } from '#shared/verification/code.ts'
import { startLink } from '#shared/verification/open-request.ts'
import type { Transport } from './deliver-effect.ts'

export type NetworkDependencies = {
	readonly sender: Sender
	readonly words: Pick<WordsStore, 'get'>
	readonly linkSecret: string
	readonly dataOrigin: string
	readonly company: string
	readonly hotline: string
}

type Composed =
	| { readonly visibility: 'private'; readonly message: PrivateMessage }
	| { readonly visibility: 'public'; readonly message: PublicMessage }

const textOf = (dependencies: NetworkDependencies, state: CaseState, effect: Effect, request: DataRequest): string => {
	const { company, hotline } = dependencies
	const { link, code } = startLink(dependencies, request.request)
	switch (effect.purpose) {
		case 'requestMessage':
			return privateMessageText(request, { company, link, code: showCode(code), fields: request.fields })
		case 'invitation':
			// Never a token: whoever reads it in public must not be able to use it.
			return invitationText(request, { number: state.number, hotline })
		case 'bounceNotice':
			return mailBouncedText(request, { link, hotline })
		case 'complaintNotice':
			return mailComplainedText(request, { link, hotline })
		case 'requestMail':
			throw new Error('A mail does not leave by a network')
		default:
			return assertNever(effect.purpose)
	}
}

/** The message of an effect, to the author of the message it answers; undefined when those words were erased. */
const compose = async (
	dependencies: NetworkDependencies,
	state: CaseState,
	effect: Effect,
): Promise<Composed | undefined> => {
	const request = state.requests.find(({ request: id }) => id === effect.request) ?? currentRequest(state)
	const [answered] = effect.message === undefined ? [] : await dependencies.words.get([effect.message])
	if (request === undefined || answered === undefined) return undefined
	const { accountId, userId, contentId, form } = answered
	if (accountId === undefined || userId === undefined || contentId === undefined) return undefined
	const text = textOf(dependencies, state, effect, request)
	if (effect.purpose === 'invitation')
		return { visibility: 'public', message: { accountId, inReplyTo: contentId, text, invite: true } }
	const inReplyTo = form === undefined ? {} : { inReplyTo: { contentId, form } }
	return { visibility: 'private', message: { accountId, recipientId: userId, ...inReplyTo, text } }
}

/** How effects leave by a network. An effect whose customer's words were erased fails: nobody is left to write to. */
export const createNetworkTransport = (dependencies: NetworkDependencies): Transport => ({
	find: async (state, effect, since) => {
		const composed = await compose(dependencies, state, effect)
		return composed === undefined ? 'no' : (await dependencies.sender.find(composed.message, since)).found
	},
	send: async (state, effect) => {
		const composed = await compose(dependencies, state, effect)
		if (composed === undefined) return { outcome: 'failed', reason: 'unknownTarget' }
		return composed.visibility === 'public'
			? dependencies.sender.sendPublic(composed.message)
			: dependencies.sender.sendPrivate(composed.message)
	},
})
