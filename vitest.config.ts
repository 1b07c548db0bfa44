import { defineConfig } from 'vitest/config'

const project = (name: string, testTimeout: number, options: { readonly isolate?: boolean } = {}) => ({
	extends: true as const,
	test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: 120_000, ...options },
})

/** One project per kind of test (README, "Test"). Those that start processes run one file at a time. */
export default defineConfig({
	test: {
		reporters: ['default'],
		projects: [
			project('unit', 5_000),
			project('contract', 20_000),
			project('architecture', 60_000),
			// Files share their modules: loading CDK and the rule packs takes longer than all the tests.
			project('infra', 120_000, { isolate: false }),
			{ ...project('integration', 120_000) },
			{ ...project('journey', 180_000) },
			{ ...project('browser', 180_000) },
			{ ...project('simulation', 240_000) },
		],
	},
})
