import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalParts, startLocalParts } from '#test/fixtures/local-parts.ts'

let local: LocalParts
beforeAll(async () => {
	local = await startLocalParts()
})
afterEach(() => local.parts.proxy.faults.clear())
afterAll(() => local.stop())

const put = (id: string) => new PutItemCommand({ TableName: local.table('Facts'), Item: { id: { S: id } } })
const add = (id: string) =>
	new UpdateItemCommand({
		TableName: local.table('Facts'),
		Key: { id: { S: id } },
		UpdateExpression: 'ADD n :one',
		ExpressionAttributeValues: { ':one': { N: '1' } },
		ReturnValues: 'ALL_NEW',
	})
const read = async (id: string) => {
	const get = new GetItemCommand({ TableName: local.table('Facts'), Key: { id: { S: id } } })
	return (await local.clients().dynamodb.send(get)).Item
}

describe('faults on demand, with the defaults of the SDK', () => {
	it('succeeds on the third try when throttled twice', async () => {
		local.parts.proxy.faults.add({ kind: 'throttle', service: 'dynamodb', action: 'PutItem', times: 2 })
		const { $metadata } = await local.clients('Writer').dynamodb.send(put('throttled'))
		expect($metadata.attempts).toBe(3)
	})

	it('gives up when throttled for good, with the name of AWS', async () => {
		local.parts.proxy.faults.add({ kind: 'throttle', service: 'dynamodb' })
		await expect(local.clients('Writer').dynamodb.send(put('never'))).rejects.toMatchObject({
			name: 'ProvisionedThroughputExceededException',
		})
	})

	it('retries after an internal error and after a reset connection', async () => {
		local.parts.proxy.faults.add({ kind: '500', service: 'sqs', times: 1 })
		local.parts.proxy.faults.add({ kind: 'reset', service: 'sqs', times: 1 })
		const send = new SendMessageCommand({ QueueUrl: local.queueUrl('Jobs'), MessageBody: 'x' })
		expect((await local.clients('Writer').sqs.send(send)).$metadata.attempts).toBe(3)
	})

	it('counts twice what was done but not acknowledged', async () => {
		local.parts.proxy.faults.add({ kind: 'lost-acknowledgement', action: 'UpdateItem', times: 1 })
		const { Attributes } = await local.clients().dynamodb.send(add('counter'))
		expect(Attributes?.n).toEqual({ N: '2' })
	})

	it('does nothing of what it reset', async () => {
		local.parts.proxy.faults.add({ kind: 'reset', action: 'UpdateItem', times: 1 })
		const { Attributes } = await local.clients().dynamodb.send(add('reset'))
		expect(Attributes?.n).toEqual({ N: '1' })
	})

	it('cancels a transaction for a conflict', async () => {
		local.parts.proxy.faults.add({ kind: 'transaction-conflict', times: 1 })
		const TransactItems = [{ Put: { TableName: local.table('Facts'), Item: { id: { S: 'conflict' } } } }]
		const attempt = local.clients('Writer').dynamodb.send(new TransactWriteItemsCommand({ TransactItems }))
		await expect(attempt).rejects.toMatchObject({
			name: 'TransactionCanceledException',
			CancellationReasons: [{ Code: 'TransactionConflict' }],
		})
		expect(await read('conflict')).toBeUndefined()
	})

	it('delays', async () => {
		local.parts.proxy.faults.add({ kind: 'delay', times: 1, ms: 300 })
		const before = performance.now()
		await local.clients('Writer').dynamodb.send(put('late'))
		expect(performance.now() - before).toBeGreaterThan(290)
	})

	it('hits only the function it is meant for', async () => {
		local.parts.proxy.faults.add({ kind: 'throttle', function: 'Reader' })
		expect((await local.clients('Writer').dynamodb.send(put('other'))).$metadata.attempts).toBe(1)
	})
})
