import { z } from 'zod'
import { createDynamoAsideList } from '#shared/aws/aside-list.ts'
import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoRereadStore } from '#shared/aws/reread-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { HOUR, systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { createLog } from '#shared/kernel/log.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { stageScreening } from '#shared/screening/stage-screening.ts'
import { type RereadDependencies, rereadCases } from '#shared/upkeep/reread-cases.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.cursorsTable,
	ENV.commandsQueueUrl,
	ENV.xApiSecretArn,
	ENV.metaApiSecretArn,
	ENV.ownAccounts,
	ENV.screening,
	ENV.hotline,
	ENV.mailFrom,
])
const client = createDocumentClient()
const clock = systemClock
const store = createDynamoCaseStore(client, { facts: environment.FACTS_TABLE, cases: environment.CASES_TABLE })
const x = createXSender({ secret: () => readSecret(environment.X_API_SECRET_ARN, xApiSecretSchema), clock })
const meta = createMetaSender({
	secret: () => readSecret(environment.META_API_SECRET_ARN, metaApiSecretSchema),
	clock,
	own: parseOwnAccounts(environment.OWN_ACCOUNTS),
})
const ours = { hotline: environment.HOTLINE, mailFrom: environment.MAIL_FROM }

const dependencies: RereadDependencies = {
	store,
	list: createDynamoCaseList(client, environment.CASES_TABLE, store.load),
	words: createDynamoWordsStore(client, environment.WORDS_TABLE),
	asides: createDynamoAsideList(client, environment.WORDS_TABLE),
	rereads: createDynamoRereadStore(client, environment.CURSORS_TABLE),
	senders: { x, facebook: meta, instagram: meta },
	commands: createSqsQueue(environment.COMMANDS_QUEUE_URL),
	screen: createScreen(stageScreening(environment.SCREENING, ours)),
	clock,
	log: createLog(),
}

/** What an operator may ask for by hand, as the function's event: `{"olderThanHours": 0}` looks everything up now. */
const eventSchema = z.object({ olderThanHours: z.number().min(0).max(168).optional() })

export const handler = (event: unknown) => {
	const { olderThanHours } = eventSchema.parse(event)
	return rereadCases(dependencies, olderThanHours === undefined ? {} : { olderThanMilliseconds: olderThanHours * HOUR })
}
