/** Waits for so many milliseconds or until the signal. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const end = () => {
			clearTimeout(timer)
			signal.removeEventListener('abort', end)
			resolve()
		}
		const timer = setTimeout(end, milliseconds)
		if (signal.aborted) end()
		else signal.addEventListener('abort', end)
	})

/** Returns the wait after so many failures in a row: 100 ms, doubled each time, at most 5 s. */
export const backoff = (failures: number): number => Math.min(100 * 2 ** Math.max(failures - 1, 0), 5_000)

/**
 * Repeats an operation until it succeeds and reports each failure. Returns undefined when the signal comes first; tries at
 * least once.
 */
export const untilDone = async <T>(
	act: () => Promise<T>,
	onFailure: (error: unknown) => void,
	signal: AbortSignal,
): Promise<T | undefined> => {
	for (let failures = 1; ; failures += 1) {
		try {
			return await act()
		} catch (error) {
			if (signal.aborted) return undefined
			onFailure(error)
			await pause(backoff(failures), signal)
		}
	}
}
