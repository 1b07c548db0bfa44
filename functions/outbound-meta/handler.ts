import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoGateStore } from '#shared/aws/gate-store.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { hmacKeyIn, readSecret } from '#shared/aws/secrets.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { CASE_TABLES, ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createNetworkOutbound } from '#shared/wiring/outbound.ts'

const env = readEnvironment([
	...CASE_TABLES,
	ENV.gatesTable,
	ENV.pace,
	ENV.linkSecretArn,
	ENV.identitySecretArn,
	ENV.dataOrigin,
	ENV.companyName,
	ENV.hotline,
	ENV.sendingParameter,
	ENV.metaApiSecretArn,
	ENV.ownAccounts,
])
const client = createDocumentClient()
const runtime = systemRuntime()
const own = parseOwnAccounts(env.OWN_ACCOUNTS)

const deliver = createNetworkOutbound({
	...runtime,
	openSender: async () => {
		const secret = await readSecret(env.META_API_SECRET_ARN, metaApiSecretSchema)
		return createMetaSender({ secret: async () => secret, clock: runtime.clock, own })
	},
	store: createDynamoCaseStore(client, { facts: env.FACTS_TABLE, cases: env.CASES_TABLE, words: env.WORDS_TABLE }),
	contacts: createDynamoContactStore(client, env.CASES_TABLE),
	words: createDynamoWordsStore(client, env.WORDS_TABLE),
	gates: createDynamoGateStore(client, env.GATES_TABLE),
	pace: env.PACE,
	sending: createParameterSwitch(env.SENDING_PARAMETER),
	linkSecret: hmacKeyIn(env.LINK_SECRET_ARN),
	identityKey: hmacKeyIn(env.IDENTITY_SECRET_ARN),
	dataOrigin: env.DATA_ORIGIN,
	company: env.COMPANY_NAME,
	hotline: env.HOTLINE,
})

export const handler = createQueueHandler(runtime.log, deliver)
