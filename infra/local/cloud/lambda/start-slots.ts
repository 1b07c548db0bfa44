/** Gives a slot back; a second time does nothing. */
export type Release = () => void

/** Limits how many environments initialise at once, over all functions: more only slow each other down. */
export type StartSlots = {
	/**
	 * Resolves once a start may begin. Functions behind a route go before background work, because a caller waits for their
	 * answer.
	 */
	readonly take: (isRouted: boolean) => Promise<Release>
}

/** Every fourth start is of background work, so that a function behind a route that keeps failing does not block it. */
const ROUTED_IN_A_ROW = 3

/**
 * Creates `count` slots, given in the order they were asked for: callers that ask for one at a time take turns. A start that
 * hangs gives its slot back after `longestMilliseconds`.
 */
export const createStartSlots = (count: number, longestMilliseconds: number): StartSlots => {
	type Ask = (release: Release) => void
	const routed: Ask[] = []
	const others: Ask[] = []
	let free = count
	let routedInARow = 0

	const nextAsk = (): Ask | undefined => {
		const isRoutedTurn = routed.length > 0 && (routedInARow < ROUTED_IN_A_ROW || others.length === 0)
		routedInARow = isRoutedTurn ? routedInARow + 1 : 0
		return isRoutedTurn ? routed.shift() : others.shift()
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
	const take = (isRouted: boolean) =>
		new Promise<Release>((resolve) => {
			if (isRouted) routed.push(resolve)
			else others.push(resolve)
			give()
		})
	return { take }
}
