import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource, type SourceFile, sourceFiles } from '#test/support/source-files.ts'

/** Who may import whom: a room knows those of the layers before its own, never one beside it. */
const LAYERS = [
	['kernel'],
	['calendar', 'reading'],
	['cases'],
	['address', 'texts', 'channels', 'vault', 'screening', 'signals', 'agents', 'search'],
	['pages'],
	['ledger'],
	['messages'],
	['media', 'requests', 'replies'],
	['mail'],
	['sending', 'desk', 'figures'],
	['erasure'],
	['upkeep'],
	['http'],
	['web-desk'],
	['wiring', 'aws'],
] as const

const SHARED: readonly string[] = LAYERS.flat()

const PRACTICE = 'infra/local/practice'

/** Of the practice ground: the world knows no network, and only what puts all together knows all. */
const PRACTICE_LAYERS = [
	[`${PRACTICE}/kernel`],
	[`${PRACTICE}/world`, `${PRACTICE}/mail`, `${PRACTICE}/sign-in`],
	[`${PRACTICE}/x`, `${PRACTICE}/graph`, `${PRACTICE}/pages`],
	[`${PRACTICE}/http`],
	[PRACTICE],
] as const

const INFRA: Readonly<Record<string, readonly string[]>> = {
	infra: ['kernel', 'infra/bundles'],
	'infra/learn': ['kernel', 'reading', 'cases', 'signals'],
	// The local cloud knows nothing of what it runs.
	'infra/local/cloud': [],
	// Its customers do what the practice place lets customers do.
	'infra/local/story': ['kernel', 'desk', `${PRACTICE}/world`],
	'infra/local': [...SHARED, 'infra/bundles', 'infra/local/cloud', ...PRACTICE_LAYERS.flat(), 'infra/local/story'],
	// What operators run needs no local system.
	'infra/operate': SHARED,
}

const layersBefore = (layers: readonly (readonly string[])[], room: string): readonly string[] | undefined => {
	const layer = layers.findIndex((rooms) => rooms.includes(room))
	return layer < 0 ? undefined : layers.slice(0, layer).flat()
}

const mayKnow = (room: string): readonly string[] => {
	if (room.startsWith('functions/')) return SHARED
	const practice = layersBefore(PRACTICE_LAYERS, room)
	return practice === undefined ? (layersBefore(LAYERS, room) ?? INFRA[room] ?? []) : ['kernel', ...practice]
}

const isTest = (room: string) => room.startsWith('test/')

/** Tests may import anything of ours. */
const seesAll = (room: string) => isTest(room)

const maySee = (from: string, to: string): boolean =>
	seesAll(from) ? isTest(from) || !isTest(to) : mayKnow(from).includes(to)

const wrongImports = (file: SourceFile): readonly string[] =>
	file.imports.flatMap(({ specifier, room }) =>
		room === undefined || room === file.room || maySee(file.room, room) ? [] : [`${file.path} imports ${specifier}`],
	)

const wrongForm = (file: SourceFile): readonly string[] =>
	file.imports.flatMap(({ specifier, room }) => {
		if (room === undefined) return []
		return specifier.startsWith('.') === (room === file.room) ? [] : [`${file.path} imports ${specifier}`]
	})

