import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import type { EnvName } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'

export type EmptySecretProps = {
	readonly stage: Stage
	/** The variable that carries the secret's ARN to functions. */
	readonly variable: EnvName
	/** What is to be put in, and its JSON form. */
	readonly description: string
}

/**
 * A secret without a value: the template never holds or makes one, people put it in after the first deployment.
 * The L2 construct always lets AWS generate a password, hence the plain resource.
 */
export class EmptySecret extends CfnSecret {
	readonly #variable: EnvName

	constructor(scope: Construct, id: string, props: EmptySecretProps) {
		super(scope, id, { description: props.description })
		this.applyRemovalPolicy(props.stage.removalPolicy)
		this.#variable = props.variable
	}

	/** The right to read the value, and the secret's ARN. */
	allowRead(): Grant {
		return {
			environment: { [this.#variable]: this.ref },
			statements: [{ actions: ['secretsmanager:GetSecretValue'], resources: [this.ref] }],
		}
	}
}
