import { setImmediate as nextTurn } from 'node:timers/promises'

/** Lets all go on that waits for nothing but promises: what has not happened by then does not happen by itself. */
export const severalTurns = async (): Promise<void> => {
	for (let turn = 0; turn < 20; turn += 1) await nextTurn()
}
