import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import cdkJson from '../cdk.json' with { type: 'json' }
import { acknowledgeFindings } from './acknowledgements.ts'
import { readStage } from './stage.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'

const REGION = 'eu-central-1'

export type HilftApp = { readonly app: App; readonly stateful: StatefulStack; readonly stateless: StatelessStack }

/**
 * Both stacks of one stage, with the context of cdk.json, which the command line may override, and `context` on top of
 * both. Needs neither an account nor a network. `outputDirectory` is where `synth` writes; by default where the command
 * line says.
 */
export const createHilftApp = (context: Readonly<Record<string, unknown>> = {}, outputDirectory?: string): HilftApp => {
	const app = new App({
		context: cdkJson.context,
		postCliContext: { ...context },
		...(outputDirectory && { outdir: outputDirectory }),
	})
	const stage = readStage(app)
	const common = { stage, env: { region: REGION }, terminationProtection: stage.isProtected }
	const stateful = new StatefulStack(app, `hilft-${stage.name}-stateful`, {
		...common,
		description: 'hilft: what outlives a deployment',
	})
	const stateless = new StatelessStack(app, `hilft-${stage.name}-stateless`, {
		...common,
		description: 'hilft: what a deployment may replace',
		parts: stateful.parts,
		alarmTopic: stateful.alarmTopic,
	})
	acknowledgeFindings(stateful, stateless)
	Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
	return { app, stateful, stateless }
}
