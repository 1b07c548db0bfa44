import { sendDueAt } from '#shared/cases/due.ts'
import type { SendId } from '#shared/cases/keys.ts'
import { hasEnded, type Send } from '#shared/cases/sends/send.ts'
import type { SendLookup } from '#shared/channels/channel.ts'
import { addMilliseconds, type Instant, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { type DeliverDependencies, deliverSend } from '#shared/sending/deliver-send.ts'
import type { Job } from '#shared/sending/job.ts'
import type { Delivered } from '#shared/sending/transport.ts'
import { createSendingPlace } from './sending-place.ts'

/** What the network does with one send. */
export const SEND_FAULTS = [
	'none',
	'lostBefore',
	'lostAfter',
	'cutBefore',
	'cutAfter',
	'limit',
	'busy',
	'stopped',
	'refused',
] as const
export type SendFault = (typeof SEND_FAULTS)[number]
export const LOOK_FAULTS = ['none', 'later', 'unknown'] as const
export type LookFault = (typeof LOOK_FAULTS)[number]

export type Step = {
	readonly send: SendFault
	readonly look: LookFault
	/** The function is killed at its so-manieth touch of anything outside; 0: not at all. */
	readonly killAt: number
	/** So many functions get the same message at once. */
	readonly racers: 1 | 2 | 3
	readonly isSending: boolean
	/** How many turns of the machine each touch takes, in turn: interleaves the racers. */
	readonly ticks: readonly number[]
	readonly pauseSeconds: number
}

const CALM: Step = { send: 'none', look: 'none', killAt: 0, racers: 1, isSending: true, ticks: [0], pauseSeconds: 20 }

class Killed extends Error {
	override readonly name = 'Killed'
}

type Message = { readonly job: Job; visibleAt: Instant }

/**
 * Outbound functions on a queue, a sweep every minute, and a network that shows what was written to it 15 seconds later,
 * in one simulated time. `posts` is the network's own record.
 */
export const simulateSending = async (sends: readonly SendId[], prepare: (place: Place) => Promise<void>) => {
	const place = await createSendingPlace()
	await prepare(place)
	const posts: { readonly send: SendId; readonly at: Instant }[] = []
	const looksThatSaidNo: SendId[] = []
	const queue: Message[] = sends.map((send) => ({
		job: { caseId: place.caseId, send },
		visibleAt: place.clock.now(),
	}))
	let step = CALM
	let longestQueue = 0
	let sweptAt = place.clock.now()

	/** One function: every touch of the outside takes its turns, and may be its last. */
	const openFunction = (): DeliverDependencies => {
		let touches = 0
		const touch = async (): Promise<void> => {
			touches += 1
			if (touches === step.killAt) throw new Killed()
			for (let tick = step.ticks[touches % step.ticks.length] ?? 0; tick > 0; tick -= 1) await Promise.resolve()
		}
		const around =
			<Args extends readonly unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
			async (...args: Args): Promise<Answer> => {
				await touch()
				const answer = await act(...args)
				await touch()
				return answer
			}
		const write = (send: Send): void => void posts.push({ send: send.id, at: place.clock.now() })
		const send = async (send: Send): Promise<Delivered> => {
			const now = place.clock.now()
			switch (step.send) {
				case 'none':
					write(send)
					return { outcome: 'sent', externalId: send.id }
				case 'lostBefore':
					place.wait(8 * SECOND)
					return { outcome: 'unknown' }
				case 'lostAfter':
					write(send)
					place.wait(8 * SECOND)
					return { outcome: 'unknown' }
				case 'cutBefore':
					throw new Killed()
				case 'cutAfter':
					write(send)
					throw new Killed()
				case 'limit':
					return { outcome: 'later', until: addMilliseconds(now, 3 * MINUTE), limit: true }
				case 'busy':
					return { outcome: 'later', until: addMilliseconds(now, SECOND) }
				case 'stopped':
					return { outcome: 'stopped', reason: 'tokenDead' }
				case 'refused':
					return { outcome: 'failed', reason: 'rejected' }
			}
		}
		const find = async ({ id: send }: Send): Promise<SendLookup> => {
			const now = place.clock.now()
			if (step.look === 'later') return { found: 'later', until: addMilliseconds(now, MINUTE) }
			if (step.look === 'unknown') return { found: 'unknown' }
			const shown = posts.find((post) => post.send === send && addMilliseconds(post.at, 15 * SECOND) <= now)
			if (shown !== undefined) return { found: 'yes', externalId: send }
			looksThatSaidNo.push(send)
			return { found: 'no' }
		}
		const base = place.dependencies()
		const { store, sendLimits } = base
		return {
			...base,
			store: { load: around(store.load), factsAfter: store.factsAfter, commit: around(store.commit) },
			sendLimits: sendLimits && {
				pace: sendLimits.pace,
				store: {
					...sendLimits.store,
					stop: around(sendLimits.store.stop),
					resume: around(sendLimits.store.resume),
					limit: around(sendLimits.store.limit),
					reserve: around(sendLimits.store.reserve),
				},
			},
			transport: {
				...place.transport,
				prepare: async (state, asked) => ({
					...(await place.transport.prepare(state, asked)),
					send: around(() => send(asked)),
					find: around(() => find(asked)),
				}),
				probe: async () => (step.send === 'stopped' ? 'stopped' : 'working'),
			},
			again: {
				send: around(async (job: Job, { delaySeconds = 0 }: { readonly delaySeconds?: number | undefined } = {}) => {
					queue.push({ job, visibleAt: addMilliseconds(place.clock.now(), delaySeconds * SECOND) })
				}),
			},
			sending: { isOn: async () => step.isSending },
			longestSendMilliseconds: 25 * SECOND,
		}
	}

	const work = async (message: Message): Promise<void> => {
		const racers = Array.from({ length: step.racers }, () => deliverSend(openFunction(), message.job))
		const ends = await Promise.allSettled(racers)
		for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Killed)) throw end.reason
		// The message leaves the queue if any of them says it is done; else it comes back after its time.
		if (ends.some(({ status }) => status === 'fulfilled')) queue.splice(queue.indexOf(message), 1)
		else message.visibleAt = addMilliseconds(place.clock.now(), 30 * SECOND)
	}

	const sweepIfDue = async (): Promise<void> => {
		const now = place.clock.now()
		if (addMilliseconds(sweptAt, MINUTE) > now) return
		sweptAt = now
		const state = await place.state()
		if (!step.isSending) return
		for (const send of state.sends)
			if ((sendDueAt(send) ?? '9') <= now) queue.push({ job: { caseId: place.caseId, send: send.id }, visibleAt: now })
	}

	const run = async (next: Step): Promise<void> => {
		step = next
		await sweepIfDue()
		const due = queue.filter(({ visibleAt }) => visibleAt <= place.clock.now())
		for (const message of due) await work(message)
		longestQueue = Math.max(longestQueue, queue.length)
		place.wait(next.pauseSeconds * SECOND)
	}
	const hasAllEnded = async (): Promise<boolean> => (await place.state()).sends.every(hasEnded)

	return {
		place,
		posts,
		looksThatSaidNo,
		run,
		/** The network is well again and time goes on until everything has its end; fails after four hours without one. */
		settle: async (): Promise<void> => {
			for (let turn = 0; turn < (4 * 60 * MINUTE) / (20 * SECOND); turn += 1) {
				if (await hasAllEnded()) return
				await run(CALM)
			}
			throw new Error('A send never came to an end')
		},
		longestQueue: () => longestQueue,
	}
}

type Place = Awaited<ReturnType<typeof createSendingPlace>>
