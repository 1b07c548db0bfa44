import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const
const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' }) as const
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' }) as const

type TableProperties = Omit<CreateTableCommandInput, 'TableName'>

/** The tables of the plain handler: cases with an index for the list, messages, and Powertools' idempotency records. */
export const plainTables = {
	Cases: {
		BillingMode: 'PAY_PER_REQUEST',
		AttributeDefinitions: [string('id'), string('status'), string('updatedAt')],
		KeySchema: [hash('id')],
		GlobalSecondaryIndexes: [
			{
				IndexName: 'list',
				KeySchema: [hash('status'), range('updatedAt')],
				Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['handle'] },
			},
		],
	},
	Messages: {
		BillingMode: 'PAY_PER_REQUEST',
		AttributeDefinitions: [string('caseId'), string('id')],
		KeySchema: [hash('caseId'), range('id')],
	},
	Idempotency: {
		BillingMode: 'PAY_PER_REQUEST',
		AttributeDefinitions: [string('id')],
		KeySchema: [hash('id')],
	},
} satisfies Readonly<Record<string, TableProperties>>

export const PLAIN_TABLES = { cases: 'Cases', messages: 'Messages', idempotency: 'Idempotency' } as const

/** The same as CreateTable takes them, each under its label. */
export const plainTableInputs: readonly CreateTableCommandInput[] = Object.entries(plainTables).map(
	([TableName, properties]) => ({ TableName, ...properties }),
)
