import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const SOURCES = ['infra/**/*.ts', 'functions/**/*', 'shared/**/*', 'package-lock.json', 'cdk.json']
const HASH_FILE = 'sources.sha256'

/** The hash of everything a template or a bundle is made from; the local runner itself is not part of it. */
const hashOfSources = (root: string): string => {
	const hash = createHash('sha256')
	const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !file.startsWith(join(root, 'infra', 'local')))
		.sort()
	for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
	return hash.digest('hex')
}

const configSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) })

/** Runs the app of cdk.json by this Node, with the context the CDK command line would give it; that spares its start. */
const synthesise = (root: string, outputDirectory: string): Promise<void> => {
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

/**
 * Makes the cloud assembly in `outputDirectory`, or leaves the one there when nothing it is made from has changed. The hash
 * is written last, so a synthesis that was cut off is done again.
 */
export const synthesiseIfChanged = async (options: {
	readonly root: string
	readonly outputDirectory: string
}): Promise<{ readonly synthesised: boolean }> => {
	const hashFile = join(options.outputDirectory, HASH_FILE)
	const hash = hashOfSources(options.root)
	if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return { synthesised: false }
	rmSync(options.outputDirectory, { recursive: true, force: true })
	await synthesise(options.root, options.outputDirectory)
	writeFileSync(hashFile, hash)
	return { synthesised: true }
}
