import { z } from 'zod'
import type { LocalQueue, LocalTable, System } from './model/system.ts'
import { AwsCallError, type AwsCaller } from './proxy/aws-call.ts'
import { sendPlain } from './proxy/http-send.ts'

/** Performs an operation and treats these error codes as "it exists already". */
const unless = async (codes: readonly string[], act: Promise<unknown>): Promise<'made' | 'there'> => {
	try {
		await act
		return 'made'
	} catch (error) {
		if (error instanceof AwsCallError && codes.includes(error.code)) return 'there'
		throw error
	}
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }))
const schemaOf = z.object({
	KeySchema: keySchema,
	GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keySchema })).default([]),
	LatestStreamArn: z.string().optional(),
})
const describedSchema = z.object({ Table: schemaOf })

/**
 * Returns what must not differ between an existing table and the template: key, indexes with their keys, and whether there
 * is a stream.
 */
const fingerprint = (value: z.infer<typeof schemaOf>, hasStream: boolean): string => {
	const keys = (key: z.infer<typeof keySchema>): string[] => key.map((part) => `${part.KeyType} ${part.AttributeName}`)
	const indexes = value.GlobalSecondaryIndexes.map((index) =>
		[index.IndexName, ...keys(index.KeySchema)].join(' '),
	).sort()
	return JSON.stringify([keys(value.KeySchema), indexes, hasStream])
}

const createTable = async (aws: AwsCaller, table: LocalTable): Promise<void> => {
	const call = (action: string, input: unknown): Promise<unknown> => aws.call({ service: 'dynamodb', action, input })
	await unless(['ResourceInUseException'], call('CreateTable', table.definition))
	// Described in any case: the proxy learns the stream's real name from the answer.
	const { Table } = describedSchema.parse(await call('DescribeTable', { TableName: table.name }))
	if (
		fingerprint(Table, Table.LatestStreamArn !== undefined) !==
		fingerprint(schemaOf.parse(table.definition), table.hasStream)
	) {
		throw new Error(
			`The table ${table.name} of an earlier run has other keys or indexes than the template: npm start -- --fresh begins anew`,
		)
	}
	if (table.timeToLiveAttribute === undefined) return
	const TimeToLiveSpecification = { Enabled: true, AttributeName: table.timeToLiveAttribute }
	await unless(['ValidationException'], call('UpdateTimeToLive', { TableName: table.name, TimeToLiveSpecification }))
}

const createQueue = async (aws: AwsCaller, queue: LocalQueue): Promise<void> => {
	const { name, url, attributes } = queue
	const made = await unless(
		['QueueNameExists'],
		aws.call({ service: 'sqs', action: 'CreateQueue', input: { QueueName: name, Attributes: attributes } }),
	)
	if (made === 'there') {
		await aws.call({ service: 'sqs', action: 'SetQueueAttributes', input: { QueueUrl: url, Attributes: attributes } })
	}
}

const secretName = (arn: string): string => /:secret:(.+)-[^-]{6}$/.exec(arn)?.[1] ?? ''

const createSecrets = async (
	aws: AwsCaller,
	system: System,
	values: Readonly<Record<string, string>>,
): Promise<void> => {
	const missing = system.secrets.filter(({ label }) => values[label] === undefined).map(({ label }) => label)
	if (missing.length > 0) throw new Error(`No local value for the secrets ${missing.join(', ')}`)
	await Promise.all(
		system.secrets.map(({ label, arn }) =>
			unless(
				['ResourceExistsException'],
				aws.call({
					service: 'secretsmanager',
					action: 'CreateSecret',
					input: { Name: secretName(arn), SecretString: values[label] },
				}),
			),
		),
	)
}

const createTopics = async (proxyPort: number, system: System): Promise<void> => {
	const sns = (form: Record<string, string>): Promise<string> =>
		sendPlain({ proxyPort, service: 'sns', method: 'POST', path: '/', form })
	await Promise.all(system.topics.map(({ name }) => sns({ Action: 'CreateTopic', Name: name })))
	for (const { topicArn, queueArn, raw } of system.subscriptions) {
		const attributes = { 'Attributes.entry.1.key': 'RawMessageDelivery', 'Attributes.entry.1.value': String(raw) }
		await sns({ Action: 'Subscribe', TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, ...attributes })
	}
}

/**
 * Creates every table, queue, bucket, key, secret, parameter and topic of the system that does not exist yet; existing ones
 * keep their data. Secrets get the value of their label once and are not overwritten later. Throws when an existing table no
 * longer fits the template.
 */
export const bootResources = async (options: {
	readonly aws: AwsCaller
	readonly proxyPort: number
	readonly system: System
	readonly secretValues: Readonly<Record<string, string>>
}): Promise<void> => {
	const { aws, proxyPort, system, secretValues } = options
	await Promise.all([
		...system.tables.map((table) => createTable(aws, table)),
		...system.queues.map((queue) => createQueue(aws, queue)),
		...system.buckets.map(({ name }) =>
			unless(
				['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'],
				sendPlain({ proxyPort, service: 's3', method: 'PUT', path: `/${name}` }),
			),
		),
		...system.keys.map(({ id }) => aws.call({ service: 'kms', action: 'CreateKey', input: { KeyId: id } })),
		...Object.entries(system.parameters).map(([Name, Value]) =>
			unless(
				['ParameterAlreadyExists'],
				aws.call({ service: 'ssm', action: 'PutParameter', input: { Name, Value, Type: 'String' } }),
			),
		),
		createSecrets(aws, system, secretValues),
	])
	await createTopics(proxyPort, system)
}
