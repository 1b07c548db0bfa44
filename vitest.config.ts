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

/**
 * Kinds that boot parts of the system or the whole of it, after the quick kinds. They wait for networks and clocks half of
 * their time: three files side by side, of whatever kind, keep two cores busy.
 */
const WAITING = { maxWorkers: 3, sequence: { groupOrder: 1 } } as const

/** Kinds that boot the whole system: on stacks synthesised once. */
const system = (name: string, testTimeout: number) =>
	project(name, testTimeout, { ...WAITING, globalSetup: 'test/support/synthesise-once.ts' })

/** One project per kind of test (README, "Test"). */
export default defineConfig({
	test: {
		// No test asserts how long something takes on a machine that may be busy: these end what hangs.
		expect: { poll: { timeout: 90_000 } },
		// Vitest leaves a core to itself; on two that would be one test file after the other.
		maxWorkers: 2,
		reporters: ['default'],
		projects: [
			// Files share their modules: loading those takes longer than most of the tests.
			project('unit', 60_000, { isolate: false }),
			project('contract', 120_000, { isolate: false }),
			project('architecture', 60_000, { isolate: false }),
			project('infra', 120_000, { isolate: false }),
			project('integration', 120_000, { ...WAITING, isolate: false }),
			system('journey', 240_000),
			system('security', 240_000),
			system('browser', 420_000),
			system('simulation', 240_000),
		],
	},
})