const isPackage = (specifier: string, ...names: readonly string[]) =>
	names.some((name) => specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`))

const importersOf = (files: readonly SourceFile[], ...names: readonly string[]): readonly SourceFile[] =>
	files.filter(({ imports }) => imports.some(({ specifier }) => isPackage(specifier, ...names)))

/** A way from a room or file back to itself, if there is one. */
const findCycle = (edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined => {
	const done = new Set<string>()
	const visit = (node: string, way: readonly string[]): readonly string[] | undefined => {
		if (way.includes(node)) return [...way.slice(way.indexOf(node)), node]
		if (done.has(node)) return undefined
		for (const next of edges.get(node) ?? []) {
			const cycle = visit(next, [...way, node])
			if (cycle) return cycle
		}
		done.add(node)
		return undefined
	}
	for (const room of edges.keys()) {
		const cycle = visit(room, [])
		if (cycle) return cycle
	}
	return undefined
}

/** Which file imports which, types included. */
const fileEdges = (files: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> =>
	new Map(files.map(({ path, imports }) => [path, new Set(imports.flatMap((one) => one.path ?? []))]))

/** Which folder imports from which. */
const folderEdges = (files: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> => {
	const edges = new Map<string, Set<string>>()
	for (const { path, imports } of files) {
		const known = edges.get(dirname(path)) ?? new Set<string>()
		for (const { path: target } of imports)
			if (target !== undefined && dirname(target) !== dirname(path)) known.add(dirname(target))
		edges.set(dirname(path), known)
	}
	return edges
}

/** Which room imports which. */
const edgesBetween = (files: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> => {
	const edges = new Map<string, Set<string>>()
	for (const { room, imports } of files) {
		const known = edges.get(room) ?? new Set<string>()
		for (const target of imports) if (target.room !== undefined && target.room !== room) known.add(target.room)
		edges.set(room, known)
	}
	return edges
}

const files = sourceFiles()

describe('the rooms', () => {
	it('import only whom they may', () => {
		expect(files.flatMap(wrongImports)).toEqual([])
	})

	it('import their own files by relative paths, and other rooms by their names', () => {
		expect(files.flatMap(wrongForm)).toEqual([])
	})

	it('never lead back to themselves', () => {
		expect(findCycle(edgesBetween(files))).toBeUndefined()
	})

	it('hold no circle of files either, of types neither', () => {
		expect(findCycle(fileEdges(files))).toBeUndefined()
	})

	it('of the local system hold no circle of folders', () => {
		expect(findCycle(folderEdges(files.filter(({ path }) => path.startsWith('infra/local/'))))).toBeUndefined()
	})

	it('of shared all have their place in that order', () => {
		const rooms = files.filter(({ path }) => path.startsWith('shared/')).map(({ room }) => room)
		expect([...new Set(rooms)].filter((room) => !SHARED.includes(room))).toEqual([])
	})
})

describe('packages', () => {
	const ours = files.filter(({ room }) => !isTest(room) && !/^infra\/(local|operate)/.test(room))

	it('of the AWS SDK, and the one that signs by hand, are known to shared/aws alone', () => {
		const strangers = importersOf(ours, '@aws-sdk/', '@smithy/', 'aws4').filter(({ room }) => room !== 'aws')
		expect(strangers.map(({ path }) => path)).toEqual([])
	})

	it('of the SDK are those of DynamoDB, KMS and SES: all else is one signed call, which loads in no time', () => {
		const clients = ours.flatMap(({ imports }) => imports.map(({ specifier }) => specifier))
		expect([...new Set(clients.filter((one) => one.startsWith('@aws-sdk/')))].sort()).toEqual([
			'@aws-sdk/client-dynamodb',
			'@aws-sdk/client-kms',
			'@aws-sdk/client-ses',
			'@aws-sdk/lib-dynamodb',
		])
	})

	it('of CDK are known to infra alone', () => {
		const strangers = importersOf(ours, 'aws-cdk-lib', 'constructs', 'cdk-nag').filter(({ room }) => room !== 'infra')
		expect(strangers.map(({ path }) => path)).toEqual([])
	})

	it('that only tests and the local system need are known to no function', () => {
		const local = [
			'fauxqs',
			'aws-ses-v2-local',
			'oidc-provider',
			'fast-check',
			'vitest',
			'mailparser',
			'@dynoxide/linux-x64',
		]
		expect(importersOf(ours, ...local).map(({ path }) => path)).toEqual([])
	})
})

describe('files', () => {
	it('are named for what they hold, never utils, helpers, manager, service, dto, types or common', () => {
		const forbidden = /^(.*-)?(utils?|helpers?|managers?|dtos?|types|common)\.|^services?\./
		expect(files.map(({ path }) => path).filter((path) => forbidden.test(basename(path)))).toEqual([])
	})

	it('are no barrels', () => {
		const barrels = files.filter(({ path, isBarrel }) => isBarrel || /\/index\.(ts|mjs)$/.test(path))
		expect(barrels.map(({ path }) => path)).toEqual([])
	})

	it('of functions are handlers and nothing else', () => {
		const others = files.map(({ path }) => path).filter((path) => /^functions\/(?![^/]+\/handler\.ts$)/.test(path))
		expect(others).toEqual([])
	})
})

describe('this test itself', () => {
	const read = (path: string, code: string) => readSource(path, code)

	it.each([
		['shared/kernel/a.ts', "import type { B } from '#shared/cases/b.ts'"],
		['shared/channels/x/a.ts', "export { b } from '#shared/vault/b.ts'"],
		['shared/texts/a.ts', "const b = () => import('#shared/aws/b.ts')"],
		['shared/cases/a.ts', "import { b } from '../aws/b.ts'"],
		['functions/api/a.ts', "import { b } from '#functions/worker/b.ts'"],
		['infra/a.ts', "import { b } from './local/b.ts'"],
		['shared/aws/a.ts', "import '#infra/stage.ts'"],
		['infra/local/cloud/a.ts', "import { b } from '#infra/local/practice/kernel/b.ts'"],
		['infra/local/practice/mail/a.ts', "import { b } from '#infra/local/cloud/b.ts'"],
		['infra/local/practice/world/a.ts', "import { b } from '#infra/local/practice/x/b.ts'"],
		['infra/local/practice/x/a.ts', "import { b } from '#infra/local/practice/graph/b.ts'"],
		['infra/local/practice/a.ts', "import { b } from '#infra/local/story/b.ts'"],
		['infra/operate/a.ts', "import { b } from '#infra/local/cloud/b.ts'"],
	])('notices that %s may not: %s', (path, code) => {
		expect(wrongImports(read(path, code))).toHaveLength(1)
	})

	it('notices the wrong form of a path, a barrel, and a cycle', () => {
		expect(wrongForm(read('shared/cases/a.ts', "import { b } from '#shared/cases/b.ts'"))).toHaveLength(1)
		expect(wrongForm(read('shared/cases/a.ts', "import { b } from '../kernel/b.ts'"))).toHaveLength(1)
		expect(read('shared/cases/a.ts', "export * from './b.ts'\nexport { c } from './c.ts'").isBarrel).toBe(true)
		expect(read('shared/cases/a.ts', "import { b } from './b.ts'\nexport const c = b").isBarrel).toBe(false)
		const there = read('shared/cases/a.ts', "import '#shared/vault/b.ts'")
		const back = read('shared/vault/a.ts', "import '#shared/cases/b.ts'")
		expect(findCycle(edgesBetween([there, back]))).toEqual(['cases', 'vault', 'cases'])
		const above = read('infra/local/cloud/a.ts', "import './b/c.ts'")
		const below = read('infra/local/cloud/b/d.ts', "import '../e.ts'")
		expect(findCycle(folderEdges([above, below]))).toEqual([
			'infra/local/cloud',
			'infra/local/cloud/b',
			'infra/local/cloud',
		])
		const one = read('shared/cases/a.ts', "import type { B } from './b.ts'")
		const other = read('shared/cases/b.ts', "import type { A } from './a.ts'")
		expect(findCycle(fileEdges([one, other]))).toEqual(['shared/cases/a.ts', 'shared/cases/b.ts', 'shared/cases/a.ts'])
	})
})
