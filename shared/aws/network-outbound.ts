import type { NETWORK_OUTBOUND } from '#shared/kernel/env-names.ts'
import { caseTablesIn, createDynamoCaseStore } from './case-store.ts'
import { createDocumentClient } from './clients.ts'
import { createDynamoContactStore } from './contact-store.ts'
import { createDynamoContentStore } from './content-store.ts'
import { createParameterSwitch } from './kill-switch.ts'
import { hmacKeyIn } from './secrets.ts'
import { createDynamoSendLimitStore } from './send-limit-store.ts'

/** Creates all that sending by a network needs besides that network's sender. */
export const createAwsNetworkOutbound = (env: Readonly<Record<(typeof NETWORK_OUTBOUND)[number], string>>) => {
	const client = createDocumentClient()
	return {
		store: createDynamoCaseStore(client, { ...caseTablesIn(env), readsContent: true }),
		contacts: createDynamoContactStore(client, env.CASES_TABLE),
		content: createDynamoContentStore(client, env.CONTENT_TABLE),
		sendLimits: createDynamoSendLimitStore(client, env.SEND_LIMITS_TABLE),
		pace: env.PACE,
		sending: createParameterSwitch(env.SENDING_PARAMETER),
		linkSecret: hmacKeyIn(env.LINK_SECRET_ARN),
		identityKey: hmacKeyIn(env.IDENTITY_SECRET_ARN),
		dataOrigin: env.DATA_ORIGIN,
		company: env.COMPANY_NAME,
		hotline: env.HOTLINE,
	}
}
