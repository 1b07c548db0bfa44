import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ParkedError } from '#shared/kernel/errors.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { seal, unseal } from '#shared/vault/cipher.ts'
import { readSubmissions } from '#shared/vault/read-submissions.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import { eraseCase, type SealedSubmission, type VaultItem } from '#shared/vault/vault-store.ts'
import { createMemoryKeyService, createMemoryVaultStore } from '#test/memory/vault.ts'
import { anId, NOON } from '#test/support/request-factories.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16 (AES-256), as NIST publishes them. */
const VECTORS = [
	{
		key: '00'.repeat(32),
		iv: '00'.repeat(12),
		plain: '',
		bound: '',
		ciphertext: '',
		tag: '530f8afbc74536b9a963b4f1c4cb738b',
	},
	{
		key: '00'.repeat(32),
		iv: '00'.repeat(12),
		plain: '00'.repeat(16),
		bound: '',
		ciphertext: 'cea7403d4d606b6e074ec5d3baf39d18',
		tag: 'd0d1c8a799996bf0265b98b5d48ab919',
	},
	{
		key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
		iv: 'cafebabefacedbaddecaf888',
		plain:
			'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
		bound: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
		ciphertext:
			'522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
		tag: '76fc6ece0f4e1768cddf8853bb2d551b',
	},
]

describe('sealing', () => {
	it.each(VECTORS)('gives the published bytes for tag $tag, and opens them', (vector) => {
		const sealed = seal(hex(vector.key), hex(vector.iv), hex(vector.plain), hex(vector.bound))
		expect(Buffer.from(sealed.ciphertext).toString('hex')).toBe(vector.ciphertext)
		expect(Buffer.from(sealed.tag).toString('hex')).toBe(vector.tag)
		expect(Buffer.from(unseal(hex(vector.key), sealed, hex(vector.bound))).toString('hex')).toBe(vector.plain)
	})

	it('refuses a changed bit anywhere, a short tag, another key and other bound words', () => {
		const key = randomBytes(32)
		const bound = Buffer.from('bound')
		const sealed = seal(key, randomBytes(12), Buffer.from('0431 123456'), bound)
		const flip = (bytes: Uint8Array) => Buffer.from(bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)))
		const changed = [
			{ ...sealed, ciphertext: flip(sealed.ciphertext) },
			{ ...sealed, tag: flip(sealed.tag) },
			{ ...sealed, iv: flip(sealed.iv) },
			{ ...sealed, tag: sealed.tag.slice(0, 4) },
		]
		for (const one of changed) expect(() => unseal(key, one, bound)).toThrow(ParkedError)
		expect(() => unseal(randomBytes(32), sealed, bound)).toThrow(ParkedError)
		expect(() => unseal(key, sealed, Buffer.from('other'))).toThrow(ParkedError)
		expect(Buffer.from(unseal(key, sealed, bound)).toString()).toBe('0431 123456')
	})
})

const FIELDS = ['name', 'phone'] as const

const give = async (caseId = anId('case')) => {
	const keys = createMemoryKeyService()
	const vault = createMemoryVaultStore()
	const submission = await sealSubmission(
		{ keys, random: systemRandom },
		{
			caseId,
			submissionId: anId('sub'),
			assurance: 'controlsMailbox',
			givenAt: NOON,
			values: { name: 'Jürgen Groß', phone: '+49431123456' },
		},
	)
	return { keys, vault, submission, caseId }
}

const changeItems = (submission: SealedSubmission, change: (item: VaultItem) => VaultItem): SealedSubmission => ({
	...submission,
	items: submission.items.map(change),
})

describe('a submission in the vault', () => {
	it('reads back in clear what was given, with its level, and only the fields asked for', async () => {
		const { keys, vault, submission, caseId } = await give()
		await vault.put(submission)
		const given = await readSubmissions({ vault, keys }, caseId, ['phone'])
		expect(given).toEqual([
			{
				field: 'phone',
				value: '+49431123456',
				submissionId: submission.submissionId,
				assurance: 'controlsMailbox',
				givenAt: NOON,
			},
		])
		expect(await readSubmissions({ vault, keys }, anId('case'), FIELDS)).toEqual([])
	})

	it('holds no given word in clear', async () => {
		const { submission } = await give()
		const bytes = Buffer.concat(submission.items.flatMap(({ ciphertext, iv, tag }) => [ciphertext, iv, tag])).toString(
			'latin1',
		)
		expect(bytes + JSON.stringify(submission)).not.toMatch(/Groß|431123/)
	})

	it('refuses items moved to another case', async () => {
		const { keys, vault, submission } = await give()
		const other = anId('case')
		await vault.put(changeItems(submission, (item) => ({ ...item, caseId: other })))
		await expect(readSubmissions({ vault, keys }, other, FIELDS)).rejects.toThrow(ParkedError)
	})

	it('refuses a value moved to another field', async () => {
		const { keys, vault, submission, caseId } = await give()
		await vault.put(changeItems(submission, (item) => ({ ...item, field: item.field === 'name' ? 'phone' : 'name' })))
		await expect(readSubmissions({ vault, keys }, caseId, FIELDS)).rejects.toThrow(ParkedError)
	})

	it('refuses items moved to another submission, with its key or their own', async () => {
		const { keys, vault, submission, caseId } = await give()
		const submissionId = anId('sub')
		const moved = changeItems({ ...submission, submissionId }, (item) => ({ ...item, submissionId }))
		await vault.put(moved)
		await expect(readSubmissions({ vault, keys }, caseId, FIELDS)).rejects.toThrow(ParkedError)
		const second = createMemoryVaultStore()
		const { wrapped } = await keys.generate({ case: caseId, submission: submissionId })
		await second.put({ ...moved, wrappedKey: wrapped })
		await expect(readSubmissions({ vault: second, keys }, caseId, FIELDS)).rejects.toThrow(ParkedError)
	})

	it('is gone with its key, also where a crash left the items', async () => {
		const { keys, vault, submission, caseId } = await give()
		await vault.put(submission)
		await vault.deleteKey(submission.submissionId)
		expect(await readSubmissions({ vault, keys }, caseId, FIELDS)).toEqual([])
		expect(await eraseCase({ vault }, caseId)).toBe(1)
		expect(await vault.listItems(caseId)).toEqual([])
		expect(await eraseCase({ vault }, caseId)).toBe(0)
	})

	it('deletes keys before items when it is erased', async () => {
		const { vault, submission, caseId } = await give()
		await vault.put(submission)
		const order: string[] = []
		const watched = {
			...vault,
			deleteKey: async (id: string) => {
				order.push('key')
				await vault.deleteKey(id)
			},
			deleteItem: async (item: VaultItem) => {
				order.push('item')
				await vault.deleteItem(item)
			},
		}
		await eraseCase({ vault: watched as typeof vault }, caseId)
		expect(order).toEqual(['key', 'item', 'item'])
	})
})
