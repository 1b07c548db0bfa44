import { join } from 'node:path'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { oneAtATime } from '#infra/local/cloud/one-at-a-time.ts'
import { type Assembly, freshAssembly } from '#infra/local/cloud/template/fresh-assembly.ts'

/** What the stacks are made from. Of shared they know the names of variables alone; a test watches over it. */
export const STACK_SOURCES = {
	sources: [
		'infra/**/*',
		'shared/kernel/env-names.ts',
		'cdk.json',
		'package.json',
		'package-lock.json',
		'node_modules/.package-lock.json',
	],
	except: ['infra/local', 'infra/operate'],
} as const

/**
 * The assembly that the local system runs from: apart from what `npm run synth` writes, which may be of another stage. Of
 * several starts at once the first makes it, and the others find it made.
 */
export const localAssembly = (root: string): Promise<Assembly> =>
	oneAtATime(join(root, 'cdk.out', 'local.lock'), () =>
		freshAssembly({
			root,
			assemblies: join(root, 'cdk.out', 'local'),
			...STACK_SOURCES,
			bundle: () => freshBundles(root),
		}),
	)
