import type { WebhookSource } from '#shared/channels/channel.ts'
import type { Delivery } from '#shared/channels/intake/delivery.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import type { Balance } from '#shared/ledger/outcome.ts'
import type { DeliveryDependencies } from '#shared/messages/handle-delivery.ts'
import type { Slice } from '#shared/messages/queued-delivery.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { stageScreening } from '#shared/screening/stage-screening.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { createMemoryLedger } from '#test/memory/ledger.ts'
import { createMemoryParkedStore } from '#test/memory/parked-store.ts'
import { createMemoryRawBodies } from '#test/memory/raw-bodies.ts'
import { createMemoryKeyService, createMemoryVaultStore } from '#test/memory/vault.ts'
import { OWN } from './x-deliveries.ts'

const RECEIVED: Instant = '2026-11-22T10:00:05.000Z'

/** The worker on stores in memory (or those given), with the slices it queued and the lines it logged. */
export const createWorkerPlace = (given: Partial<DeliveryDependencies> = {}) => {
	const lines: string[] = []
	const queued: Slice[] = []
	const fetches: string[] = []
	const mails: string[] = []
	const stores = createMemoryStores()
	const bodies = createMemoryRawBodies()
	const vault = createMemoryVaultStore()
	const keys = createMemoryKeyService()
	let received = 0
	const dependencies: DeliveryDependencies = {
		...stores,
		ledger: createMemoryLedger(),
		parked: createMemoryParkedStore(),
		deliveries: { send: async (slice: Slice) => void queued.push(slice) },
		media: { send: async ({ message }) => void fetches.push(message) },
		mails: { send: async ({ id }) => void mails.push(id) },
		bodies,
		vault,
		keys,
		screen: createScreen(
			stageScreening({ SCREENING: '{}', HOTLINE: '0800 0000000', MAIL_FROM: 'hilft@hilft.example' }),
		),
		dataOrigin: 'https://daten.hilft.example',
		own: OWN,
		identityKey: 'identity-key-of-the-tests',
		clock: { now: () => RECEIVED },
		random: systemRandom,
		log: createLog((line) => lines.push(line)),
		...given,
	}
	/** A body as intake would have queued it, in an envelope of its own. */
	const deliver = (body: unknown, network: WebhookSource = 'x'): Delivery => {
		const receivedAt = addMilliseconds(RECEIVED, received++)
		const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
		const envelope = newEnvelopeId(receivedAt, systemRandom)
		return { envelope, network, receivedAt, body: Buffer.from(bytes).toString('base64') }
	}
	const balance = (): Promise<Balance> =>
		dependencies.ledger.balance({ from: addMilliseconds(RECEIVED, -1), to: addMilliseconds(RECEIVED, 86_400_000) })
	/** Every case there is, as its facts fold. */
	const cases = async () => {
		const states = await Promise.all([...stores.facts.keys()].map((id) => dependencies.store.load(id)))
		return states.filter((state) => state !== undefined)
	}
	return { dependencies, stores, bodies, vault, keys, queued, fetches, mails, lines, deliver, balance, cases }
}
