import { z } from 'zod'
import { keyIdOfCiphertext } from '../../emulators/stub/kms.ts'
import { localArn, secretArn, streamArn } from '../../model/physical-names.ts'
import { type Access, access } from './access.ts'
import { AwsRefusal } from './aws-refusal.ts'

const tableSchema = z.object({ TableName: z.string(), IndexName: z.string().optional() })
const batchSchema = z.object({ RequestItems: z.record(z.string(), z.unknown()) })
const named = z.object({ TableName: z.string() })
const transactionSchema = z.object({ TransactItems: z.array(z.record(z.string(), named)) })
const streamSchema = z.object({ StreamArn: z.string() })
const listSchema = z.object({ TableName: z.string().optional() })
const iteratorSchema = z.object({ ShardIterator: z.string() })
const positionSchema = z.object({ table_name: z.string() })

const tableArn = (name: string): string => (name.startsWith('arn:') ? name : localArn('dynamodb', `table/${name}`))

/** The right that each kind of transaction item needs, besides none for the transaction itself (DynamoDB, "Using IAM with transactions"). */
const ITEM_ACTIONS: Readonly<Record<string, string>> = {
	Put: 'dynamodb:PutItem',
	Update: 'dynamodb:UpdateItem',
	Delete: 'dynamodb:DeleteItem',
	ConditionCheck: 'dynamodb:ConditionCheckItem',
	Get: 'dynamodb:GetItem',
}

const transaction = (input: unknown): Access[] =>
	transactionSchema
		.parse(input)
		.TransactItems.flatMap((item) =>
			Object.entries(item).map(([kind, { TableName }]) =>
				access(ITEM_ACTIONS[kind] ?? `dynamodb:${kind}`, tableArn(TableName)),
			),
		)

/**
 * Returns the rights that a DynamoDB request needs: per item in transactions, per table in batches, on the index where one
 * is queried.
 */
export const dynamoAccesses = (operation: string, input: unknown): Access[] => {
	if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') return transaction(input)
	if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
		const tables = Object.keys(batchSchema.parse(input).RequestItems)
		return tables.map((table) => access(`dynamodb:${operation}`, tableArn(table)))
	}
	if (operation === 'ListTables' || operation === 'DescribeEndpoints') return [access(`dynamodb:${operation}`, '*')]
	const { TableName, IndexName } = tableSchema.parse(input)
	const arn = tableArn(TableName)
	return [access(`dynamodb:${operation}`, IndexName === undefined ? arn : `${arn}/index/${IndexName}`)]
}

/**
 * Returns the table of a shard iterator. dynoxide's are JSON in base64 and name the table; DynamoDB Local's contain the
 * stream's ARN.
 */
const tableOfIterator = (iterator: string): string => {
	const named = /:table\/([^/]+)\/stream\//.exec(iterator)?.[1]
	if (named !== undefined) return named
	try {
		return positionSchema.parse(JSON.parse(Buffer.from(iterator, 'base64').toString('utf8'))).table_name
	} catch {
		throw new AwsRefusal('ValidationException', 400, 'Invalid ShardIterator')
	}
}

/** Returns the rights that a request to DynamoDB Streams needs, always on the stream's own ARN. */
export const streamAccesses = (operation: string, input: unknown): Access[] => {
	if (operation === 'GetRecords') {
		const table = tableOfIterator(iteratorSchema.parse(input).ShardIterator)
		return [access('dynamodb:GetRecords', streamArn(table))]
	}
	if (operation === 'ListStreams') {
		const { TableName } = listSchema.parse(input)
		return [access('dynamodb:ListStreams', TableName === undefined ? '*' : streamArn(TableName))]
	}
	return [access(`dynamodb:${operation}`, streamSchema.parse(input).StreamArn)]
}

const queueSchema = z.object({ QueueUrl: z.string().optional(), QueueName: z.string().optional() })

/** Batches need the right of the single operation (SQS, "API permissions"). */
const BATCHED_ACTIONS: Readonly<Record<string, string>> = {
	SendMessageBatch: 'SendMessage',
	DeleteMessageBatch: 'DeleteMessage',
	ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
}

/** Returns the rights that an SQS request needs, on the queue of its URL or name. */
export const sqsAccesses = (operation: string, input: unknown): Access[] => {
	const { QueueUrl, QueueName } = queueSchema.parse(input)
	const name = QueueUrl?.split('/').at(-1) ?? QueueName
	return [access(`sqs:${BATCHED_ACTIONS[operation] ?? operation}`, name === undefined ? '*' : localArn('sqs', name))]
}

const kmsSchema = z.object({
	KeyId: z.string().optional(),
	CiphertextBlob: z.string().optional(),
	EncryptionContext: z.record(z.string(), z.string()).default({}),
})

/**
 * Returns the rights that a KMS request needs, with the encryption context for the conditions. A ciphertext names its key
 * itself.
 */
export const kmsAccesses = (operation: string, input: unknown): Access[] => {
	const { KeyId, CiphertextBlob, EncryptionContext } = kmsSchema.parse(input)
	const id = KeyId ?? keyIdOfCiphertext(Buffer.from(CiphertextBlob ?? '', 'base64'))
	const context = Object.fromEntries(
		Object.entries(EncryptionContext).map(([key, value]) => [`kms:EncryptionContext:${key}`, [value]]),
	)
	const keys = { 'kms:EncryptionContextKeys': Object.keys(EncryptionContext) }
	return [
		access(`kms:${operation}`, id.startsWith('arn:') ? id : localArn('kms', `key/${id}`), { ...context, ...keys }),
	]
}

const secretSchema = z.object({ SecretId: z.string().optional(), Name: z.string().optional() })

export const secretAccesses = (operation: string, input: unknown): Access[] => {
	const { SecretId, Name } = secretSchema.parse(input)
	const id = SecretId ?? Name ?? ''
	return [access(`secretsmanager:${operation}`, id.startsWith('arn:') ? id : secretArn(id))]
}

const parameterSchema = z.object({ Name: z.string().optional(), Names: z.array(z.string()).default([]) })

export const parameterAccesses = (operation: string, input: unknown): Access[] => {
	const { Name, Names } = parameterSchema.parse(input)
	const names = Name === undefined ? Names : [Name]
	return names.map((name) => access(`ssm:${operation}`, localArn('ssm', `parameter/${name.replace(/^\//, '')}`)))
}
