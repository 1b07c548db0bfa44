import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'

const TAG = 'hilft-vault'

/**
 * Returns the statement that refuses `actions` to every role, administrators included, that does not carry the tag with this
 * value.
 */
const onlyTagged = (value: string, actions: readonly string[]): PolicyStatement =>
	new PolicyStatement({
		effect: Effect.DENY,
		principals: [new AnyPrincipal()],
		actions: [...actions],
		resources: ['*'],
		conditions: { StringNotEquals: { [`aws:PrincipalTag/${TAG}`]: value } },
	})

/**
 * The key for what customers give. Making data keys and opening them are two grants, never given to one function. Rights are
 * in the functions' roles; the key's own policy refuses them to every role without the tag.
 */
export class VaultKey extends Key {
	constructor(scope: Construct, id: string, props: { readonly stage: Stage }) {
		super(scope, id, {
			description: 'Wraps the data keys of the vault: what customers gave on the secure page',
			enableKeyRotation: true,
			removalPolicy: props.stage.removalPolicy,
		})
		this.addToResourcePolicy(onlyTagged('reader', ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo']))
		this.addToResourcePolicy(
			onlyTagged('writer', ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext']),
		)
	}

	/** Grants making data keys for new submissions, not opening existing ones. */
	allowGenerateDataKey(): Grant {
		return this.#allow('kms:GenerateDataKey', 'writer')
	}

	/** Grants opening data keys. */
	allowDecrypt(): Grant {
		return this.#allow('kms:Decrypt', 'reader')
	}

	#allow(action: string, tag: string): Grant {
		return {
			environment: { [ENV.vaultKeyArn]: this.keyArn },
			statements: [{ actions: [action], resources: [this.keyArn] }],
			roleTags: { [TAG]: tag },
		}
	}
}
