import {
	BatchGetItemCommand,
	DeleteItemCommand,
	GetItemCommand,
	PutItemCommand,
	QueryCommand,
	TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { SendRawEmailCommand } from '@aws-sdk/client-ses'
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { type LocalParts, startLocalParts } from '#test/fixtures/local-parts.ts'

let local: LocalParts
beforeAll(async () => {
	local = await startLocalParts()
})
afterAll(() => local.stop())

const put = (logicalId: string, id: string) =>
	new PutItemCommand({ TableName: local.table(logicalId), Item: { id: { S: id } } })
const bucket = 'sample-raw'

describe('DynamoDB behind the proxy', () => {
	it('does what the role grants', async () => {
		await local.clients('Writer').dynamodb.send(put('Facts', 'a'))
		const get = new GetItemCommand({ TableName: local.table('Facts'), Key: { id: { S: 'a' } } })
		expect((await local.clients('Reader').dynamodb.send(get)).Item).toEqual({ id: { S: 'a' } })
	})

	it('refuses what the role does not grant in the words of AWS', async () => {
		const remove = new DeleteItemCommand({ TableName: local.table('Facts'), Key: { id: { S: 'a' } } })
		await expect(local.clients('Writer').dynamodb.send(remove)).rejects.toMatchObject({
			name: 'AccessDeniedException',
			$metadata: { httpStatusCode: 400 },
			message:
				'User: arn:aws:sts::000000000000:assumed-role/sample-WriterRole/Writer is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:eu-central-1:000000000000:table/sample-Facts because no identity-based policy allows the dynamodb:DeleteItem action',
		})
	})

	it('refuses what is denied although something else allows it', async () => {
		await expect(local.clients('Writer').dynamodb.send(put('Heads', 'a'))).rejects.toMatchObject({
			name: 'AccessDeniedException',
			message: expect.stringContaining('with an explicit deny in an identity-based policy'),
		})
	})

	it('refuses a transaction for a single item of it, and does none of the others', async () => {
		const TransactItems = [
			{ Put: { TableName: local.table('Facts'), Item: { id: { S: 'half' } } } },
			{ Put: { TableName: local.table('Heads'), Item: { id: { S: 'half' } } } },
		]
		const attempt = local.clients('Writer').dynamodb.send(new TransactWriteItemsCommand({ TransactItems }))
		await expect(attempt).rejects.toMatchObject({ name: 'AccessDeniedException' })
		const get = new GetItemCommand({ TableName: local.table('Facts'), Key: { id: { S: 'half' } } })
		expect((await local.clients().dynamodb.send(get)).Item).toBeUndefined()
	})

	it('does a transaction of which each item is granted', async () => {
		const TransactItems = [
			{ Put: { TableName: local.table('Facts'), Item: { id: { S: 'whole' } } } },
			{
				ConditionCheck: {
					TableName: local.table('Heads'),
					Key: { id: { S: 'whole' } },
					ConditionExpression: 'attribute_not_exists(id)',
				},
			},
		]
		await local.clients('Writer').dynamodb.send(new TransactWriteItemsCommand({ TransactItems }))
	})

	it('refuses a batch for a single table of it', async () => {
		const keys = { Keys: [{ id: { S: 'a' } }] }
		const RequestItems = { [local.table('Facts')]: keys, [local.table('Heads')]: keys }
		const attempt = local.clients('Writer').dynamodb.send(new BatchGetItemCommand({ RequestItems }))
		await expect(attempt).rejects.toMatchObject({ message: expect.stringContaining('table/sample-Heads') })
	})

	it('knows indexes apart', async () => {
		const query = (IndexName: string) =>
			new QueryCommand({
				TableName: local.table('Facts'),
				IndexName,
				KeyConditionExpression: '#shard = :shard',
				ExpressionAttributeNames: { '#shard': 'shard' },
				ExpressionAttributeValues: { ':shard': { S: '1' } },
			})
		const { dynamodb } = local.clients('Reader')
		expect((await dynamodb.send(query('list'))).Count).toBe(0)
		await expect(dynamodb.send(query('secret'))).rejects.toMatchObject({
			message: expect.stringContaining('table/sample-Facts/index/secret'),
		})
	})

	it('refuses a caller it does not know, and one without a key', async () => {
		await expect(local.clients('Nobody').dynamodb.send(put('Facts', 'b'))).rejects.toMatchObject({
			name: 'UnrecognizedClientException',
		})
		const answer = await fetch(`http://127.0.0.1:${local.parts.proxyPort}/`, {
			method: 'POST',
			headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
			body: '{}',
		})
		expect(answer.status).toBe(400)
		expect(await answer.text()).toContain('MissingAuthenticationTokenException')
	})

	it('reads the stream by the ARN of the template', async () => {
		const aws = createAwsCaller({ proxyPort: local.parts.proxyPort })
		const call = (action: string, input: unknown, accessKeyId = 'LOCALREADER') =>
			aws.call({ service: 'streams', action, input, accessKeyId })
		const StreamArn = local.system.tables.find(({ name }) => name === 'sample-Facts')?.streamArn
		const description = await call('DescribeStream', { StreamArn })
		expect(description).toMatchObject({ StreamDescription: { StreamArn, TableName: 'sample-Facts' } })
		await expect(call('DescribeStream', { StreamArn }, 'LOCALWRITER')).rejects.toMatchObject({
			code: 'AccessDeniedException',
		})
		aws.close()
	})
})

describe('the other services behind the proxy', () => {
	it('lets one send to a queue and the other receive from it', async () => {
		const send = new SendMessageCommand({ QueueUrl: local.queueUrl('Jobs'), MessageBody: 'work' })
		const receive = new ReceiveMessageCommand({ QueueUrl: local.queueUrl('Jobs'), WaitTimeSeconds: 1 })
		await local.clients('Writer').sqs.send(send)
		expect((await local.clients('Reader').sqs.send(receive)).Messages).toMatchObject([{ Body: 'work' }])
		await expect(local.clients('Reader').sqs.send(send)).rejects.toMatchObject({ name: 'AccessDeniedException' })
	})

	it('lets objects be read and written only under the prefix', async () => {
		const { s3 } = local.clients('Writer')
		await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'raw/1', Body: 'as received' }))
		const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'raw/1' }))
		expect(await Body?.transformToString()).toBe('as received')
		await expect(s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'parked/1', Body: 'x' }))).rejects.toMatchObject({
			name: 'AccessDenied',
			$metadata: { httpStatusCode: 403 },
		})
	})

	it('does not tell a missing object from a forbidden one without the right to list', async () => {
		const missing = new GetObjectCommand({ Bucket: bucket, Key: 'raw/missing' })
		await expect(local.clients('Writer').s3.send(missing)).rejects.toMatchObject({ name: 'AccessDenied' })
		await expect(local.clients().s3.send(missing)).rejects.toMatchObject({ name: 'NoSuchKey' })
	})

	it('makes data keys only under the condition, and opens them only with their context', async () => {
		const KeyId = local.system.keys[0]?.arn
		const EncryptionContext = { purpose: 'vault', case: 'case_1' }
		const generate = new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext })
		const { CiphertextBlob, Plaintext } = await local.clients('Writer').kms.send(generate)
		const { kms } = local.clients('Reader')
		const opened = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))
		expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(Plaintext ?? []))
		const wrong = new DecryptCommand({ CiphertextBlob, EncryptionContext: { ...EncryptionContext, case: 'case_2' } })
		await expect(kms.send(wrong)).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
		const other = new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: { purpose: 'other' } })
		await expect(local.clients('Writer').kms.send(other)).rejects.toMatchObject({ name: 'AccessDeniedException' })
		await expect(
			local.clients('Writer').kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext })),
		).rejects.toMatchObject({
			name: 'AccessDeniedException',
		})
	})

	it('gives a secret with the ARN of the local account, and only to whom it is granted', async () => {
		const [granted, other] = local.system.secrets
		const { secrets } = local.clients('Reader')
		const answer = await secrets.send(new GetSecretValueCommand({ SecretId: granted?.arn }))
		expect(answer.SecretString).toContain('local-x-secret')
		expect(answer.ARN?.split(':')[4]).toBe('000000000000')
		await expect(secrets.send(new GetSecretValueCommand({ SecretId: other?.arn }))).rejects.toMatchObject({
			name: 'AccessDeniedException',
		})
	})

	it('keeps a secret that was put after the first start', async () => {
		const arn = local.system.secrets[1]?.arn
		await local.clients().secrets.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'local-rotated' }))
		await local.restart()
		const answer = await local.clients().secrets.send(new GetSecretValueCommand({ SecretId: arn }))
		expect(answer.SecretString).toBe('local-rotated')
	})

	it('hands an accepted mail to the sink before the sender hears of it', async () => {
		const raw = 'From: hilft@hilft.example\r\nTo: kundin@kunde.example\r\nSubject: =?utf-8?B?TsO2?=\r\n\r\nGuten Tag'
		const send = (source: string) =>
			new SendRawEmailCommand({
				RawMessage: { Data: Buffer.from(raw) },
				Source: source,
				Destinations: ['kundin@kunde.example'],
			})
		const { MessageId } = await local.clients('Reader').ses.send(send('hilft@hilft.example'))
		expect(local.mails).toMatchObject([
			{ from: 'hilft@hilft.example', to: ['kundin@kunde.example'], messageId: MessageId, raw: Buffer.from(raw) },
		])
		await expect(local.clients('Writer').ses.send(send('hilft@hilft.example'))).rejects.toMatchObject({
			name: 'AccessDenied',
		})
		await expect(local.clients('Reader').ses.send(send('x@other.example'))).rejects.toMatchObject({
			name: 'MessageRejected',
		})
		expect(local.mails).toHaveLength(1)
	})

	it('carries what is published on a topic to its queue as it is', async () => {
		const topic = local.system.topics[0]?.arn ?? ''
		await local.parts.publish(topic, '{"eventType":"Bounce"}')
		const receive = new ReceiveMessageCommand({
			QueueUrl: local.queueUrl('Jobs'),
			WaitTimeSeconds: 2,
			MaxNumberOfMessages: 10,
		})
		const { Messages = [] } = await local.clients().sqs.send(receive)
		expect(Messages.map(({ Body }) => Body)).toContain('{"eventType":"Bounce"}')
	})

	it('records which rights were used and which were refused', async () => {
		await local.clients('Writer').dynamodb.send(put('Facts', 'c'))
		await local
			.clients('Reader')
			.dynamodb.send(put('Facts', 'c'))
			.catch(() => undefined)
		const right = {
			action: 'dynamodb:PutItem',
			resource: 'arn:aws:dynamodb:eu-central-1:000000000000:table/sample-Facts',
		}
		expect(local.parts.proxy.usedActions().WriterRole).toContainEqual(right)
		expect(local.parts.proxy.usedActions().ReaderRole ?? []).not.toContainEqual(right)
		expect(local.parts.proxy.refusedActions().ReaderRole).toContainEqual(right)
	})
})
