import type { Sender } from '#shared/channels/channel.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createNetworkTransport } from '#shared/outbox/network-transport.ts'
import { createDynamoCaseStore } from './case-store.ts'
import { createDocumentClient } from './clients.ts'
import { createOutboundHandler } from './outbound-handler.ts'
import { readSecret } from './secrets.ts'
import { createDynamoWordsStore } from './words-store.ts'

/** The handler of an outbound function of a network, from its variables; `openSender` is asked anew for each message. */
export const createNetworkOutbound = (openSender: () => Promise<Sender>) => {
	const environment = readEnvironment([
		ENV.factsTable,
		ENV.casesTable,
		ENV.wordsTable,
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
	return createOutboundHandler(store, async () => {
		const { key: linkSecret } = await readSecret(environment.LINK_SECRET_ARN, hmacKeySchema)
		return createNetworkTransport({
			sender: await openSender(),
			words,
			linkSecret,
			dataOrigin: environment.DATA_ORIGIN,
			company: environment.COMPANY_NAME,
			hotline: environment.HOTLINE,
		})
	})
}
