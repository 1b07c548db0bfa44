import type { Instant } from '#shared/kernel/clock.ts'
import { type Id, newId, systemRandom } from '#shared/kernel/id.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { minute } from './case-factories.ts'

/** A mention by @kundin, each time another message; the same members make the same message. */
export const incoming = (change: Partial<IncomingMessage> = {}): IncomingMessage => ({
	key: newId('msg', systemRandom),
	network: 'x',
	accountId: '1001',
	contentId: '1924465506158878979',
	form: 'mention',
	visibility: 'public',
	author: { id: '5001', handle: 'kundin', name: 'Kundin K' },
	text: 'mein Anschluss ist tot',
	threadId: '1924465506158878979',
	sentAt: minute(0),
	source: `env_${'0'.repeat(26)}#0`,
	...change,
})

/** Stores in memory with a clock that stands still until it is set. */
export const createCasePlace = (start: Instant = minute(0)) => {
	const stores = createMemoryStores()
	let now = start
	return {
		...stores,
		clock: { now: () => now },
		random: systemRandom,
		setTime: (instant: Instant) => {
			now = instant
		},
		factsOf: async (id: Id<'case'>) => (await stores.store.factsAfter(id, 0)).map(({ fact }) => fact.kind),
	}
}
