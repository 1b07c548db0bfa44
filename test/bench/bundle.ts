import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { BUNDLING } from '#infra/bundles/bundle-functions.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Bundles an entry of this project as our functions are bundled, packages as they come. Gives the size in bytes. */
export const bundle = async (entry: string, outfile: string): Promise<number> => {
	await build({ ...BUNDLING, outExtension: {}, entryPoints: [join(ROOT, entry)], outfile })
	return (await stat(outfile)).size
}
