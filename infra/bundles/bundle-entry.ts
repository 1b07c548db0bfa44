import { stop } from 'esbuild'
import { bundleFunctions } from './bundle-functions.ts'
import { keepBundles } from './keep-bundles.ts'

/**
 * A process that bundles functions, because esbuild occupies most of a gigabyte until its caller ends.
 * Arguments: the root, the functions. Keeps the bundles and sends of each its hash and what it was made from.
 */
const [root = '', ...names] = process.argv.slice(2)
const made = await keepBundles(root, (directory) => bundleFunctions(root, names, directory))
await stop()
process.send?.(made)
process.disconnect?.()
