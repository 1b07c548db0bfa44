import { createAwsNetworkOutbound } from '#shared/aws/network-outbound.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { ENV, NETWORK_OUTBOUND } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createNetworkOutbound } from '#shared/wiring/outbound.ts'

const env = readEnvironment([...NETWORK_OUTBOUND, ENV.outboundMetaQueueArn, ENV.metaApiSecretArn, ENV.ownAccounts])
const runtime = systemRuntime()
const own = parseOwnAccounts(env.OWN_ACCOUNTS)

const jobs = createNetworkOutbound({
	...runtime,
	...createAwsNetworkOutbound(env),
	networks: ['facebook', 'instagram'],
	openSender: async () => {
		const secret = await readSecret(env.META_API_SECRET_ARN, metaApiSecretSchema)
		return createMetaSender({ secret: async () => secret, clock: runtime.clock, own })
	},
})

export const handler = createQueueHandler(runtime.log, env, { OutboundMeta: jobs })
