import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { Bundles } from '#infra/bundles/fresh-bundles.ts'
import cdkJson from '../cdk.json' with { type: 'json' }
import { acknowledgeFindings } from './acknowledgements.ts'
import { readStage } from './stage.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'
import type { FunctionName } from './who-may.ts'

const REGION = 'eu-central-1'

/** Flags that change no template, only the synthesis: the validator's findings fail it, and there are no warnings. */
const SAID = {
	'@aws-cdk/core:validateAgainstDefaultRules': true,
	'@aws-cdk/core:defaultCrossStackReferences': 'strong',
}
const FUNCTIONS = join(import.meta.dirname, '..', 'functions')

export type HilftApp = { readonly app: App; readonly stateful: StatefulStack; readonly stateless: StatelessStack }

export type HilftAppOptions = {
	/** On top of the context of cdk.json and of the command line. */
	readonly context?: Readonly<Record<string, unknown>> | undefined
	/** Where `synth` writes. Default: where the command line says. */
	readonly outputDirectory?: string | undefined
	/**
	 * The code of the functions. Without it the templates are complete but cannot be deployed: sources replace the bundles,
	 * a function's name replaces its code's hash, and CDK's own validator, which costs more than all the rest, is left out.
	 */
	readonly bundles?: Bundles | undefined
}

/**
 * Returns a lookup of the functions' code. It throws when a function has no bundle: a stack must never be synthesised
 * without its code.
 */
const createCodeOf =
	(bundles: Bundles | undefined) =>
	(name: FunctionName): Code => {
		if (bundles === undefined) return Code.fromAsset(join(FUNCTIONS, name), { assetHash: name })
		const bundle = bundles.get(name)
		if (bundle === undefined) throw new Error(`The stack names a function without code: functions/${name}/handler.ts`)
		return Code.fromAsset(bundle.directory, { assetHash: bundle.hash })
	}

/** Creates both stacks of one stage. Needs neither an account nor a network. */
export const createHilftApp = ({ context = {}, outputDirectory, bundles }: HilftAppOptions = {}): HilftApp => {
	const settings = {
		context: { ...cdkJson.context, ...SAID },
		postCliContext: { ...context },
		builtinCloudFormationValidation: bundles !== undefined,
	}
	const app = new App(outputDirectory === undefined ? settings : { ...settings, outdir: outputDirectory })
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
		signIn: stateful.signIn,
		codeOf: createCodeOf(bundles),
		alarmTopic: stateful.alarmTopic,
	})
	acknowledgeFindings(stateful, stateless)
	Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
	return { app, stateful, stateless }
}
