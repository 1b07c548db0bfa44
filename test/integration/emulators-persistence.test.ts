import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { type Message, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bootResources } from '#infra/local/cloud/boot-resources.ts'
import { processFileOf, runningProcess } from '#infra/local/cloud/emulators/process-file.ts'
import type { Ahead } from '#infra/local/cloud/model/ahead.ts'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { startParts } from '#infra/local/cloud/start-parts.ts'
import { sweepObjects } from '#infra/local/cloud/sweep-expired.ts'
import { clearData, DATA_NAMES, makeDataDirectory } from '#infra/local/data-directory.ts'
import { type LocalParts, startLocalParts } from '#test/fixtures/local-parts.ts'
import { workOf } from '#test/support/growth.ts'
import { sampleSecrets, sampleSystem } from '#test/support/sample-template.ts'

let local: LocalParts
beforeAll(async () => {
	local = await startLocalParts()
})
afterAll(() => local.stop())

const receiveAll = async (count: number): Promise<Message[]> => {
	const found: Message[] = []
	const command = new ReceiveMessageCommand({
		QueueUrl: local.queueUrl('Jobs'),
		MaxNumberOfMessages: 10,
		WaitTimeSeconds: 1,
	})
	for (let round = 0; round < 20 && found.length < count; round++) {
		found.push(...((await local.clients().sqs.send(command)).Messages ?? []))
	}
	return found
}

