import { z } from 'zod'
import type { LocalBucket, LocalQueue, LocalReceiptRule, LocalTable, LocalTopicSubscription } from '../model/system.ts'
import type { Resource } from './resources.ts'

const tableSchema = z.object({
	AttributeDefinitions: z.array(z.unknown()),
	KeySchema: z.array(z.unknown()),
	GlobalSecondaryIndexes: z
		.array(z.object({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() }))
		.optional(),
	LocalSecondaryIndexes: z.array(z.unknown()).optional(),
	StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
	TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
})

const toTable = ({ properties, ref, attributes }: Resource): LocalTable => {
	const { StreamSpecification: stream, TimeToLiveSpecification: ttl, ...schema } = tableSchema.parse(properties)
	const timeToLiveAttribute = ttl?.Enabled === true ? ttl.AttributeName : undefined
	return {
		name: ref,
		arn: attributes.Arn ?? '',
		definition: {
			TableName: ref,
			...schema,
			BillingMode: 'PAY_PER_REQUEST',
			StreamSpecification: stream === undefined ? undefined : { StreamEnabled: true, ...stream },
		},
		timeToLiveAttribute,
		hasStream: stream !== undefined,
		streamArn: stream === undefined || attributes.StreamArn === undefined ? undefined : attributes.StreamArn,
	}
}

/** Returns the tables of both resource types; a GlobalTable with one replica is a table. */
export const readTables = (resources: readonly Resource[]): readonly LocalTable[] =>
	resources.filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable' || type === 'AWS::DynamoDB::Table').map(toTable)

/** The attributes that CreateQueue takes and fauxqs stores. */
const QUEUE_ATTRIBUTES: readonly string[] = [
	'DelaySeconds',
	'MaximumMessageSize',
	'MessageRetentionPeriod',
	'ReceiveMessageWaitTimeSeconds',
	'VisibilityTimeout',
	'RedrivePolicy',
	'FifoQueue',
	'ContentBasedDeduplication',
]

const toQueue = ({ properties, ref, attributes }: Resource): LocalQueue => ({
	name: attributes.QueueName ?? '',
	arn: attributes.Arn ?? '',
	url: ref,
	attributes: Object.fromEntries(
		Object.entries(properties)
			.filter(([name]) => QUEUE_ATTRIBUTES.includes(name))
			.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
	),
})

export const readQueues = (resources: readonly Resource[]): readonly LocalQueue[] =>
	resources.filter(({ type }) => type === 'AWS::SQS::Queue').map(toQueue)

const subscriptionSchema = z.object({
	Protocol: z.literal('sqs'),
	TopicArn: z.string(),
	Endpoint: z.string(),
	RawMessageDelivery: z.boolean().default(false),
})

/** Returns the subscriptions of queues to topics, the only kind that runs locally. */
export const readSubscriptions = (resources: readonly Resource[]): readonly LocalTopicSubscription[] =>
	resources
		.filter(({ type, properties }) => type === 'AWS::SNS::Subscription' && properties.Protocol === 'sqs')
		.map(({ properties }) => {
			const { TopicArn, Endpoint, RawMessageDelivery } = subscriptionSchema.parse(properties)
			return { topicArn: TopicArn, queueArn: Endpoint, raw: RawMessageDelivery }
		})

const bucketSchema = z.object({
	LifecycleConfiguration: z
		.object({
			Rules: z.array(
				z.object({ Status: z.string(), Prefix: z.string().default(''), ExpirationInDays: z.number().optional() }),
			),
		})
		.default({ Rules: [] }),
})

/** Returns the buckets with the expirations of their lifecycle rules; other rules have no meaning here. */
export const readBuckets = (resources: readonly Resource[]): readonly LocalBucket[] =>
	resources
		.filter(({ type }) => type === 'AWS::S3::Bucket')
		.map(({ ref, attributes, properties }) => ({
			name: ref,
			arn: attributes.Arn ?? '',
			expirations: bucketSchema
				.parse(properties)
				.LifecycleConfiguration.Rules.flatMap(({ Status, Prefix, ExpirationInDays: days }) =>
					Status === 'Enabled' && days !== undefined ? [{ prefix: Prefix, days }] : [],
				),
		}))

const receiptRuleSchema = z.object({
	Rule: z.object({
		Enabled: z.literal(true),
		Recipients: z.array(z.string()),
		Actions: z.tuple([
			z.object({
				S3Action: z.object({ BucketName: z.string(), ObjectKeyPrefix: z.string().default(''), TopicArn: z.string() }),
			}),
		]),
	}),
})

/** Returns the receipt rules that store a mail in a bucket and notify a topic, the only kind that runs locally. */
export const readReceiptRules = (resources: readonly Resource[]): readonly LocalReceiptRule[] =>
	resources
		.filter(({ type }) => type === 'AWS::SES::ReceiptRule')
		.map(({ properties }) => {
			const { Recipients: recipients, Actions } = receiptRuleSchema.parse(properties).Rule
			const { BucketName: bucket, ObjectKeyPrefix: prefix, TopicArn: topicArn } = Actions[0].S3Action
			return { recipients, bucket, prefix, topicArn }
		})
