import { expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import type { ChannelEvent } from '#shared/channels/channel.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { CHANNELS } from '#shared/channels/registry.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

// The practice networks against the very channels that serve the real ones.

type Item = Record<string, string>
const own = [
	{ network: 'x', id: '1001', handle: 'hilft' },
	{ network: 'facebook', id: '2001', handle: 'hilft' },
] as const
const write = async (
	place: Place,
	network: string,
	visibility: string,
	author: string,
	text: string,
	inReplyTo?: string,
) => (await place.send('POST', '/practice/posts', { network, visibility, author, text, inReplyTo })).body as Item
const understood = (place: Place, index: number): Promise<ChannelEvent> =>
	place.until(() => {
		const call = place.calls[index]
		if (!call) return undefined
		const channel = CHANNELS[call.path === '/webhooks/x' ? 'x' : 'meta']
		const [event] = channel.splitDelivery(Buffer.from(call.body))
		return event && channel.interpret(event, own)
	})
const secret = (label: string): unknown => JSON.parse(localSecretValues[label] ?? '')
const clock = systemClock
const x = createXSender({ secret: async () => xApiSecretSchema.parse(secret('XApi')), clock })
const meta = createMetaSender({ secret: async () => metaApiSecretSchema.parse(secret('MetaApi')), clock })
const idOf = async (place: Place, name: string): Promise<string> =>
	((await place.get('/practice/people')).body as { items: Item[] }).items.find((person) => person.name === name)?.id ??
	''

test.for([
	['x', 'public', { form: 'mention', text: '@hilft Störung & <Ärger> 😡', visibility: 'public' }],
	['x', 'private', { form: 'dm', text: 'Störung & <Ärger> 😡', visibility: 'private' }],
	['facebook', 'public', { form: 'comment', text: 'Störung & <Ärger> 😡', visibility: 'public' }],
	['facebook', 'private', { text: 'Störung & <Ärger> 😡', visibility: 'private' }],
] as const)(
	'what a customer writes on %s in %s is understood as such',
	async ([network, visibility, expected], { place }) => {
		const item = await write(place, network, visibility, 'Änne Groß', 'Störung & <Ärger> 😡')
		expect(await understood(place, 0)).toMatchObject({
			kind: 'message',
			...expected,
			contentId: item.id,
			author: { id: await idOf(place, 'Änne Groß') },
		})
	},
)

test('an answer to another customer is an aside, one to us a message, our own posts are ignored', async ({ place }) => {
	const first = await write(place, 'x', 'public', 'Mia', 'Hilfe')
	await understood(place, 0)
	await write(place, 'x', 'public', 'Nils', 'Ich auch', first.id)
	expect(await understood(place, 1)).toMatchObject({
		kind: 'aside',
		form: 'reply',
		text: expect.stringContaining('Ich auch'),
	})
	const sent = await x.sendPublic({
		accountId: '1001',
		network: 'x',
		inReplyTo: first.id ?? '',
		form: 'mention',
		text: 'Wir helfen.',
		invite: true,
	})
	expect(sent.outcome).toBe('sent')
	expect(await understood(place, 2)).toMatchObject({ kind: 'own', reason: 'ownPost', parentId: first.id })
	await write(place, 'x', 'public', 'Mia', 'Danke', 'externalId' in sent ? sent.externalId : '')
	expect(await understood(place, 3)).toMatchObject({ kind: 'message', form: 'reply' })
})

test('a long text arrives whole', async ({ place }) => {
	const text = `${'Störung & Ärger '.repeat(20)}@hilft`
	await write(place, 'x', 'public', 'Lang', text)
	expect(await understood(place, 0)).toMatchObject({ kind: 'message', form: 'mention', text })
})

test('private messages leave on both networks, are found again, and come back as echoes', async ({ place }) => {
	const since = clock.now()
	await write(place, 'x', 'public', 'Mia', 'Hilfe')
	await understood(place, 0)
	const onX = {
		network: 'x',
		typedBy: 'person',
		accountId: '1001',
		recipientId: await idOf(place, 'Mia'),
		text: 'http://localhost:3000/start#a Code 7K3M-9QXD',
	} as const
	expect(await x.find(onX, since)).toEqual({ found: 'no' })
	const sent = await x.sendPrivate(onX)
	expect(sent.outcome).toBe('sent')
	expect(await x.find(onX, since)).toMatchObject({ found: 'yes' })
	expect(await understood(place, 1)).toMatchObject({ kind: 'own', reason: 'echo', recipientId: onX.recipientId })

	const comment = await write(place, 'facebook', 'public', 'Änne', 'Hilfe')
	await understood(place, 2)
	const inReplyTo = { contentId: comment.id ?? '', form: 'comment', sentAt: comment.at ?? '' } as const
	const typedBy = 'person'
	const onFacebook = {
		network: 'facebook',
		typedBy,
		accountId: '2001',
		recipientId: await idOf(place, 'Änne'),
		inReplyTo,
		text: 'Code 7K3M-9QXD',
	} as const
	expect(await meta.find(onFacebook, since)).toEqual({ found: 'no' })
	expect((await meta.sendPrivate(onFacebook)).outcome).toBe('sent')
	expect(await meta.find(onFacebook, since)).toMatchObject({ found: 'yes' })
	expect(await understood(place, 3)).toMatchObject({ kind: 'own', reason: 'echo', recipientId: onFacebook.recipientId })
})

test.for([
	['429', { outcome: 'limited', reason: 'limit' }],
	['5xx', { outcome: 'unknown' }],
	['revoked', { outcome: 'stopped', reason: 'tokenDead' }],
	['blocked', { outcome: 'stopped', reason: 'accountBlocked' }],
	['dm-closed', { outcome: 'failed', reason: 'recipientClosed' }],
] as const)('our senders understand the fault %s on both networks', async ([kind, expected], { place }) => {
	for (const network of ['x', 'facebook']) {
		await write(place, network, 'private', 'Mia', 'Hilfe')
		await place.send('POST', '/practice/faults', { network, kind })
	}
	const ids = ((await place.get('/practice/people')).body as { items: Item[] }).items
	const idOn = (network: string) => ids.find((person) => person.network === network)?.id ?? ''
	const typed = { text: 'Hallo', typedBy: 'person', lastHeardAt: clock.now() } as const
	const onX = { ...typed, network: 'x', accountId: '1001', recipientId: idOn('x') } as const
	expect(await x.sendPrivate(onX)).toMatchObject(expected)
	const onFacebook = { ...typed, network: 'facebook', accountId: '2001', recipientId: idOn('facebook') } as const
	expect(await meta.sendPrivate(onFacebook)).toMatchObject(expected)
})
