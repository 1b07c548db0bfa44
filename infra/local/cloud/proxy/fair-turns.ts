/** Ends a turn; a second time does nothing. */
export type EndTurn = () => void

/** Lets each caller have only so many calls under way at once, so that nobody's calls stand before another's. */
export type FairTurns = {
	/** Resolves when the caller's next call may go on. Rejects with the signal's reason when that comes first. */
	readonly take: (caller: string, signal: AbortSignal) => Promise<EndTurn>
}

type Line = { underWay: number; readonly waiting: Set<() => void> }

/** `limit` calls at once for each caller; what is more waits in a line of its own. */
export const createFairTurns = (limit: number): FairTurns => {
	const lines = new Map<string, Line>()
	const next = (line: Line) => {
		const [begin] = line.waiting
		if (begin === undefined || line.underWay >= limit) return
		line.waiting.delete(begin)
		line.underWay += 1
		begin()
	}
	const take = (caller: string, signal: AbortSignal) => {
		const line = lines.get(caller) ?? { underWay: 0, waiting: new Set() }
		lines.set(caller, line)
		return new Promise<EndTurn>((resolve, reject) => {
			let isUnderWay = true
			const end = () => {
				if (isUnderWay) line.underWay -= 1
				isUnderWay = false
				next(line)
			}
			const giveUp = () => {
				line.waiting.delete(begin)
				reject(signal.reason)
			}
			const begin = () => {
				signal.removeEventListener('abort', giveUp)
				resolve(end)
			}
			if (signal.aborted) return giveUp()
			signal.addEventListener('abort', giveUp)
			line.waiting.add(begin)
			next(line)
		})
	}
	return { take }
}
