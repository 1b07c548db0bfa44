import { createHmac } from 'node:crypto'
import { afterAll, describe, expect } from 'vitest'
import { z } from 'zod'
import { accessKeyIdOf } from '#infra/local/cloud/proxy/aws-call.ts'
import type { AwsFault } from '#infra/local/cloud/proxy/faults.ts'
import { rulesByNetwork } from '#infra/local/practice/networks-server.ts'
import { ownAccountId } from '#infra/local/practice/world/network.ts'
import type { Desk, StoryCase } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { comment, feed } from '#test/deliveries/meta.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { isNight } from '#test/support/night.ts'
import { postRaw, sendSigned } from '#test/support/send-as-network.ts'

const FILE = { scope: 'file' } as const
const it = systemIt
	.extend('environment', FILE, { HILFT_VISIBILITY_SECONDS: '12' })
	/** The books since the system was warm, so that a fault of the first call of an environment is not the only kind that is tried. */
	.extend('ledger', { ...FILE, auto: true }, async ({ system, desk }) => {
		const began = new Date(Date.now() - 1_000).toISOString()
		await mention(system, '1', 'aufwaermen')
		await system.runtime.idle()
		return () => desk.ledger(began, new Date(Date.now() + 60_000).toISOString())
	})
	/** One case with one message, and the books in balance. */
	.extend('expectOnce', FILE, ({ system, desk, ledger }) => async (handle: string): Promise<void> => {
		const { id } = await caseOf(desk, handle)
		await system.runtime.idle({ timeoutSeconds: 60 })
		const { timeline } = await desk.show(id)
		expect(timeline.filter(({ kind }) => kind === 'message')).toHaveLength(1)
		expect(await ledger()).toMatchObject({ difference: 0, parked: 0 })
		// Who looks at a case has our copies seen to.
		await system.runtime.idle({ timeoutSeconds: 60 })
		expect(await system.aws.messages()).toEqual({})
	})
it.afterEach(({ system, log }) => {
	system.parts.proxy.faults.clear()
	log.forget()
})

/** In one delivery: far more than are worked at once. */
const EVENTS = isNight ? 1_000 : 120
const CUSTOMERS = 40

let serial = 0
const mentionBody = (userId: string, handle: string, text = 'nichts geht'): string => {
	serial += 1
	const author = { id_str: `77${userId}`, screen_name: handle, name: handle }
	return JSON.stringify(
		postDelivery(post({ id_str: `19244655${String(serial).padStart(11, '0')}`, user: author, text: `@hilft ${text}` })),
	)
}
const mention = (system: BootedSystem, userId: string, handle: string) =>
	sendSigned(system.origin, 'x', mentionBody(userId, handle))

const caseOf = (desk: Desk, handle: string, timeoutMilliseconds = 30_000): Promise<StoryCase> =>
	waitUntil(`the case of ${handle}`, async () => (await desk.search(`@${handle}`))[0], timeoutMilliseconds)

const add = (system: BootedSystem, fault: AwsFault) => system.parts.proxy.faults.add(fault)

