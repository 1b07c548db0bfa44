import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const ROOT = resolve(import.meta.dirname, '../..')

/** Bundles an entry of this project with the settings of infra/constructs/service-function.ts. Gives the size in bytes. */
export const bundle = async (entry: string, outfile: string): Promise<number> => {
	await build({
		entryPoints: [join(ROOT, entry)],
		outfile,
		bundle: true,
		minify: true,
		sourcemap: 'external',
		sourcesContent: false,
		platform: 'node',
		target: 'node24',
		format: 'esm',
		mainFields: ['module', 'main'],
		alias: { punycode: 'punycode/' },
		banner: { js: "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
		logLevel: 'error',
	})
	return (await stat(outfile)).size
}
