import { defineConfig } from 'vitest/config'

type Options = {
	readonly include?: readonly string[]
	readonly exclude?: readonly string[]
	readonly isolate?: boolean
	readonly maxWorkers?: number
	readonly globalSetup?: string
	readonly sequence?: { readonly groupOrder: number }
}

const project = (name: string, testTimeout: number, options: Options = {}) => ({
	extends: true as const,
	test: {
		name,
		testTimeout,
		hookTimeout: 120_000,
		...options,
		include: [...(options.include ?? [`test/${name}/**/*.test.ts`])],
		exclude: [...(options.exclude ?? [])],
	},
})

/** Kinds that boot the whole system: on stacks synthesised once, after the quick kinds, one file at a time. */
const system = (name: string, testTimeout: number, groupOrder: number, options: Options = {}) =>
	project(name, testTimeout, {
		maxWorkers: 1,
		globalSetup: 'test/support/synthesise-once.ts',
		sequence: { groupOrder },
		...options,
	})

/** Journeys that wait for networks and clocks most of their time: they get on side by side. */
const WAITING = ['test/journey/answer-faults.test.ts', 'test/journey/sending-stopped.test.ts']

/** One project per kind of test (README, "Test"). */
export default defineConfig({
	test: {
		reporters: ['default'],
		projects: [
			project('unit', 5_000),
			project('contract', 20_000),
			project('architecture', 60_000),
			// Files share their modules: loading CDK and the rule packs takes longer than all the tests.
			project('infra', 120_000, { isolate: false }),
			project('integration', 120_000),
			system('journey', 180_000, 1, { exclude: WAITING }),
			system('journey-waiting', 180_000, 2, { include: WAITING, maxWorkers: 2 }),
			system('browser', 180_000, 3),
			system('simulation', 240_000, 4),
		],
	},
})
