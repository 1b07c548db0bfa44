import { expect } from 'vitest'
import { z } from 'zod'
import type { MeteredCall } from '#infra/local/cloud/proxy/call-meter.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it } from '#test/fixtures/system-test.ts'
import { sendSigned } from '#test/support/send-as-network.ts'

/** What one message costs on its whole way, from the door to the end of everything that it causes. Counts, not times. */

const TEXT = `@hilft ${'mein Anschluss ist seit Tagen tot und niemand ruft zurück. '.repeat(4)}`
/** Functions that work by the clock, whether or not a message comes; the search, and the news of lists, are counted apart. */
const NOT_COUNTED = /sweep|reconcile|search|project/i
/** What pollers of the local run ask for functions, as Lambda does in the cloud. */
const POLLED = new Set([
	'ReceiveMessage',
	'DeleteMessageBatch',
	'DeleteMessage',
	'ChangeMessageVisibility',
	'GetQueueAttributes',
])

/** Tables whose rows are counted apart. */
const APART = /queue|search/i

const unitsOf = (calls: readonly MeteredCall[]): number =>
	calls
		.flatMap(({ units }) => units)
		.filter(({ table }) => !APART.test(table))
		.reduce((sum, { units }) => sum + units, 0)

const pageSchema = z.object({
	items: z.array(z.object({ id: z.string(), unanswered: z.number(), claimedBy: z.string().optional() })),
})

/** How many messages wait on a page. */
const waitingIn = (page: z.infer<typeof pageSchema> | undefined): number =>
	(page?.items ?? []).reduce((sum, { unanswered }) => sum + unanswered, 0)

/** Everything that the functions call from a delivery until all is quiet. */
const callsOf = async (system: BootedSystem, body: object): Promise<readonly MeteredCall[]> => {
	const calls: MeteredCall[] = []
	const end = system.parts.proxy.meter.listen((call) => {
		const isCounted = call.functionNames.length > 0 && !call.functionNames.some((name) => NOT_COUNTED.test(name))
		if (isCounted && call.service !== 'streams' && !POLLED.has(call.name)) calls.push(call)
	})
	expect(await sendSigned(system.origin, 'x', JSON.stringify(body))).toMatchObject({ status: 200 })
	await system.runtime.idle()
	end()
	return calls
}

it('costs 8 write units, 2 read units and 6 calls of the database to take a message on a known case', async ({
	system,
}) => {
	const mention = (n: number) => callsOf(system, postDelivery(post({ id_str: `19244655061588${n}9000`, text: TEXT })))
	// The first makes the case, and has each function start and fetch its secrets.
	await mention(10)
	for (let n = 11; n < 15; n += 1) {
		const calls = await mention(n)
		const database = calls.filter(({ service }) => service === 'dynamodb')
		expect(unitsOf(database.filter(({ isRead }) => !isRead))).toBe(8)
		expect(unitsOf(database.filter(({ isRead }) => isRead))).toBe(2)
		expect(database.length).toBeLessThanOrEqual(6)
		// Only the door hands it on; nobody else calls anything.
		expect(calls.filter(({ service }) => service !== 'dynamodb')).toMatchObject([
			{ service: 'sqs', name: 'SendMessage' },
		])
	}
})

it('tells whoever looks at the queue of a message by the stream, and of a claim at once', async ({ system }) => {
	/** Somebody who looks at all cases, and says by the tag what they have seen. */
	const watcher = async (agent: string) => {
		const answer = await fetch(`${system.origin}/practice/token?agent=${agent}`)
		const authorization = `Bearer ${z.object({ token: z.string() }).parse(await answer.json()).token}`
		const headers = { authorization, 'content-type': 'application/json' }
		let tag = ''
		return {
			look: async () => {
				const looked = await fetch(`${system.origin}/api/queue?view=all`, {
					headers: { ...headers, 'if-none-match': tag },
				})
				tag = looked.headers.get('etag') ?? ''
				return looked.status === 304 ? undefined : pageSchema.parse(await looked.json())
			},
			claim: (id: string) => fetch(`${system.origin}/api/cases/${id}/claim`, { method: 'POST', headers, body: '{}' }),
		}
	}
	const [anna, ben] = [await watcher('anna'), await watcher('ben')]
	const before = await ben.look()
	const told: number[] = []
	const end = system.parts.proxy.meter.listen(({ functionNames, isRead, units }) => {
		if (!isRead && functionNames.some((name) => /^project/i.test(name))) told.push(...units.map((one) => one.units))
	})
	await sendSigned(
		system.origin,
		'x',
		JSON.stringify(postDelivery(post({ id_str: '19244655061588999000', text: TEXT }))),
	)
	const seen = await waitUntil('the message to be news', async () => {
		const page = await ben.look()
		return page !== undefined && waitingIn(page) > waitingIn(before) ? page : undefined
	})
	await system.runtime.idle()
	end()
	// For everybody's lists and nobody else's, however many facts.
	expect(told).toEqual([1])
	await ben.look()
	const [free] = seen.items
	expect((await anna.claim(free?.id ?? '')).status).toBe(200)
	expect((await ben.look())?.items.find(({ id }) => id === free?.id)).toMatchObject({ claimedBy: 'anna' })
})
