import { Stack } from 'aws-cdk-lib'
import { CfnParameter as SystemParameter } from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'

/**
 * The parameter that stops all sending while it is not `on`; intake and desk go on. It has a name of its own, against the
 * rule for names, because people must find it in a hurry; both stages may share an account. A deployment leaves what they
 * set as it is.
 */
export class KillSwitch extends SystemParameter {
	readonly #name: string

	constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
		const name = `/hilft/${stage.name}/sending`
		super(scope, id, {
			name,
			type: 'String',
			value: 'on',
			allowedPattern: '^(on|stopped)$',
			description: 'on: answers leave. stopped: nothing leaves until it is on again.',
		})
		this.#name = name
		this.applyRemovalPolicy(stage.removalPolicy)
	}

	/** The right to read it, and its name. Nobody of ours may set it. */
	allowRead(): Grant {
		const arn = Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: this.#name.slice(1) })
		return {
			environment: { [ENV.sendingParameter]: this.#name },
			statements: [{ actions: ['ssm:GetParameter'], resources: [arn] }],
		}
	}
}
