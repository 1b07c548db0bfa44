import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { anyEnvironment } from '#test/support/any-environment.ts'
import { ROOT } from '#test/support/source-files.ts'
import { bundle } from './bundle.ts'

const ROUNDS = 9

/** Customers wait for their pages; everything else has a queue before it or an agent. */
const PAGES: readonly string[] = ['web-customer', 'web-deletion']
const barOf = (name: string): number => (PAGES.includes(name) ? 0.8 : 1)

/** CPU time, which a busy machine does not lengthen as much as the clock: Node's own boot is not in it. */
const LOAD = `
	const before = process.cpuUsage()
	await import(process.argv[1])
	const { user, system } = process.cpuUsage(before)
	process.stdout.write('\\n' + (user + system) / 1_000, () => process.exit(0))
`

const load = async (file: string): Promise<number> => {
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', LOAD, file], {
		env: { ...anyEnvironment(), AWS_ACCESS_KEY_ID: 'BENCH', AWS_SECRET_ACCESS_KEY: 'bench' },
	})
	return z.coerce.number().parse(stdout.trim().split('\n').at(-1))
}

/** What else a machine has to do only ever adds. */
const fastest = (values: readonly number[]): number => Math.min(...values)

/**
 * CPU time to load each function, in fresh processes, all of them and Powertools' worker in turns: the fastest of nine
 * rounds, the first dropped. Prints a table with the ratio to Powertools' worker beside its bar; the result is that ratio by function.
 */
export const run = async (): Promise<Readonly<Record<string, number>>> => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-load-'))
	try {
		const powertools = join(directory, 'powertools.mjs')
		await bundle('test/bench/powertools/worker-handler.ts', powertools)
		const ours = [...(await freshBundles(ROOT))].map(([name, bundled]) => [name, join(bundled.directory, 'index.mjs')])
		const all = [['Powertools’ worker', powertools], ...ours].map(([name = '', file = '']) => ({
			name,
			file,
			times: [] as number[],
		}))
		for (let round = 0; round <= ROUNDS; round += 1) {
			for (const { file, times } of all) {
				const time = await load(file)
				if (round > 0) times.push(time)
			}
		}
		const theirs = fastest(all[0]?.times ?? [])
		const row = (...[name, ...cells]: readonly [string, ...string[]]): void =>
			void process.stdout.write(`${name.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join('')}\n`)
		row('load of a function, fastest of 9', 'CPU', 'ratio', 'bar', '')
		row('Powertools’ worker', `${theirs.toFixed(0)} ms`, '1.00')
		const ratios = all.slice(1).map(({ name, times }) => [name, fastest(times) / theirs] as const)
		for (const [name, ratio] of ratios) {
			const verdict = ratio <= barOf(name) ? 'holds' : 'FAILS'
			row(name, `${(ratio * theirs).toFixed(0)} ms`, ratio.toFixed(2), barOf(name).toFixed(2), verdict)
		}
		return Object.fromEntries(ratios)
	} finally {
		rmSync(directory, { recursive: true, force: true })
	}
}

if (import.meta.main) await run()
