import { builtinModules } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'

/** The n-grams of eld as a file beside a bundle. */
export const LANGUAGE_TABLES = 'language-tables.json'

/** The module of eld that is nothing but n-grams: a megabyte of source. */
export const NGRAMS = /[\\/]eld[\\/]src[\\/]ngrams[\\/]extrasmall\.js$/

/** A module of Node's own, with or without its prefix. */
const BUILTIN = new RegExp(`^(node:.*|${builtinModules.join('|')})$`)

const NOTICE = 'The n-grams "extrasmall" of eld by Nito T.M. (https://github.com/nitotm), Apache-2.0, written as JSON.'

/**
 * Returns the source of a stand-in for the module: the same object, whose n-grams are read from the file at the first
 * access.
 */
const readLater = (type: string, languages: Readonly<Record<string, string>>): string => `
	let tables
	const read = () => {
		const { readFileSync } = process.getBuiltinModule('node:fs')
		return JSON.parse(readFileSync(new URL('./${LANGUAGE_TABLES}', import.meta.url), 'utf8')).ngrams
	}
	export const ngramsData = {
		type: ${JSON.stringify(type)},
		languages: ${JSON.stringify(languages)},
		ngrams: new Proxy({}, { get: (_, ngram) => (tables ??= read())[ngram] }),
	}
`

/** Returns the plugin and the files that keep code out of the bundles which every load would pay for and few calls need. */
export const lightenPackages = (): { readonly plugin: Plugin; readonly languageTables: () => string } => {
	let tables = ''
	return {
		languageTables: () => tables,
		plugin: {
			name: 'lighten-packages',
			setup: (build) => {
				// 978 kB of literal would be compiled at each load, and function words decide most texts.
				build.onLoad({ filter: NGRAMS }, async ({ path }) => {
					const { ngramsData } = await import(pathToFileURL(path).href)
					const { type, languages, ngrams } = ngramsData
					tables = JSON.stringify({ notice: NOTICE, ngrams })
					return { contents: readLater(type, languages), loader: 'js' }
				})
				// An import statement reads every export of a module of Node, getters included: that of `node:http` brings a whole
				// implementation of fetch with it.
				build.onResolve({ filter: BUILTIN }, ({ path }) => ({ path: path.replace(/^node:/, ''), namespace: 'builtin' }))
				build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
					contents: `module.exports = process.getBuiltinModule('node:${path}')`,
					loader: 'js',
				}))
				// No call of ours streams events. Their module, imported on demand by the SDK's protocols, would have most of the SDK
				// wrapped in functions, which costs as much as a client and prevents tree shaking.
				build.onLoad({ filter: /[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/ }, () => ({
					contents:
						"export const EventStreamSerde = class { constructor() { throw new Error('No streams of events') } }",
					loader: 'js',
				}))
				// Lambda passes a role's credentials by environment, the first place of the SDK's chain. It never reaches
				// the other nine, which bring three clients with them.
				build.onLoad({ filter: /[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/ }, ({ path }) => ({
					contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'",
					resolveDir: dirname(path),
					loader: 'js',
				}))
			},
		},
	}
}
