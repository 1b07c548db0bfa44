import { dirname, join, relative } from 'node:path'
import { type BuildOptions, type BuildResult, build } from 'esbuild'
import { LANGUAGE_TABLES, lightenPackages, NGRAMS } from './lighten-packages.ts'
import { bundlePackages, laterPackagesIn, loadLater, type PackageFile } from './load-later.ts'

/**
 * CommonJS packages inside an ESM bundle still call `require` for Node's own modules. `getBuiltinModule` costs a tenth of
 * what an import statement costs at a cold start.
 */
const REQUIRE_BANNER = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);"

/** How all code for Lambda is bundled: one ESM file for Node 24, everything inside, the SDK included. */
export const BUNDLING = {
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node24',
	mainFields: ['module', 'main'],
	minify: true,
	sourcemap: 'external',
	sourcesContent: false,
	banner: { js: REQUIRE_BANNER },
	// twitter-text asks for a module of Node that is going away.
	alias: { punycode: 'punycode/' },
	outExtension: { '.js': '.mjs' },
	logLevel: 'warning',
} as const satisfies BuildOptions

/** What is deployed for a function, and what it was made from. */
export type FunctionBundle = {
	/** Name → content: code, source map, and what the code reads from beside it. */
	readonly files: ReadonlyMap<string, Uint8Array>
	/** The files of ours that it was made from, from the root of the project. */
	readonly inputs: readonly string[]
}

type Made = BuildResult<{ readonly metafile: true; readonly write: false }>

const entryOf = (name: string): string => `functions/${name}/handler.ts`

/**
 * All modules that an entry leads to. The inputs of an output are fewer: a constant that was written into the code of another
 * module leaves no trace there.
 */
const modulesOf = ({ metafile }: Made, entry: string): ReadonlySet<string> => {
	const found = new Set<string>([entry])
	for (const module of found) {
		for (const { path, external } of metafile.inputs[module]?.imports ?? []) if (external !== true) found.add(path)
	}
	return found
}

const isOurs = (path: string): boolean => !/(^|\/)node_modules\/|:/.test(path)

type Beside = {
	readonly languageTables: string
	/** Package → its file. */
	readonly packages: ReadonlyMap<string, PackageFile>
}

const bundleOf = (name: string, made: Made, { languageTables, packages }: Beside): FunctionBundle => {
	const modules = [...modulesOf(made, entryOf(name))]
	const files = made.outputFiles
		.filter(({ path }) => relative(dirname(dirname(path)), dirname(path)) === name)
		.map(({ path, contents }) => [relative(dirname(path), path), contents] as const)
	const tables = modules.some((path) => NGRAMS.test(path))
		? [[LANGUAGE_TABLES, new TextEncoder().encode(languageTables)] as const]
		: []
	const later = [...packages].flatMap(([path, file]) => (laterPackagesIn(modules).includes(path) ? [file] : []))
	return { files: new Map([...files, ...tables, ...later]), inputs: modules.filter(isOurs).sort() }
}

/**
 * Bundles `functions/<name>/handler.ts` of all names in one pass, which reads and parses every module once. Writes nothing.
 * Throws with esbuild's message when a function cannot be bundled.
 */
export const bundleFunctions = async (
	root: string,
	names: readonly string[],
): Promise<ReadonlyMap<string, FunctionBundle>> => {
	const { plugin, languageTables } = lightenPackages()
	const made = await build({
		...BUNDLING,
		absWorkingDir: root,
		entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, entryOf(name)])),
		// Nothing is written there: source maps name their sources from it, the same wherever the bundles come to lie.
		outdir: join(root, 'functions'),
		write: false,
		metafile: true,
		plugins: [plugin, loadLater()],
	})
	const packages = await bundlePackages(root, laterPackagesIn(Object.keys(made.metafile.inputs)), BUNDLING)
	return new Map(names.map((name) => [name, bundleOf(name, made, { languageTables: languageTables(), packages })]))
}
