import { describe, expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import type { OwnAccount, PrivateMessage, PublicMessage, SendOutcome } from '#shared/channels/channel.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

// Our sender for Meta against the practice Facebook and Instagram, every fault between the two included.

type Item = Readonly<Record<string, string>>
const own: readonly OwnAccount[] = [
	{ network: 'facebook', id: '2001', handle: 'hilft' },
	{ network: 'instagram', id: '3001', handle: 'hilft' },
]
const secret = metaApiSecretSchema.parse(JSON.parse(localSecretValues.MetaApi ?? ''))
const metaWaiting = (timeoutMilliseconds: number) =>
	createMetaSender({ secret: async () => secret, clock: systemClock, own, timeoutMilliseconds })
const meta = metaWaiting(30_000)
/** For answers that never come. */
const impatient = metaWaiting(1_000)

const NETWORKS = [
	['facebook', '2001'],
	['instagram', '3001'],
] as const
type Network = (typeof NETWORKS)[number][0]

const write = async (place: Place, network: Network, visibility: 'public' | 'private', text = 'Hilfe'): Promise<Item> =>
	(await place.send('POST', '/practice/posts', { network, visibility, author: 'Änne Groß', text })).body
const posts = async (place: Place): Promise<readonly Item[]> =>
	((await place.get('/practice/posts')).body as { items: readonly Item[] }).items
const personOn = async (place: Place, network: Network): Promise<string> =>
	((await place.get('/practice/people')).body as { items: readonly Item[] }).items.find(
		(person) => person.network === network && person.name === 'Änne Groß',
	)?.id ?? ''
/** How often the public or the customer sees it. */
const count = async (place: Place, text: string) => (await posts(place)).filter((post) => post.text === text).length
const idIn = (outcome: SendOutcome): string => ('externalId' in outcome ? outcome.externalId : '')

describe.each(NETWORKS)('on %s', (network, accountId) => {
	const answerTo = (comment: Item): PublicMessage => ({
		network,
		accountId,
		inReplyTo: comment.id ?? '',
		form: 'comment',
		text: 'Wir kümmern uns darum. ^on',
	})
	const messageAfter = async (place: Place, message: Item): Promise<PrivateMessage> => ({
		network,
		accountId,
		recipientId: await personOn(place, network),
		text: 'Wir schauen nach, Änne. ^on',
		typedBy: 'person',
		lastHeardAt: message.at ?? '',
	})
	const privateReplyTo = async (place: Place, comment: Item): Promise<PrivateMessage> => {
		const { lastHeardAt: _, ...message } = await messageAfter(place, comment)
		return { ...message, inReplyTo: { contentId: comment.id ?? '', form: 'comment', sentAt: comment.at ?? '' } }
	}
	/** Sends; what stays open is looked for, and sent again only if it is not there. */
	const deliver = async (message: PrivateMessage | PublicMessage, first = meta): Promise<SendOutcome> => {
		const since = systemClock.now()
		const isPrivate = 'recipientId' in message
		const send = (by = meta) => (isPrivate ? by.sendPrivate(message) : by.sendPublic(message))
		const outcome = await send(first)
		if (outcome.outcome !== 'unknown') return outcome
		const found = await meta.find(message, since)
		if (found.found === 'yes') return { outcome: 'sent', externalId: found.externalId }
		return found.found === 'no' ? send() : { outcome: 'unknown' }
	}

	describe.each([
		['public answer', 'public', async (_place: Place, written: Item) => answerTo(written)],
		['private reply', 'public', privateReplyTo],
		['private message', 'private', messageAfter],
	] as const)('a %s', (_, visibility, compose) => {
		test.for([
			'timeout-before',
			'timeout-after',
			'cut-answer',
			'reset-before',
			'reset-after',
			'5xx-before',
			'5xx-after',
		])('is there exactly once after %s', async (kind, { place }) => {
			const message = await compose(place, await write(place, network, visibility))
			await place.send('POST', '/practice/faults', { network, kind, times: 1 })
			const first = kind.startsWith('timeout') ? impatient : meta
			expect(await deliver(message, first)).toMatchObject({ outcome: 'sent' })
			expect(await count(place, message.text)).toBe(1)
		})
		test.for([
			['429', { outcome: 'limited', reason: 'limit' }],
			['429-day', { outcome: 'limited', reason: 'limit' }],
			['revoked', { outcome: 'stopped', reason: 'tokenDead' }],
			['blocked', { outcome: 'stopped', reason: 'accountBlocked' }],
		] as const)('is not there after %s, and goes out when that is over', async ([kind, expected], { place }) => {
			const message = await compose(place, await write(place, network, visibility))
			await place.send('POST', '/practice/faults', { network, kind })
			expect(await deliver(message)).toMatchObject(expected)
			expect(await count(place, message.text)).toBe(0)
			await place.send('DELETE', '/practice/faults')
			expect(await deliver(message)).toMatchObject({ outcome: 'sent' })
			expect(await count(place, message.text)).toBe(1)
		})
	})

	test('a comment gets one private reply, however often it is sent', async ({ place }) => {
		const message = await privateReplyTo(place, await write(place, network, 'public'))
		expect((await meta.sendPrivate(message)).outcome).toBe('sent')
		// "Already replied" is success where the words that are there are ours, and is looked into where they are others.
		expect(await meta.sendPrivate(message)).toMatchObject({ outcome: 'sent' })
		expect(await count(place, message.text)).toBe(1)
		expect(await meta.sendPrivate({ ...message, text: 'Noch etwas' })).toMatchObject({ outcome: 'unknown' })
		expect(await count(place, 'Noch etwas')).toBe(0)
	})

	test('what is too long for us is too long for the network, and no shorter', async ({ place }) => {
		const message = await messageAfter(place, await write(place, network, 'private'))
		const longest = network === 'facebook' ? 'ä'.repeat(2_000) : 'ä'.repeat(500)
		expect((await meta.sendPrivate({ ...message, text: longest })).outcome).toBe('sent')
		expect(await meta.sendPrivate({ ...message, text: `${longest}a` })).toMatchObject({ reason: 'tooLong' })
	})

	test('a comment of the customer is hidden and shown; one that they delete is gone', async ({ place }) => {
		const [first, second] = [
			await write(place, network, 'public', 'eins'),
			await write(place, network, 'public', 'zwei'),
		]
		const ids = [first.id ?? '', second.id ?? '']
		const content = { network, accountId, contentId: ids[0] ?? '' }
		expect(await meta.hide(content, true)).toMatchObject({ outcome: 'sent' })
		expect(await meta.hide(content, true)).toMatchObject({ outcome: 'sent' })
		expect(await meta.hide(content, false)).toMatchObject({ outcome: 'sent' })
		expect(await meta.lookUp(accountId, ids)).toEqual([
			{ contentId: ids[0], remoteState: 'there', text: 'eins' },
			{ contentId: ids[1], remoteState: 'there', text: 'zwei' },
		])
		await place.send('DELETE', `/practice/posts/${ids[1]}`)
		expect(await meta.lookUp(accountId, ids)).toMatchObject([{ remoteState: 'there' }, { remoteState: 'gone' }])
		await place.send('DELETE', `/practice/posts/${ids[0]}`)
		expect(await meta.lookUp(accountId, ids)).toMatchObject([{ remoteState: 'gone' }, { remoteState: 'gone' }])
		await place.send('POST', '/practice/faults', { network, kind: 'revoked' })
		expect(await meta.lookUp(accountId, ids)).toMatchObject([{ remoteState: 'unknown' }, { remoteState: 'unknown' }])
	})

	test('an answer of ours is corrected where that is possible, and taken back', async ({ place }) => {
		const sent = await meta.sendPublic(answerTo(await write(place, network, 'public')))
		const content = { network, accountId, contentId: idIn(sent) }
		const isPossible = network === 'facebook'
		expect(await meta.correct(content, 'Richtig.')).toMatchObject({ outcome: isPossible ? 'sent' : 'failed' })
		expect(await count(place, 'Richtig.')).toBe(isPossible ? 1 : 0)
		expect(await meta.remove(content)).toMatchObject({ outcome: 'sent' })
		expect(await meta.remove(content)).toMatchObject({ outcome: 'sent' })
		expect(await meta.correct(content, 'Zu spät.')).toMatchObject({ outcome: 'failed' })
	})

	test('an account is asked whether it works', async ({ place }) => {
		expect(await meta.probe(accountId)).toBe('working')
		for (const kind of ['revoked', 'blocked']) {
			await place.send('POST', '/practice/faults', { network, kind })
			expect(await meta.probe(accountId)).toBe('stopped')
			await place.send('DELETE', '/practice/faults')
		}
		expect(await meta.probe(accountId)).toBe('working')
	})
})
