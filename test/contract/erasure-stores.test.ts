import { describe, expect } from 'vitest'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDynamoContactEraser, createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoDeletionStore, createDynamoErasureProgress } from '#shared/aws/deletion-store.ts'
import type { CaseStore, ContactEraser, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { type Deletion, deletionCode, finished } from '#shared/erasure/deletion.ts'
import type { DeletionStore } from '#shared/erasure/deletion-store.ts'
import type { ErasureProgress, Progress } from '#shared/erasure/erasure-progress.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { incoming } from '#test/fixtures/case-place.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { createMemoryDeletionStore } from '#test/memory/deletion-store.ts'
import { createMemoryErasureProgress } from '#test/memory/erasure-progress.ts'
import { ANNA, BEN, minute } from '#test/support/case-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const it = onTemplateTables('Facts', 'Cases', 'Content', 'Queue', 'Deletions', 'ErasureProgress')

type Stores = {
	readonly store: CaseStore
	readonly contacts: ContactStore
	readonly content: ContentStore
	readonly eraser: ContactEraser
}
const dynamo = (tables: LocalTables): Stores => ({
	store: createDynamoCaseStore(tables.client, { facts: 'Facts', cases: 'Cases', content: 'Content', queue: 'Queue' }),
	contacts: createDynamoContactStore(tables.client, 'Cases'),
	content: createDynamoContentStore(tables.client, 'Content'),
	eraser: createDynamoContactEraser(tables.client, 'Cases'),
})

describe.each([
	['in memory', (): Stores => createMemoryStores()],
	['in DynamoDB', dynamo],
])('the end of a contact %s', (_, create) => {
	const known = async (tables: LocalTables) => {
		const stores = create(tables)
		const id = `${anId('contact').slice('contact_'.length)}#a`
		const address = { network: 'x', accountId: '1001', userId: id } as const
		const write = (text: string) =>
			receiveMessage(
				{ ...stores, clock: { now: () => minute(1) }, random: systemRandom },
				incoming({ author: { id, handle: `h_${id}` }, text }),
			)
		await write('erstens')
		const contact = await stores.contacts.find(address)
		if (contact === undefined) throw new Error('no contact')
		return { ...stores, address, contact, write }
	}

	it('parts it from its address, to which its key still leads', async ({ tables }) => {
		const { contacts, eraser, address, contact } = await known(tables)
		expect(await eraser.detachAddress(contact)).toBe(true)
		expect(await contacts.find(address)).toBeUndefined()
		expect(await contacts.findByKeys([contact.key])).toEqual([])
		expect(await eraser.addressesOf([contact.key])).toEqual([address])
		expect(await eraser.detachAddress(contact)).toBe(false)
	})

	it('parts only the contact that was read', async ({ tables }) => {
		const { contacts, eraser, address, contact } = await known(tables)
		expect(await eraser.detachAddress({ ...contact, revision: contact.revision + 1 })).toBe(false)
		expect(await eraser.detachAddress({ ...contact, key: anId('contact') })).toBe(false)
		expect(await contacts.find(address)).toEqual(contact)
	})

	it('takes who writes from there next for somebody new, and never for the one before', async ({ tables }) => {
		const { contacts, eraser, address, contact, write } = await known(tables)
		await eraser.detachAddress(contact)
		expect(await write('zweitens')).toMatchObject({ outcome: 'message', opened: true })
		const fresh = await contacts.find(address)
		expect(fresh?.key).not.toBe(contact.key)
		expect(await contacts.findByKeys([contact.key])).toEqual([])
		await eraser.forget(contact.key, minute(2))
		expect(await eraser.addressesOf([contact.key])).toEqual([])
		expect(await contacts.find(address)).toEqual(fresh)
		expect(await contacts.findByKeys([contact.key, fresh?.key ?? contact.key])).toEqual([fresh])
	})
})

describe.each([
	['in memory', (): DeletionStore => createMemoryDeletionStore()],
	['in DynamoDB', (tables: LocalTables): DeletionStore => createDynamoDeletionStore(tables.client, 'Deletions')],
])('requests to delete %s', (_, create) => {
	const request = (minutes: number, change: Partial<Deletion> = {}): Deletion => ({
		code: deletionCode('identity-key-of-the-tests', anId('contact')),
		receivedAt: minute(minutes),
		askedAt: minute(minutes),
		state: 'byHand',
		cases: [],
		revision: 0,
		...change,
	})

	it('are kept under their revision: of two writers one is first', async ({ tables }) => {
		const deletions = create(tables)
		const deletion = request(1, { cases: [anId('case')], signedRequest: 'c2ln.cGF5' })
		expect(await deletions.find(deletion.code)).toBeUndefined()
		expect(await Promise.all([deletions.put(deletion), deletions.put(deletion)])).toContain(false)
		expect(await deletions.find(deletion.code)).toEqual({ ...deletion, revision: 1 })
		const ended = { ...finished({ ...deletion, revision: 1 }, 'erased', minute(9)), by: ANNA }
		expect(await deletions.put({ ...ended, revision: 0 })).toBe(false)
		expect(await deletions.put(ended)).toBe(true)
		const { signedRequest: _, ...kept } = ended
		expect(await deletions.find(deletion.code)).toEqual({ ...kept, revision: 2 })
	})

	it('are listed by their state, the oldest first', async ({ tables }) => {
		const deletions = create(tables)
		const all = [request(5), request(3), request(4, { state: 'inWork' })]
		for (const one of all) await deletions.put(one)
		const codes = async (state: Deletion['state'], limit = 10) =>
			(await deletions.list(state, limit)).map(({ code }) => code)
		const [late, early, inWork] = all.map(({ code }) => code)
		expect((await codes('byHand')).filter((code) => code === late || code === early)).toEqual([early, late])
		expect(await codes('byHand', 1)).toHaveLength(1)
		expect(await codes('inWork')).toContain(inWork)
	})
})

describe.each([
	['in memory', (): ErasureProgress => createMemoryErasureProgress()],
	[
		'in DynamoDB',
		(tables: LocalTables): ErasureProgress => createDynamoErasureProgress(tables.client, 'ErasureProgress'),
	],
])('how far an erasure is %s', (_, create) => {
	it('is what was noted last, of each case its own, until it is forgotten', async ({ tables }) => {
		const progress = create(tables)
		const [one, other]: readonly Progress[] = [
			{ caseId: anId('case'), after: 7, afterBody: 'mail/5' },
			{ caseId: anId('case'), owed: { reason: 'demanded', by: ANNA, confirmedBy: BEN } },
		]
		if (one === undefined || other === undefined) throw new Error('two are needed')
		expect(await progress.find(one.caseId)).toBeUndefined()
		for (const noted of [one, other]) await progress.put(noted)
		expect([await progress.find(one.caseId), await progress.find(other.caseId)]).toEqual([one, other])
		const { caseId } = one
		await progress.put({ caseId, after: 9 })
		expect(await progress.find(caseId)).toEqual({ caseId, after: 9 })
		await progress.forget(caseId)
		await progress.forget(caseId)
		expect([await progress.find(caseId), await progress.find(other.caseId)]).toEqual([undefined, other])
	})
})
