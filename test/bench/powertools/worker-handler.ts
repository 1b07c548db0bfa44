import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics } from '@aws-lambda-powertools/metrics'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createPowertoolsWorker } from './worker.ts'

export const handler = createPowertoolsWorker({
	client: new DynamoDBClient({}),
	tables: {
		cases: process.env.CASES_TABLE ?? '',
		messages: process.env.MESSAGES_TABLE ?? '',
		idempotency: process.env.IDEMPOTENCY_TABLE ?? '',
	},
	logger: new Logger({ serviceName: 'worker' }),
	metrics: new Metrics({ namespace: 'plain', serviceName: 'worker' }),
})
