import { type BuildOptions, build, type Plugin } from 'esbuild'

/**
 * Packages that few calls of a function need, and what our code takes of each. Only functions and the methods of a default
 * export can wait: a class or a constant is there or not when a module loads.
 */
const PACKAGES: Readonly<Record<string, { readonly names: readonly string[]; readonly file: string }>> = {
	'html-to-text': { names: ['convert'], file: 'html-to-text.cjs' },
	ibantools: { names: ['getCountrySpecifications', 'isValidIBAN'], file: 'ibantools.cjs' },
	'libphonenumber-js/min': { names: ['parsePhoneNumberFromString'], file: 'libphonenumber.cjs' },
	'twitter-text': { names: ['default'], file: 'twitter-text.cjs' },
}

const NAMESPACE = 'later'
const FILTER = new RegExp(`^(${Object.keys(PACKAGES).join('|')})$`)

const exportOf = (name: string): string =>
	name === 'default'
		? 'export default new Proxy({}, { get: (_, method) => load().default[method] })'
		: `export const ${name} = (...values) => load().${name}(...values)`

/** Returns the source of a stand-in for the package: the same functions, whose code is read from the file at the first call. */
const standIn = ({ names, file }: { readonly names: readonly string[]; readonly file: string }): string => `
	const { createRequire } = process.getBuiltinModule('node:module')
	let loaded
	const load = () => (loaded ??= createRequire(import.meta.url)('./${file}'))
	${names.map(exportOf).join('\n')}
`

/** Returns the plugin that leaves packages few calls need out of the bundles; they are deployed beside the bundle as files. */
export const loadLater = (): Plugin => ({
	name: 'load-later',
	setup: ({ onResolve, onLoad }) => {
		onResolve({ filter: FILTER }, ({ path }) => ({ path, namespace: NAMESPACE, sideEffects: false }))
		onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
			const later = PACKAGES[path]
			return later && { contents: standIn(later), loader: 'js' }
		})
	},
})

/** Returns which of those packages the modules of a bundle, as its metafile names them, need. */
export const laterPackagesIn = (modules: readonly string[]): readonly string[] =>
	modules.flatMap((path) => (path.startsWith(`${NAMESPACE}:`) ? path.slice(NAMESPACE.length + 1) : []))

/** A file beside a bundle, for a package. */
export type PackageFile = readonly [file: string, content: Uint8Array]

const bundlePackage = async (root: string, name: string, settings: BuildOptions): Promise<PackageFile> => {
	const { names = [], file = '' } = PACKAGES[name] ?? {}
	const { outputFiles } = await build({
		...settings,
		absWorkingDir: root,
		stdin: { contents: `export { ${names.join(', ')} } from '${name}'`, resolveDir: root },
		format: 'cjs',
		banner: {},
		write: false,
	})
	return [file, outputFiles[0]?.contents ?? new Uint8Array()]
}

/**
 * Bundles some of those packages as functions are bundled and returns their files by package. Throws with esbuild's message
 * when one cannot be bundled.
 */
export const bundlePackages = async (
	root: string,
	names: readonly string[],
	settings: BuildOptions,
): Promise<ReadonlyMap<string, PackageFile>> =>
	new Map(await Promise.all(names.map(async (name) => [name, await bundlePackage(root, name, settings)] as const)))
