import { defineConfig } from 'vitest/config'

type Options = {
	readonly isolate?: boolean
	readonly maxWorkers?: number
	readonly globalSetup?: string
	readonly sequence?: { readonly groupOrder: number }
}

const project = (name: string, testTimeout: number, options: Options = {}) => ({
	extends: true as const,
	test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: 120_000, ...options },
})

/** Kinds that boot the whole system: on stacks synthesised once, apart from the quick kinds, few files at a time. */
const system = (name: string, testTimeout: number, groupOrder: number, maxWorkers = 1) =>
	project(name, testTimeout, {
		maxWorkers,
		globalSetup: 'test/support/synthesise-once.ts',
		sequence: { groupOrder },
	})

/** One project per kind of test (README, "Test"). */
export default defineConfig({
	test: {
		// No test asserts how long something takes on a machine that may be busy: these end what hangs.
		expect: { poll: { timeout: 30_000 } },
		reporters: ['default'],
		projects: [
			project('unit', 60_000),
			project('contract', 120_000),
			project('architecture', 60_000),
			// Files share their modules: loading CDK and the rule packs takes longer than all the tests.
			project('infra', 120_000, { isolate: false }),
			project('integration', 120_000),
			// They wait for networks and clocks most of their time: two get on side by side.
			system('journey', 180_000, 1, 2),
			system('browser', 180_000, 2),
			system('simulation', 240_000, 3),
		],
	},
})
