import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_SECONDS = 60
const PAUSE_MILLISECONDS = 250

/** The status of the answer, or that there was none before the signal. */
const askHealth = async (address: string, signal: AbortSignal): Promise<string> => {
	try {
		const { status } = await fetch(address, { signal })
		return String(status)
	} catch {
		return 'no answer'
	}
}

/**
 * Asks /api/health until it answers 200, and says once what it waits for: on a busy machine a function may take its time.
 * Throws after a minute (`patienceSeconds`), naming the log to read.
 */
export const awaitHealth = async (options: {
	readonly origin: string
	/** What the function behind it prints. */
	readonly logFile: string
	readonly say: (line: string) => void
	readonly patienceSeconds?: number | undefined
}): Promise<void> => {
	const { origin, logFile, say, patienceSeconds = PATIENCE_SECONDS } = options
	const isOver = AbortSignal.timeout(patienceSeconds * 1000)
	for (let isFirst = true; ; isFirst = false) {
		const answer = await askHealth(`${origin}/api/health`, isOver)
		if (answer === '200') return
		if (isOver.aborted)
			throw new Error(`/api/health does not answer 200 after ${patienceSeconds} s (${answer}): see ${logFile}`)
		if (isFirst) say(`Waiting for /api/health (${answer})`)
		await sleep(PAUSE_MILLISECONDS)
	}
}
