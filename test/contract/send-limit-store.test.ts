import { describe, expect } from 'vitest'
import { createDynamoSendLimitStore } from '#shared/aws/send-limit-store.ts'
import type { SendLimitStore } from '#shared/sending/send-limit-store.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemorySendLimitStore } from '#test/memory/send-limit-store.ts'
import { minute } from '#test/support/case-factories.ts'

const it = onTemplateTables('SendLimits')

let accounts = 0
const anAccount = () => {
	accounts += 1
	return { network: 'x', accountId: String(1000 + accounts) } as const
}
const tenTimes = <Answer>(ask: () => Promise<Answer>): Promise<Answer[]> => Promise.all(Array.from({ length: 10 }, ask))

describe.each<[string, (tables: LocalTables) => SendLimitStore]>([
	['in memory', createMemorySendLimitStore],
	['in DynamoDB', (tables: LocalTables) => createDynamoSendLimitStore(tables.client, 'SendLimits')],
])('send limit store %s', (_, create) => {
	it('knows nothing of an account that nothing holds back', async ({ tables }) => {
		expect(await create(tables).read(anAccount())).toEqual({ limits: [] })
	})
	it('is closed by one of many, and keeps what the first said', async ({ tables }) => {
		const store = create(tables)
		const account = anAccount()
		const closed = await tenTimes(() => store.stop(account, 'tokenDead', minute(1)))
		expect(closed.filter(Boolean)).toHaveLength(1)
		expect(await store.stop(account, 'accountBlocked', minute(2))).toBe(false)
		expect(await store.read(account)).toEqual({ stop: { reason: 'tokenDead', since: minute(1) }, limits: [] })
		expect(await store.read(anAccount())).toEqual({ limits: [] })
	})
	it('is opened by one of many, and only the stop that was seen', async ({ tables }) => {
		const store = create(tables)
		const account = anAccount()
		await store.stop(account, 'tokenDead', minute(1))
		expect(await store.resume(account, { reason: 'tokenDead', since: minute(0) })).toBe(false)
		const opened = await tenTimes(() => store.resume(account, { reason: 'tokenDead', since: minute(1) }))
		expect(opened.filter(Boolean)).toHaveLength(1)
		expect(await store.read(account)).toEqual({ limits: [] })
		expect(await store.stop(account, 'accountBlocked', minute(3))).toBe(true)
	})
	it('lets one of many ask the network, again after a while, and nobody while it is open', async ({ tables }) => {
		const store = create(tables)
		const account = anAccount()
		expect(await store.claimProbe(account, minute(1), 30_000)).toBe(false)
		await store.stop(account, 'tokenDead', minute(1))
		const asking = await tenTimes(() => store.claimProbe(account, minute(1), 30_000))
		expect(asking.filter(Boolean)).toHaveLength(1)
		expect(await store.claimProbe(account, minute(1.4), 30_000)).toBe(false)
		expect(await store.claimProbe(account, minute(1.5), 30_000)).toBe(true)
		expect((await store.read(account)).stop).toEqual({
			reason: 'tokenDead',
			since: minute(1),
			probedAt: minute(1.5),
		})
	})
	it('keeps the later of two limits of a kind, and the kinds apart', async ({ tables }) => {
		const store = create(tables)
		const account = anAccount()
		await store.limit(account, { kind: 'private', reason: 'limit', since: minute(0), until: minute(5) })
		await store.limit(account, { kind: 'private', reason: 'limit', since: minute(1), until: minute(3) })
		await store.limit(account, { kind: 'public', reason: 'limit', since: minute(1), until: minute(3) })
		const { limits } = await store.read(account)
		expect(limits.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
			{ kind: 'private', reason: 'limit', since: minute(0), until: minute(5) },
			{ kind: 'public', reason: 'limit', since: minute(1), until: minute(3) },
		])
		await store.limit(account, { kind: 'public', reason: 'looksAutomated', since: minute(3), until: minute(7) })
		expect((await store.read(account)).limits).toContainEqual({
			kind: 'public',
			reason: 'looksAutomated',
			since: minute(3),
			until: minute(7),
		})
	})
	it('gives no more places than there are, to however many at once', async ({ tables }) => {
		const store = create(tables)
		const account = anAccount()
		const rules = [{ limit: 4, seconds: 900, urgentOnly: 1 }]
		const ask = (isUrgent: boolean) => () => store.reserve(account, 'private', rules, isUrgent, minute(1))
		for (let round = 0; round < 5; round += 1) await tenTimes(ask(false))
		const isTaken = async (isUrgent: boolean) => (await ask(isUrgent)()).isTaken
		expect([await isTaken(false), await isTaken(true), await isTaken(true)]).toEqual([false, true, false])
		const refused = await ask(true)()
		expect(refused.isTaken === false && refused.until > minute(15)).toBe(true)
		expect((await store.reserve(account, 'private', rules, true, minute(20))).isTaken).toBe(true)
		expect(await store.read(account)).toEqual({ limits: [] })
	})
})
