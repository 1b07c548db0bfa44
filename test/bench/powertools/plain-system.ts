import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { System } from '#infra/local/cloud/model/system.ts'
import { systemOf } from '#infra/local/cloud/template/load-system.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'
import { bundle } from '../bundle.ts'
import { plainTables } from './tables.ts'

const att = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] })
const ref = (logicalId: string) => ({ Ref: logicalId })
const allow = (Action: readonly string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource })

const functionOf = (name: string, memory: number, variables: unknown, statements: readonly unknown[]) => ({
	[`${name}Role`]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
	[`${name}Policy`]: {
		Type: 'AWS::IAM::Policy',
		Properties: { PolicyDocument: { Statement: statements }, Roles: [ref(`${name}Role`)] },
	},
	[name]: {
		Type: 'AWS::Lambda::Function',
		Properties: {
			Code: { S3Key: `${name}.zip` },
			Handler: 'index.handler',
			Role: att(`${name}Role`),
			Timeout: 30,
			MemorySize: memory,
			Environment: { Variables: variables },
		},
	},
})

const tables = Object.fromEntries(
	Object.entries(plainTables).map(([name, Properties]) => [name, { Type: 'AWS::DynamoDB::Table', Properties }]),
)

/** Memory, batch size and concurrency as ours have them, so that only the code differs. */
const resources = {
	...tables,
	Deliveries: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 180 } },
	XWebhook: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
	...functionOf('Webhook', 1024, { X_WEBHOOK_SECRET_ARN: ref('XWebhook'), DELIVERIES_QUEUE_URL: ref('Deliveries') }, [
		allow(['sqs:SendMessage'], att('Deliveries')),
		allow(['secretsmanager:GetSecretValue'], ref('XWebhook')),
	]),
	...functionOf(
		'Worker',
		1024,
		{ CASES_TABLE: ref('Cases'), MESSAGES_TABLE: ref('Messages'), IDEMPOTENCY_TABLE: ref('Idempotency') },
		[
			allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], att('Deliveries')),
			allow(['dynamodb:UpdateItem'], att('Cases')),
			allow(['dynamodb:PutItem'], att('Messages')),
			allow(['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], att('Idempotency')),
		],
	),
	FromDeliveries: {
		Type: 'AWS::Lambda::EventSourceMapping',
		Properties: {
			FunctionName: ref('Worker'),
			EventSourceArn: att('Deliveries'),
			BatchSize: 10,
			FunctionResponseTypes: ['ReportBatchItemFailures'],
			ScalingConfig: { MaximumConcurrency: 10 },
		},
	},
}

/** Bundles the plain handlers below `directory` and gives the system they make: one door, one queue, one worker. */
export const buildPlainSystem = async (directory: string): Promise<System> => {
	for (const [name, entry] of [
		['Webhook', 'webhook-handler.ts'],
		['Worker', 'worker-handler.ts'],
	] as const) {
		const folder = join(directory, `asset.${name}`)
		await mkdir(folder, { recursive: true })
		await bundle(`test/bench/powertools/${entry}`, join(folder, 'index.mjs'))
	}
	const stack = stackOf('plain', { Resources: resources })
	const system = systemOf([stack], { assemblyDirectory: directory, parameters: {} })
	const routes = ['GET', 'POST'].map((method) => ({ method, path: '/webhooks/x', function: 'Webhook' }))
	return { ...system, httpApis: [{ name: 'Hooks', label: 'hooks', routes }] }
}
