import type { AttributeType } from 'aws-cdk-lib/aws-dynamodb'
import { Billing, ProjectionType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import type { EnvName } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'

type Key = { readonly name: string; readonly type: AttributeType }

export type TableIndex = {
	readonly name: string
	readonly partitionKey: Key
	readonly sortKey?: Key
	/** The attributes copied into the index beside the keys. Default: keys only. */
	readonly include?: readonly string[]
}

export type RecordTableProps = {
	readonly stage: Stage
	/** The variable that carries the table's name to functions. */
	readonly variable: EnvName
	readonly partitionKey: Key
	readonly sortKey?: Key
	readonly indexes?: readonly TableIndex[]
	/** The attribute (seconds since 1970) after which an item goes by itself. Default: items stay. */
	readonly timeToLiveAttribute?: string
	/** Whether changes are announced, keys only, to a stream. Default: no. */
	readonly hasStream?: boolean
	/** Whether the table can be restored to any second of the last 35 days. */
	readonly hasBackups: boolean
}

/** The item actions we use. BatchWriteItem, Scan and PartiQL are not among them on purpose. */
export type ItemAction =
	| 'GetItem'
	| 'BatchGetItem'
	| 'Query'
	| 'PutItem'
	| 'UpdateItem'
	| 'DeleteItem'
	| 'ConditionCheckItem'

const projectionOf = (include: readonly string[] | undefined) =>
	include
		? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...include] }
		: { projectionType: ProjectionType.KEYS_ONLY }

/** An on-demand table under an AWS-owned key, whose rights are given action by action and index by index. */
export class RecordTable extends TableV2 {
	readonly #variable: EnvName

	constructor(scope: Construct, id: string, props: RecordTableProps) {
		super(scope, id, {
			partitionKey: props.partitionKey,
			...(props.sortKey && { sortKey: props.sortKey }),
			billing: Billing.onDemand(),
			encryption: TableEncryptionV2.dynamoOwnedKey(),
			deletionProtection: props.stage.isProtected,
			removalPolicy: props.stage.removalPolicy,
			pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: props.hasBackups },
			...(props.timeToLiveAttribute && { timeToLiveAttribute: props.timeToLiveAttribute }),
			...(props.hasStream && { dynamoStream: StreamViewType.KEYS_ONLY }),
			globalSecondaryIndexes: (props.indexes ?? []).map((index) => ({
				indexName: index.name,
				partitionKey: index.partitionKey,
				...(index.sortKey && { sortKey: index.sortKey }),
				...projectionOf(index.include),
			})),
		})
		this.#variable = props.variable
	}

	/** The right to exactly these actions on the table's items, and the table's name. Indexes are not part of it. */
	allow(...actions: readonly ItemAction[]): Grant {
		return {
			environment: { [this.#variable]: this.tableName },
			statements: [{ actions: actions.map((action) => `dynamodb:${action}`), resources: [this.tableArn] }],
		}
	}

	/** The right to query these indexes, and the table's name. */
	allowIndexQuery(...indexNames: readonly string[]): Grant {
		return {
			environment: { [this.#variable]: this.tableName },
			statements: [
				{ actions: ['dynamodb:Query'], resources: indexNames.map((name) => `${this.tableArn}/index/${name}`) },
			],
		}
	}
}
