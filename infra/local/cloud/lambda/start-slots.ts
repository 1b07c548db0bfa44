/** Gives a slot back; a second time does nothing. */
export type Release = () => void

/** How many environments initialise at once, over all functions: more only slow each other down. */
export type StartSlots = {
	/** Resolves once a start may begin. At a door somebody waits for an answer, so it goes before background work. */
	readonly take: (isDoor: boolean) => Promise<Release>
}

/** Among waiting functions every fourth start is of background work, so that a door that keeps failing stops nobody. */
const DOORS_IN_A_ROW = 3

/**
 * Creates `count` slots, given in the order they were asked for: callers that ask for one at a time take turns. A start that
 * hangs gives its slot back after `longestMilliseconds`.
 */
export const createStartSlots = (count: number, longestMilliseconds: number): StartSlots => {
	type Ask = (release: Release) => void
	const doors: Ask[] = []
	const others: Ask[] = []
	let free = count
	let doorsInARow = 0

	const nextAsk = (): Ask | undefined => {
		const isDoorsTurn = doors.length > 0 && (doorsInARow < DOORS_IN_A_ROW || others.length === 0)
		doorsInARow = isDoorsTurn ? doorsInARow + 1 : 0
		return isDoorsTurn ? doors.shift() : others.shift()
	}
	const give = () => {
		if (free === 0) return
		const ask = nextAsk()
		if (ask === undefined) return
		free -= 1
		let isTaken = true
		const release = () => {
			clearTimeout(timer)
			if (!isTaken) return
			isTaken = false
			free += 1
			give()
		}
		const timer = setTimeout(release, longestMilliseconds).unref()
		ask(release)
		give()
	}
	const take = (isDoor: boolean) =>
		new Promise<Release>((resolve) => {
			if (isDoor) doors.push(resolve)
			else others.push(resolve)
			give()
		})
	return { take }
}
