import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const SOURCES = ['infra/**/*.ts', 'functions/**/*', 'shared/**/*', 'package-lock.json', 'cdk.json']
/** Where the local run keeps its assembly: apart from what `npm run synth` writes, which may be of another stage. */
export const localAssembly = (root: string): string => join(root, 'cdk.out', 'local')

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

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000

/**
 * Moves a new assembly to its place. Assets are named by their hash, so those already there are the same, and those of an
 * older assembly stay for a day: another local run may still start functions from them.
 */
const putInPlace = (from: string, to: string): void => {
	const entries = new Set(readdirSync(from))
	for (const entry of entries) {
		if (!entry.startsWith('asset.') || !existsSync(join(to, entry))) renameSync(join(from, entry), join(to, entry))
	}
	for (const entry of readdirSync(to)) {
		const file = join(to, entry)
		const isOld = Date.now() - statSync(file).mtimeMs > KEPT_MILLISECONDS
		if (/^(asset\.|new-)/.test(entry) && !entries.has(entry) && isOld) rmSync(file, { recursive: true, force: true })
	}
}

/**
 * Makes the cloud assembly in `outputDirectory`, or leaves the one there when nothing it is made from has changed. The hash
 * is written last, so a synthesis that was cut off is done again; two at the same time do not disturb each other.
 */
export const synthesiseIfChanged = async (options: {
	readonly root: string
	readonly outputDirectory: string
}): Promise<{ readonly synthesised: boolean }> => {
	const { root, outputDirectory } = options
	const hashFile = join(outputDirectory, HASH_FILE)
	const hash = hashOfSources(root)
	if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return { synthesised: false }
	mkdirSync(outputDirectory, { recursive: true })
	const making = mkdtempSync(join(outputDirectory, 'new-'))
	try {
		await synthesise(root, making)
		rmSync(hashFile, { force: true })
		putInPlace(making, outputDirectory)
	} finally {
		rmSync(making, { recursive: true, force: true })
	}
	writeFileSync(hashFile, hash)
	return { synthesised: true }
}
