import { join, relative } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/**
 * What few calls of a function need, packages and long rules of ours, and what is taken of each. Only functions and the
 * methods of a default export can wait: a class or a constant is there or not when a module loads.
 */
type Later = {
	readonly names: readonly string[]
	readonly file: string
	/** Files of its own room wait for it, too, not only those of others. */
	readonly isInRoom?: true | undefined
}

const MODULES: Readonly<Record<string, Later>> = {
	'#shared/address/detect-address-form.ts': { names: ['detectAddressForm'], file: 'detect-address-form.cjs' },
	'#shared/calendar/wall-clock.ts': {
		names: ['wallTimeAt', 'instantAt', 'dayAfter', 'weekdayOf'],
		file: 'wall-clock.cjs',
		isInRoom: true,
	},
	'#shared/screening/find-personal-data.ts': { names: ['findPersonalData'], file: 'find-personal-data.cjs' },
	'#shared/signals/find-signals.ts': { names: ['findSignals'], file: 'find-signals.cjs' },
	'#shared/texts/find-promises.ts': { names: ['findPromises'], file: 'find-promises.cjs' },
	'#shared/web-desk/openid.ts': {
		names: ['askIssuer', 'redeemCode', 'signInUrl', 'signOutUrl'],
		file: 'openid.cjs',
		isInRoom: true,
	},
	'html-to-text': { names: ['convert'], file: 'html-to-text.cjs' },
	feiertagejs: { names: ['getHolidays'], file: 'feiertagejs.cjs' },
	ibantools: { names: ['getCountrySpecifications', 'isValidIBAN'], file: 'ibantools.cjs' },
	'libphonenumber-js/min': { names: ['parsePhoneNumberFromString'], file: 'libphonenumber.cjs' },
	'twitter-text': { names: ['default'], file: 'twitter-text.cjs' },
}

const NAMESPACE = 'later'
const FILTER = new RegExp(`^(${Object.keys(MODULES).join('|')})$`)

const exportOf = (name: string): string =>
	name === 'default'
		? 'export default new Proxy({}, { get: (_, method) => load().default[method] })'
		: `export const ${name} = (...values) => load().${name}(...values)`

/** Returns the source of a stand-in for the package: the same functions, whose code is read from the file at the first call. */
const standIn = ({ names, file }: Later): string => `
	const { createRequire } = process.getBuiltinModule('node:module')
	let loaded
	const load = () => (loaded ??= createRequire(import.meta.url)('./${file}'))
	${names.map(exportOf).join('\n')}
`

/** Returns the plugin that leaves what few calls need out of the bundles; it is deployed beside the bundle as files. */
export const loadLater = (): Plugin => ({
	name: 'load-later',
	setup: ({ initialOptions: { absWorkingDir = process.cwd() }, onResolve, onLoad }) => {
		onResolve({ filter: FILTER }, ({ path }) => ({ path, namespace: NAMESPACE, sideEffects: false }))
		// A room imports its own files by their relative paths.
		onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => {
			const name = `#${relative(absWorkingDir, join(resolveDir, path))}`
			return MODULES[name]?.isInRoom === true ? { path: name, namespace: NAMESPACE, sideEffects: false } : undefined
		})
		onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
			const later = MODULES[path]
			return later && { contents: standIn(later), loader: 'js' }
		})
	},
})

/** Returns which of those modules the modules of a bundle, as its metafile names them, need. */
export const laterModulesIn = (modules: readonly string[]): readonly string[] =>
	modules.flatMap((path) => (path.startsWith(`${NAMESPACE}:`) ? path.slice(NAMESPACE.length + 1) : []))

/** A file beside a bundle, and the files that it was made from, relative to the root. */
export type LaterFile = {
	readonly file: string
	readonly content: Uint8Array
	readonly inputs: readonly string[]
}

const bundleModule = async (root: string, name: string, settings: BuildOptions): Promise<LaterFile> => {
	const { names = [], file = '' } = MODULES[name] ?? {}
	const { outputFiles, metafile } = await build({
		...settings,
		absWorkingDir: root,
		stdin: {
			contents: `export { ${names.join(', ')} } from '${name}'`,
			resolveDir: root,
			sourcefile: `${NAMESPACE}:${file}`,
		},
		format: 'cjs',
		banner: {},
		metafile: true,
		write: false,
	})
	return { file, content: outputFiles[0]?.contents ?? new Uint8Array(), inputs: Object.keys(metafile.inputs) }
}

/**
 * Bundles some of those modules as functions are bundled and returns their files by module. Throws with esbuild's message
 * when one cannot be bundled.
 */
export const bundleLater = async (
	root: string,
	names: readonly string[],
	settings: BuildOptions,
): Promise<ReadonlyMap<string, LaterFile>> =>
	new Map(await Promise.all(names.map(async (name) => [name, await bundleModule(root, name, settings)] as const)))
