/** Whether this is the run that may take as long as it likes (`npm run test:night`): all of what else is tried by examples. */
export const isNight = process.env.HILFT_NIGHT === 'true'

/** Returns how much of something is tried in this run: all of it by night, a quarter by day. */
export const share = (all: number): number => (isNight ? all : Math.ceil(all / 4))
