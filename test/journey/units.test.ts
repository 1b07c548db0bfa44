import { expect } from 'vitest'
import type { MeteredCall } from '#infra/local/cloud/proxy/call-meter.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it } from '#test/fixtures/system-test.ts'
import { sendSigned } from '#test/support/send-as-network.ts'

/** What one message costs on its whole way, from the door to the end of everything that it causes. Counts, not times. */

const TEXT = `@hilft ${'mein Anschluss ist seit Tagen tot und niemand ruft zurück. '.repeat(4)}`
/** Functions that work by the clock, whether or not a message comes, and the search, which is counted apart. */
const NOT_COUNTED = /sweep|reconcile|search/i
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
