import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'

const ROOT = resolve(import.meta.dirname, '../..')

/** A file that may refer to others; its path from the root of the project. */
export type ReferringText = { readonly path: string; readonly text: string }

/** What can be referred to: all files and folders, and of each document its headings. */
export type Tree = {
	readonly paths: ReadonlySet<string>
	readonly headings: ReadonlyMap<string, readonly string[]>
}

const foldersOf = (path: string): readonly string[] => {
	const folder = dirname(path)
	return folder === '.' ? [''] : [folder, ...foldersOf(folder)]
}

const headingsIn = (document: string): readonly string[] =>
	document
		.replaceAll(/^```[\s\S]*?^```/gm, '')
		.split('\n')
		.flatMap((line) => /^#{1,6} +(.+?) *#*$/.exec(line)?.[1] ?? [])

export const treeOf = (texts: readonly ReferringText[]): Tree => ({
	paths: new Set(texts.flatMap(({ path }) => [path, ...foldersOf(path)])),
	headings: new Map(
		texts.filter(({ path }) => path.endsWith('.md')).map(({ path, text }) => [path, headingsIn(text)] as const),
	),
})

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-')

/** A document by its name: beside or above the file that names it, from the root, or the only one so called. */
const documentFor = (from: string, name: string, { headings }: Tree): string | undefined => {
	const near = foldersOf(from).map((folder) => normalize(join(folder, name)))
	const called = [...headings.keys()].filter((path) => path.endsWith(`/${name}`))
	return near.find((path) => headings.has(path)) ?? (called.length === 1 ? called[0] : undefined)
}

const NUMBERS = /^ (\d+(?:\.\d+)*(?:(?:, | and | to )\d+(?:\.\d+)*)*)/
const QUOTED = /^(?:,? "[^"]+")+/
const ANCHOR = /^#([\w-]+)/

/** What of a document is named behind its name: sections by number, by their quoted headings, or by an anchor. */
const partsIn = (
	tail: string,
): readonly { readonly name: string; readonly isThere: (heading: string) => boolean }[] => {
	const numbers = NUMBERS.exec(tail)?.[1]?.split(/, | and | to /) ?? []
	const quoted = QUOTED.exec(tail)?.[0].match(/[^"]+(?="(?:,| |$))/g) ?? []
	const anchor = ANCHOR.exec(tail)?.[1]
	return [
		...numbers.map((name) => ({ name, isThere: (heading: string) => /^[\d.]*\d/.exec(heading)?.[0] === name })),
		...quoted.map((name) => ({ name, isThere: (heading: string) => heading === name })),
		...(anchor === undefined ? [] : [{ name: anchor, isThere: (heading: string) => anchorOf(heading) === anchor }]),
	]
}

/** A document's name that is no part of an address or of another word. */
const DOCUMENT = /(?<![\w/.@:*-])(?:\.{0,2}\/)?(?:[\w.-]+\/)*[\w-]+\.md\b/g

const brokenDocuments = ({ path, text }: ReferringText, tree: Tree): readonly string[] => {
	// A comment goes on behind the star or the strokes of its next line.
	const flat = text.replaceAll(/\s*\n[\t ]*(?:\*(?!\/)|\/\/)?[\t ]*/g, ' ')
	return [...flat.matchAll(DOCUMENT)].flatMap(({ 0: name, index }) => {
		const document = documentFor(path, name, tree)
		if (document === undefined) return [`${path}: ${name}`]
		const known = tree.headings.get(document) ?? []
		return partsIn(flat.slice(index + name.length))
			.filter(({ isThere }) => !known.some(isThere))
			.map((part) => `${path}: ${name} ${part.name}`)
	})
}

const PATH = /(?<![\w/.@:#-])(?:shared|infra|functions|test)\/[\w./-]*/g

/** A path with a placeholder in it counts up to the folder before. */
const pathIn = (match: string, next: string): string => {
	const isWhole = !/[…<*{$[]/.test(next)
	return (isWhole ? match : match.slice(0, match.lastIndexOf('/') + 1)).replace(/[./-]+$/, '')
}

const brokenPaths = (path: string, words: string, { paths }: Tree): readonly string[] =>
	[...words.matchAll(PATH)]
		.map(({ 0: match, index }) => pathIn(match, words.charAt(index + match.length)))
		.filter((named) => !named.endsWith('.md') && !paths.has(named))
		.map((named) => `${path}: ${named}`)

/** Files that a document calls by what they are called in its folder, and what it links to. */
const brokenNames = ({ path, text }: ReferringText, { paths }: Tree): readonly string[] => {
	const folder = dirname(path) === '.' ? '' : `${dirname(path)}/`
	const below = [...paths].filter((one) => one.startsWith(folder)).map((one) => `/${one}`)
	const names = [...text.matchAll(/`([\w./-]+\.(?:ts|mjs))`/g)].map(([, name = '']) => name)
	const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#]+)/g)].map(([, link = '']) => link)
	return [
		...names.filter((name) => !paths.has(name) && !below.some((one) => one.endsWith(`/${name}`))),
		...links.filter((link) => !paths.has(normalize(`${folder}${link}`).replace(/\/$/, ''))),
	].map((name) => `${path}: ${name}`)
}

const commentsIn = ({ path, text }: ReferringText): string =>
	parseSync(path, text)
		.comments.map(({ value }) => value)
		.join('\n')

/**
 * What a file names and is not there: documents and headings anywhere in it, other files in a document and in the comments
 * of code. (What code imports, the compiler looks after.)
 */
export const brokenReferences = (file: ReferringText, tree: Tree): readonly string[] => {
	const isDocument = file.path.endsWith('.md')
	const isCode = /\.(ts|mjs)$/.test(file.path)
	return [
		...brokenDocuments(file, tree),
		...(isDocument ? [...brokenPaths(file.path, file.text, tree), ...brokenNames(file, tree)] : []),
		...(isCode ? brokenPaths(file.path, commentsIn(file), tree) : []),
	]
}

/** All texts of the project. */
export const projectTexts = (): readonly ReferringText[] =>
	globSync(['{functions,infra,shared,test}/**/*.{ts,mjs,js,css,json,md,txt}', '.github/**/*.*', '*.{md,json,ts}'], {
		cwd: ROOT,
	})
		.map((path) => path.replaceAll('\\', '/'))
		.sort()
		.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
