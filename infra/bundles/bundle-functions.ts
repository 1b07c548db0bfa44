import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { bundleDeskAssets, READS_ASSETS } from './desk-assets.ts'
import { LANGUAGE_TABLES, lightenPackages, NGRAMS } from './lighten-packages.ts'
import { bundleLater, laterModulesIn, loadLater } from './load-later.ts'

/**
 * CommonJS packages inside an ESM bundle still call `require` for Node's own modules. `getBuiltinModule` costs a tenth of
 * what an import statement costs at a cold start.
 */
const REQUIRE_BANNER = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);"

/**
 * How all code for Lambda is bundled: one ESM file for Node 24, everything inside, the SDK included. Without a source map: no
 * function would load it, and it takes more to make and to write than the code.
 */
export const BUNDLING = {
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node24',
	mainFields: ['module', 'main'],
	minify: true,
	banner: { js: REQUIRE_BANNER },
	// twitter-text imports a deprecated module of Node.
	alias: { punycode: 'punycode/' },
	outExtension: { '.js': '.mjs' },
	logLevel: 'warning',
} as const satisfies BuildOptions

const entryOf = (name: string): string => `functions/${name}/handler.ts`

/**
 * Returns all modules that an entry leads to. The inputs of an output are fewer: a constant that was inlined from another
 * module leaves no trace there.
 */
const modulesOf = ({ inputs }: Metafile, entry: string): readonly string[] => {
	const found = new Set<string>([entry])
	for (const module of found) {
		for (const { path, external } of inputs[module]?.imports ?? []) if (external !== true) found.add(path)
	}
	return [...found]
}

const isOurs = (path: string): boolean => !/(^|\/)node_modules\/|:/.test(path)

/**
 * Bundles `functions/<name>/handler.ts` of all names in one pass, which reads and parses every module once. Writes what is
 * deployed for each into `<directory>/<name>`: the code, and the files that it reads from beside it. Returns the files of
 * ours that each was made from, relative to the root of the project. Throws with esbuild's message when a function cannot be
 * bundled.
 */
export const bundleFunctions = async (
	root: string,
	names: readonly string[],
	directory: string,
): Promise<ReadonlyMap<string, readonly string[]>> => {
	const { plugin, languageTables } = lightenPackages()
	const { metafile } = await build({
		...BUNDLING,
		absWorkingDir: root,
		entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, entryOf(name)])),
		outdir: directory,
		metafile: true,
		plugins: [plugin, loadLater()],
	})
	const later = await bundleLater(root, laterModulesIn(Object.keys(metafile.inputs)), BUNDLING)
	const assets = READS_ASSETS in metafile.inputs ? await bundleDeskAssets(root) : []
	return new Map(
		names.map((name) => {
			const modules = modulesOf(metafile, entryOf(name))
			const write = (file: string, content: string | Uint8Array): void =>
				writeFileSync(join(directory, name, file), content)
			if (modules.some((path) => NGRAMS.test(path))) write(LANGUAGE_TABLES, languageTables())
			const laterFiles = laterModulesIn(modules).flatMap((module) => later.get(module) ?? [])
			const beside = [...laterFiles, ...(modules.includes(READS_ASSETS) ? assets : [])]
			for (const { file, content } of beside) write(file, content)
			const inputs = new Set([...modules, ...beside.flatMap((file) => file.inputs)])
			return [name, [...inputs].filter(isOurs).sort()]
		}),
	)
}
