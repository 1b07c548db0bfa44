import { z } from 'zod'
import { messageAsCompany } from '#infra/local/practice/world/act-as-company.ts'
import { isOwn } from '#infra/local/practice/world/network.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { DAY } from '#shared/kernel/clock.ts'
import type { PracticeGraphCall } from './endpoint.ts'
import { checkPrivateReply } from './form-rules.ts'
import { orText, type Parameters, parametersOf } from './parameters.ts'
import type { PracticeMetaNetwork } from './payloads.ts'
import {
	alreadyReplied,
	noMatchingUser,
	outsideWindow,
	personUnavailable,
	tagRefused,
	textTooLong,
	unknownObject,
} from './problem.ts'
import { hasPrivateReply } from './views.ts'

const recipientSchema = orText(
	z.union([z.object({ id: z.string() }), z.object({ comment_id: z.string() }), z.object({ post_id: z.string() })]),
)
const sendSchema = z.object({
	recipient: recipientSchema,
	messaging_type: z.enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']).default('RESPONSE'),
	tag: z.string().optional(),
	message: orText(z.object({ text: z.string().min(1) })),
})
type Send = z.output<typeof sendSchema>

/** Tests whether a call is the private reply to a comment or post. */
export const isPrivateReply = (parameters: Parameters): boolean => {
	const recipient = recipientSchema.safeParse(parameters.recipient)
	return recipient.success && !('id' in recipient.data)
}

/** Refuses texts over 2,000 characters in Messenger or 1,000 bytes on Instagram (NETWORKS.md 3.4). */
const checkLength = (network: PracticeMetaNetwork, text: string): void => {
	if (network === 'facebook' && Array.from(text).length > 2_000) throw textTooLong(2_000)
	if (network === 'instagram' && Buffer.byteLength(text) > 1_000) throw textTooLong(1_000)
}

/** Sends the private reply to a comment or a post: once ever, in its time. It opens no window until the person answers. */
const reply = (world: World, network: PracticeMetaNetwork, { recipient, message: { text } }: Send) => {
	if ('id' in recipient) throw noMatchingUser()
	const [name, commentId] =
		'post_id' in recipient ? (['post_id', recipient.post_id] as const) : (['comment_id', recipient.comment_id] as const)
	const comment = world.posts.find(network, commentId)
	if (comment?.visibility !== 'public' || isOwn(network, comment.authorId)) throw unknownObject()
	if (hasPrivateReply(world, comment)) throw alreadyReplied()
	checkPrivateReply(world, network, comment, name)
	if (world.people.find(network, comment.authorId)?.acceptsMessages === false) throw personUnavailable()
	const toId = comment.authorId
	const { id } = messageAsCompany(world, { network, toId, text, inReplyTo: comment.id })
	return { recipient_id: toId, message_id: id }
}

/** Returns how long after the person's last message a message may be sent, in milliseconds: 24 hours, 7 days by HUMAN_AGENT. */
const windowOf = ({ messaging_type: type, tag }: Send): number => {
	if (type !== 'MESSAGE_TAG') return DAY
	if (tag !== 'HUMAN_AGENT') throw tagRefused()
	return 7 * DAY
}

const message = (world: World, network: PracticeMetaNetwork, personId: string, send: Send) => {
	const person = world.people.find(network, personId)
	if (!person || isOwn(network, personId)) throw noMatchingUser()
	if (!person.acceptsMessages) throw personUnavailable()
	const window = windowOf(send)
	// Messages that were taken back count too.
	const writtenAt = world.posts
		.everMessagesWith(network, personId)
		.filter(({ authorId }) => authorId === personId)
		.map(({ at }) => Date.parse(at))
	if (Date.parse(world.clock.now()) - Math.max(0, ...writtenAt) > window) throw outsideWindow()
	const { id } = messageAsCompany(world, { network, toId: personId, text: send.message.text })
	return { recipient_id: personId, message_id: id }
}

/** Handles `POST /{page}/messages`: sends a private reply or a message, under the rules of NETWORKS.md 3.4. */
export const sendMessage = (world: World, { network, accountId, id, parameters }: PracticeGraphCall) => {
	if (!['me', accountId].includes(id)) throw unknownObject()
	const send = parametersOf(parameters, sendSchema)
	checkLength(network, send.message.text)
	return 'id' in send.recipient ? message(world, network, send.recipient.id, send) : reply(world, network, send)
}
