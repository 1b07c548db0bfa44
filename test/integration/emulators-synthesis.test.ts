import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Code } from '#infra/local/cloud/template/fresh-assembly.ts'
import { freshAssembly } from '#infra/local/cloud/template/fresh-assembly.ts'

let root: string
const write = (file: string, text: string): void => {
	mkdirSync(dirname(join(root, file)), { recursive: true })
	writeFileSync(join(root, file), text)
}
const assemblies = () => join(root, 'assemblies')

/** The code of a function is its text; a hash of it names the folder. */
const bundle = async (): Promise<Code> =>
	new Map(
		readdirSync(join(root, 'functions')).map((name) => {
			const text = readFileSync(join(root, 'functions', name), 'utf8')
			const hash = Buffer.from(`${name}${text}`).toString('hex')
			write(`bundles/${hash}/index.mjs`, text)
			return [name, { directory: join(root, 'bundles', hash), hash }]
		}),
	)
const assemble = (making: () => Promise<Code> = bundle) =>
	freshAssembly({
		root,
		assemblies: assemblies(),
		sources: ['infra/**/*', 'cdk.json'],
		except: ['infra/local'],
		bundle: making,
	})

/** An app that names a function where its code goes, as CDK would, and says with which context it was run and how often. */
const APP = `
	import { createHash } from 'node:crypto'
	import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
	const out = process.env.CDK_OUTDIR
	for (const name of readdirSync('functions')) {
		const asset = createHash('sha256').update(process.env.HILFT_WITHOUT_CODE === 'true' ? name : 'code').digest('hex')
		mkdirSync(out + '/asset.' + asset, { recursive: true })
		writeFileSync(out + '/asset.' + asset + '/handler.ts', 'not to be run')
		writeFileSync(out + '/' + name + '.template.json', JSON.stringify({ S3Key: asset + '.zip' }))
	}
	writeFileSync(out + '/manifest.json', process.env.CDK_CONTEXT_JSON)
	appendFileSync('runs', 'x')
`

const runs = () => (existsSync(join(root, 'runs')) ? readFileSync(join(root, 'runs'), 'utf8').length : 0)

/** Path → content of all files of an assembly. */
const contentOf = (directory: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		readdirSync(directory, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((file) => [file.slice(directory.length), readFileSync(file, 'utf8')] as const)
			.sort(),
	)

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'hilft-synthesis-'))
	write('package.json', '{"type":"module"}')
	write('cdk.json', '{"app":"node infra/app.ts","context":{"stage":"dev"}}')
	write('infra/app.ts', APP)
	write('functions/api', 'the first api')
	write('functions/worker', 'the first worker')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the synthesis', () => {
	it('runs the app of cdk.json with its context, once for the same sources', async () => {
		const { directory, took } = await assemble()
		expect(took).toBe('synthesis')
		expect(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'))).toEqual({ stage: 'dev' })
		expect(await assemble()).toEqual({ directory, took: 'nothing' })
		expect(runs()).toBe(1)
	})

	it('runs again when the stacks changed, not when the local runner did', async () => {
		await assemble()
		write('infra/local/start.ts', 'export const changed = true')
		expect((await assemble()).took).toBe('nothing')
		write('infra/queues.ts', 'export const changed = true')
		expect((await assemble()).took).toBe('synthesis')
	})

	it('is spared when only a function changed: what comes out is the same to the byte', async () => {
		await assemble()
		write('functions/api', 'the second api')
		const spared = await assemble()
		expect([spared.took, runs()]).toEqual(['code', 1])
		const content = contentOf(spared.directory)
		rmSync(assemblies(), { recursive: true })
		const anew = await assemble()
		expect([anew.took, basename(anew.directory)]).toEqual(['synthesis', basename(spared.directory)])
		expect(contentOf(anew.directory)).toEqual(content)
		expect(JSON.stringify(content)).toContain('the second api')
	})

	it('keeps the assembly before, from which another run may still start functions, for a day', async () => {
		const before = await assemble()
		write('functions/api', 'the second api')
		await assemble()
		expect(existsSync(before.directory)).toBe(true)
		const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000)
		utimesSync(before.directory, yesterday, yesterday)
		write('functions/api', 'the third api')
		await assemble()
		expect(existsSync(before.directory)).toBe(false)
	})

	it('that is asked for by several at once is given whole to each', async () => {
		const all = await Promise.all([assemble(), assemble(), assemble()])
		expect(new Set(all.map(({ directory }) => directory)).size).toBe(1)
		const stacks = expect.stringMatching(/^\w+$/)
		expect(readdirSync(assemblies()).sort()).toEqual([stacks, ...all.slice(0, 1).map((it) => basename(it.directory))])
	})

	it('runs while the code is bundled', async () => {
		const meets = (other: string) => expect.poll(() => existsSync(join(root, other))).toBe(true)
		write(
			'infra/app.ts',
			`import { existsSync } from 'node:fs'
			import { setTimeout as sleep } from 'node:timers/promises'
			writeFileSync('synthesising', '')
			for (let tries = 0; !existsSync('bundling'); tries += 1) if (tries < 500) await sleep(20); else process.exit(1)
			${APP}`,
		)
		await assemble(async () => {
			write('bundling', '')
			await meets('synthesising')
			return bundle()
		})
		expect(runs()).toBe(1)
	})

	it('is not done again when a function is edited while it runs: the assembly has the code of after the edit', async () => {
		const edit = "if (!existsSync('runs')) appendFileSync('functions/api', ', edited')"
		write(
			'infra/app.ts',
			APP.replace('appendFileSync,', 'appendFileSync, existsSync,').replace('const out', `${edit}\nconst out`),
		)
		const { directory } = await assemble()
		expect(JSON.stringify(contentOf(directory))).toContain('the first api, edited')
		expect(runs()).toBe(1)
	})

	it('is done again when the stacks were others for a moment while it ran', async () => {
		write('infra/queues.ts', 'export const count = 1')
		const forth = "writeFileSync('infra/queues.ts', 'export const count = 2')"
		const back = "writeFileSync('infra/queues.ts', 'export const count = 1')"
		const once = `if (readdirSync('.').includes('runs') === false) { ${forth}; ${back} }`
		write('infra/app.ts', APP.replace('const out', `${once}\nconst out`))
		await assemble()
		expect(runs()).toBe(2)
	})

	it('refuses to give a function of the stacks no code', async () => {
		const withoutWorker = async () => new Map([...(await bundle())].filter(([name]) => name !== 'worker'))
		await expect(assemble(withoutWorker)).rejects.toThrow('The stacks name a function without code')
		expect(readdirSync(assemblies()).filter((it) => it.includes('-'))).toEqual([])
	})

	it('says why the code could not be bundled, once nothing is written any more', async () => {
		const broken = () => Promise.reject(new Error('functions/api/handler.ts:1: unexpected end'))
		await expect(assemble(broken)).rejects.toThrow('functions/api/handler.ts:1')
		expect(runs()).toBe(1)
		expect(readdirSync(assemblies()).filter((it) => it.startsWith('new-'))).toEqual([])
		expect((await assemble()).took).toBe('code')
	})

	it('refuses to go on after a failed synthesis, says why, and leaves the assembly before', async () => {
		const { directory } = await assemble()
		write('infra/app.ts', 'throw new Error("a finding of cdk-nag")')
		await expect(assemble()).rejects.toThrow('a finding of cdk-nag')
		expect(existsSync(directory)).toBe(true)
		await expect(assemble()).rejects.toThrow('a finding of cdk-nag')
	})
})
