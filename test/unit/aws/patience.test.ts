import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { patience } from '#shared/aws/patience.ts'

it('hangs a call up before it tries again, when AWS does not answer in time', async () => {
	const seen: string[] = []
	const silent = createServer((request) => {
		seen.push('asked')
		request.socket.once('close', () => seen.push('hung up'))
	})
	await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
	const client = new DynamoDBClient({
		region: 'eu-central-1',
		endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
		credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
		maxAttempts: 3,
		requestHandler: patience(100),
	})
	await expect(client.send(new ListTablesCommand())).rejects.toMatchObject({ name: 'TimeoutError' })
	await expect.poll(() => seen).toEqual(['asked', 'hung up', 'asked', 'hung up', 'asked', 'hung up'])
	silent.close()
})
