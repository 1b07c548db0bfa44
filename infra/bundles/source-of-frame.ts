import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { BUNDLING } from './bundle-functions.ts'
import { lightenPackages } from './lighten-packages.ts'
import { loadLater } from './load-later.ts'

/**
 * Returns the source of a frame in a function's log as `file:line:column` from the root of the project; line and column are
 * those of its `index.mjs`. Correct when the sources are those that were deployed, because the same sources always give the
 * same bundle.
 */
export const sourceOfFrame = async (root: string, name: string, line: number, column: number): Promise<string> => {
	const { outputFiles } = await build({
		...BUNDLING,
		absWorkingDir: root,
		entryPoints: { index: `functions/${name}/handler.ts` },
		outdir: root,
		sourcemap: 'external',
		sourcesContent: false,
		write: false,
		plugins: [lightenPackages().plugin, loadLater()],
	})
	const map = outputFiles.find(({ path }) => path === join(root, 'index.mjs.map'))
	if (map === undefined) throw new Error('esbuild gave no source map')
	const found = new SourceMap(JSON.parse(map.text)).findEntry(line - 1, column - 1)
	if (!('originalSource' in found)) throw new Error(`${name} has nothing at ${line}:${column}`)
	return `${found.originalSource}:${found.originalLine + 1}:${found.originalColumn + 1}`
}

/** `node infra/bundles/source-of-frame.ts <function> <line>:<column>` */
if (import.meta.main) {
	const [name = '', place = ''] = process.argv.slice(2)
	const [line, column] = place.split(':').map(Number)
	process.stdout.write(
		`${await sourceOfFrame(join(import.meta.dirname, '..', '..'), name, Number(line), Number(column))}\n`,
	)
	process.exit()
}
