import { stop } from 'esbuild'
import { bundleFunctions } from './bundle-functions.ts'
import { keepBundle } from './store.ts'

/**
 * A process that bundles functions, since esbuild keeps the better part of a gigabyte for as long as its caller lives.
 * Arguments: the root, the functions. Keeps the bundles and sends of each its hash and what it was made from.
 */
const [root = '', ...names] = process.argv.slice(2)
const made = await bundleFunctions(root, names)
await stop()
process.send?.(
	[...made].map(([name, bundle]) => ({ name, hash: keepBundle(root, name, bundle), inputs: bundle.inputs })),
)
process.disconnect?.()
