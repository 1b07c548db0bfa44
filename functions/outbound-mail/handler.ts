import { caseTablesIn, createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSesMailer } from '#shared/aws/ses-mailer.ts'
import { CASE_TABLES, COMPANY, ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createMailOutbound } from '#shared/wiring/outbound.ts'

const env = readEnvironment([
	...CASE_TABLES,
	...COMPANY,
	ENV.requestsTable,
	ENV.outboundMailQueueArn,
	ENV.linkSecretArn,
	ENV.configurationSet,
	ENV.dataOrigin,
	ENV.mailFrom,
	ENV.replyDomain,
	ENV.sendingParameter,
])
const client = createDocumentClient()
const runtime = systemRuntime()

const jobs = createMailOutbound({
	...runtime,
	store: createDynamoCaseStore(client, { ...caseTablesIn(env), readsContent: true }),
	content: createDynamoContentStore(client, env.CONTENT_TABLE),
	requests: createDynamoRequestStore(client, env.REQUESTS_TABLE),
	mailer: createSesMailer(env.CONFIGURATION_SET),
	sending: createParameterSwitch(env.SENDING_PARAMETER),
	linkSecret: hmacKeyIn(env.LINK_SECRET_ARN),
	settings: {
		from: env.MAIL_FROM,
		replyDomain: env.REPLY_DOMAIN,
		dataOrigin: env.DATA_ORIGIN,
		company: env.COMPANY_NAME,
		hotline: env.HOTLINE,
		privacyUrl: env.PRIVACY_URL,
		imprintUrl: env.IMPRINT_URL,
	},
})

export const handler = createQueueHandler(runtime.log, env, { OutboundMail: jobs })