describe('what survives', () => {
	it('has every acknowledged item after dynoxide was killed in the midst of writing', async () => {
		const { dynamodb } = local.clients()
		const acknowledged: string[] = []
		const writer = async (name: string) => {
			for (let index = 0; index < 60; index++) {
				const put = new PutItemCommand({ TableName: local.table('Facts'), Item: { id: { S: `${name}-${index}` } } })
				await dynamodb.send(put).then(
					() => acknowledged.push(`${name}-${index}`),
					() => undefined,
				)
			}
		}
		const writing = Promise.all(['a', 'b', 'c', 'd'].map(writer))
		await sleep(60)
		await local.parts.emulators.dynamodb.kill()
		await local.parts.emulators.dynamodb.start()
		await writing
		const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: local.table('Facts') }))
		const stored = new Set(Items.map(({ id }) => id?.S))
		expect(acknowledged.length).toBeGreaterThan(0)
		expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
	})

	it('has every acknowledged message and object after fauxqs was killed', async () => {
		const { sqs, s3 } = local.clients()
		for (let index = 0; index < 20; index++) {
			await sqs.send(new SendMessageCommand({ QueueUrl: local.queueUrl('Jobs'), MessageBody: `job ${index}` }))
		}
		await s3.send(new PutObjectCommand({ Bucket: 'sample-raw', Key: 'raw/kept', Body: 'kept' }))
		await local.parts.emulators.queues.kill()
		await local.parts.emulators.queues.start()
		expect(new Set((await receiveAll(20)).map(({ Body }) => Body)).size).toBe(20)
		const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'sample-raw', Key: 'raw/kept' }))
		expect(await Body?.transformToString()).toBe('kept')
	})

	it('opens after a restart what the key sealed before', async () => {
		const EncryptionContext = { purpose: 'vault' }
		const generate = new GenerateDataKeyCommand({
			KeyId: local.system.keys[0]?.id,
			KeySpec: 'AES_256',
			EncryptionContext,
		})
		const { CiphertextBlob, Plaintext } = await local.clients().kms.send(generate)
		await local.restart()
		const opened = await local.clients().kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
		expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(Plaintext ?? []))
	})

	it('answers as a service that is down while an emulator is killed, and comes back by itself when others killed it', async () => {
		const get = new GetItemCommand({ TableName: local.table('Facts'), Key: { id: { S: 'a-0' } } })
		await local.parts.emulators.dynamodb.kill()
		await expect(local.clients().dynamodb.send(get)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
		await local.parts.emulators.dynamodb.start()
		process.kill(local.parts.emulators.dynamodb.pid() ?? 0, 'SIGKILL')
		await expect
			.poll(() =>
				local
					.clients()
					.dynamodb.send(get)
					.then(
						({ Item }) => Item?.id?.S,
						() => undefined,
					),
			)
			.toBe('a-0')
	})

	it('refuses a table of an earlier run that has other indexes than the template, and says what to do', async () => {
		const { system } = local
		const tables = system.tables.map((table) => {
			const { GlobalSecondaryIndexes: indexes } = table.definition
			const fewer = Array.isArray(indexes) ? indexes.slice(1) : undefined
			return { ...table, definition: { ...table.definition, GlobalSecondaryIndexes: fewer } }
		})
		const boot = bootResources({
			aws: createAwsCaller({ proxyPort: local.parts.proxyPort }),
			proxyPort: local.parts.proxyPort,
			system: { ...system, tables },
			secretValues: sampleSecrets,
		})
		await expect(boot).rejects.toThrow('--fresh')
	})

	it('sweeps what has expired and keeps the rest', async () => {
		const put = (id: string, ttl: number) =>
			new PutItemCommand({ TableName: local.table('Facts'), Item: { id: { S: id }, ttl: { N: String(ttl) } } })
		const now = Math.floor(Date.now() / 1000)
		await local.clients().dynamodb.send(put('expired', now - 10))
		await local.clients().dynamodb.send(put('fresh', now + 1_000))
		expect(await local.parts.sweepExpired()).toBe(1)
		const { Items = [] } = await local.clients().dynamodb.send(new ScanCommand({ TableName: local.table('Facts') }))
		const ids = Items.map(({ id }) => id?.S)
		expect(ids).not.toContain('expired')
		expect(ids).toContain('fresh')
	})

	it('deletes objects after the days of their prefix, however far ahead the time was when they were written', async () => {
		const { s3 } = local.clients()
		const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket: 'sample-raw', Key, Body: 'x' }))
		await put('raw/an old one')
		await put('parked/an old one')
		const movedAt = Date.now()
		const movedBy =
			(days: number): Ahead =>
			(wall = Number.POSITIVE_INFINITY) =>
				wall > movedAt ? days * 24 * 60 * 60 * 1000 : 0
		await sleep(2)
		await put('raw/a new one')
		const { proxyPort } = local.parts
		expect(await sweepObjects(proxyPort, local.system.buckets, movedBy(13))).toBe(0)
		expect(await sweepObjects(proxyPort, local.system.buckets, movedBy(15))).toBeGreaterThan(0)
		const get = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'sample-raw', Key }))
		await expect(get('raw/an old one')).rejects.toMatchObject({ name: 'NoSuchKey' })
		await get('raw/a new one')
		await get('parked/an old one')
	})

	it('refuses a data directory that another run uses, and ends what a killed run left behind', async () => {
		const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-killed-'))
		makeDataDirectory(dataDirectory)
		const [marker] = readdirSync(dataDirectory)
		const script = `
			import { startParts } from '#infra/local/cloud/start-parts.ts'
			import { sampleSecrets, sampleSystem } from '#test/support/sample-template.ts'
			const mailSink = { deliver: async () => {} }
			await startParts({ system: sampleSystem(), dataDirectory: process.argv[1], secretValues: sampleSecrets, mailSink })
			process.stdout.write('up')
		`
		const run = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDirectory], {
			stdio: ['ignore', 'pipe', 'inherit'],
		})
		await new Promise((resolve) => run.stdout.once('data', resolve))
		const mailSink = { deliver: async () => {} }
		const start = () => startParts({ system: sampleSystem(), dataDirectory, secretValues: sampleSecrets, mailSink })
		await expect(start()).rejects.toThrow('HILFT_DATA')
		await expect(clearData(dataDirectory)).rejects.toThrow('HILFT_DATA')
		const left = runningProcess(processFileOf(dataDirectory, 'dynamodb'))
		expect(left).toBeGreaterThan(0)
		const gone = new Promise((resolve) => run.once('exit', resolve))
		run.kill('SIGKILL')
		await gone
		const parts = await start()
		expect(runningProcess(processFileOf(dataDirectory, 'dynamodb'))).not.toBe(left)
		await parts.stop()
		expect(readdirSync(dataDirectory).filter((name) => !DATA_NAMES.includes(name))).toEqual([marker])
		await clearData(dataDirectory)
		expect(readdirSync(dataDirectory)).toEqual([marker])
		rmSync(dataDirectory, { recursive: true, force: true })
	})
})

describe('the proxy', () => {
	it('makes no more work of a request than eight times that of asking the emulator itself', async () => {
		const input = { TableName: local.table('Facts'), Key: { id: { S: 'fresh' } } }
		const workThrough = async (proxyPort: number): Promise<number> => {
			const aws = createAwsCaller({ proxyPort })
			const ask = () => aws.call({ service: 'dynamodb', action: 'GetItem', input, accessKeyId: 'LOCALREADER' })
			const askMany = () =>
				Promise.all(
					Array.from({ length: 16 }, async () => {
						for (let times = 0; times < 20; times += 1) await ask()
					}),
				)
			const rounds = [await workOf(askMany), await workOf(askMany), await workOf(askMany)]
			aws.close()
			return Math.min(...rounds)
		}
		const straight = await workThrough(local.parts.emulators.dynamodb.port())
		const proxied = await workThrough(local.parts.proxyPort)
		expect(proxied).toBeLessThan(8 * straight)
	})
})
