import { join } from 'node:path'
import { localAssembly, synthesiseIfChanged } from '#infra/local/cloud/template/synthesise-if-changed.ts'

/** Vitest's global setup of the kinds that boot the system: the stacks are synthesised once, before any of their files runs. */
export const setup = async (): Promise<void> => {
	const root = join(import.meta.dirname, '..', '..')
	await synthesiseIfChanged({ root, outputDirectory: localAssembly(root) })
}
