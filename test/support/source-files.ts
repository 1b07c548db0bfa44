import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'

export const ROOT = resolve(import.meta.dirname, '../..')

export type SourceFile = {
	/** From the root of the project, e.g. `shared/cases/decide.ts`. */
	readonly path: string
	/** `kernel`, `cases`, …, `functions/worker`, `infra`, `infra/local`, `test/unit`, …. */
	readonly room: string
	readonly imports: readonly ImportedModule[]
	/** Whether the file does nothing but hand on what others export. */
	readonly isBarrel: boolean
}

export type ImportedModule = {
	/** As written. */
	readonly specifier: string
	/** The file, from the root of the project; undefined for packages and Node's own modules. */
	readonly path: string | undefined
	/** The room it lies in; undefined for packages and Node's own modules. */
	readonly room: string | undefined
}

const INFRA_ROOMS = [
	'infra/bundles',
	'infra/learn',
	'infra/local/cloud',
	'infra/local/practice/kernel',
	'infra/local/practice/world',
	'infra/local/practice/x',
	'infra/local/practice/graph',
	'infra/local/practice/mail',
	'infra/local/practice/sign-in',
	'infra/local/practice/pages',
	'infra/local/practice/http',
	'infra/local/practice',
	'infra/local/story',
	'infra/local',
	'infra/operate',
]
const infraRoomOf = (path: string): string => INFRA_ROOMS.find((room) => path.startsWith(`${room}/`)) ?? 'infra'

/** The room of a path. Rooms of shared are called by their own name. */
const roomOf = (path: string): string => {
	const [top = '', second = ''] = path.split('/')
	if (top === 'shared') return second
	if (top === 'functions') return `functions/${second}`
	if (top === 'infra') return infraRoomOf(path)
	if (top === 'test') return `test/${second}`
	return top
}

/** Where a specifier leads, from the root; undefined for packages and Node's own modules. */
const resolvePath = (from: string, specifier: string): string | undefined => {
	if (specifier.startsWith('#')) return specifier.slice(1)
	if (specifier.startsWith('.')) return relative(ROOT, resolve(ROOT, dirname(from), specifier))
	return undefined
}

const specifiersOf = (path: string, code: string): { specifiers: string[]; isBarrel: boolean } => {
	const { module, program, errors } = parseSync(path, code)
	if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
	const fixed = [
		...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
		...module.staticExports.flatMap(({ entries }) =>
			entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
		),
	]
	const dynamic = module.dynamicImports
		.map(({ moduleRequest: { start, end } }) => code.slice(start, end))
		.filter((argument) => /^['"`]/.test(argument))
		.map((argument) => argument.slice(1, -1))
	const handsOn = (type: string, source: unknown) =>
		type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && source)
	const isBarrel =
		program.body.length > 0 && program.body.every((node) => handsOn(node.type, 'source' in node ? node.source : null))
	return { specifiers: [...fixed, ...dynamic], isBarrel }
}

/** A file of the project, read. */
export const readSource = (path: string, code: string): SourceFile => {
	const { specifiers, isBarrel } = specifiersOf(path, code)
	const imports = specifiers.map((specifier) => {
		const target = resolvePath(path, specifier)
		const file = target === undefined || target.endsWith('.json') ? undefined : target
		return { specifier, path: file, room: file === undefined ? undefined : roomOf(file) }
	})
	return { path, room: roomOf(path), imports, isBarrel }
}

/** Every source file of the four folders. */
export const sourceFiles = (): readonly SourceFile[] =>
	globSync('{functions,infra,shared,test}/**/*.{ts,mjs}', { cwd: ROOT })
		.map((path) => path.replaceAll('\\', '/'))
		.sort()
		.map((path) => readSource(path, readFileSync(join(ROOT, path), 'utf8')))
