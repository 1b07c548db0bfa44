import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { HEAD_SCHEMA } from '#shared/cases/state.ts'
import { type BootedSystem, bootSystem } from '#test/fixtures/running-system.ts'
import { operatorTables } from '#test/support/operator-tables.ts'

/** Fifty cases, to one of which a newer release wrote before it was rolled back: the other 49 are worked as ever. */

const CASES = 50
let system: BootedSystem
let lines: string[]
/** The number of the customer whose case cannot be read. */
let author = ''
beforeAll(async () => {
	// What fails on a busy machine comes back soon.
	process.env.HILFT_VISIBILITY_SECONDS = '12'
	system = await bootSystem()
	lines = []
	system.runtime.logs.subscribe(({ line }) => void lines.push(line))
}, 180_000)
afterAll(() => system.stop())

const tokens = z.object({ token: z.string() })
const api = async (
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
const list = async () => z.array(rowSchema).parse((await api('/cases?limit=100')).body.items)
const parkedSchema = z.array(z.looseObject({ id: z.string(), reason: z.string() }))
const parked = async () => parkedSchema.parse((await api('/parked')).body.items)
const job = async (name: 'sweep' | 'reconcile') =>
	(await fetch(`${system.origin}/practice/jobs/${name}/runs`, { method: 'POST' })).status
/** Whether the walk over the open cases stands in the midst of the list. */
const isAmidst = async () => {
	const walks = await system.aws.scan(system.aws.table('Cursors').name)
	return walks.some(({ id, cursor }) => JSON.stringify(id).includes('sweep#open') && cursor !== undefined)
}
const settled = () => system.runtime.idle({ timeoutSeconds: 150 })

const write = async (author: string, text: string) => {
	const answer = await fetch(`${system.origin}/practice/posts`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ network: 'x', visibility: 'public', author, text: `@hilft ${text}` }),
	})
	expect(answer.status).toBe(201)
}

const tables = () => operatorTables(system.parts.proxyPort)
const head = (id: string, schema: number, change: number) =>
	tables().send(
		new UpdateCommand({
			TableName: system.aws.table('Cases').name,
			Key: { id },
			UpdateExpression: 'SET #schema = :schema ADD #version :change',
			ExpressionAttributeNames: { '#schema': 'schema', '#version': 'version' },
			ExpressionAttributeValues: { ':schema': schema, ':change': change },
		}),
	)
/** What a newer release leaves behind: a fact of a kind that nobody here knows, under a head of its own form. */
const writeAsNewer = async (caseId: string) => {
	const fact = { kind: 'PromiseMade', v: 1, at: new Date().toISOString() }
	await tables().send(new PutCommand({ TableName: system.aws.table('Facts').name, Item: { caseId, version: 3, fact } }))
	await head(caseId, HEAD_SCHEMA + 1, 1)
}
/** As it looks to the release that knows the fact. */
const readAgain = async (caseId: string) => {
	const known = {
		kind: 'MessageHidden',
		v: 1,
		at: new Date().toISOString(),
		message: `msg_${'0'.repeat(26)}`,
		isHidden: false,
	}
	await tables().send(
		new PutCommand({ TableName: system.aws.table('Facts').name, Item: { caseId, version: 3, fact: known } }),
	)
}

it('leaves 49 of 50 cases to be worked, and loses nothing of the one that cannot be read', async () => {
	for (let user = 0; user < CASES; user += 1) await write(`Kunde ${user}`, `nichts geht ${user}`)
	await settled()
	const before = await list()
	expect(before).toHaveLength(CASES)
	const lost = before[20]?.id ?? ''
	author = /nichts geht (\d+)/.exec(JSON.stringify((await api(`/cases/${lost}`)).body))?.[1] ?? ''
	const newerHead = before[30]?.id ?? ''
	await writeAsNewer(lost)
	// A head alone is only a cache: the facts are all understood, and are folded anew.
	await head(newerHead, HEAD_SCHEMA + 1, 0)
	await settled()

	const rows = await list()
	expect(rows.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
	expect(rows.filter(({ unreadable }) => unreadable)).toEqual([
		{ id: lost, number: before[20]?.number, state: 'open', unreadable: true, waitingSince: expect.any(String) },
	])

	for (const call of [api(`/cases/${lost}`), api(`/cases/${lost}/claim`, { body: {} })])
		expect(await call).toMatchObject({ status: 503, body: { type: 'urn:hilft:problem:case-unreadable' } })
	for (const { id } of [before[0], before[30], before[49]].map((row) => row ?? { id: '' })) {
		expect((await api(`/cases/${id}`)).status).toBe(200)
		expect((await api(`/cases/${id}/claim`, { body: {} })).status).toBe(200)
	}
})

it('lets the sweep, its walk and the looks at the networks go on, and rings', async () => {
	const lost = (await list()).find(({ unreadable }) => unreadable)?.id
	lines.length = 0
	const places = new Set<boolean>()
	for (let run = 0; run < 5; run += 1) {
		expect(await job('sweep')).toBe(201)
		places.add(await isAmidst())
	}
	// Its walk came to the end of the list, and began anew.
	expect([...places].sort()).toEqual([false, true])
	expect(await job('reconcile')).toBe(201)
	const told = lines.join('\n')
	expect(told).toContain('"CasesUnreadable":1')
	expect(told).toContain(`"code":"CASE_UNREADABLE","caseId":"${lost}"`)
	expect(told).not.toContain('SWEEP_CASE_FAILED')
	expect(told).not.toContain('REREAD_FAILED')
})

it('files what others write, and keeps what the customer of that case writes where people see it', async () => {
	const before = await list()
	const lost = before.find(({ unreadable }) => unreadable)?.id ?? ''
	await write('noch ein Kunde', 'bei mir auch')
	await write(`Kunde ${author}`, 'meldet sich niemand?')
	await settled()
	expect(await list()).toHaveLength(CASES + 1)
	expect(await parked()).toMatchObject([{ reason: 'caseUnreadable' }])
	expect((await api('/ledger')).body).toMatchObject({ messages: CASES + 1, parked: 1, difference: 0 })

	await readAgain(lost)
	expect((await api('/parked/retries', { body: { reason: 'caseUnreadable' } })).body).toEqual({ count: 1 })
	const shown = await waitUntil('the message in its case', async () => {
		const { status, body } = await api(`/cases/${lost}`)
		return status === 200 && JSON.stringify(body).includes('meldet sich niemand?') ? body : undefined
	})
	expect(shown.case).toMatchObject({ id: lost, unanswered: 2 })
	expect(await parked()).toEqual([])
	expect((await api('/ledger')).body).toMatchObject({ messages: CASES + 2, parked: 0, difference: 0 })
	expect((await list()).filter(({ unreadable }) => unreadable)).toEqual([])
})
