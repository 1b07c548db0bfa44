import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoCursorStore } from '#shared/aws/cursor-store.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import { createDynamoWalkStore } from '#shared/aws/walk-store.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { type SweepRunDependencies, sweepAndTend } from '#shared/upkeep/sweep.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.cursorsTable,
	ENV.requestsTable,
	ENV.vaultTable,
	ENV.vaultKeysTable,
	ENV.commandsQueueUrl,
	ENV.hintsQueueUrl,
	ENV.outboundXQueueUrl,
	ENV.outboundMetaQueueUrl,
	ENV.outboundMailQueueUrl,
	ENV.sendingParameter,
])
const client = createDocumentClient()
const vaultTables = { items: environment.VAULT_TABLE, keys: environment.VAULT_KEYS_TABLE }

const store = createDynamoCaseStore(client, {
	facts: environment.FACTS_TABLE,
	cases: environment.CASES_TABLE,
})

const dependencies: SweepRunDependencies = {
	store,
	list: createDynamoCaseList(client, environment.CASES_TABLE, store.load),
	cursors: createDynamoCursorStore(client, environment.CURSORS_TABLE),
	walks: createDynamoWalkStore(client, environment.CURSORS_TABLE),
	requests: createDynamoRequestStore(client, environment.REQUESTS_TABLE),
	vault: createDynamoVaultStore(client, vaultTables),
	commands: createSqsQueue(environment.COMMANDS_QUEUE_URL),
	hints: createSqsQueue(environment.HINTS_QUEUE_URL),
	outbound: {
		x: createSqsQueue(environment.OUTBOUND_X_QUEUE_URL),
		facebook: createSqsQueue(environment.OUTBOUND_META_QUEUE_URL),
		instagram: createSqsQueue(environment.OUTBOUND_META_QUEUE_URL),
		mail: createSqsQueue(environment.OUTBOUND_MAIL_QUEUE_URL),
	},
	sending: createParameterSwitch(environment.SENDING_PARAMETER),
	clock: systemClock,
	random: systemRandom,
	log: createLog(),
}

export const handler = () => sweepAndTend(dependencies)
