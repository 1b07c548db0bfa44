import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { addMilliseconds, DAY, systemClock } from '#shared/kernel/clock.ts'
import { comment, feed } from '#test/deliveries/meta.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { sendSigned } from '#test/support/send-as-network.ts'
import { ROOT } from '#test/support/source-files.ts'

const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_VISIBILITY_SECONDS: '12' })
it.afterEach(({ system }) => system.parts.proxy.faults.clear())

const tokens = z.object({ token: z.string() })
const api = async (
	system: BootedSystem,
	path: string,
	{ as = 'anna', body }: { as?: string | undefined; body?: object | undefined } = {},
) => {
	const { token } = tokens.parse(await (await fetch(`${system.origin}/practice/token?agent=${as}`)).json())
	const answer = await fetch(`${system.origin}/api${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: body === undefined ? null : JSON.stringify(body),
	})
	return { status: answer.status, body: z.record(z.string(), z.json()).parse(await answer.json()) }
}
const ledger = async (system: BootedSystem) => (await api(system, '/ledger')).body
const entriesSchema = z.array(z.looseObject({ envelope: z.string(), index: z.int(), caseId: z.string().optional() }))
const entries = async (system: BootedSystem, column: string) =>
	entriesSchema.parse((await api(system, `/ledger/entries?column=${column}`)).body.items)

const recountSchema = z.looseObject({
	isEqual: z.boolean(),
	difference: z.int(),
	disagreements: z.array(z.looseObject({ ledger: z.string(), recounted: z.string() })),
	envelopes: z.object({ noted: z.int(), sent: z.int(), missing: z.array(z.string()) }),
})
/** A command as an operator runs it. */
const runCommand = (
	system: BootedSystem,
	command: 'recount' | 'rebuild-queue',
	...args: readonly string[]
): Promise<{ readonly stdout: string; readonly code: number }> => {
	const env = { ...process.env, HILFT_DATA: system.dataDirectory }
	return promisify(execFile)(process.execPath, [`infra/operate/${command}.ts`, ...args], { cwd: ROOT, env }).then(
		({ stdout }) => ({ stdout, code: 0 }),
		({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }),
	)
}
/** From yesterday on: without a beginning it reads 92 days. */
const recount = async (system: BootedSystem) => {
	const { stdout } = await runCommand(system, 'recount', '--json', '--from', addMilliseconds(systemClock.now(), -DAY))
	return recountSchema.parse(JSON.parse(stdout))
}

let serial = 0
const mention = async (system: BootedSystem, text = 'nichts geht') => {
	serial += 1
	const user = { id_str: `77${serial}`, screen_name: `kunde${serial}`, name: 'Kunde' }
	const id = `19244655${String(serial).padStart(11, '0')}`
	const body = JSON.stringify(postDelivery(post({ id_str: id, user, text: `@hilft ${text}` })))
	expect((await sendSigned(system.origin, 'x', body)).status).toBe(200)
}
const settled = (system: BootedSystem) => system.runtime.idle({ timeoutSeconds: 60 })
const change = (system: BootedSystem, action: 'UpdateItem' | 'DeleteItem' | 'PutItem', input: object) =>
	system.aws.caller.call({ service: 'dynamodb', action, input })

it('balance over both networks, open to their events, and equal a recount', async ({ system }) => {
	await mention(system)
	await mention(system)
	const strange = JSON.stringify({ for_user_id: '1001', tweet_mystery_events: [{ riddle: 1 }] })
	await sendSigned(system.origin, 'x', strange)
	const many = Array.from({ length: 25 }, (_, n) =>
		comment({ comment_id: `55_${n}`, from: { id: `8${n}`, name: 'K' } }),
	)
	await sendSigned(system.origin, 'facebook', JSON.stringify(feed(...many)))
	await settled(system)
	const { groups, ...books } = await ledger(system)
	expect(books).toMatchObject({ received: 28, messages: 27, parked: 1, difference: 0 })
	expect(books.envelopes).toEqual({ noted: 4, missing: 0 })
	expect(groups).toMatchObject([
		{ network: 'facebook', accountId: '2001', received: 25, messages: 25 },
		{ network: 'x', accountId: '1001', received: 3, messages: 2, parked: 1 },
	])
	const [message] = await entries(system, 'messages')
	expect((await api(system, `/cases/${message?.caseId}`)).status).toBe(200)
	expect(await recount(system)).toMatchObject({
		isEqual: true,
		difference: 0,
		disagreements: [],
		envelopes: { noted: 4, sent: 4, missing: [] },
	})
})

it('lets a lead dismiss what is parked, and retries what was parked for one reason', async ({ system }) => {
	const [parked] = z.array(z.looseObject({ id: z.string() })).parse((await api(system, '/parked')).body.items)
	expect((await api(system, `/parked/${parked?.id}`)).status).toBe(403)
	const said = await api(system, `/parked/${parked?.id}`, { as: 'lea' })
	expect([said.status, z.string().parse(said.body.body).length > 2]).toEqual([200, true])
	const reason = { reason: 'nothingOfACustomer' }
	expect((await api(system, `/parked/${parked?.id}/dismissal`, { body: reason })).status).toBe(403)
	const retried = await api(system, '/parked/retries', { body: { reason: 'unknownEvent' } })
	expect([retried.status, retried.body]).toEqual([202, { count: 1 }])
	await settled(system)
	expect((await api(system, '/parked')).body.items).toHaveLength(1)
	expect((await api(system, `/parked/${parked?.id}/dismissal`, { as: 'lea', body: reason })).status).toBe(202)
	await settled(system)
	expect((await api(system, '/parked')).body.items).toEqual([])
	expect((await api(system, '/parked?state=dismissed')).body.items).toMatchObject([
		{ id: parked?.id, dismissedBy: 'lea' },
	])
	expect(await ledger(system)).toMatchObject({ parked: 1, difference: 0 })
	expect(await recount(system)).toMatchObject({ isEqual: true })
})

it('are counted until now by the practice clock, and are not called equal where nothing was received', async ({
	system,
}) => {
	await mention(system)
	await settled(system)
	const { envelopes } = await recount(system)
	const moved = await fetch(`${system.origin}/practice/clock`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ advance: 2 * DAY }),
	})
	expect(moved.status).toBe(200)
	await mention(system, 'zwei Tage später')
	await settled(system)
	expect(await recount(system)).toMatchObject({ isEqual: true, envelopes: { noted: envelopes.noted + 1 } })
	const { code, stdout } = await runCommand(system, 'recount', '--from', '2026-01-01', '--to', '2026-01-02')
	expect([code, stdout]).toEqual([3, expect.stringMatching(/^Nothing was received from 2026-01-01.*\n$/)])
	const empty = await runCommand(system, 'recount', '--json', '--from', '2026-01-01', '--to', '2026-01-02')
	expect([empty.code, JSON.parse(empty.stdout)]).toMatchObject([3, { isEmpty: true, isEqual: false }])
})

it('miss an envelope dropped behind the queue, by the next one and by the logs of the doors', async ({ system }) => {
	const failed: string[] = []
	const unsubscribe = system.runtime.logs.subscribe(({ line }) => {
		if (line.includes('MESSAGE_FAILED')) failed.push(line)
	})
	const broken = system.parts.proxy.faults.add({ kind: '500', service: 'dynamodb', function: 'worker' })
	await mention(system, 'verloren')
	await waitUntil('the worker to fail', async () => (failed.length > 0 ? true : undefined))
	unsubscribe()
	await system.aws.caller.call({
		service: 'sqs',
		action: 'PurgeQueue',
		input: { QueueUrl: system.aws.queue('DeliveriesQueue').url },
	})
	broken.remove()
	await settled(system)
	const found = await recount(system)
	expect(found).toMatchObject({ isEqual: false, disagreements: [], envelopes: { missing: [expect.any(String)] } })
	await mention(system, 'der nächste')
	await settled(system)
	expect(await ledger(system)).toMatchObject({ difference: 1, envelopes: { missing: 1 } })
	const [missing] = await entries(system, 'difference')
	expect(missing).toMatchObject({ envelope: found.envelopes.missing[0], missing: true, network: 'x' })
})

it('show an outcome that was not written, and a message that was handled but not stored', async ({ system }) => {
	const before = await recount(system)
	const [one, other] = await entries(system, 'messages')
	if (one === undefined || other === undefined) throw new Error('two messages')
	const rows = await system.aws.scan(system.aws.table('Ledger').name)
	const row = rows.find(({ id }) => z.object({ S: z.string() }).parse(id).S === one.envelope)
	const Key = { bucket: row?.bucket, id: row?.id }
	const table = system.aws.table('Ledger').name
	await change(system, 'UpdateItem', { TableName: table, Key, UpdateExpression: `REMOVE o${one.index}` })
	const source = `${other.envelope}#${other.index}`
	const content = await system.aws.scan(system.aws.table('Content').name)
	const stored = content.find((item) => z.object({ S: z.string() }).safeParse(item.source).data?.S === source)
	await change(system, 'DeleteItem', { TableName: system.aws.table('Content').name, Key: { id: stored?.id } })

	const found = await recount(system)
	expect(found.difference).toBe(before.difference + 1)
	expect(await ledger(system)).toMatchObject({ difference: found.difference })
	expect(found.disagreements).toContainEqual({
		event: `${one.envelope}#${one.index}`,
		ledger: 'nothing',
		recounted: 'messages',
	})
	expect(found.disagreements).toContainEqual({ event: source, ledger: 'messages', recounted: 'nothing' })
})

const rowsSchema = z.array(z.looseObject({ text: z.string().optional() }))

it('have rows in the queue that an operator writes anew while the system runs', async ({ system }) => {
	const text = 'niemand meldet sich'
	await mention(system, text)
	await settled(system)
	// Of other cases the tests before have taken words away.
	const row = async () =>
		rowsSchema.parse((await api(system, '/queue?view=all')).body.items).filter((one) => one.text === `@hilft ${text}`)
	const before = await row()
	expect(before).toHaveLength(1)
	const { stdout, code } = await runCommand(system, 'rebuild-queue')
	expect([code, stdout]).toEqual([0, expect.stringMatching(/^[1-9]\d* rows written, 0 taken away\.\n$/)])
	expect(await row()).toEqual(before)
})
