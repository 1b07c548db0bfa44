import { join } from 'node:path'
import { localAssembly } from '#infra/local/local-assembly.ts'

/** Vitest's global setup of the kinds that boot the system: the stacks are synthesised once, before any of their files runs. */
export const setup = async (): Promise<void> => {
	await localAssembly(join(import.meta.dirname, '..', '..'))
}
