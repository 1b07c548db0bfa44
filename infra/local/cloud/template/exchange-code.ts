import { createHash } from 'node:crypto'
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Function → its code, and the hash that the app of cdk.json gives to CDK for it. */
export type Code = ReadonlyMap<string, { readonly directory: string; readonly hash: string }>

/** Which code an assembly was made with, as function → hash: the app of cdk.json writes it. */
const CODE_FILE = 'code.json'

const codeIn = (assembly: string): Readonly<Record<string, string>> =>
	z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(assembly, CODE_FILE), 'utf8')))

export const isMadeWith = (assembly: string, code: Code): boolean => {
	const made = Object.entries(codeIn(assembly))
	return made.length === code.size && made.every(([name, hash]) => code.get(name)?.hash === hash)
}

/** CDK names an asset by the SHA-256 of the hash it is given. */
const assetOf = (hash: string): string => createHash('sha256').update(hash).digest('hex')

/**
 * Writes into `to` the assembly that a synthesis would make now, from one of the same stacks with other code: the same
 * templates, in which each function names its new asset. Needs no CDK. The files of the code are linked, not copied.
 */
export const exchangeCode = (from: string, to: string, code: Code): void => {
	const old = Object.entries(codeIn(from)).map(([name, hash]) => [name, hash, assetOf(hash)] as const)
	const change = (text: string): string =>
		old.reduce((changed, [name, hash, asset]) => {
			const now = code.get(name)?.hash ?? hash
			return changed.replaceAll(asset, assetOf(now)).replaceAll(hash, now)
		}, text)
	const oldAssets = new Set(old.map(([, , asset]) => `asset.${asset}`))
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const file = join(from, entry.name)
		if (entry.isFile()) writeFileSync(join(to, entry.name), change(readFileSync(file, 'utf8')))
		else if (!oldAssets.has(entry.name)) cpSync(file, join(to, entry.name), { recursive: true })
	}
	for (const { directory, hash } of code.values()) {
		const asset = join(to, `asset.${assetOf(hash)}`)
		mkdirSync(asset)
		for (const file of readdirSync(directory)) linkSync(join(directory, file), join(asset, file))
	}
}
