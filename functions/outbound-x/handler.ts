import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createOutboundHandler } from '#shared/aws/outbound-handler.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createNetworkTransport } from '#shared/outbox/network-transport.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.xApiSecretArn,
	ENV.linkSecretArn,
	ENV.dataOrigin,
	ENV.companyName,
	ENV.hotline,
])
const client = createDocumentClient()
const words = createDynamoWordsStore(client, environment.WORDS_TABLE)
const store = createDynamoCaseStore(client, {
	facts: environment.FACTS_TABLE,
	cases: environment.CASES_TABLE,
	words: environment.WORDS_TABLE,
})

export const handler = createOutboundHandler(store, async () => {
	const secret = await readSecret(environment.X_API_SECRET_ARN, xApiSecretSchema)
	const { key: linkSecret } = await readSecret(environment.LINK_SECRET_ARN, hmacKeySchema)
	return createNetworkTransport({
		sender: createXSender({ secret: async () => secret, clock: systemClock }),
		words,
		linkSecret,
		dataOrigin: environment.DATA_ORIGIN,
		company: environment.COMPANY_NAME,
		hotline: environment.HOTLINE,
	})
})
