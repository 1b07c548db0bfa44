import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import { parser } from '@aws-lambda-powertools/batch/parser'
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency'
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'
import type { Logger } from '@aws-lambda-powertools/logger'
import { MetricUnit } from '@aws-lambda-powertools/metrics'
import { JSONStringified } from '@aws-lambda-powertools/parser/helpers'
import { SqsRecordSchema } from '@aws-lambda-powertools/parser/schemas/sqs'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { z } from 'zod'
import { filePost, postSchema } from './file-post.ts'

export type WorkerDependencies = {
	readonly client: DynamoDBClient
	readonly tables: { readonly cases: string; readonly messages: string; readonly idempotency: string }
	readonly logger: Logger
	readonly metrics: {
		readonly addMetric: (name: string, unit: typeof MetricUnit.Count, value: number) => unknown
		readonly publishStoredMetrics: () => void
	}
}

const deliverySchema = z.object({ for_user_id: z.string(), tweet_create_events: z.array(postSchema) })
const recordSchema = SqsRecordSchema.extend({ body: JSONStringified(deliverySchema) })

/**
 * The worker as Powertools documents it: batch processor with parser, each post filed once by idempotency on its id, kept
 * in DynamoDB. One case per author and one item per message.
 */
export const createPowertoolsWorker = ({ client, tables, logger, metrics }: WorkerDependencies) => {
	const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
	const processor = new BatchProcessor(EventType.SQS, { parser, schema: recordSchema, logger })
	const config = new IdempotencyConfig({ eventKeyJmesPath: 'id_str' })
	const fileOnce = makeIdempotent(
		async (post: z.infer<typeof postSchema>) => {
			const caseId = await filePost(documents, tables, post)
			metrics.addMetric('messageFiled', MetricUnit.Count, 1)
			return { caseId }
		},
		{
			persistenceStore: new DynamoDBPersistenceLayer({ tableName: tables.idempotency, awsSdkV3Client: client }),
			config,
		},
	)
	const fileRecord = async ({ body }: z.infer<typeof recordSchema>): Promise<void> => {
		for (const post of body.tweet_create_events) await fileOnce(post)
	}
	return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
		logger.addContext(context)
		config.registerLambdaContext(context)
		try {
			return await processPartialResponse(event, fileRecord, processor, { context })
		} finally {
			metrics.publishStoredMetrics()
		}
	}
}
