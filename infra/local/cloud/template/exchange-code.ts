import { createHash } from 'node:crypto'
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Function → its code, and the hash that the app of cdk.json gives to CDK for it. */
export type Code = ReadonlyMap<string, { readonly directory: string; readonly hash: string }>

/** CDK names an asset by the SHA-256 of the hash it is given. */
const assetOf = (hash: string): string => createHash('sha256').update(hash).digest('hex')

const linkFiles = (from: string, to: string): void => {
	mkdirSync(to)
	for (const file of readdirSync(from)) linkSync(join(from, file), join(to, file))
}

/**
 * Writes into `to` an assembly with the templates that a synthesis with this code would make, from stacks that were
 * synthesised without: there the name of a function stands for the hash of its code. Needs no CDK. The files of the code are linked, not copied. Throws
 * when a function of the stacks has no code.
 */
export const exchangeCode = (stacks: string, to: string, code: Code): void => {
	const exchanged = [...code].map(([name, { hash }]) => [assetOf(name), assetOf(hash)] as const)
	const change = (text: string): string => exchanged.reduce((changed, [old, now]) => changed.replaceAll(old, now), text)
	const codeOf = new Map([...code].map(([name, { directory }]) => [`asset.${assetOf(name)}`, directory]))
	for (const entry of readdirSync(stacks, { withFileTypes: true })) {
		const file = join(stacks, entry.name)
		const directory = codeOf.get(entry.name)
		if (entry.isFile()) writeFileSync(join(to, entry.name), change(readFileSync(file, 'utf8')))
		else if (directory !== undefined) linkFiles(directory, join(to, change(entry.name)))
		else if (readdirSync(file).includes('handler.ts'))
			throw new Error(`The stacks name a function without code: ${file}`)
		else cpSync(file, join(to, entry.name), { recursive: true })
	}
}
