import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Clock, type Instant, type RealClock, realClock } from '#shared/kernel/clock.ts'
import { InputProblem } from './refusal.ts'

/** X's ids carry the time in 41 bits since 2010: a later post could have no id. */
const LATEST = Date.parse('2080-01-01T00:00:00.000Z')

const aheadSchema = z.object({ ahead: z.number() })

/**
 * Creates the clock of the practice ground: the wall's time plus all moves. Every move is stored with the wall's time of it,
 * so that a restart forgets none and the age of whatever was written can be computed.
 */
export const createPracticeClock = (
	database: DatabaseSync,
	{ epochMilliseconds }: RealClock = realClock,
): PracticeClock => {
	const atThatTime = database.prepare('select coalesce(max(ahead), 0) as ahead from clock_moves where wall <= ?')
	const inAll = database.prepare('select coalesce(max(ahead), 0) as ahead from clock_moves')
	const insert = database.prepare('insert into clock_moves (wall, ahead) values (?, ?)')
	let current = aheadSchema.parse(inAll.get()).ahead

	const now = (): number => epochMilliseconds() + current
	return {
		now: () => new Date(now()).toISOString(),
		ahead: (wall) => (wall === undefined ? current : aheadSchema.parse(atThatTime.get(wall)).ahead),
		advance: (milliseconds) => {
			const most = LATEST - now()
			if (milliseconds > most) throw new InputProblem('advance', `Beyond ${new Date(LATEST).toISOString()}`)
			if (milliseconds === 0) return
			insert.run(epochMilliseconds(), current + milliseconds)
			current += milliseconds
		},
	}
}

export type PracticeClock = Clock & {
	readonly now: () => Instant
	/** Returns by how many milliseconds it is ahead of the wall: now, or at a time of the wall (in milliseconds since 1970). */
	readonly ahead: (wall?: number) => number
	/**
	 * Moves the time on by milliseconds of 0 or more and stores the move. Refuses a time beyond what dates and ids can
	 * express.
	 */
	readonly advance: (milliseconds: number) => void
}
