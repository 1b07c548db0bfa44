import { describe, expect, it } from 'vitest'
import type { ContactAddress } from '#shared/cases/ports.ts'
import type { WebhookSource } from '#shared/channels/channel.ts'
import { handleDelivery, handleSlice } from '#shared/messages/handle-delivery.ts'
import { comment, feed, messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { createWorkerPlace } from '#test/fixtures/worker-place.ts'
import { createRandom, type SeededRandom } from '#test/support/seeded-random.ts'

/** A night's run: HILFT_HOSTILE=100000; HILFT_SEED repeats one. */
const COUNT = Number(process.env.HILFT_HOSTILE ?? 1_500)
const SEED = Number(process.env.HILFT_SEED ?? 20_261_122)
/** Deliveries for which one set of stores is used, so that memory stays small. */
const BATCH = 500

type Members = Readonly<Record<string, unknown>>

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const NASTY: readonly unknown[] = [
	null,
	true,
	-1,
	0.5,
	1e300,
	2 ** 53,
	'',
	'0',
	'\ufffe\uffff',
	'\ud800 allein',
	'\udc00',
	'\u0000',
	'‮rechts nach links',
	'9'.repeat(400),
	'ä'.repeat(70_000),
	[],
	{},
	[[]],
	{ data: {} },
	{ __proto__: null, constructor: 1 },
	'$where',
	'<script>',
]

const nasty = (random: SeededRandom): unknown => random.pick(NASTY)

/** The members of a form with one to three of them replaced by something else, or taken out. */
const spoilt = (random: SeededRandom, members: Members): Members => {
	const names = Object.keys(members)
	const changes = Array.from({ length: 1 + random.whole(3) }, () => [random.pick(names), nasty(random)] as const)
	const next: Record<string, unknown> = { ...members, ...Object.fromEntries(changes) }
	if (random.next() < 0.3) delete next[random.pick(names)]
	return next
}

type Case = { readonly door: WebhookSource; readonly body: string; readonly neighbours: readonly ContactAddress[] }

/** Something hostile between two honest customers, in one delivery. */
const between = (random: SeededRandom, index: number): Case => {
	const [one, other] = [`${index}1`, `${index}2`]
	if (random.next() < 0.5) {
		const honest = (id: string) => post({ id_str: `19${id}`, user: { id_str: `5${id}`, screen_name: `kundin${id}` } })
		const delivery = postDelivery(honest(one), spoilt(random, post({ id_str: `18${index}` })), honest(other))
		const neighbours = [one, other].map((id) => ({ network: 'x', accountId: '1001', userId: `5${id}` }) as const)
		return { door: 'x', body: JSON.stringify(delivery), neighbours }
	}
	const honest = (id: string) => comment({ comment_id: `55_${id}`, from: { id: `6${id}`, name: 'Karl' } })
	const delivery = feed(honest(one), spoilt(random, comment({ comment_id: `54_${index}` })), honest(other))
	const neighbours = [one, other].map((id) => ({ network: 'facebook', accountId: '2001', userId: `6${id}` }) as const)
	return { door: 'meta', body: JSON.stringify(delivery), neighbours }
}

const alone = (door: WebhookSource, body: string): Case => ({ door, body, neighbours: [] })

/** Whole bodies that are wrong: cut, too deep, of the wrong type, with doubled keys, very large. */
const whole = (random: SeededRandom, index: number): Case => {
	const door = random.pick(['x', 'meta'] as const)
	const body = JSON.stringify(
		random.pick([
			messageDelivery(directMessage({ id: `7${index}` })),
			messaging(spoilt(random, metaPrivateMessage({ mid: `m_${index}` }))),
			feed(nasty(random), nasty(random)),
			{ for_user_id: nasty(random), tweet_create_events: nasty(random) },
			{ object: nasty(random), entry: [nasty(random), { id: '2001', changes: nasty(random) }] },
			nasty(random),
		]),
	)
	const forms: readonly (() => string)[] = [
		() => body,
		() => body.slice(0, random.whole(body.length)),
		() => `{"for_user_id":"1001","tweet_create_events":[${deep(10_000)}]}`,
		() => deep(10_000),
		() => `{"object":"page","object":"user","entry":[],"entry":[{"id":"2001","changes":[]}]}`,
		() => `{"for_user_id":"1001","for_user_id":"1002","tweet_create_events":[]}`,
		() => '\ufeff{}',
		() => '',
	]
	return alone(door, random.pick(forms)())
}

describe('hostile but rightly signed deliveries', () => {
	it(`end each event in one outcome and leave their neighbours unharmed (${COUNT}, seed ${SEED})`, async () => {
		const random = createRandom(SEED)
		for (let start = 0; start < COUNT; start += BATCH) {
			const place = createWorkerPlace()
			const honest: ContactAddress[] = []
			for (let index = start; index < Math.min(COUNT, start + BATCH); index += 1) {
				const { door, body, neighbours } = random.next() < 0.6 ? between(random, index) : whole(random, index)
				await handleDelivery(place.dependencies, place.deliver(Buffer.from(body, 'utf8'), door))
				honest.push(...neighbours)
			}
			for (const slice of place.queued) await handleSlice(place.dependencies, slice)
			const balance = await place.balance()
			expect(balance.difference).toBe(0)
			const known = await Promise.all(honest.map((address) => place.stores.contacts.find(address)))
			expect(known.filter((contact) => contact?.openCase === undefined)).toEqual([])
			expect(place.lines.join('')).not.toContain('interpreterFailed')
		}
	}, 1_800_000)
})
