/** Waits, but no longer than until the signal. */
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

/** 100 ms, doubled with each failure in a row, at most 5 s. */
export const backoff = (failures: number): number => Math.min(100 * 2 ** Math.max(failures - 1, 0), 5_000)

/** Tries at least once, until it works or the signal comes; undefined in the latter case. Each failure is told. */
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
