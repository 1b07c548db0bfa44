import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Emulator } from '#infra/local/cloud/emulators/child-emulator.ts'
import { type AwsCaller, createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { type AwsProxy, startProxy } from '#infra/local/cloud/proxy/start-proxy.ts'
import { startLocalParts } from '#test/fixtures/local-parts.ts'
import { sampleSystem } from '#test/support/sample-template.ts'

/** An emulator that does one call after the other, as DynamoDB's does, and nothing before it is told to. */
const openSlowEmulator = async () => {
	const asked: string[] = []
	const answered: string[] = []
	const hungUp: string[] = []
	const line: { operation: string; response: ServerResponse }[] = []
	const server: Server = createServer((request, response) => {
		const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
		asked.push(operation)
		response.once('close', () => {
			if (!response.writableFinished) hungUp.push(operation)
		})
		request.resume().once('end', () => line.push({ operation, response }))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	const answerNext = (): void => {
		const next = line.shift()
		if (next === undefined || next.response.destroyed) return
		answered.push(next.operation)
		next.response.end('{}')
	}
	const nothing = async (): Promise<void> => {}
	const emulator: Emulator = {
		name: 'slow',
		port: () => port,
		pid: () => undefined,
		start: nothing,
		kill: nothing,
		stop: nothing,
	}
	return { emulator, asked, answered, hungUp, answerNext, close: () => server.close() }
}

let slow: Awaited<ReturnType<typeof openSlowEmulator>>
let proxy: AwsProxy
let aws: AwsCaller
beforeEach(async () => {
	slow = await openSlowEmulator()
	const { emulator } = slow
	const emulators = { dynamodb: emulator, queues: emulator, ses: emulator, stub: emulator }
	proxy = await startProxy({ system: sampleSystem(), emulators, mailSink: { deliver: async () => {} } })
	aws = createAwsCaller({ proxyPort: proxy.port })
})
afterEach(async () => {
	aws.close()
	await proxy.stop()
	slow.close()
})

/** A page of the function `Reader`, and a write of the function `Writer`. */
const readPage = (signal?: AbortSignal) =>
	aws.call({
		service: 'dynamodb',
		action: 'Query',
		input: { TableName: 'sample-Facts' },
		accessKeyId: 'LOCALREADER',
		signal,
	})
const write = () =>
	aws.call({
		service: 'dynamodb',
		action: 'PutItem',
		input: { TableName: 'sample-Facts', Item: { id: { S: '1' } } },
		accessKeyId: 'LOCALWRITER',
	})
const times = <T>(count: number, act: () => T): T[] => Array.from({ length: count }, act)

describe('a function whose calls are many and slow', () => {
	it('holds up another function by eight of its calls, not by all', async () => {
		const pages = times(80, () => readPage())
		await expect.poll(() => slow.asked.length).toBe(8)
		const writes = times(20, write)
		await expect.poll(() => slow.asked.length).toBe(12)
		const serving = setInterval(slow.answerNext, 1)
		await Promise.all([...writes, ...pages])
		clearInterval(serving)
		const waits = slow.answered
			.join(' ')
			.split('PutItem')
			.slice(0, 20)
			.map((between) => between.split('Query').length - 1)
		expect(Math.max(...waits)).toBeLessThanOrEqual(8)
		expect(slow.answered).toHaveLength(100)
	})

	it('leaves nothing behind when it hangs up: what waits never begins, what runs is dropped', async () => {
		const hangUp = new AbortController()
		const pages = Promise.allSettled(times(20, () => readPage(hangUp.signal)))
		await expect.poll(() => slow.asked.length).toBe(8)
		hangUp.abort()
		expect((await pages).map(({ status }) => status)).toEqual(times(20, () => 'rejected'))
		await expect.poll(() => slow.asked.length - slow.hungUp.length).toBe(0)
		expect(slow.asked.length).toBeLessThan(20)
		const next = readPage()
		const serving = setInterval(slow.answerNext, 1)
		await next
		clearInterval(serving)
		expect(slow.answered).toEqual(['Query'])
	})
})

it('lets a read through between the scans of another function on the real emulator, too', async () => {
	const local = await startLocalParts()
	onTestFinished(local.stop)
	const operator = createAwsCaller({ proxyPort: local.parts.proxyPort })
	const callOf = (accessKeyId?: string) => (action: string, input: object) =>
		operator.call({ service: 'dynamodb', action, input, accessKeyId })
	const TableName = local.table('Facts')
	for (let batch = 0; batch < 30; batch += 1) {
		const puts = times(25, () => ({ PutRequest: { Item: { id: { S: crypto.randomUUID() }, filler: { S: 'x' } } } }))
		await callOf()('BatchWriteItem', { RequestItems: { [TableName]: puts } })
	}
	const scan = () =>
		callOf()('Scan', {
			TableName,
			FilterExpression: 'filler = :y',
			ExpressionAttributeValues: { ':y': { S: 'y' } },
		})
	let done = 0
	const scans = times(80, async () => {
		await scan()
		done += 1
	})
	// Once they are under way: what the test itself needs to send them all is not the read's wait.
	await Promise.race(scans)
	const doneBefore = done
	await callOf('LOCALREADER')('GetItem', { TableName, Key: { id: { S: 'any' } } })
	const doneMeanwhile = done - doneBefore
	await Promise.all(scans)
	expect(doneMeanwhile).toBeLessThan(40)
	operator.close()
})
