/** Whether this is the run that may take as long as it likes (`npm run test:night`): all of what else is tried by examples. */
export const isNight = process.env.HILFT_NIGHT === 'true'
