import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import type { API } from '#shared/kernel/env-names.ts'
import type { Runtime } from '#shared/kernel/runtime.ts'
import { caseTablesIn } from './case-store.ts'
import { createDynamoCaseTables } from './case-tables.ts'
import type { DocumentClient } from './clients.ts'
import { createDynamoRereadStore } from './cursor-store.ts'
import { createDynamoDeletionStore } from './deletion-store.ts'
import { createParameterSwitch } from './kill-switch.ts'
import { createDynamoLedgerStore } from './ledger-store.ts'
import { createS3MediaStore } from './media-store.ts'
import { createDynamoParkedStore } from './parked-store.ts'
import { createDynamoDeskStores } from './presence-store.ts'
import { createDynamoAgents } from './roster-store.ts'
import { createDynamoSearch } from './search-index.ts'
import { createDynamoSendLimitStore } from './send-limit-store.ts'
import { createSqsQueue } from './sqs-queue.ts'

/** Creates what stands behind the routes of the API, whoever calls them: the API itself, and the pages of the desk. */
export const createApiPorts = (
	client: DocumentClient,
	env: Readonly<Record<(typeof API)[number], string>>,
	runtime: Runtime,
) => ({
	...runtime,
	...createDynamoCaseTables(client, caseTablesIn(env), runtime),
	ledger: createDynamoLedgerStore(client, env.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, env.LEDGER_TABLE),
	...createDynamoAgents(client, env.AGENTS_TABLE, runtime.clock),
	...createDynamoDeskStores(client, env, runtime),
	deletions: createDynamoDeletionStore(client, env.DELETIONS_TABLE),
	sendLimits: createDynamoSendLimitStore(client, env.SEND_LIMITS_TABLE),
	sending: createParameterSwitch(env.SENDING_PARAMETER),
	...createDynamoSearch(client, env, runtime.clock),
	media: createS3MediaStore(env.MEDIA_BUCKET),
	commands: createSqsQueue(env.DESK_COMMANDS_QUEUE_URL),
	rereads: createDynamoRereadStore(client, env.CURSORS_TABLE),
	looks: createSqsQueue(env.LOOKS_QUEUE_URL),
	own: parseOwnAccounts(env.OWN_ACCOUNTS),
})
