import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Clock, HOUR, MINUTE, SECOND, startStopwatch } from '#shared/kernel/clock.ts'
import type { PracticeNetwork } from './network.ts'
import { networks } from './network.ts'
import type { RulesByNetwork } from './network-rules.ts'

/** For so long after the start a refused connection or a 503 is not counted as an attempt: the system may still be starting. */
const STARTING = MINUTE
const AT_ONCE = 8

const deliverySchema = z.object({
	id: z.number(),
	network: z.enum(networks),
	body: z.string(),
	attempts: z.number(),
})
type Delivery = z.output<typeof deliverySchema>
/** The state of the webhook call for a post. `last_status` is the webhook's answer, `no answer` or `door closed`. */
const stateSchema = z.object({
	post_id: z.string(),
	state: z.enum(['pending', 'delivered', 'lost']),
	attempts: z.number(),
	last_status: z.string().nullable(),
})

export type DeliveriesOptions = {
	readonly database: DatabaseSync
	readonly rules: RulesByNetwork
	readonly hooksOrigin: string
	readonly clock: Clock
	/** Replaces the networks' own waits, in milliseconds. */
	readonly retryAfter?: Readonly<Partial<Record<PracticeNetwork, readonly number[]>>> | undefined
}

/**
 * Creates the networks' side of the webhooks: bodies are stored until our webhook has answered 2xx or the network's last
 * retry failed, so that a restart of the practice place forgets none.
 */
export const createDeliveries = ({ database, rules, hooksOrigin, clock, ...options }: DeliveriesOptions) => {
	const waitAfter = (network: PracticeNetwork, attempts: number): number | undefined =>
		(options.retryAfter?.[network] ?? rules[network].retryAfter)[attempts - 1]
	const insert = database.prepare(
		"insert into deliveries (network, post_id, body, state, next_at) values (?, ?, ?, 'pending', ?)",
	)
	const due = database.prepare(
		"select id, network, body, attempts from deliveries where state = 'pending' and next_at <= ? order by next_at, id limit ?",
	)
	const next = database.prepare(
		"select min(next_at) as next_at from deliveries where state = 'pending' and next_at > ?",
	)
	const settle = database.prepare(
		'update deliveries set state = ?, attempts = ?, next_at = ?, last_status = ? where id = ?',
	)
	const again = database.prepare("update deliveries set state = 'pending', attempts = 0, next_at = ? where post_id = ?")
	const stateOf = database.prepare(
		'select post_id, state, attempts, last_status from deliveries where post_id = ? order by id desc',
	)

	const version = database.prepare(
		'select state, count(*) as calls, sum(attempts) as attempts from deliveries group by state order by state',
	)

	const now = (): number => Date.parse(clock.now())
	const sinceStart = startStopwatch()
	const inFlight = new Map<number, AbortController>()
	let timer: NodeJS.Timeout | undefined
	let isStopped = false

	const call = async ({ id, network, body }: Delivery): Promise<string> => {
		const { path, headers } = rules[network].signDelivery(body)
		const controller = new AbortController()
		inFlight.set(id, controller)
		const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(rules[network].answerWithin)])
		try {
			const answer = await fetch(hooksOrigin + path, { method: 'POST', headers, body, signal, redirect: 'manual' })
			await answer.arrayBuffer()
			return String(answer.status)
		} catch (error) {
			// The network only knows that it got no answer, whatever the cause, and tries again.
			return isRefusedConnection(error) ? 'door closed' : 'no answer'
		}
	}

	const deliver = async (delivery: Delivery): Promise<void> => {
		const status = await call(delivery)
		inFlight.delete(delivery.id)
		if (isStopped) return
		const isStarting = ['door closed', '503'].includes(status) && sinceStart() < STARTING
		const attempts = delivery.attempts + (isStarting ? 0 : 1)
		const wait = isStarting ? SECOND : waitAfter(delivery.network, attempts)
		if (/^2\d\d$/.test(status)) settle.run('delivered', attempts, 0, status, delivery.id)
		else if (wait === undefined) settle.run('lost', attempts, 0, status, delivery.id)
		else settle.run('pending', attempts, now() + wait, status, delivery.id)
		schedule()
	}

	const schedule = (): void => {
		clearTimeout(timer)
		if (isStopped) return
		// One instant for both queries: what becomes due between them would be in neither result.
		const at = now()
		const candidates = z.array(deliverySchema).parse(due.all(at, AT_ONCE * 2))
		for (const delivery of candidates) if (inFlight.size < AT_ONCE && !inFlight.has(delivery.id)) void deliver(delivery)
		const nextAt = z.object({ next_at: z.number().nullable() }).parse(next.get(at)).next_at
		if (nextAt !== null) timer = setTimeout(schedule, Math.min(Math.max(nextAt - at, 10), HOUR))
	}

	return {
		/** Stores a body for delivery and delivers what is due. */
		enqueue: (network: PracticeNetwork, postId: string | undefined, body: string): void => {
			insert.run(network, postId ?? null, body, now())
			schedule()
		},
		/**
		 * Delivers the calls for a post once more, as a network does that did not see our answer. Returns false for an
		 * unknown post.
		 */
		repeat: (postId: string): boolean => {
			const isKnown = again.run(now(), postId).changes > 0
			schedule()
			return isKnown
		},
		stateOf: (postId: string) => stateSchema.safeParse(stateOf.get(postId)).data,
		/** Changes whenever the state of a delivery does. */
		version: (): string => JSON.stringify(version.all()),
		/** Delivers what is due now. Call it again when the clock was moved. */
		start: schedule,
		stop: (): void => {
			isStopped = true
			clearTimeout(timer)
			for (const controller of inFlight.values()) controller.abort()
		},
	}
}
export type Deliveries = ReturnType<typeof createDeliveries>

const isRefusedConnection = (error: unknown): boolean =>
	error instanceof Error && z.object({ code: z.literal('ECONNREFUSED') }).safeParse(error.cause).success
