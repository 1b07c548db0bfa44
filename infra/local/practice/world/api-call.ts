import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import type { NodeBindings } from '#infra/local/practice/kernel/node-adapter.ts'
import { ANSWER, type Fault, type Hit } from './faults.ts'
import type { PracticeNetwork } from './network.ts'
import type { World } from './world.ts'

export type ApiContext = Context<{ Bindings: NodeBindings }>

/** A call of ours to a network's API. `path` is the template: no ids. */
export type ApiCall = Hit & { readonly network: PracticeNetwork; readonly method: string; readonly path: string }

/** The faults that a network answers itself; the others are faults of the connection. */
type SpokenKind = '429' | '429-day' | '5xx-before' | '5xx-after' | 'revoked' | 'blocked' | 'dm-closed' | 'duplicate'
export type SpokenFault = Fault & { readonly kind: SpokenKind }

const spoken: ReadonlySet<Fault['kind']> = new Set<SpokenKind>([
	'429',
	'429-day',
	'5xx-before',
	'5xx-after',
	'revoked',
	'blocked',
	'dm-closed',
	'duplicate',
])
const isSpoken = (fault: Fault): fault is SpokenFault => spoken.has(fault.kind)

/** Faults of the answer only: the call is carried out. */
const AFTER: ReadonlySet<Fault['kind']> = new Set(['timeout-after', 'cut-answer', 'reset-after', '5xx-after', 'slow'])
const DEFAULT_DELAY_MILLISECONDS = 3_000

/** Returns an answer that is never sent; the adapter finds the connection gone. */
const nothing = (): Response => new Response(null, { status: 504 })

/** Longer than any caller of ours waits. */
const SILENCE_MILLISECONDS = 60_000

/** Waits without an answer until the caller gives up. */
const silence = (signal: AbortSignal): Promise<void> =>
	sleep(SILENCE_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined)

/** Ends the connection with a reset, without a byte of an answer. */
const reset = (outgoing: ServerResponse): void => {
	outgoing.socket?.resetAndDestroy()
	outgoing.destroy()
}

/** Sends status, headers and half of the body, then breaks the connection. */
const cutShort = async (outgoing: ServerResponse, answer: Response): Promise<void> => {
	const body = Buffer.from(await answer.arrayBuffer())
	outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': body.length + 1 })
	await new Promise<void>((resolve) => {
		outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve())
	})
	outgoing.destroy()
}

type Parts = {
	readonly world: World
	readonly context: ApiContext
	/** Returns the network's own answer to a fault. */
	readonly refuse: (fault: SpokenFault) => Response
	/** Carries the call out; refusals are answers too. */
	readonly act: () => Promise<Response>
}

const TYPES: readonly (readonly [type: string, looksLike: RegExp])[] = [
	['text/html', /^\s*</],
	['application/json', /^\s*[{[]/],
	['text/plain', /^/],
]

/** Returns the answer that a fault prescribes, word for word; its type is what the body looks like, unless a header says another. */
const prescribed = ({ status = 200, headers = {}, body = '' }: Fault): Response => {
	const text = typeof body === 'string' ? body : JSON.stringify(body)
	const type = TYPES.find(([, looksLike]) => looksLike.test(text))?.[0]
	const isBodiless = status === 204 || status === 304
	return new Response(isBodiless ? null : text, {
		status,
		headers: new Headers({ 'content-type': `${type}; charset=utf-8`, ...headers }),
	})
}

/** Returns the answer under a fault; undefined when there is no complete one. */
const underFault = async (fault: Fault | undefined, parts: Parts): Promise<Response | undefined> => {
	const { context, act, refuse } = parts
	if (fault === undefined) return act()
	const answer = AFTER.has(fault.kind) || fault.happens === true ? await act() : undefined
	if (fault.kind === ANSWER) return prescribed(fault)
	if (isSpoken(fault)) return refuse(fault)
	const { outgoing } = context.env
	if (fault.kind === 'slow') {
		await sleep(fault.delayMilliseconds ?? DEFAULT_DELAY_MILLISECONDS, undefined, { ref: false })
		return answer
	}
	if (fault.kind === 'cut-answer' && answer !== undefined) await cutShort(outgoing, answer)
	else if (fault.kind === 'reset-before' || fault.kind === 'reset-after') reset(outgoing)
	else await silence(context.req.raw.signal)
	return undefined
}

/** Plays one call under the fault that is set for it, and records it for `GET /practice/calls`. */
export const playCall = async (call: ApiCall, parts: Parts): Promise<Response> => {
	const { network, method, path, account, visibility, calls } = call
	const fault = parts.world.faults.take(call)
	const id = parts.world.calls.begin({ network, method, path, account, visibility, calls, fault: fault?.kind })
	const answer = await underFault(fault, parts)
	if (answer !== undefined) parts.world.calls.end(id, answer.status)
	return answer ?? nothing()
}
