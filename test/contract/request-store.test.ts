import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import type { Request } from '#shared/requests/request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { type LocalTables, onTables, REQUESTS, VAULT, VAULT_KEYS } from '#test/fixtures/vault-tables.ts'
import { createMemoryRequestStore } from '#test/memory/request-store.ts'
import { aHash, aLink, anAddress, anId, aRequest, aSubmission, NOON } from '#test/support/request-factories.ts'

type Subject = {
	readonly store: RequestStore
	readonly stop: (active: boolean) => Promise<void>
	readonly givenFields: (caseId: string) => Promise<readonly string[]>
}

const it = onTables(REQUESTS, VAULT, VAULT_KEYS)

const dynamo = (tables: LocalTables): Subject => {
	const vault = { items: 'vault', keys: 'vault-keys' }
	return {
		store: createDynamoRequestStore(tables.client, 'requests', vault),
		stop: async (active) => {
			await tables.client.send(new PutCommand({ TableName: 'requests', Item: { id: 'stop', active } }))
		},
		givenFields: async (caseId) =>
			(await createDynamoVaultStore(tables.client, vault).listItems(caseId)).map(({ field }) => field),
	}
}
const memory = (): Subject => {
	const store = createMemoryRequestStore()
	return {
		store,
		stop: async (active) => store.stop(active),
		givenFields: async (caseId) =>
			store.submissions.flatMap(({ items }) =>
				items.filter((item) => item.caseId === caseId).map(({ field }) => field),
			),
	}
}

const mailRequested = ({ id, caseId }: Request, at: string): PageCommand => ({
	command: 'mail-requested',
	id: `${id}.mail-requested.1`,
	requestId: id,
	caseId,
	issue: 1,
	at,
})

describe.each([
	['in memory', memory],
	['in DynamoDB', dynamo],
])('request store %s', (_, create) => {
	it('leads from a reply address to its request, which stays the first', async ({ tables }) => {
		const { store } = create(tables)
		const link = { hash: aHash(), requestId: anId('req'), keepUntil: '2028-12-29T12:00:00.000Z' }
		await store.addReplyLink(link)
		await store.addReplyLink({ ...link, requestId: anId('req') })
		expect(await store.findReplyLink(link.hash)).toEqual(link)
		expect(await store.findReplyLink(aHash())).toBeUndefined()
		expect(await store.findLink(link.hash)).toBeUndefined()
	})

	it('keeps a request and its links as they were given', async ({ tables }) => {
		const { store } = create(tables)
		const request = aRequest({ form: 'du', language: 'en' })
		const link = aLink({ requestId: request.id, opens: 'data', issue: 2, tailHash: aHash() })
		expect(await store.create(request, [link])).toBe('created')
		expect(await store.find(request.id)).toEqual(request)
		expect(await store.findLink(link.hash)).toEqual(link)
		expect(await store.find(anId('req'))).toBeUndefined()
		expect(await store.findLink(aHash())).toBeUndefined()
	})

	it('refuses to create a request twice', async ({ tables }) => {
		const { store } = create(tables)
		const request = aRequest()
		await store.create(request, [])
		expect(await store.create({ ...request, fields: ['name'] }, [])).toBe('exists')
		expect((await store.find(request.id))?.fields).toEqual(request.fields)
	})

	it('adds links once, however often they are added', async ({ tables }) => {
		const { store } = create(tables)
		const link = aLink()
		await store.addLinks([link])
		await store.addLinks([{ ...link, issue: 3 }, aLink()])
		expect((await store.findLink(link.hash))?.issue).toBe(0)
	})

	it('refuses a write that did not see the last one', async ({ tables }) => {
		const { store } = create(tables)
		const request = aRequest()
		await store.create(request, [])
		expect(await store.save({ request: { ...request, wrongCodes: 1 } })).toBe('saved')
		expect(await store.save({ request: { ...request, wrongCodes: 9 } })).toBe('conflict')
		expect(await store.find(request.id)).toMatchObject({ version: 2, wrongCodes: 1 })
	})

	it('lets one of twenty writers at the same time win', async ({ tables }) => {
		const { store } = create(tables)
		const request = aRequest()
		await store.create(request, [])
		const racers = Array.from({ length: 20 }, (_, n) => store.save({ request: { ...request, wrongCodes: n } }))
		expect((await Promise.all(racers)).filter((result) => result === 'saved')).toHaveLength(1)
	})

	it('writes request and address together or not at all', async ({ tables }) => {
		const { store } = create(tables)
		const request = aRequest()
		await store.create(request, [])
		const address = anAddress()
		expect(await store.save({ request, address })).toBe('saved')
		expect(await store.findAddress(address.key)).toEqual({ ...address, version: 1 })
		const stale = { ...address, mailedAt: [] }
		expect(await store.save({ request: { ...request, version: 2 }, address: stale })).toBe('conflict')
		expect((await store.find(request.id))?.version).toBe(2)
		const blocked = { ...address, version: 1, blockedUntil: '2026-12-22T12:00:00.000Z' }
		expect(await store.save({ request: { ...request, version: 2 }, address: blocked })).toBe('saved')
		expect(await store.findAddress(address.key)).toEqual({ ...blocked, version: 2 })
	})

	it('stores a submission with its mark, and neither when the mark comes too late', async ({ tables }) => {
		const { store, givenFields } = create(tables)
		const request = aRequest()
		await store.create(request, [])
		const end = { how: 'submitted', at: NOON } as const
		const submission = aSubmission(request.caseId)
		expect(await store.save({ request: { ...request, end }, submission })).toBe('saved')
		expect(await store.save({ request: { ...request, end }, submission: aSubmission(request.caseId) })).toBe('conflict')
		expect([...(await givenFields(request.caseId))].sort()).toEqual(['name', 'phone'])
	})

	it('lists pending commands, oldest first, until it is settled', async ({ tables }) => {
		const { store } = create(tables)
		const requests = [0, 1, 2].map(() => aRequest())
		const [first = aRequest(), second = aRequest(), quiet = aRequest()] = requests
		for (const request of requests) await store.create(request, [])
		await store.save({ request: { ...second, pending: [mailRequested(second, '2026-11-22T12:00:02.000Z')] } })
		await store.save({ request: { ...first, pending: [mailRequested(first, '2026-11-22T12:00:01.000Z')] } })
		await store.save({ request: quiet })
		expect(await store.listPending('2026-11-22T12:00:03.000Z', 10)).toEqual([first.id, second.id])
		expect(await store.listPending('2026-11-22T12:00:02.000Z', 10)).toEqual([first.id])
		expect(await store.listPending('2026-11-22T12:00:03.000Z', 1)).toEqual([first.id])
		await store.save({ request: { ...first, version: 2, pending: [] } })
		expect(await store.listPending('2026-11-22T12:00:03.000Z', 10)).toEqual([second.id])
		await store.save({ request: { ...second, version: 2, pending: [] } })
	})

	it('knows whether operations have stopped all mails', async ({ tables }) => {
		const { store, stop } = create(tables)
		expect(await store.isStopped()).toBe(false)
		await stop(true)
		expect(await store.isStopped()).toBe(true)
		await stop(false)
		expect(await store.isStopped()).toBe(false)
	})
})
