import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { KMSClient } from '@aws-sdk/client-kms'
import { describe, expect, test } from 'vitest'
import { kmsOperations } from '#infra/local/cloud/emulators/stub/kms.ts'
import { StubError } from '#infra/local/cloud/emulators/stub/stub-error.ts'
import { openStateFile } from '#infra/local/cloud/emulators/stub/stub-state.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { KeyService } from '#shared/vault/key-service.ts'
import { createMemoryKeyService } from '#test/memory/vault.ts'
import { anId } from '#test/support/request-factories.ts'
import { started } from '#test/support/started.ts'

const KEY_ID = '11111111-2222-3333-4444-555555555555'
const ARN = `arn:aws:kms:eu-central-1:000000000000:key/${KEY_ID}`

/** A KMS with one key, and the contexts under which it was asked. */
const startKms = async () => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-keys-'))
	const contexts: unknown[] = []
	const operations = kmsOperations(openStateFile(join(directory, 'state.json')))
	operations.CreateKey?.({ KeyId: KEY_ID })
	const server = createServer(async (incoming, outgoing) => {
		const input = JSON.parse(await text(incoming))
		contexts.push(input.EncryptionContext)
		try {
			const action = String(incoming.headers['x-amz-target']).split('.')[1] ?? ''
			outgoing.end(JSON.stringify(operations[action]?.(input)))
		} catch (error) {
			const code = error instanceof StubError ? error.code : 'ValidationException'
			outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ __type: code }))
		}
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const client = new KMSClient({
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		region: 'eu-central-1',
		credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'local' },
	})
	return {
		contexts,
		keys: createKmsKeyService(ARN, client),
		stop: () => {
			client.destroy()
			server.close()
			rmSync(directory, { recursive: true, force: true })
		},
	}
}
type Kms = Awaited<ReturnType<typeof startKms>>
const it = test.extend(
	'kms',
	{ scope: 'file' },
	started(startKms, ({ stop }) => stop()),
)

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const aContext = () => ({ case: anId('case'), submission: anId('sub') })

describe.each<[string, (kms: Kms) => KeyService]>([
	['in memory', createMemoryKeyService],
	['of KMS', ({ keys }) => keys],
])('key service %s', (_, create) => {
	it('gives a new key of 32 bytes each time, and opens it again under the same context', async ({ kms }) => {
		const keys = create(kms)
		const context = aContext()
		const [first, second] = [await keys.generate(context), await keys.generate(context)]
		expect(first.plain).toHaveLength(32)
		expect(hex(first.plain)).not.toBe(hex(second.plain))
		expect(hex(first.wrapped)).not.toContain(hex(first.plain))
		expect(hex(await keys.open(first.wrapped, context))).toBe(hex(first.plain))
	})

	it('refuses another case, another submission and a changed key', async ({ kms }) => {
		const keys = create(kms)
		const context = aContext()
		const { wrapped } = await keys.generate(context)
		const changed = Uint8Array.from(wrapped)
		changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
		await expect(keys.open(wrapped, { ...context, case: anId('case') })).rejects.toThrow(ParkedError)
		await expect(keys.open(wrapped, { ...context, submission: anId('sub') })).rejects.toThrow(ParkedError)
		await expect(keys.open(changed, context)).rejects.toThrow(ParkedError)
		await expect(keys.open(wrapped.slice(0, 10), context)).rejects.toThrow(ParkedError)
	})
})

it('shows the audit trail of KMS nothing but keys of ours', async ({ kms: { keys, contexts } }) => {
	await keys.generate({ ...aContext(), ...{ name: 'Erika' } })
	expect(Object.keys(contexts.at(-1) ?? {}).sort()).toEqual(['case', 'submission'])
})