describe('the way of a message, with faults of the parts it uses', () => {
	it('succeeds when the tables are throttled twice', async ({ system, expectOnce }) => {
		add(system, { kind: 'throttle', service: 'dynamodb', function: 'worker', times: 2 })
		expect((await mention(system, '10', 'gedrosselt')).status).toBe(200)
		await expectOnce('gedrosselt')
	})

	it('retries when the tables are throttled for longer than a call lasts', async ({ system, log, expectOnce }) => {
		const throttled = add(system, { kind: 'throttle', service: 'dynamodb', function: 'worker' })
		expect((await mention(system, '11', 'langgedrosselt')).status).toBe(200)
		await log.until('MESSAGE_FAILED', { function: 'worker' })
		throttled.remove()
		await expectOnce('langgedrosselt')
	})

	it('counts a message once whose transaction was written but not acknowledged', async ({ system, expectOnce }) => {
		add(system, { kind: 'lost-acknowledgement', action: 'TransactWriteItems', function: 'worker', times: 1 })
		expect((await mention(system, '12', 'unbestaetigt')).status).toBe(200)
		await expectOnce('unbestaetigt')
	})

	it('counts a message once whose line in the ledger was written but not acknowledged', async ({
		system,
		expectOnce,
	}) => {
		add(system, { kind: 'lost-acknowledgement', action: 'UpdateItem', function: 'worker', times: 2 })
		expect((await mention(system, '13', 'doppeltgebucht')).status).toBe(200)
		await expectOnce('doppeltgebucht')
	})

	it('retries a transaction that conflicts with others, again and again', async ({ system, expectOnce }) => {
		add(system, { kind: 'transaction-conflict', action: 'TransactWriteItems', function: 'worker', times: 8 })
		expect((await mention(system, '14', 'umkaempft')).status).toBe(200)
		await expectOnce('umkaempft')
	})

	it('retries what broke in the midst of every call, each second time', async ({ system, desk, expectOnce }) => {
		const breaking = [
			add(system, { kind: 'reset', function: 'worker', probability: 0.4 }),
			add(system, { kind: '500', function: 'worker', probability: 0.2 }),
		]
		for (let index = 0; index < 5; index += 1)
			expect((await mention(system, `15${index}`, `bruechig${index}`)).status).toBe(200)
		// As long as it breaks, luck decides how often a message is tried, and its waits double: what counts is the end of it.
		await waitUntil(
			'each to break ten calls',
			async () => breaking.every(({ met }) => met() >= 10) || undefined,
			60_000,
		)
		system.parts.proxy.faults.clear()
		for (let index = 0; index < 5; index += 1) await caseOf(desk, `bruechig${index}`, 60_000)
		for (let index = 0; index < 5; index += 1) await expectOnce(`bruechig${index}`)
	})

	it('answers 5xx when the queue refuses, and has it all after the repeat of the network', async ({
		system,
		ledger,
		expectOnce,
	}) => {
		const before = await ledger()
		const refused = add(system, { kind: '500', service: 'sqs', action: 'SendMessage', function: 'intake-x' })
		const body = mentionBody('16', 'abgewiesen')
		expect((await sendSigned(system.origin, 'x', body)).status).toBe(503)
		expect(await ledger()).toMatchObject({ received: before.received })
		refused.remove()
		expect((await sendSigned(system.origin, 'x', body)).status).toBe(200)
		await expectOnce('abgewiesen')
	})

	it('has a message once that the queue took without saying so', async ({ system, expectOnce }) => {
		add(system, { kind: 'lost-acknowledgement', service: 'sqs', action: 'SendMessage', function: 'intake-x', times: 1 })
		expect((await mention(system, '17', 'ungesagt')).status).toBe(200)
		await expectOnce('ungesagt')
	})

	it('answers 5xx while the queues are down, and goes on when they are back', async ({ system, expectOnce }) => {
		const body = mentionBody('18', 'schlangenlos')
		await system.parts.emulators.queues.kill()
		expect((await sendSigned(system.origin, 'x', body)).status).toBe(503)
		await system.parts.emulators.queues.start()
		expect((await sendSigned(system.origin, 'x', body)).status).toBe(200)
		await expectOnce('schlangenlos')
	})

	it('keeps a message while the tables are down', async ({ system, log, expectOnce }) => {
		await system.parts.emulators.dynamodb.kill()
		expect((await mention(system, '19', 'tischlos')).status).toBe(200)
		await log.until('MESSAGE_FAILED', { function: 'worker' })
		await system.parts.emulators.dynamodb.start()
		await expectOnce('tischlos')
	})

	it('keeps taking messages while secrets cannot be read, for as long as an environment knows them', async ({
		system,
		expectOnce,
	}) => {
		await system.parts.emulators.stub.kill()
		expect((await mention(system, '20', 'geheimnislos')).status).toBe(200)
		await system.parts.emulators.stub.start()
		await expectOnce('geheimnislos')
	})
})

