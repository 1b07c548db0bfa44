import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '#test/support/source-files.ts'

const PARTS = ['functions', 'shared', 'infra', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json']

const PROGRAM = `
	const { localAssembly } = await import(process.argv[1])
	process.stdout.write((await localAssembly(process.argv[2])).took + '\\n')
`

const WAIT_FOR_CHILDREN = join(import.meta.dirname, 'synthesis/wait-for-children.mjs')

/** The second line of `times` is of the children: minutes and seconds of user and of system. */
const secondsOf = (times: string): number =>
	[...(times.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
		(sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
		0,
	)

/** CPU seconds of making the assembly of the local system, esbuild and CDK included. */
const assemble = async (root: string): Promise<{ readonly took: string; readonly seconds: number }> => {
	const script = '"$0" --input-type=module --eval "$1" "$2" "$3" && times'
	const program = join(root, 'infra/local/local-assembly.ts')
	const { stdout } = await promisify(execFile)('sh', ['-c', script, process.execPath, PROGRAM, program, root], {
		env: { ...process.env, NODE_OPTIONS: `--import=${WAIT_FOR_CHILDREN}` },
	})
	return { took: stdout.split('\n')[0] ?? '', seconds: secondsOf(stdout) }
}

/** Something that minifying cannot leave out. */
const edit = (root: string, file: string): void => appendFileSync(join(root, file), "\nprocess.env.EDITED = 'yes'\n")

/**
 * CPU seconds of `npm start`'s synthesis on a copy of the project: from nothing, with nothing changed, after an edit of one
 * function and of a file that most of them share. Prints a table with each bar.
 */
export const run = async (): Promise<Readonly<Record<string, number>>> => {
	const root = mkdtempSync(join(tmpdir(), 'hilft-bench-synthesis-'))
	try {
		for (const part of PARTS) cpSync(join(ROOT, part), join(root, part), { recursive: true })
		symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction')
		const measured: Record<string, number> = {}
		const measure = async (name: string, bar: number): Promise<void> => {
			const { took, seconds } = await assemble(root)
			measured[name] = seconds
			const cells = [`${seconds.toFixed(1)} s`, `${bar.toFixed(1)} s`, seconds <= bar ? 'holds' : 'FAILS', took]
			process.stdout.write(`${name.padEnd(52)}${cells.map((cell) => cell.padStart(11)).join('')}\n`)
		}
		process.stdout.write(
			`${'CPU of the synthesis'.padEnd(52)}${['', 'bar', '', 'made'].map((it) => it.padStart(11)).join('')}\n`,
		)
		await measure('from nothing', 15)
		await measure('nothing changed', 1)
		edit(root, 'functions/worker/handler.ts')
		await measure('after an edit of one function', 6)
		edit(root, 'shared/kernel/log.ts')
		await measure('after an edit of what all functions share', 6)
		edit(root, 'infra/queues.ts')
		await measure('after an edit of the stacks', 6)
		return measured
	} finally {
		rmSync(root, { recursive: true, force: true })
	}
}

if (import.meta.main) await run()
