import { type SweepRunDependencies, sweepAndTend } from '#shared/upkeep/sweep.ts'

/** Creates the sweep of everything that is due, stuck or was missed. */
export const createSweep = (ports: SweepRunDependencies) => () => sweepAndTend(ports)