describe('large deliveries', () => {
	it(`makes a message of each of ${EVENTS} events in one delivery`, async ({ system, desk, ledger }) => {
		const before = await ledger()
		const events = Array.from({ length: EVENTS }, (_, index) =>
			comment({
				comment_id: `55_9${String(index).padStart(5, '0')}`,
				from: { id: `88${index % CUSTOMERS}`, name: 'Viele Kunden' },
				message: `Stoerung ${index}`,
				created_time: 1_795_341_600 + index,
			}),
		)
		expect((await sendSigned(system.origin, 'facebook', JSON.stringify(feed(...events)))).status).toBe(200)
		await waitUntil(
			'all to be settled',
			async () => {
				const now = await ledger()
				return now.received === before.received + EVENTS && now.difference === 0 ? now : undefined
			},
			120_000,
		)
		await system.runtime.idle({ timeoutSeconds: 60 })
		expect(await ledger()).toMatchObject({ messages: before.messages + EVENTS, difference: 0, parked: 0 })
		const cases = await desk.queue({ view: 'all', channel: 'facebook' })
		expect(cases.map(({ unanswered }) => unanswered)).toEqual(Array(CUSTOMERS).fill(EVENTS / CUSTOMERS))
	})

	it('takes a body over 700 KB by way of the bucket', async ({ system, expectOnce }) => {
		const delivery = { ...JSON.parse(mentionBody('30', 'riesig', 'ä€ß')), apps: { padding: 'ü'.repeat(400_000) } }
		expect((await sendSigned(system.origin, 'x', JSON.stringify(delivery))).status).toBe(200)
		await expectOnce('riesig')
		expect(await system.bucket.keys('raw/')).toHaveLength(1)
	})

	it('answers 5xx when the bucket refuses, and has it after the repeat', async ({ system, expectOnce }) => {
		const delivery = { ...JSON.parse(mentionBody('31', 'riesiger')), apps: { padding: 'x'.repeat(800_000) } }
		const body = JSON.stringify(delivery)
		const refused = add(system, { kind: '500', service: 's3', function: 'intake-x' })
		expect((await sendSigned(system.origin, 'x', body)).status).toBe(503)
		refused.remove()
		expect((await sendSigned(system.origin, 'x', body)).status).toBe(200)
		await expectOnce('riesiger')
	})

	it('refuses a body over 4 MiB', async ({ system }) => {
		expect((await sendSigned(system.origin, 'x', JSON.stringify({ padding: 'x'.repeat(5_000_000) }))).status).toBe(413)
	})
})

const parkedPage = z.object({
	items: z.array(z.object({ id: z.string(), reason: z.string(), retriedAt: z.string().optional() })),
})

