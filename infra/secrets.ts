import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import { EmptySecret } from './constructs/empty-secret.ts'
import type { Stage } from './stage.ts'

/** All secrets, created without a value. Their form is JSON; the description says which, for whoever fills them in. */
export const createSecrets = (scope: Construct, stage: Stage) => ({
	xWebhook: new EmptySecret(scope, 'XWebhook', {
		stage,
		variable: ENV.xWebhookSecretArn,
		description: 'Consumer secrets that X signs webhooks with: {"consumerSecrets":["…"]}',
	}),
	metaWebhook: new EmptySecret(scope, 'MetaWebhook', {
		stage,
		variable: ENV.metaWebhookSecretArn,
		description: 'What Meta signs webhooks with: {"appSecrets":["…"],"verifyToken":"…"}',
	}),
	xApi: new EmptySecret(scope, 'XApi', {
		stage,
		variable: ENV.xApiSecretArn,
		description:
			'OAuth 1.0a: {"appKey":"…","appSecret":"…","accounts":{"<id>":{"accessToken":"…","accessSecret":"…"}}}',
	}),
	metaApi: new EmptySecret(scope, 'MetaApi', {
		stage,
		variable: ENV.metaApiSecretArn,
		description: 'Page tokens: {"appSecret":"…","pages":{"<id>":{"accessToken":"…"}}}',
	}),
	identity: new EmptySecret(scope, 'Identity', {
		stage,
		variable: ENV.identitySecretArn,
		description: 'Key of the content ids, 32 random bytes, never changed: {"key":"<base64>"}',
	}),
	link: new EmptySecret(scope, 'Link', {
		stage,
		variable: ENV.linkSecretArn,
		description: 'Key of links and codes, 32 random bytes: {"key":"<base64>"}',
	}),
	address: new EmptySecret(scope, 'Address', {
		stage,
		variable: ENV.addressSecretArn,
		description: 'Key of the hashes of mail addresses, 32 random bytes: {"key":"<base64>"}',
	}),
})

export type Secrets = ReturnType<typeof createSecrets>
