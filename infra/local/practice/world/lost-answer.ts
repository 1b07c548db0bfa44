import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than any caller of ours waits. */
const SILENCE_MILLISECONDS = 60_000

/** A call that is never answered: keeps the caller waiting until it gives up. */
export const silence = (signal: AbortSignal): Promise<void> =>
	sleep(SILENCE_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined)

/** Ends the connection with a reset, without a byte of an answer. */
export const reset = (outgoing: ServerResponse): void => {
	outgoing.socket?.resetAndDestroy()
	outgoing.destroy()
}

/** Status, headers and a part of the body, then the connection is gone. */
export const cutShort = async (outgoing: ServerResponse, answer: Response): Promise<void> => {
	const body = Buffer.from(await answer.arrayBuffer())
	outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': body.length + 1 })
	await new Promise<void>((resolve) => {
		outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve())
	})
	outgoing.destroy()
}
