import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { Template } from 'aws-cdk-lib/assertions'
import { createHilftApp } from '#infra/hilft-app.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'
import { readTables } from '#infra/local/cloud/template/read-storage.ts'
import { readResources } from '#infra/local/cloud/template/resources.ts'
import { type LocalTables, startTables } from './vault-tables.ts'

const TABLE = 'AWS::DynamoDB::GlobalTable'

type Label =
	| 'Facts'
	| 'Cases'
	| 'Content'
	| 'Requests'
	| 'Vault'
	| 'VaultKeys'
	| 'Ledger'
	| 'Cursors'
	| 'SendLimits'
	| 'Deletions'

/**
 * A DynamoDB of its own with tables as the stateful stack defines them, keys and indexes included, each under the name of
 * its construct: stores are tried on the tables that are deployed. The synthesis, without bundles, takes some seconds.
 */
export const startTemplateTables = async (...labels: readonly Label[]): Promise<LocalTables> => {
	const { stateful } = createHilftApp({ context: { stage: 'dev' } })
	const stack = stackOf(stateful.stackName, { Resources: Template.fromStack(stateful).findResources(TABLE) })
	const resources = readResources([stack], {})
	const definitions = labels.map((label): CreateTableCommandInput => {
		const resource = resources.find((candidate) => candidate.label === label)
		const [table] = readTables(resource === undefined ? [] : [resource])
		if (table === undefined) throw new Error(`The stateful stack has no table ${label}`)
		return { ...table.definition, TableName: label } as CreateTableCommandInput
	})
	return startTables(...definitions)
}
