/** Ends a turn; a second time does nothing. */
export type EndTurn = () => void

/** Shares the concurrent calls among the callers, so that no caller blocks another. */
export type FairTurns = {
	/** Resolves when the caller's next call may go on. Rejects with the signal's reason when the signal is first. */
	readonly take: (caller: string, signal: AbortSignal) => Promise<EndTurn>
}

type Line = { underWay: number; readonly waiting: Set<() => void> }

/**
 * Creates a limit on concurrent calls. A single caller may have `total` at once; several callers share them and have at
 * least `least` each.
 */
export const createFairTurns = ({ total, least }: { readonly total: number; readonly least: number }): FairTurns => {
	const lines = new Map<string, Line>()
	const lineOf = (caller: string): Line => {
		const line = lines.get(caller) ?? { underWay: 0, waiting: new Set() }
		lines.set(caller, line)
		return line
	}
	const advance = () => {
		const active = [...lines.values()].filter((line) => line.underWay + line.waiting.size > 0)
		const share = Math.max(least, Math.floor(total / active.length))
		for (const line of active) {
			for (const begin of line.waiting) {
				if (line.underWay >= share) break
				line.waiting.delete(begin)
				line.underWay += 1
				begin()
			}
		}
	}
	const take = (caller: string, signal: AbortSignal) => {
		const line = lineOf(caller)
		return new Promise<EndTurn>((resolve, reject) => {
			let isUnderWay = true
			const end = () => {
				if (isUnderWay) line.underWay -= 1
				isUnderWay = false
				// Deferred: all waiting calls of a caller that hangs up must be removed before any of them begins.
				setImmediate(advance)
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
			advance()
		})
	}
	return { take }
}
