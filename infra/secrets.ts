import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { ENV, type EnvName } from '#shared/kernel/env-names.ts'
import type { Grant } from './constructs/grant.ts'
import type { Stage } from './stage.ts'

type EmptySecretProps = {
	readonly stage: Stage
	/** The variable that carries the secret's ARN to functions. */
	readonly variable: EnvName
	/** What is to be put in, and its JSON form. */
	readonly description: string
}

/**
 * A secret without a value: the template never contains or generates one, people put it in after the first deployment. The
 * L2 construct always lets AWS generate a password, hence the plain resource.
 */
class EmptySecret extends CfnSecret {
	readonly #variable: EnvName

	constructor(scope: Construct, id: string, props: EmptySecretProps) {
		super(scope, id, { description: props.description })
		this.applyRemovalPolicy(props.stage.removalPolicy)
		this.#variable = props.variable
	}

	/** Grants reading the value, with the secret's ARN. */
	allowRead(): Grant {
		return {
			environment: { [this.#variable]: this.ref },
			statements: [{ actions: ['secretsmanager:GetSecretValue'], resources: [this.ref] }],
		}
	}
}

/** Creates all secrets without a value. Each takes JSON; its description gives the form to whoever fills it in. */
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
	search: new EmptySecret(scope, 'SearchKey', {
		stage,
		variable: ENV.searchSecretArn,
		description: 'Key of the hashes of words in the search, 32 random bytes, never changed: {"key":"<base64>"}',
	}),
})

export type Secrets = ReturnType<typeof createSecrets>
