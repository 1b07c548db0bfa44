import { z } from 'zod'
import { InputProblem, PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import { addMilliseconds, HOUR } from '#shared/kernel/clock.ts'
import { allBroughtSchema, areSendable, ledBySchema, SAMPLES, sampleSchema } from './brought.ts'
import { idInForm, isElsewhere, isFormOf, specialFormSchema } from './forms.ts'
import { canQuote, networks, OWN_NAME, ownAccountId, standingPostId, visibilities } from './network.ts'
import type { Post } from './posts.ts'
import type { World } from './world.ts'

/** As JSON, or as a form says it. */
const checkedSchema = z.union([z.boolean(), z.enum(['on', 'true']).transform(() => true)])
const idSchema = z
	.string()
	.nullish()
	.transform((id) => id || undefined)
/** A form sends an empty field for none. */
const hoursSchema = z.preprocess(
	(hours) => (hours === '' ? undefined : hours),
	z.coerce.number().min(0).max(8_760).optional(),
)
/** A form sends an empty field for the usual. */
const formSchema = z.preprocess((form) => (form === '' ? undefined : form), specialFormSchema.optional())
export const postTextSchema = z.string().max(10_000)

const customerSchema = z.object({
	network: z.enum(networks),
	visibility: z.enum(visibilities),
	author: z
		.string()
		.transform((name) => name.normalize('NFC').trim().replace(/^@/, ''))
		.refine((name) => name.length >= 1 && name.length <= 60 && !/\p{Cc}/u.test(name))
		.refine((name) => name.toLowerCase() !== OWN_NAME),
	text: postTextSchema.default(''),
	/** The number of pictures, of which `picture: true` is one; or what else comes along. */
	attachments: z.union([allBroughtSchema, z.coerce.number().int().min(0).max(4)]).optional(),
	picture: checkedSchema.optional(),
	/** One of what the form offers to send along; it sends an empty field for none. */
	brings: z.preprocess((name) => (name === '' ? undefined : name), sampleSchema.optional()),
	/** What led the author to write. */
	about: ledBySchema.optional(),
	inReplyTo: idSchema,
	/** X: the post that is quoted. */
	quotes: idSchema,
	/** The network's time of it; `ageHours` says the same from now. */
	sentAt: z.iso.datetime().optional(),
	ageHours: hoursSchema,
	/** What it is, where it is not the usual of its network. */
	form: formSchema,
	/** X: leaves the text as it is; otherwise a text that answers nothing gets a mention of us. */
	asTyped: checkedSchema.optional(),
})

/** What `POST /practice/posts` takes: a text, pictures, or both. */
export const customerPostSchema = customerSchema
	.transform(({ attachments, picture, brings: sample, ...post }) => ({
		...post,
		pictures: typeof attachments === 'number' ? attachments : picture === true ? 1 : 0,
		brings: [...(Array.isArray(attachments) ? attachments : []), ...(sample === undefined ? [] : [SAMPLES[sample]])],
	}))
	.refine(({ text, pictures, brings }) => text.trim() !== '' || pictures + brings.length > 0, { path: ['text'] })
	.refine(({ network, visibility, brings, about }) => areSendable(network, visibility, brings, about), {
		path: ['attachments'],
	})
	.refine(({ network, visibility, quotes }) => !quotes || (canQuote[network] && visibility === 'public'), {
		path: ['quotes'],
	})
	.refine(({ form, network, visibility }) => form === undefined || isFormOf(form, network, visibility), {
		path: ['form'],
	})
export type CustomerPost = z.output<typeof customerPostSchema>

const isAnswerable = (world: World, { network, visibility, inReplyTo }: CustomerPost, authorId: string): boolean => {
	if (inReplyTo === undefined) return true
	if (visibility === 'public' && inReplyTo === standingPostId[network]) return true
	const parent = world.posts.find(network, inReplyTo)
	if (!parent || parent.visibility !== visibility || isElsewhere(parent.form)) return false
	return visibility === 'public' || parent.authorId === authorId || parent.toId === authorId
}

/** Returns when a post was written. Refuses a time in the future. */
const timeOf = (world: World, { sentAt, ageHours }: CustomerPost): string => {
	const now = world.clock.now()
	const at = sentAt === undefined ? addMilliseconds(now, -(ageHours ?? 0) * HOUR) : new Date(sentAt).toISOString()
	if (at > now) throw new PracticeRefusal('in-the-future', { field: 'sentAt' })
	return at
}

/**
 * Writes as a customer: stores the post and queues the network's webhook call for it. An X post that neither answers nor
 * quotes gets a mention of us; a comment goes below our own post. Refuses an `inReplyTo` that does not exist or is in
 * another conversation, and an unknown `quotes`.
 */
export const writeAsCustomer = (world: World, input: CustomerPost): Post => {
	const { network, visibility, inReplyTo, quotes, form } = input
	const author = world.people.ensure(network, input.author)
	if (!isAnswerable(world, input, author.id)) throw new InputProblem('inReplyTo', 'There is no such post')
	if (quotes !== undefined && world.posts.find(network, quotes)?.visibility !== 'public')
		throw new InputProblem('quotes', 'There is no such post')
	if (form === 'bareReview' && world.posts.everFind(idInForm(form, '', author.id, world.clock.now())))
		throw new InputProblem('form', 'They recommended us before')
	const at = timeOf(world, input)
	const isOpening = visibility === 'public' && inReplyTo === undefined && quotes === undefined
	const isOlder = input.sentAt !== undefined || (input.ageHours ?? 0) > 0
	const { addressed, bodyOfPost } = world.rules[network]
	const id = isOlder ? world.ids.older(network, visibility, at) : world.ids.next(network, visibility)
	const post = world.posts.add({
		id: idInForm(form, id, author.id, at),
		network,
		visibility,
		authorId: author.id,
		toId: visibility === 'private' ? ownAccountId[network] : undefined,
		text: isOpening && input.asTyped !== true ? addressed(input.text) : input.text,
		inReplyTo: inReplyTo === standingPostId[network] ? undefined : inReplyTo,
		at,
		pictures: input.pictures,
		quotes,
		form,
		brings: input.brings,
		about: input.about,
	})
	const body = bodyOfPost(post, world)
	if (body !== undefined) world.deliveries.enqueue(post.network, post.id, body)
	return post
}