const api = async (system: BootedSystem, path: string, method = 'GET') => {
	const { token } = z
		.object({ token: z.string() })
		.parse(await (await fetch(`${system.origin}/practice/token?agent=anna`)).json())
	return fetch(`${system.origin}/api${path}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: method === 'POST' ? '{}' : null,
	})
}
const parked = async (system: BootedSystem) => parkedPage.parse(await (await api(system, '/parked')).json()).items

describe('what is authentic but not understood', () => {
	it('parks it, shows it, keeps it over a retry in vain, and files it by a retry after the fix', async ({
		system,
		desk,
		ledger,
	}) => {
		const before = await ledger()
		const strange = JSON.stringify({ for_user_id: ownAccountId.x, tweet_mystery_events: [{ riddle: 'Kunde Meier' }] })
		expect((await sendSigned(system.origin, 'x', strange)).status).toBe(200)
		expect((await sendSigned(system.origin, 'facebook', '{no json at all}')).status).toBe(200)
		const waiting = await waitUntil('both to be parked', async () => {
			const items = await parked(system)
			return items.length === 2 ? items : undefined
		})
		// The books follow what is parked.
		const books = await waitUntil('the books', async () => {
			const now = await ledger()
			return now.difference === 0 ? now : undefined
		})
		expect(books).toMatchObject({ parked: 2, received: before.received + 2 })

		for (const { id } of waiting) expect((await api(system, `/parked/${id}/retry`, 'POST')).status).toBe(202)
		await waitUntil('both retries', async () => {
			const items = await parked(system)
			return items.length === 2 && items.every(({ retriedAt }) => retriedAt !== undefined) ? items : undefined
		})
		// The fix, as far as a test can make one: what was kept reads as something understood.
		const mystery = await Promise.all(
			waiting.map(async ({ id }) => ({ id, body: (await system.bucket.get(`parked/${id}`)).toString() })),
		)
		const fixed = mystery.find(({ body }) => body.includes('riddle'))
		const [event] = JSON.parse(mentionBody('40', 'geparkt')).tweet_create_events
		const understood = {
			kind: 'event',
			event: { source: 'aaa.tweet_create_events', accountId: ownAccountId.x, payload: event },
		}
		await system.bucket.put(`parked/${fixed?.id}`, Buffer.from(JSON.stringify(understood)))
		expect((await api(system, `/parked/${fixed?.id}/retry`, 'POST')).status).toBe(202)
		await caseOf(desk, 'geparkt')
		await system.runtime.idle()
		expect(await parked(system)).toHaveLength(1)
		expect(await ledger()).toMatchObject({ parked: 1, difference: 0, messages: before.messages + 1 })
	})

	it('refuses to retry what is not parked', async ({ system }) => {
		expect((await api(system, '/parked/park_00000000000000000000000000_0/retry', 'POST')).status).toBe(404)
		expect((await api(system, '/parked/nonsense/retry', 'POST')).status).toBe(404)
	})
})

describe('forgeries', () => {
	const lines: string[] = []
	let unsubscribe: () => void
	it.beforeAll(({ system }) => {
		unsubscribe = system.runtime.logs.subscribe(({ line }) => void lines.push(line))
	})
	afterAll(() => unsubscribe())

	const doors = [
		{ network: 'x', header: 'x-twitter-webhooks-signature' },
		{ network: 'facebook', header: 'x-hub-signature-256' },
	] as const

	it('refuses every signature that is not the one of this body, and enqueues nothing', async ({ system, ledger }) => {
		const before = await ledger()
		for (const { network, header } of doors) {
			const body =
				network === 'x'
					? mentionBody('50', 'geheimnisvoll')
					: JSON.stringify(feed(comment({ message: 'geheimnisvoll' })))
			const { path, headers } = rulesByNetwork[network].signDelivery(body)
			const url = `${system.origin}${path}`
			const genuine = headers[header] ?? ''
			const { [header]: _, ...bare } = headers
			const other = rulesByNetwork[network].signDelivery(`${body} `).headers[header] ?? ''
			const sha1 = `sha1=${createHmac('sha1', 'local-meta-secret').update(body).digest('hex')}`
			const wrongs: (string | string[])[] = [
				other,
				'',
				'sha256=',
				genuine.slice('sha256='.length),
				genuine.toUpperCase(),
				`${genuine} `.padEnd(120, 'A'),
				[genuine, genuine],
				[other, genuine],
				`${genuine},${genuine}`,
				sha1,
				...Array.from({ length: 20 }, (_, index) => {
					const at = 'sha256='.length + index * 2
					const changed = genuine[at] === '0' ? '1' : '0'
					return genuine.slice(0, at) + changed + genuine.slice(at + 1)
				}),
			]
			for (const wrong of wrongs) {
				const { status } = await postRaw(url, { ...bare, [header]: wrong }, body)
				expect(status, `${network} ${wrong}`).toBe(401)
			}
			expect((await postRaw(url, bare, body)).status).toBe(401)
			for (let at = 0; at < body.length; at += 37) {
				const mutated = Buffer.from(body)
				mutated[at] = (mutated[at] ?? 0) ^ 1
				expect((await postRaw(url, headers, mutated)).status).toBe(401)
			}
			expect(
				(await postRaw(url, rulesByNetwork[network === 'x' ? 'facebook' : 'x'].signDelivery(body).headers, body))
					.status,
			).toBe(401)
		}
		await system.runtime.idle()
		expect(await ledger()).toEqual({ ...before, to: expect.any(String) })
		expect(lines.length).toBeGreaterThan(0)
		expect(lines.filter((line) => line.includes('geheimnisvoll'))).toEqual([])
	})

	it('refuses to answer a challenge that is a forged event, and answers a true one', async ({ system }) => {
		const forged = mentionBody('51', 'orakel')
		for (const token of [
			forged,
			forged.slice(0, 100),
			'',
			'short',
			'a'.repeat(129),
			'has blanks in it and more',
			'{"a":1}'.repeat(4),
		]) {
			const answer = await fetch(`${system.origin}/webhooks/x?crc_token=${encodeURIComponent(token)}`)
			expect(answer.status).toBe(400)
			expect(await answer.text()).not.toContain('sha256=')
		}
		const answer = await fetch(`${system.origin}/webhooks/x?crc_token=MTZhYjc4YzktZGUzMy00`)
		expect(await answer.json()).toEqual({
			response_token: `sha256=${createHmac('sha256', 'local-x-secret').update('MTZhYjc4YzktZGUzMy00').digest('base64')}`,
		})
		const hub = (token: string) =>
			fetch(`${system.origin}/webhooks/meta?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=815`)
		expect((await hub('guess')).status).toBe(403)
		expect(await (await hub('local-verify-token')).text()).toBe('815')
	})
})

describe('rights', () => {
	const nameOf = (system: BootedSystem, label: string): string =>
		system.system.functions.find((fn) => fn.label === label)?.name ?? ''
	const callAs = (
		system: BootedSystem,
		label: string,
		service: 'dynamodb' | 'sqs' | 'kms' | 'secretsmanager',
		action: string,
		input: object,
	) => system.aws.caller.call({ service, action, input, accessKeyId: accessKeyIdOf(nameOf(system, label)) })

	it('were enough for every function in all of the above', ({ system }) => {
		expect(system.parts.proxy.refusedActions()).toEqual({})
	})

	it('refuse what a role does not grant', async ({ system }) => {
		const facts = system.aws.table('Facts').name
		const content = system.aws.table('Content').name
		const denied = { code: expect.stringMatching(/AccessDenied/) }
		const key = { caseId: { S: 'case_x' }, version: { N: '1' } }
		await expect(
			callAs(system, 'web-customer', 'dynamodb', 'GetItem', { TableName: facts, Key: key }),
		).rejects.toMatchObject(denied)
		await expect(
			callAs(system, 'web-customer', 'dynamodb', 'GetItem', { TableName: content, Key: { id: { S: 'm' } } }),
		).rejects.toMatchObject(denied)
		await expect(
			callAs(system, 'worker', 'dynamodb', 'DeleteItem', { TableName: facts, Key: key }),
		).rejects.toMatchObject(denied)
		await expect(
			callAs(system, 'worker', 'dynamodb', 'UpdateItem', {
				TableName: facts,
				Key: key,
				UpdateExpression: 'REMOVE fact',
			}),
		).rejects.toMatchObject(denied)
		for (const label of ['web-customer', 'worker', 'api', 'sweep', 'dispatch'])
			await expect(
				callAs(system, label, 'kms', 'Decrypt', {
					KeyId: system.system.keys[0]?.arn,
					CiphertextBlob: 'AAAA',
					EncryptionContext: {},
				}),
			).rejects.toMatchObject(denied)
		await expect(
			callAs(system, 'intake-x', 'secretsmanager', 'GetSecretValue', {
				SecretId: system.system.secrets.find(({ label }) => label === 'MetaWebhook')?.arn,
			}),
		).rejects.toMatchObject(denied)
		expect(Object.keys(system.parts.proxy.refusedActions()).length).toBeGreaterThan(4)
	})
})
