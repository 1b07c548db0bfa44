import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { expect } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { HEAD_SCHEMA } from '#shared/cases/state.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { operatorTables } from '#test/support/operator-tables.ts'

/** Fifty cases, to one of which a newer release wrote before it was rolled back: the other 49 are worked as ever. */

const FILE = { scope: 'file' } as const
const it = systemIt
	// What fails on a busy machine comes back soon.
	.extend('environment', FILE, { HILFT_VISIBILITY_SECONDS: '12' })
	/** What the functions print, from when a test asks for it. */
	.extend('lines', FILE, ({ system }) => {
		const lines: string[] = []
		system.runtime.logs.subscribe(({ line }) => void lines.push(line))
		return lines
	})

const CASES = 50
/** The number of the customer whose case cannot be read. */
let author = ''

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
const rowSchema = z.looseObject({ id: z.string(), number: z.string(), unreadable: z.literal(true).optional() })
const list = async (system: BootedSystem) =>
	z.array(rowSchema).parse((await api(system, '/cases?limit=100')).body.items)
const parkedSchema = z.array(z.looseObject({ id: z.string(), reason: z.string() }))
const parked = async (system: BootedSystem) => parkedSchema.parse((await api(system, '/parked')).body.items)
const job = async (system: BootedSystem, name: 'sweep' | 'reconcile') =>
	(await fetch(`${system.origin}/practice/jobs/${name}/runs`, { method: 'POST' })).status
/** Whether the walk over the open cases stands in the midst of the list. */
const isAmidst = async (system: BootedSystem) => {
	const walks = await system.aws.scan(system.aws.table('Cursors').name)
	return walks.some(({ id, cursor }) => JSON.stringify(id).includes('sweep#open') && cursor !== undefined)
}
const settled = (system: BootedSystem) => system.runtime.idle({ timeoutSeconds: 150 })

const write = async (system: BootedSystem, author: string, text: string) => {
	const answer = await fetch(`${system.origin}/practice/posts`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ network: 'x', visibility: 'public', author, text: `@hilft ${text}` }),
	})
	expect(answer.status).toBe(201)
}

const tables = (system: BootedSystem) => operatorTables(system.parts.proxyPort)
const head = (system: BootedSystem, id: string, schema: number, change: number) =>
	tables(system).send(
		new UpdateCommand({
			TableName: system.aws.table('Cases').name,
			Key: { id },
			UpdateExpression: 'SET #schema = :schema ADD #version :change',
			ExpressionAttributeNames: { '#schema': 'schema', '#version': 'version' },
			ExpressionAttributeValues: { ':schema': schema, ':change': change },
		}),
	)
/** What a newer release leaves behind: a fact of a kind that nobody here knows, under a head of its own form. */
const writeAsNewer = async (system: BootedSystem, caseId: string) => {
	const fact = { kind: 'CaseDreamtOf', v: 1, at: new Date().toISOString() }
	await tables(system).send(
		new PutCommand({ TableName: system.aws.table('Facts').name, Item: { caseId, version: 3, fact } }),
	)
	await head(system, caseId, HEAD_SCHEMA + 1, 1)
}
/** As it looks to the release that knows the fact. */
const readAgain = async (system: BootedSystem, caseId: string) => {
	const known = {
		kind: 'MessageHidden',
		v: 1,
		at: new Date().toISOString(),
		message: `msg_${'0'.repeat(26)}`,
		isHidden: false,
	}
	await tables(system).send(
		new PutCommand({ TableName: system.aws.table('Facts').name, Item: { caseId, version: 3, fact: known } }),
	)
}

it('leaves 49 of 50 cases to be worked, and loses nothing of the one that cannot be read', async ({ system }) => {
	for (let user = 0; user < CASES; user += 1) await write(system, `Kunde ${user}`, `nichts geht ${user}`)
	await settled(system)
	const before = await list(system)
	expect(before).toHaveLength(CASES)
	const lost = before[20]?.id ?? ''
	author = /nichts geht (\d+)/.exec(JSON.stringify((await api(system, `/cases/${lost}`)).body))?.[1] ?? ''
	const newerHead = before[30]?.id ?? ''
	await writeAsNewer(system, lost)
	// A head alone is only a cache: the facts are all understood, and are folded anew.
	await head(system, newerHead, HEAD_SCHEMA + 1, 0)
	await settled(system)

	const rows = await list(system)
	expect(rows.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
	expect(rows.filter(({ unreadable }) => unreadable)).toEqual([
		{ id: lost, number: before[20]?.number, state: 'open', unreadable: true, waitingSince: expect.any(String) },
	])

	for (const call of [api(system, `/cases/${lost}`), api(system, `/cases/${lost}/claim`, { body: {} })])
		expect(await call).toMatchObject({ status: 503, body: { type: 'urn:hilft:problem:case-unreadable' } })
	for (const { id } of [before[0], before[30], before[49]].map((row) => row ?? { id: '' })) {
		expect((await api(system, `/cases/${id}`)).status).toBe(200)
		expect((await api(system, `/cases/${id}/claim`, { body: {} })).status).toBe(200)
	}
})

it('lets the sweep, its walk and the looks at the networks go on, and rings', async ({ system, lines }) => {
	const lost = (await list(system)).find(({ unreadable }) => unreadable)?.id
	lines.length = 0
	const places = new Set<boolean>()
	for (let run = 0; run < 5; run += 1) {
		expect(await job(system, 'sweep')).toBe(201)
		places.add(await isAmidst(system))
	}
	// Its walk came to the end of the list, and began anew.
	expect([...places].sort()).toEqual([false, true])
	expect(await job(system, 'reconcile')).toBe(201)
	const told = lines.join('\n')
	expect(told).toContain('"CasesUnreadable":1')
	expect(told).toContain(`"code":"CASE_UNREADABLE","caseId":"${lost}"`)
	expect(told).not.toContain('SWEEP_CASE_FAILED')
	expect(told).not.toContain('REREAD_FAILED')
})

it('files what others write, and keeps what the customer of that case writes where people see it', async ({
	system,
}) => {
	const before = await list(system)
	const lost = before.find(({ unreadable }) => unreadable)?.id ?? ''
	await write(system, 'noch ein Kunde', 'bei mir auch')
	await write(system, `Kunde ${author}`, 'meldet sich niemand?')
	await settled(system)
	expect(await list(system)).toHaveLength(CASES + 1)
	expect(await parked(system)).toMatchObject([{ reason: 'caseUnreadable' }])
	expect((await api(system, '/ledger')).body).toMatchObject({ messages: CASES + 1, parked: 1, difference: 0 })

	await readAgain(system, lost)
	expect((await api(system, '/parked/retries', { body: { reason: 'caseUnreadable' } })).body).toEqual({ count: 1 })
	const shown = await waitUntil('the message in its case', async () => {
		const { status, body } = await api(system, `/cases/${lost}`)
		return status === 200 && JSON.stringify(body).includes('meldet sich niemand?') ? body : undefined
	})
	expect(shown.case).toMatchObject({ id: lost, unanswered: 2 })
	expect(await parked(system)).toEqual([])
	expect((await api(system, '/ledger')).body).toMatchObject({ messages: CASES + 2, parked: 0, difference: 0 })
	expect((await list(system)).filter(({ unreadable }) => unreadable)).toEqual([])
})
