import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localAssembly } from '#infra/local/local-assembly.ts'
import { openRunner } from '#test/fixtures/runner-process.ts'
import { ROOT } from '#test/support/source-files.ts'

const timed = async (act: () => Promise<unknown>): Promise<number> => {
	const startedAt = performance.now()
	await act()
	return performance.now() - startedAt
}

/**
 * How long `npm start` takes to health: on no data, on data of an earlier run, and how much a synthesis from nothing adds
 * (that is what a clean clone pays once). In seconds; prints a table.
 */
export const run = async (): Promise<{
	readonly synthesis: number
	readonly first: number
	readonly again: number
}> => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-start-'))
	try {
		// A clean clone has nothing of what earlier runs made.
		rmSync(join(ROOT, 'cdk.out', 'bundles'), { recursive: true, force: true })
		rmSync(join(ROOT, 'cdk.out', 'local'), { recursive: true, force: true })
		const synthesis = await timed(() => localAssembly(ROOT))
		const runner = await openRunner({ dataDirectory: join(directory, 'data') })
		const first = await runner.start()
		await runner.stop()
		const again = await runner.start()
		await runner.stop()
		const row = (name: string, value: number): void =>
			void process.stdout.write(`${name.padEnd(60)}${`${(value / 1_000).toFixed(1)} s`.padStart(14)}\n`)
		row('npm start to health, from cold (synthesis and start)', synthesis + first)
		row('  of it the synthesis', synthesis)
		row('npm start to health, stacks unchanged, no data', first)
		row('npm start to health, stacks unchanged, data of an earlier run', again)
		return { synthesis, first, again }
	} finally {
		rmSync(directory, { recursive: true, force: true })
	}
}

if (import.meta.main) await run()
