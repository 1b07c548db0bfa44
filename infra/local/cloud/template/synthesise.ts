import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const configSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) })

/**
 * Runs the app of cdk.json by this Node, with the context the CDK command line would give it; that spares its start. The app
 * is told to make the stacks without the code of the functions: see `exchangeCode`. Throws with all that the app said.
 */
export const synthesise = (root: string, outputDirectory: string): Promise<void> => {
	const config = configSchema.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))
	const script = /^node (\S+)$/.exec(config.app)?.[1]
	if (script === undefined) throw new Error('The app of cdk.json must have the form "node <script>"')
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				...process.env,
				CDK_OUTDIR: outputDirectory,
				CDK_CONTEXT_JSON: JSON.stringify(config.context),
				CDK_DISABLE_CLI_TELEMETRY: 'true',
				HILFT_WITHOUT_CODE: 'true',
			},
		})
		const said: string[] = []
		child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
		child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
		child.on('error', reject)
		child.on('close', (code) => {
			if (code === 0) resolve()
			else reject(new Error(`The synthesis of the stacks failed (${script}):\n${said.join('').trim()}`))
		})
	})
}
