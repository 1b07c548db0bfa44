import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than any caller of ours waits. */
const SILENCE_MILLISECONDS = 60_000

/** A call that is never answered: keeps the caller waiting until it gives up, then ends with 504. */
export const silence = async (signal: AbortSignal): Promise<Response> => {
	await sleep(SILENCE_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined)
	return new Response(null, { status: 504 })
}
