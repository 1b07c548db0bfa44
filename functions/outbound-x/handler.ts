import { readSecret } from '#shared/aws/secrets.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { createNetworkOutbound } from '#shared/wiring/network-outbound.ts'

const environment = readEnvironment([ENV.xApiSecretArn])

export const handler = createNetworkOutbound(async () => {
	const secret = await readSecret(environment.X_API_SECRET_ARN, xApiSecretSchema)
	return createXSender({ secret: async () => secret, clock: systemClock })
})
