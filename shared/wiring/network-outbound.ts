import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoGateStore } from '#shared/aws/gate-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import type { Sender } from '#shared/channels/channel.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createNetworkTransport } from '#shared/sending/network-transport.ts'
import { paceSchema } from '#shared/sending/pace.ts'
import { createOutboundHandler } from './outbound-handler.ts'

/** The handler of an outbound function of a network, from its variables; `openSender` is asked anew for each message. */
export const createNetworkOutbound = (openSender: () => Promise<Sender>) => {
	const environment = readEnvironment([
		ENV.factsTable,
		ENV.casesTable,
		ENV.wordsTable,
		ENV.gatesTable,
		ENV.pace,
		ENV.linkSecretArn,
		ENV.identitySecretArn,
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
	const contacts = createDynamoContactStore(client, environment.CASES_TABLE)
	const gates = {
		store: createDynamoGateStore(client, environment.GATES_TABLE),
		pace: paceSchema.parse(JSON.parse(environment.PACE)),
	}
	const openTransport = async () => {
		const { key: linkSecret } = await readSecret(environment.LINK_SECRET_ARN, hmacKeySchema)
		const { key: identityKey } = await readSecret(environment.IDENTITY_SECRET_ARN, hmacKeySchema)
		return createNetworkTransport({
			sender: await openSender(),
			words,
			contacts,
			linkSecret,
			identityKey,
			dataOrigin: environment.DATA_ORIGIN,
			company: environment.COMPANY_NAME,
			hotline: environment.HOTLINE,
		})
	}
	return createOutboundHandler(store, openTransport, gates)
}
