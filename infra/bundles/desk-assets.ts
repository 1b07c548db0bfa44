import { basename } from 'node:path'
import { build } from 'esbuild'
import type { LaterFile } from './load-later.ts'

/** The module that reads the assets from beside its bundle: who imports it is deployed with them. */
export const READS_ASSETS = 'shared/web-desk/assets.ts'

const SOURCES = { 'desk.js': 'shared/desk/browser/main.ts', 'desk.css': 'shared/desk/browser/desk.css' } as const

/** Bundles script and style of the desk's pages for browsers of the last two years. Throws with esbuild's message. */
export const bundleDeskAssets = async (root: string): Promise<readonly LaterFile[]> => {
	const { outputFiles, metafile } = await build({
		absWorkingDir: root,
		entryPoints: Object.values(SOURCES).map((source) => ({ in: source, out: 'desk' })),
		outdir: root,
		bundle: true,
		format: 'esm',
		platform: 'browser',
		target: 'es2023',
		minify: true,
		legalComments: 'none',
		logLevel: 'warning',
		metafile: true,
		write: false,
	})
	const inputs = Object.keys(metafile.inputs)
	return outputFiles.map(({ path, contents }) => ({ file: basename(path), content: contents, inputs }))
}
