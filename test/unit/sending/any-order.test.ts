import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SendId } from '#shared/cases/keys.ts'
import { answer } from '#test/fixtures/sending-place.ts'
import { LOOK_FAULTS, SEND_FAULTS, type SimulatedStep, simulateSending } from '#test/fixtures/sending-simulation.ts'
import { ANNA, keyOf, SEND } from '#test/support/case-factories.ts'

const ANSWER = keyOf('send', 101)
const REPLY = keyOf('msg', 901)
const HOUR = 60 * 60_000

const anyStep: fc.Arbitrary<SimulatedStep> = fc.record({
	send: fc.constantFrom(...SEND_FAULTS),
	look: fc.constantFrom(...LOOK_FAULTS),
	killAt: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 14 })),
	racers: fc.constantFrom(1 as const, 2 as const, 3 as const),
	isSending: fc.boolean(),
	ticks: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 }),
	pauseSeconds: fc.integer({ min: 0, max: 90 }),
})

const start = () => simulateSending([SEND, ANSWER], (place) => place.tell(answer(1, 15)))
const postsOf = (posts: readonly { readonly send: SendId }[], send: SendId): number =>
	posts.filter((post) => post.send === send).length

describe('whatever the network, the switch and the machines do', () => {
	it('each send is on the network once at most, and comes to the end that the network’s record allows', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 25 }), async (steps) => {
				const simulation = await start()
				for (const step of steps) await simulation.run(step)
				await simulation.settle()
				const { sends } = await simulation.place.state()
				for (const { id: send, status } of sends) {
					if (send !== SEND && send !== ANSWER) continue
					const count = postsOf(simulation.posts, send)
					expect(count).toBeLessThanOrEqual(1)
					expect(['sent', 'failed', 'unknown']).toContain(status.kind)
					if (status.kind === 'sent') expect(count).toBe(1)
					if (status.kind === 'failed') expect(count).toBe(0)
				}
			}),
			{ numRuns: 400 },
		)
	}, 120_000)

	it('no job becomes two by waiting: only a kill between putting back and letting go adds one', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 40 }), async (steps) => {
				const simulation = await start()
				for (const step of steps) await simulation.run({ ...step, racers: 1 })
				await simulation.settle()
				const kills = steps.filter(({ killAt, send }) => killAt > 0 || send.startsWith('cut')).length
				// Two sends, each with a job and with one of the sweep; a kill may hit both.
				expect(simulation.longestQueue()).toBeLessThanOrEqual(4 + 2 * kills)
			}),
			{ numRuns: 200 },
		)
	}, 120_000)

	it('an answer that was withdrawn is on no network, and one that is there was not withdrawn', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyStep, { minLength: 1, maxLength: 8 }),
				fc.integer({ min: 0, max: 7 }),
				async (steps, undoAt) => {
					const simulation = await start()
					for (const [index, step] of steps.entries()) {
						const undo = () => simulation.place.tell({ kind: 'withdrawReply', by: ANNA, reply: REPLY })
						const acts = [simulation.run(step), ...(index === undoAt ? [undo().catch(() => undefined)] : [])]
						await Promise.all(acts)
					}
					await simulation.settle()
					const send = await simulation.place.send(ANSWER)
					const count = postsOf(simulation.posts, ANSWER)
					if (send?.status.kind === 'withdrawn') expect(count).toBe(0)
					if (count > 0) expect(['sent', 'unknown']).toContain(send?.status.kind)
				},
			),
			{ numRuns: 200 },
		)
	}, 120_000)

	it('lets jobs wait for hours without ever more of them', async () => {
		const simulation = await start()
		const stopped: SimulatedStep = {
			send: 'stopped',
			look: 'none',
			killAt: 0,
			racers: 1,
			isSending: true,
			ticks: [0],
			pauseSeconds: 10,
		}
		for (let at = 0; at < 3 * HOUR; at += 10_000) await simulation.run(stopped)
		expect(simulation.longestQueue()).toBeLessThanOrEqual(4)
		for (let at = 0; at < 3 * HOUR; at += 10_000) await simulation.run({ ...stopped, isSending: false })
		expect(simulation.longestQueue()).toBeLessThanOrEqual(4)
		expect(simulation.posts).toEqual([])
		await simulation.settle()
		expect(simulation.posts.map(({ send }) => send).sort()).toEqual([SEND, ANSWER].sort())
	})
})
