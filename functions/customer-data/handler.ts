import { createFindByNumber } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createDynamoAgents } from '#shared/aws/roster-store.ts'
import { createDynamoRecentCasesStore } from '#shared/aws/seen-store.ts'
import { createDynamoSessionStore } from '#shared/aws/session-store.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import { AGENT_TABLES, ENV, SESSIONS, SIGN_IN, VAULT_TABLES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { readDeskAssets } from '#shared/web-desk/assets.ts'
import { createCustomerData } from '#shared/wiring/customer-data.ts'

const env = readEnvironment([
	...SIGN_IN,
	...VAULT_TABLES,
	ENV.factsTable,
	ENV.casesTable,
	ENV.queueTable,
	...AGENT_TABLES,
	ENV.requestsTable,
	ENV.vaultKeyArn,
	...SESSIONS,
	ENV.signInOrigin,
])
const client = createDocumentClient()
const runtime = systemRuntime()

export const handler = createCustomerData(
	{
		...runtime,
		store: createDynamoCaseStore(client, { facts: env.FACTS_TABLE, cases: env.CASES_TABLE, queue: env.QUEUE_TABLE }),
		list: { findByNumber: createFindByNumber(client, env.CASES_TABLE) },
		contacts: createDynamoContactStore(client, env.CASES_TABLE),
		...createDynamoAgents(client, env.AGENTS_TABLE, runtime.clock),
		readings: createDynamoRecentCasesStore(client, env.SEEN_TABLE, 'readings'),
		requests: createDynamoRequestStore(client, env.REQUESTS_TABLE),
		vault: createDynamoVaultStore(client, { items: env.VAULT_TABLE, keys: env.VAULT_KEYS_TABLE }),
		keys: createKmsKeyService(env.VAULT_KEY_ARN),
		sessions: createDynamoSessionStore(client, env.SESSIONS_TABLE, runtime.realClock),
		assets: onFirstUse(() => readDeskAssets(new URL('./', import.meta.url))),
	},
	env,
)
