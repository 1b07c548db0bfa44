import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { LocalFunction } from '#infra/local/cloud/model/system.ts'

/**
 * A function as the template would describe it, bundled from source text the way functions are bundled: ESM, the
 * unmodified SDK inside. Imports in the text resolve from the project.
 */
export const sampleFunction = async (
	label: string,
	source: string,
	overrides: Partial<LocalFunction> = {},
): Promise<LocalFunction> => {
	const codeDirectory = mkdtempSync(join(tmpdir(), `hilft-${label}-`))
	await build({
		stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
		outfile: join(codeDirectory, 'index.mjs'),
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node24',
		banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
		logLevel: 'error',
	})
	return {
		name: `Sample${label.replaceAll(/[^a-zA-Z0-9]/g, '')}`,
		label,
		codeDirectory,
		handler: 'index.handler',
		environment: {},
		timeoutSeconds: 3,
		memoryMegabytes: 256,
		role: 'SampleRole',
		...overrides,
	}
}
