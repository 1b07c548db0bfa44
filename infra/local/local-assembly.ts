import { join } from 'node:path'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
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

/** The assembly that the local system runs from: apart from what `npm run synth` writes, which may be of another stage. */
export const localAssembly = (root: string): Promise<Assembly> =>
	freshAssembly({
		root,
		assemblies: join(root, 'cdk.out', 'local'),
		...STACK_SOURCES,
		bundle: () => freshBundles(root),
	})
