import { addMilliseconds } from '#shared/kernel/clock.ts'

/** A clock that a test moves. */
export const movingClock = (start = '2026-11-22T10:00:00.000Z') => {
	let instant = start
	const now = () => instant
	return {
		now,
		clock: { now },
		pass: (milliseconds: number): void => {
			instant = addMilliseconds(instant, milliseconds)
		},
	}
}
export type MovingClock = ReturnType<typeof movingClock>
