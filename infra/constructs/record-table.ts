import type { AttributeType, TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import type { EnvName } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'

type Key = { readonly name: string; readonly type: AttributeType }

export type TableIndex = {
	readonly name: string
	readonly partitionKey: Key
	readonly sortKey?: Key | undefined
	/** The attributes copied into the index beside the keys. Default: keys only. */
	readonly include?: readonly string[] | undefined
}

/** Keys, stream and time to live (an attribute in seconds since 1970) as CDK names them. Default: no stream, items stay. */
export type RecordTableProps = Pick<
	TablePropsV2,
	'partitionKey' | 'sortKey' | 'dynamoStream' | 'timeToLiveAttribute'
> & {
	readonly stage: Stage
	/** The variable that carries the table's name to functions. */
	readonly variable: EnvName
	readonly indexes?: readonly TableIndex[] | undefined
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

const indexOf = ({ name, partitionKey, sortKey, include }: TableIndex) => {
	const index = { indexName: name, partitionKey, ...projectionOf(include) }
	return sortKey === undefined ? index : { ...index, sortKey }
}

/** An on-demand table under an AWS-owned key, whose rights are given action by action and index by index. */
export class RecordTable extends TableV2 {
	readonly #variable: EnvName

	constructor(scope: Construct, id: string, props: RecordTableProps) {
		const { stage, variable, indexes = [], hasBackups, ...keys } = props
		super(scope, id, {
			...keys,
			billing: Billing.onDemand(),
			encryption: TableEncryptionV2.dynamoOwnedKey(),
			deletionProtection: stage.isProtected,
			removalPolicy: stage.removalPolicy,
			pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: hasBackups },
			globalSecondaryIndexes: indexes.map(indexOf),
		})
		this.#variable = variable
	}

	/** Grants exactly these actions on the table's items, with the table's name. Indexes are not included. */
	allow(...actions: readonly ItemAction[]): Grant {
		return {
			environment: { [this.#variable]: this.tableName },
			statements: [{ actions: actions.map((action) => `dynamodb:${action}`), resources: [this.tableArn] }],
		}
	}

	/** Grants querying these indexes, with the table's name. */
	allowIndexQuery(...indexNames: readonly string[]): Grant {
		return {
			environment: { [this.#variable]: this.tableName },
			statements: [
				{ actions: ['dynamodb:Query'], resources: indexNames.map((name) => `${this.tableArn}/index/${name}`) },
			],
		}
	}
}
