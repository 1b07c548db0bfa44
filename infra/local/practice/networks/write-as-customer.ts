import { z } from 'zod'
import { RefusedError } from '#shared/kernel/errors.ts'
import { networks, OWN_NAME, ownAccountId, PAGE_POST_ID } from './network.ts'
import type { World } from './networks-world.ts'
import type { Post } from './posts.ts'
import { webhookBody } from './webhook-body.ts'
import { mentioning } from './x-text.ts'

/** As JSON, or as a form says it. */
const checkedSchema = z.union([z.boolean(), z.enum(['on', 'true']).transform(() => true)])

const customerSchema = z.object({
	network: z.enum(networks),
	visibility: z.enum(['public', 'private']),
	author: z
		.string()
		.transform((name) => name.normalize('NFC').trim().replace(/^@/, ''))
		.refine((name) => name.length >= 1 && name.length <= 60 && !/\p{Cc}/u.test(name))
		.refine((name) => name.toLowerCase() !== OWN_NAME),
	text: z.string().max(10_000).default(''),
	/** How many pictures come along; `picture: true` is one. */
	attachments: z.coerce.number().int().min(0).max(4).optional(),
	picture: checkedSchema.optional(),
	inReplyTo: z
		.string()
		.nullish()
		.transform((id) => id || undefined),
})

/** What `POST /practice/posts` takes: a text, pictures, or both. */
export const customerPostSchema = customerSchema
	.transform(({ attachments, picture, ...post }) => ({ ...post, pictures: attachments ?? (picture === true ? 1 : 0) }))
	.refine(({ text, pictures }) => text.trim() !== '' || pictures > 0, { path: ['text'] })
export type CustomerPost = z.output<typeof customerPostSchema>

const isAnswerable = (world: World, { network, visibility, inReplyTo }: CustomerPost, authorId: string): boolean => {
	if (inReplyTo === undefined) return true
	if (visibility === 'public' && network === 'facebook' && inReplyTo === PAGE_POST_ID) return true
	const parent = world.posts.find(network, inReplyTo)
	if (!parent || parent.visibility !== visibility) return false
	return visibility === 'public' || parent.authorId === authorId || parent.toId === authorId
}

const newId = (world: World, { network, visibility }: CustomerPost): string =>
	network === 'x' ? world.ids.x() : visibility === 'public' ? world.ids.comment() : world.ids.mid()

/**
 * Writes as a customer: keeps the post, and the network calls our webhook for it in its own time. An X post that
 * answers nothing gets a mention of us, a Facebook one stands below the page's post. Refuses an `inReplyTo` that is
 * not there, or not in the same conversation.
 */
export const writeAsCustomer = (world: World, input: CustomerPost): Post => {
	const author = world.people.ensure(input.network, input.author)
	if (!isAnswerable(world, input, author.id)) throw new RefusedError('unknown-post', { field: 'inReplyTo' })
	const isMention = input.network === 'x' && input.visibility === 'public' && input.inReplyTo === undefined
	const post = world.posts.add({
		id: newId(world, input),
		network: input.network,
		visibility: input.visibility,
		authorId: author.id,
		toId: input.visibility === 'private' ? ownAccountId[input.network] : undefined,
		text: isMention ? mentioning(input.text) : input.text,
		inReplyTo: input.inReplyTo === PAGE_POST_ID ? undefined : input.inReplyTo,
		at: world.clock.now(),
		pictures: input.pictures,
	})
	const body = webhookBody(post, world)
	if (body !== undefined) world.deliveries.enqueue(post.network, post.id, body)
	return post
}
