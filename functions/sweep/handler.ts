import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoCursorStore, createDynamoScanStore } from '#shared/aws/cursor-store.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createSnsOnCall } from '#shared/aws/on-call.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createDynamoAgents } from '#shared/aws/roster-store.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import { ENV, OUTBOUND_QUEUES, VAULT_TABLES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createSweep } from '#shared/wiring/sweep.ts'

const env = readEnvironment([
	...VAULT_TABLES,
	...OUTBOUND_QUEUES,
	ENV.factsTable,
	ENV.casesTable,
	ENV.queueTable,
	ENV.agentsTable,
	ENV.calendars,
	ENV.cursorsTable,
	ENV.requestsTable,
	ENV.houseCommandsQueueUrl,
	ENV.hintsQueueUrl,
	ENV.sendingParameter,
	ENV.dangerTopicArn,
])
const client = createDocumentClient()
const runtime = systemRuntime()
const store = createDynamoCaseStore(client, { facts: env.FACTS_TABLE, cases: env.CASES_TABLE, queue: env.QUEUE_TABLE })

const ports = {
	...runtime,
	store,
	list: createDynamoCaseList(client, env.CASES_TABLE, store.load),
	cursors: createDynamoCursorStore(client, env.CURSORS_TABLE),
	scans: createDynamoScanStore(client, env.CURSORS_TABLE),
	requests: createDynamoRequestStore(client, env.REQUESTS_TABLE),
	vault: createDynamoVaultStore(client, { items: env.VAULT_TABLE, keys: env.VAULT_KEYS_TABLE }),
	commands: createSqsQueue(env.HOUSE_COMMANDS_QUEUE_URL),
	hints: createSqsQueue(env.HINTS_QUEUE_URL),
	outbound: {
		x: createSqsQueue(env.OUTBOUND_X_QUEUE_URL),
		facebook: createSqsQueue(env.OUTBOUND_META_QUEUE_URL),
		instagram: createSqsQueue(env.OUTBOUND_META_QUEUE_URL),
		mail: createSqsQueue(env.OUTBOUND_MAIL_QUEUE_URL),
	},
	sending: createParameterSwitch(env.SENDING_PARAMETER),
	roster: createDynamoAgents(client, env.AGENTS_TABLE, runtime.clock).roster,
	onCall: createSnsOnCall(env.DANGER_TOPIC_ARN),
}

export const handler = createSweep(ports, env)
