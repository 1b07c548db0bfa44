import { caseTablesIn } from '#shared/aws/case-store.ts'
import { createDynamoCaseTables } from '#shared/aws/case-tables.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createDynamoDeskStores } from '#shared/aws/presence-store.ts'
import { createDynamoAgents } from '#shared/aws/roster-store.ts'
import { createDynamoSearch } from '#shared/aws/search-index.ts'
import { createDynamoSendLimitStore } from '#shared/aws/send-limit-store.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { API_STORES, CASE_TABLES, DESK_TABLES, ENV, SCREENING, SIGN_IN } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createApi } from '#shared/wiring/api.ts'

const env = readEnvironment([
	...CASE_TABLES,
	...SIGN_IN,
	...SCREENING,
	ENV.ledgerTable,
	...API_STORES,
	...DESK_TABLES,
	ENV.mediaBucket,
	ENV.deskCommandsQueueUrl,
	ENV.erasureDays,
	ENV.calendars,
	ENV.ownAccounts,
	ENV.undoSeconds,
	ENV.xAnswers,
	ENV.xPrices,
	ENV.lastTexts,
])
const client = createDocumentClient()
const runtime = systemRuntime()
const tables = caseTablesIn(env)

export const handler = createApi(
	{
		...runtime,
		...createDynamoCaseTables(client, tables, runtime),
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
		own: parseOwnAccounts(env.OWN_ACCOUNTS),
	},
	env,
)
