import type { App } from 'aws-cdk-lib'
import { RemovalPolicy } from 'aws-cdk-lib'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'

/** The differences between a stage for trying things out and the one that customers write to. All else is the same template. */
export type Stage = {
	readonly name: 'dev' | 'prod'
	/** What happens to tables, buckets, keys and secrets when the stack is deleted. */
	readonly removalPolicy: RemovalPolicy
	readonly isProtected: boolean
	/** Whether the APIs answer under host names of our own, and only there. A stage to try things on has no certificate. */
	readonly hasHostNames: boolean
	readonly logRetention: RetentionDays
	/** How many days a deleted object of the raw store's access log is stored. */
	readonly accessLogDays: number
}

const stages: Readonly<Record<Stage['name'], Stage>> = {
	dev: {
		name: 'dev',
		removalPolicy: RemovalPolicy.DESTROY,
		isProtected: false,
		hasHostNames: false,
		logRetention: RetentionDays.TWO_WEEKS,
		accessLogDays: 30,
	},
	prod: {
		name: 'prod',
		removalPolicy: RemovalPolicy.RETAIN,
		isProtected: true,
		hasHostNames: true,
		logRetention: RetentionDays.THREE_MONTHS,
		accessLogDays: 90,
	},
}

/** Returns the stage named by the CDK context `stage` (`-c stage=prod`). Throws on any name but `dev` and `prod`. */
export const readStage = (app: App): Stage => {
	const name: unknown = app.node.tryGetContext('stage')
	if (name === 'dev' || name === 'prod') return stages[name]
	throw new Error(`The context "stage" must be dev or prod, not ${JSON.stringify(name)}`)
}
