import { expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { type FaultKind, faultKinds } from '#infra/local/practice/world/faults.ts'
import type { PrivateMessage, PublicMessage, Sender } from '#shared/channels/channel.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { systemClock as clock } from '#shared/kernel/clock.ts'
import type { PracticeCaller } from '#test/fixtures/network-callers.ts'
import { test } from '#test/fixtures/practice-test.ts'

// What our senders make of a look that meets a fault: an answer that is there is never told as not there.

const accounts = { x: '1001', facebook: '2001', instagram: '3001' } as const
type Network = keyof typeof accounts
const secret = (label: string): unknown => JSON.parse(localSecretValues[label] ?? '')
const sendersWaiting = (timeoutMilliseconds: number): Record<Network, Sender> => {
	const options = { clock, timeoutMilliseconds }
	const meta = createMetaSender({
		...options,
		own: [{ network: 'instagram', id: '3001', handle: 'hilft' }],
		secret: async () => metaApiSecretSchema.parse(secret('MetaApi')),
	})
	const x = createXSender({ ...options, secret: async () => xApiSecretSchema.parse(secret('XApi')) })
	return { x, facebook: meta, instagram: meta }
}
const senders = sendersWaiting(30_000)
/** For answers that never come. */
const impatient = sendersWaiting(400)

const PUBLIC_FORM = { x: 'mention', facebook: 'comment', instagram: 'comment' } as const satisfies Record<
	Network,
	string
>
const text = 'Wir schauen nach & melden uns. ^an'
const sentTo = async (
	practice: PracticeCaller,
	network: Network,
	visibility: string,
): Promise<PublicMessage | PrivateMessage> => {
	const { id, at = '' } = await practice.write({ network, visibility })
	const common = { network, accountId: accounts[network], text }
	if (visibility === 'public') {
		const message = { ...common, inReplyTo: id, form: PUBLIC_FORM[network] }
		expect(await senders[network].sendPublic(message)).toMatchObject({ outcome: 'sent' })
		return message
	}
	const recipientId = await practice.person('Mia', network)
	const inReplyTo = { contentId: id, form: 'dm', sentAt: at } as const
	const message = { ...common, recipientId, inReplyTo, lastHeardAt: at, typedBy: 'person' } as const
	expect(await senders[network].sendPrivate(message)).toMatchObject({ outcome: 'sent' })
	return message
}

/** These are of writing only. */
const kinds = faultKinds.filter((kind) => kind !== 'dm-closed' && kind !== 'duplicate')
const NETWORKS = ['x', 'facebook', 'instagram'] as const

test.for(
	NETWORKS.flatMap((network) =>
		(['public', 'private'] as const).flatMap((visibility) =>
			kinds.map((kind): [Network, string, FaultKind] => [network, visibility, kind]),
		),
	),
)('a look on %s, in %s, under %s', async ([network, visibility, kind], { place, practice }) => {
	await practice.set({ readDelaySeconds: 0 })
	const since = clock.now()
	const message = await sentTo(practice, network, visibility)
	const { id } = await practice.fault({
		network,
		kind,
		calls: 'reading',
		resetSeconds: 600,
		delayMilliseconds: kind === 'slow' ? 50 : undefined,
	})
	const look = await (kind.startsWith('timeout') ? impatient : senders)[network].find(message, since)
	expect(look.found).toBe(kind === 'slow' ? 'yes' : 'later')
	if (look.found === 'later') {
		const seconds = (Date.parse(look.until) - Date.now()) / 1_000
		expect(seconds).toBeGreaterThan(kind.startsWith('429') ? 540 : 1)
		expect(seconds).toBeLessThan(kind.startsWith('429') ? 610 : 16 * 60)
	}
	await place.send('DELETE', `/practice/faults/${id}`)
	expect(await senders[network].find(message, since)).toMatchObject({ found: 'yes' })
})
