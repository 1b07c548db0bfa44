import { readSecret } from '#shared/aws/secrets.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { createNetworkOutbound } from '#shared/wiring/network-outbound.ts'

const environment = readEnvironment([ENV.metaApiSecretArn, ENV.ownAccounts])
const own = parseOwnAccounts(environment.OWN_ACCOUNTS)

export const handler = createNetworkOutbound(async () => {
	const secret = await readSecret(environment.META_API_SECRET_ARN, metaApiSecretSchema)
	return createMetaSender({ secret: async () => secret, clock: systemClock, own })
})
