import { createAwsNetworkOutbound } from '#shared/aws/network-outbound.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { ENV, NETWORK_OUTBOUND } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createNetworkOutbound } from '#shared/wiring/outbound.ts'

const env = readEnvironment([...NETWORK_OUTBOUND, ENV.outboundXQueueArn, ENV.xApiSecretArn])
const runtime = systemRuntime()

const jobs = createNetworkOutbound({
	...runtime,
	...createAwsNetworkOutbound(env),
	networks: ['x'],
	openSender: async () => {
		const secret = await readSecret(env.X_API_SECRET_ARN, xApiSecretSchema)
		return createXSender({ secret: async () => secret, clock: runtime.clock })
	},
})

export const handler = createQueueHandler(runtime.log, env, { OutboundX: jobs })
