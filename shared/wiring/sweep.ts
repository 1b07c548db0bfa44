import { type SweepRunDependencies, sweepAndTend } from '#shared/upkeep/sweep.ts'

/** The sweep: looks after everything that is due, stuck or was missed. */
export const createSweep = (ports: SweepRunDependencies) => () => sweepAndTend(ports)
