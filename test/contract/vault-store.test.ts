import { describe, expect } from 'vitest'
import { writeTransaction } from '#shared/aws/transaction.ts'
import { createDynamoVaultStore, createDynamoVaultWriter, submissionPuts } from '#shared/aws/vault-store.ts'
import type { SealedSubmission, VaultItem, VaultStore } from '#shared/vault/vault-store.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'
import { type LocalTables, onTables, VAULT, VAULT_KEYS } from '#test/fixtures/vault-tables.ts'
import { createMemoryVaultStore } from '#test/memory/vault.ts'
import { anId, aSubmission } from '#test/support/request-factories.ts'

type Subject = {
	readonly store: VaultStore
	readonly writer: VaultWriter
	readonly put: (submission: SealedSubmission) => Promise<string>
}

const it = onTables(VAULT, VAULT_KEYS)

const dynamo = (tables: LocalTables): Subject => {
	const names = { items: 'vault', keys: 'vault-keys' }
	const put = async (submission: SealedSubmission) =>
		(await writeTransaction(tables.client, submissionPuts(names, submission))).result
	const writer = createDynamoVaultWriter(tables.client, names)
	return { store: createDynamoVaultStore(tables.client, names), put, writer }
}
const memory = (): Subject => {
	const store = createMemoryVaultStore()
	const put = async (submission: SealedSubmission) => {
		await store.put(submission)
		return 'written'
	}
	return { store, put, writer: store }
}

const plain = (items: readonly VaultItem[]) =>
	items
		.map((item) => ({
			...item,
			iv: Buffer.from(item.iv).toString('hex'),
			tag: Buffer.from(item.tag).toString('hex'),
			ciphertext: Buffer.from(item.ciphertext).toString('hex'),
		}))
		.sort((a, b) => `${a.submissionId}${a.field}`.localeCompare(`${b.submissionId}${b.field}`))

describe.each([
	['in memory', memory],
	['in DynamoDB', dynamo],
])('vault store %s', (_, create) => {
	it('lists the items of one case, byte for byte', async ({ tables }) => {
		const { store, put } = create(tables)
		const caseId = anId('case')
		const submissions = [aSubmission(caseId), aSubmission(caseId)]
		for (const submission of [...submissions, aSubmission()]) expect(await put(submission)).toBe('written')
		expect(plain(await store.listItems(caseId))).toEqual(plain(submissions.flatMap(({ items }) => items)))
		expect(await store.listItems(anId('case'))).toEqual([])
	})

	it('keeps what was put first when the same submission is sealed and put again', async ({ tables }) => {
		const { store, writer } = create(tables)
		const caseId = anId('case')
		const first = aSubmission(caseId)
		await writer.put(first)
		await writer.put({ ...first, wrappedKey: Buffer.from('another key') })
		expect(Buffer.from((await store.findKey(first.submissionId)) ?? [])).toEqual(Buffer.from(first.wrappedKey))
		expect(plain(await store.listItems(caseId))).toEqual(plain(first.items))
	})

	it('finds a wrapped key until it is deleted, and deletes twice without complaint', async ({ tables }) => {
		const { store, put } = create(tables)
		const submission = aSubmission()
		await put(submission)
		const key = await store.findKey(submission.submissionId)
		expect(Buffer.from(key ?? []).toString('hex')).toBe(Buffer.from(submission.wrappedKey).toString('hex'))
		await store.deleteKey(submission.submissionId)
		await store.deleteKey(submission.submissionId)
		expect(await store.findKey(submission.submissionId)).toBeUndefined()
	})

	it('deletes one item and leaves the others', async ({ tables }) => {
		const { store, put } = create(tables)
		const caseId = anId('case')
		const submission = aSubmission(caseId)
		await put(submission)
		for (const item of submission.items.slice(0, 1)) await store.deleteItem(item)
		expect((await store.listItems(caseId)).map(({ field }) => field)).toEqual(['name'])
	})
})

it('refuses to write a submission over another', async ({ tables }) => {
	const { put } = dynamo(tables)
	const submission = aSubmission()
	expect(await put(submission)).toBe('written')
	expect(await put({ ...submission, items: aSubmission().items })).toBe('cancelled')
})
