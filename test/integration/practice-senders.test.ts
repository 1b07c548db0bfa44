import { describe, expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { type FaultKind, faultKinds } from '#infra/local/practice/world/faults.ts'
import type { PrivateMessage, PublicMessage, Sender } from '#shared/channels/channel.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { META_REFUSALS } from '#shared/channels/refusals/meta.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { systemClock as clock } from '#shared/kernel/clock.ts'
import type { PracticeCaller } from '#test/fixtures/network-callers.ts'
import { test } from '#test/fixtures/practice-test.ts'
import { comesTo, isPrivateRow, X_ROWS } from '#test/support/refusal-rows.ts'

// Our real senders against everything the practice networks can do to them.

const own = [
	{ network: 'x', id: '1001', handle: 'hilft' },
	{ network: 'facebook', id: '2001', handle: 'hilft' },
	{ network: 'instagram', id: '3001', handle: 'hilft' },
] as const
type Network = (typeof own)[number]['network']
const secret = (label: string): unknown => JSON.parse(localSecretValues[label] ?? '')
const sendersWaiting = (timeoutMilliseconds: number): Record<Network, Sender> => {
	const options = { clock, own, timeoutMilliseconds }
	const x = createXSender({ ...options, secret: async () => xApiSecretSchema.parse(secret('XApi')) })
	const meta = createMetaSender({ ...options, secret: async () => metaApiSecretSchema.parse(secret('MetaApi')) })
	return { x, facebook: meta, instagram: meta }
}
const senders = sendersWaiting(30_000)
const { x } = senders
/** For answers that never come. */
const impatient = sendersWaiting(400)
const accounts: Record<Network, string> = { x: '1001', facebook: '2001', instagram: '3001' }

const PUBLIC_FORM = { x: 'mention', facebook: 'comment', instagram: 'comment' } as const satisfies Record<
	Network,
	string
>
const text = 'Wir schauen nach & melden uns. ^an'
/** A customer's words, and the answer to them that is to be sent. */
const answerTo = async (
	practice: PracticeCaller,
	network: Network,
	visibility: string,
): Promise<PublicMessage | PrivateMessage> => {
	const { id, at = '' } = await practice.write({ network, visibility })
	const common = { network, accountId: accounts[network], text }
	if (visibility === 'public') return { ...common, inReplyTo: id, form: PUBLIC_FORM[network] }
	const inReplyTo = { contentId: id, form: 'dm', sentAt: at } as const
	const recipientId = await practice.person('Mia', network)
	return { ...common, recipientId, inReplyTo, lastHeardAt: at, typedBy: 'person' }
}
const send = (network: Network, message: PublicMessage | PrivateMessage, by = senders) =>
	'recipientId' in message ? by[network].sendPrivate(message) : by[network].sendPublic(message)
const ours = async (practice: PracticeCaller): Promise<number> =>
	(await practice.posts()).filter(({ author }) => author === 'hilft').length

const unclear = { outcome: 'unknown' }
const EXPECTED: Record<FaultKind, object> = {
	'timeout-before': unclear,
	'timeout-after': unclear,
	'cut-answer': unclear,
	'reset-before': unclear,
	'reset-after': unclear,
	'5xx-before': unclear,
	'5xx-after': unclear,
	slow: { outcome: 'sent' },
	'429': { outcome: 'limited', reason: 'limit' },
	'429-day': { outcome: 'limited', reason: 'limit' },
	revoked: { outcome: 'stopped', reason: 'tokenDead' },
	blocked: { outcome: 'stopped', reason: 'accountBlocked' },
	'dm-closed': { outcome: 'failed', reason: 'recipientClosed' },
	duplicate: { outcome: 'failed', reason: 'duplicate' },
}
const happens: ReadonlySet<FaultKind> = new Set(['timeout-after', 'cut-answer', 'reset-after', '5xx-after', 'slow'])
/** Faults that do not meet this kind of call: the answer is sent as if there were none. */
const isUnmet = (kind: FaultKind, network: Network, visibility: string): boolean =>
	(kind === 'dm-closed' && visibility === 'public') ||
	(kind === 'duplicate' && visibility === 'private' && network !== 'x')

describe.each(own.flatMap(({ network }) => ['public', 'private'].map((visibility) => ({ network, visibility }))))(
	'an answer on $network, in $visibility',
	({ network, visibility }) => {
		test.for(faultKinds)('under %s', async (kind, { place, practice }) => {
			const message = await answerTo(practice, network, visibility)
			const since = clock.now()
			const { id } = await practice.fault({ network, kind, delayMilliseconds: 50, resetSeconds: 3_600 })
			const outcome = await send(network, message, kind.startsWith('timeout') ? impatient : senders)
			const isSent = isUnmet(kind, network, visibility)
			expect(outcome).toMatchObject(isSent ? { outcome: 'sent' } : (EXPECTED[kind] ?? {}))
			await expect.poll(() => ours(practice)).toBe(isSent || happens.has(kind) ? 1 : 0)
			if (outcome.outcome === 'limited') {
				const seconds = (Date.parse(outcome.until) - Date.now()) / 1_000
				expect(seconds).toBeGreaterThan(3_590)
				expect(seconds).toBeLessThan(3_610)
			}
			if (outcome.outcome === 'stopped') {
				expect(await senders[network].probe(accounts[network])).toBe('stopped')
				await place.send('DELETE', `/practice/faults/${id}`)
				expect(await senders[network].probe(accounts[network])).toBe('working')
			}
			expect((await senders[network].find(message, since)).found).toBe((await ours(practice)) === 1 ? 'yes' : 'no')
		})

		test('is not found before the read delay, and then is', async ({ practice }) => {
			const message = await answerTo(practice, network, visibility)
			const since = clock.now()
			await practice.set({ readDelaySeconds: 600 })
			await practice.fault({ network, kind: '5xx-after' })
			expect(await send(network, message)).toEqual({ outcome: 'unknown' })
			expect(await senders[network].find(message, since)).toEqual({ found: 'no' })
			await practice.set({ readDelaySeconds: 0 })
			expect(await senders[network].find(message, since)).toMatchObject({ found: 'yes' })
		})

		test('is not written while looking fails', async ({ practice }) => {
			const message = await answerTo(practice, network, visibility)
			await practice.fault({ network, kind: '5xx', calls: 'reading', times: 9 })
			expect(await senders[network].find(message, clock.now())).toMatchObject({ found: 'later' })
			expect(await ours(practice)).toBe(0)
		})
	},
)

describe('what was sent', () => {
	test.for(['x', 'facebook', 'instagram'] as const)('can be taken back on %s, twice', async (network, { practice }) => {
		const sent = await send(network, await answerTo(practice, network, 'public'))
		const contentId = 'externalId' in sent ? sent.externalId : ''
		const content = { network, accountId: accounts[network], contentId }
		for (let count = 0; count < 2; count += 1)
			expect(await senders[network].remove(content)).toEqual({ outcome: 'sent', externalId: contentId })
		expect(await ours(practice)).toBe(0)
	})

	test.for(['x', 'facebook', 'instagram'] as const)(
		'can be corrected on Facebook alone, tried on %s',
		async (network, { practice }) => {
			const sent = await send(network, await answerTo(practice, network, 'public'))
			const contentId = 'externalId' in sent ? sent.externalId : ''
			const content = { network, accountId: accounts[network], contentId }
			const isFacebook = network === 'facebook'
			expect(await senders[network].correct(content, 'Berichtigt')).toMatchObject({
				outcome: isFacebook ? 'sent' : 'failed',
			})
			expect((await practice.posts())[0]?.text).toBe(isFacebook ? 'Berichtigt' : text)
		},
	)

	test.for(['facebook', 'instagram'] as const)(
		'hides and shows what customers write on %s',
		async (network, { practice }) => {
			const { id: contentId } = await practice.write({ network, visibility: 'public' })
			for (const isHidden of [true, true, false]) {
				const content = { network, accountId: accounts[network], contentId }
				expect(await senders[network].hide(content, isHidden)).toMatchObject({ outcome: 'sent' })
				expect((await practice.posts())[0]?.hidden).toBe(isHidden || undefined)
			}
		},
	)

	test('hides on X only in a conversation of ours', async ({ place, practice }) => {
		const { body } = await place.send('POST', '/practice/own-posts', { network: 'x', text: 'Heute ist Störung' })
		const root = (body as { id: string }).id
		const below = await practice.write({ network: 'x', visibility: 'public', text: 'Frechheit', inReplyTo: root })
		const hide = (contentId: string) => x.hide({ network: 'x', accountId: '1001', contentId }, true)
		expect(await hide(below.id)).toMatchObject({ outcome: 'sent' })
		expect(await hide((await practice.write({ network: 'x', visibility: 'public' })).id)).toMatchObject({
			outcome: 'failed',
		})
	})

	test.for(['x', 'facebook', 'instagram'] as const)(
		'looks up what stands and what is gone on %s',
		async (network, { place, practice }) => {
			const [there, gone] = [
				await practice.write({ network, visibility: 'public', text: 'eins & zwei' }),
				await practice.write({ network, visibility: 'public', author: 'Nils' }),
			]
			await place.send('DELETE', `/practice/posts/${gone.id}`)
			const standings = await senders[network].lookUp(accounts[network], [there.id, gone.id])
			expect(standings).toMatchObject([
				{ contentId: there.id, remoteState: 'there', text: expect.stringContaining('eins & zwei') },
				{ contentId: gone.id, remoteState: 'gone' },
			])
		},
	)

	test('looks up the newest edition of what was edited on X', async ({ place, practice }) => {
		const { id } = await practice.write({ network: 'x', visibility: 'public' })
		const { body } = await place.send('PATCH', `/practice/posts/${id}`, { text: '@hilft anders' })
		expect(await x.lookUp('1001', [id])).toEqual([
			{ contentId: id, remoteState: 'there', text: '@hilft anders', edition: (body as { id: string }).id },
		])
	})
})

test('the rules of the networks are told apart by our senders', async ({ practice }) => {
	const onX = await answerTo(practice, 'x', 'public')
	expect(await send('x', { ...onX, text: 'ä'.repeat(281) })).toEqual({ outcome: 'failed', reason: 'tooLong' })
	await practice.set({ x: { selfServe: true } })
	const { id } = await practice.write({ network: 'x', visibility: 'public', text: 'Ich auch', asTyped: true })
	const uncalled: PublicMessage = { network: 'x', accountId: '1001', inReplyTo: id, form: 'mention', text }
	expect(await x.sendPublic(uncalled)).toEqual({ outcome: 'failed', reason: 'forbidden' })
	expect(await send('x', onX)).toMatchObject({ outcome: 'sent' })
	await practice.set({ x: { limits: { posts: { limit: 2, windowSeconds: 600 } } } })
	const next = await answerTo(practice, 'x', 'public')
	expect(await send('x', next)).toMatchObject({ outcome: 'limited', reason: 'limit' })
	expect(await send('instagram', await answerTo(practice, 'instagram', 'public'))).toMatchObject({ outcome: 'sent' })
})

describe.each([
	['x', X_ROWS],
	['facebook', META_REFUSALS],
	['instagram', META_REFUSALS],
] as const)('what %s refuses, word for word', (network, rows) => {
	const cases = rows.flatMap((row) => (['works', 'stopped'] as const).map((probe) => [row.name, probe, row] as const))

	test.for(cases)('"%s" is what its row says, where the account %s', async ([, probe, row], { practice }) => {
		const message = await answerTo(practice, network, network !== 'x' || isPrivateRow(row) ? 'private' : 'public')
		const { status, body } = row.example
		await practice.fault({ network, kind: 'answer', status, body, times: 1 })
		if (probe === 'stopped') await practice.fault({ network, kind: 'answer', status, body, calls: 'reading', times: 1 })
		expect(await send(network, message)).toMatchObject(comesTo(row, probe))
		expect(await ours(practice)).toBe(0)
	})
})

test('a page that hides an answer which happened is looked behind', async ({ practice }) => {
	const message = await answerTo(practice, 'x', 'public')
	const since = clock.now()
	const body = '<!DOCTYPE html><title>Just a moment...</title>'
	await practice.fault({
		network: 'x',
		kind: 'answer',
		status: 403,
		body,
		headers: { server: 'cloudflare' },
		happens: true,
	})
	expect(await send('x', message)).toEqual({ outcome: 'unknown' })
	expect(await senders.x.find(message, since)).toMatchObject({ found: 'yes' })
})
