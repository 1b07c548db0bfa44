import { createSecretReader } from '#shared/channels/intake/secret.ts'
import { parseMetaSecret } from '#shared/channels/meta/webhook.ts'
import type { MetaSecretPorts } from '#shared/erasure/signed-by-meta.ts'
import { createWebhookCall } from './webhook-call.ts'

/** Creates the read of the secret that Meta signs with. */
export const metaSecretIn = (arn: string): MetaSecretPorts['readSecret'] =>
	createSecretReader(createWebhookCall(), arn, parseMetaSecret)
