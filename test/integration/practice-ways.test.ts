import { expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { FORMS, isPrivateForm, type MessageForm } from '#shared/cases/codes.ts'
import type { Network } from '#shared/cases/network.ts'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import type { ChannelEvent, OwnAccount, Written } from '#shared/channels/channel.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { graphOf, type Item, practiceOf } from '#test/fixtures/network-callers.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

/**
 * Each form that customers write: told by its network as such, answered by our senders where the table says so, and refused by
 * the practice networks, which know nothing of that table, by every other call.
 */

const own: readonly OwnAccount[] = [
	{ network: 'x', id: '1001', handle: 'hilft' },
	{ network: 'facebook', id: '2001', handle: 'hilft' },
	{ network: 'instagram', id: '3001', handle: 'hilft' },
]
const secret = (label: string): unknown => JSON.parse(localSecretValues[label] ?? '')
const options = { clock: systemClock, own }
const meta = createMetaSender({ ...options, secret: async () => metaApiSecretSchema.parse(secret('MetaApi')) })
const x = createXSender({ ...options, secret: async () => xApiSecretSchema.parse(secret('XApi')) })
const SENDERS = { x, facebook: meta, instagram: meta } as const

/** What is told by its text or its place is written without naming a form. */
const USUAL: readonly MessageForm[] = ['mention', 'comment', 'dm']
const IN_X: readonly MessageForm[] = ['reply', 'quote']
type Row = readonly [network: Network, form: MessageForm]
const ROWS: readonly Row[] = (Object.keys(FORMS) as Network[]).flatMap((network) =>
	FORMS[network].filter((form) => !IN_X.includes(form)).map((form): Row => [network, form]),
)

const write = async (place: Place, [network, form]: Row): Promise<Item & { id: string }> => {
	const isUsual = USUAL.includes(form) && !(network === 'facebook' && form === 'mention')
	return practiceOf(place).write({
		network,
		visibility: isPrivateForm(form) ? 'private' : 'public',
		text: 'Seit Montag kein Netz',
		form: isUsual ? undefined : form,
	})
}
const understood = (place: Place): Promise<ChannelEvent & Written> =>
	place.until(() => {
		const [call] = place.calls
		const channel = CHANNELS[call?.path === '/webhooks/x' ? 'x' : 'meta']
		const [event] = call === undefined ? [] : channel.splitDelivery(Buffer.from(call.body))
		const meaning = event && channel.interpret(event, own)
		return meaning?.kind === 'message' && meaning
	})

test.for(ROWS)('%s: a %s is told as such and answered in its way', async ([network, form], { place }) => {
	const written = await write(place, [network, form])
	const told = await understood(place)
	expect(told).toMatchObject({ network, form, contentId: written.id })
	const { accountId, contentId, threadId } = told
	const way = wayOfForm(network, form)
	const publicly = { network, accountId, inReplyTo: contentId, form, threadId, text: 'Wir schauen nach.' }
	const outcome = await SENDERS[network].sendPublic(publicly)
	expect(outcome).toMatchObject({ outcome: way.public.by === 'none' ? 'failed' : 'sent' })
	if (way.public.by !== 'none') {
		const [ours] = await practiceOf(place).posts()
		expect(ours).toMatchObject({ author: 'hilft', inReplyTo: contentId, text: 'Wir schauen nach.' })
	}
	const recipientId = (await practiceOf(place).person('Mia', network)) || 'anonymous'
	const inReplyTo = { contentId, form, sentAt: written.at ?? '' }
	const text = 'Ganz unter uns.'
	const message = { network, accountId, recipientId, inReplyTo, typedBy: 'person', text } as const
	expect(await SENDERS[network].sendPrivate(message)).toMatchObject({
		outcome: way.private.by === 'none' ? 'failed' : 'sent',
	})
	expect(await SENDERS[network].hide({ network, accountId, contentId }, true)).toMatchObject({
		outcome: way.isHideable && network !== 'x' ? 'sent' : 'failed',
	})
})

const EDGES = ['comments', 'replies', 'mentions'] as const
const ON_META = ROWS.filter((row): row is readonly ['facebook' | 'instagram', MessageForm] => row[0] !== 'x')
const IN_PUBLIC = ON_META.filter(([, form]) => !isPrivateForm(form))

test.for(IN_PUBLIC)('%s: a %s is answered by no other call than its own', async ([network, form], { place }) => {
	const { id } = await write(place, [network, form])
	const { threadId } = await understood(place)
	const graph = graphOf(place, network)
	const account = network === 'facebook' ? '2001' : '3001'
	const paths = { comments: `${id}/comments`, replies: `${id}/replies`, mentions: `${account}/mentions` } as const
	const mention = threadId === id ? { media_id: id } : { media_id: threadId, comment_id: id }
	const way = wayOfForm(network, form)
	for (const edge of EDGES) {
		const { status } = await graph('POST', paths[edge], {
			message: edge,
			...(edge === 'mentions' ? mention : undefined),
		})
		expect([edge, status === 200]).toEqual([edge, way.public.by === edge])
	}
	for (const name of ['comment_id', 'post_id'] as const) {
		const body = { recipient: { [name]: id }, message: { text: name } }
		const { status } = await graph('POST', `${account}/messages`, body)
		const isNamed = way.private.by === 'privateReply' && way.private.names === name
		expect([name, status === 200]).toEqual([name, isNamed])
	}
	expect((await graph('GET', id)).status === 200).toBe(
		way.isShown || (form === 'liveComment' && network === 'instagram'),
	)
})

/** What each says for itself, in Meta's own words. */
test.for([
	['facebook', 'groupMention', 'comments', 403, { code: 200, message: expect.stringContaining('posting to a group') }],
	['facebook', 'wallShare', 'comments', 403, { code: 200 }],
	['instagram', 'commentMention', 'replies', 400, { code: 100, error_subcode: 33 }],
	['instagram', 'captionMention', 'comments', 400, { code: 100, error_subcode: 33 }],
] as const)('%s: a %s refuses /%s with %i', async ([network, form, edge, status, error], { place }) => {
	const { id } = await write(place, [network, form])
	expect(await graphOf(place, network)('POST', `${id}/${edge}`, { message: 'x' })).toMatchObject({
		status,
		body: { error },
	})
})

test('takes no private reply to a mention, a share or a recommendation, nor below a broadcast that is over', async ({
	place,
}) => {
	for (const form of ['groupMention', 'wallShare', 'review'] as const) {
		const { id } = await write(place, ['facebook', form])
		const body = { recipient: { post_id: id }, message: { text: 'x' } }
		expect((await graphOf(place)('POST', '2001/messages', body)).body.error.code).toBe(10_902)
	}
	const { id } = await write(place, ['instagram', 'liveComment'])
	await practiceOf(place).set({ meta: { isBroadcasting: false } })
	const body = { recipient: { comment_id: id }, message: { text: 'x' } }
	expect((await graphOf(place, 'instagram')('POST', '3001/messages', body)).body.error.code).toBe(10_901)
	expect((await graphOf(place, 'instagram')('GET', id)).status).toBe(400)
})

test('shows a mention by way of our account only', async ({ place }) => {
	const graph = graphOf(place, 'instagram')
	const comment = await write(place, ['instagram', 'commentMention'])
	const caption = await write(place, ['instagram', 'captionMention'])
	const inComment = await graph('GET', `3001?fields=mentioned_comment.comment_id(${comment.id}){text}`)
	expect(inComment.body).toMatchObject({ mentioned_comment: { text: 'Seit Montag kein Netz' } })
	const inCaption = await graph('GET', `3001?fields=mentioned_media.media_id(${caption.id}){caption}`)
	expect(inCaption.body).toMatchObject({ mentioned_media: { caption: 'Seit Montag kein Netz' } })
	expect((await graph('GET', `3001?fields=mentioned_media.media_id(${comment.id}){caption}`)).status).toBe(400)
})

test.for([
	{ network: 'x', form: 'groupMention' },
	{ network: 'instagram', form: 'storyReply', visibility: 'public' },
	{ network: 'facebook', form: 'post', visibility: 'private' },
	{ network: 'facebook', form: 'dm', visibility: 'private' },
])('customers cannot write %o', async (post, { place }) => {
	const body = { visibility: 'public', author: 'Mia', text: 'x', ...post }
	expect((await place.send('POST', '/practice/posts', body)).status).toBe(400)
})

test('a person recommends a page once, and nobody answers where nothing tells us of it', async ({ place }) => {
	await write(place, ['facebook', 'bareReview'])
	const again = { network: 'facebook', visibility: 'public', author: 'Mia', text: 'x', form: 'bareReview' }
	expect((await place.send('POST', '/practice/posts', again)).status).toBe(400)
	const { id } = await write(place, ['facebook', 'groupMention'])
	const below = { network: 'facebook', visibility: 'public', author: 'Mia', text: 'x', inReplyTo: id }
	expect((await place.send('POST', '/practice/posts', below)).status).toBe(400)
})
