import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { type Desk, signInAtDesk } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { EMULATORS, openRunner, type Runner } from '#test/fixtures/runner-process.ts'
import { bootSystem } from '#test/fixtures/running-system.ts'
import { isNight } from '#test/support/night.ts'
import { readAllCases, type Shown } from '#test/support/read-all-cases.ts'
import { createRandom, type SeededRandom, seedOfRun } from '#test/support/seeded-random.ts'
import { type Persistence, sendUntilTaken, sideBySide } from '#test/support/send-as-network.ts'
import { type Plan, planDeliveries } from './plan-deliveries.ts'

/** `HILFT_KILL_EVENTS=5000` for a bigger round. */
const EVENTS = Number(process.env.HILFT_KILL_EVENTS ?? (isNight ? 2_500 : 300))
/** On a busy machine, where all takes longer, it would be ten times as many. */
const MOST_KILLS = isNight ? 200 : 30
const RUNNER_KILLS = Math.max(1, Math.round(EVENTS / 1000))
const AT_ONCE = 6
/** Between two deliveries, in milliseconds: spreads them over some 15 seconds, so that every kind of kill falls among them. */
const LONGEST_PAUSE = 800

const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-kill-'))
let runner: Runner | undefined
afterAll(async () => {
	await runner?.stop()
	rmSync(dataDirectory, { recursive: true, force: true })
})

type Kills = Record<string, number>

const sumOf = (kills: Kills): number => Object.values(kills).reduce((sum, count) => sum + count, 0)

/** Kills functions and emulators at random moments, and the whole runner now and then, until it was enough or told to stop. */
const rage = async (runner: Runner, random: SeededRandom, kills: Kills, isOver: () => boolean): Promise<void> => {
	const note = (what: string): void => {
		kills[what] = (kills[what] ?? 0) + 1
	}
	let runnerKills = 0
	let bag: string[] = []
	for (let blow = 1; (!isOver() && sumOf(kills) < MOST_KILLS) || runnerKills < RUNNER_KILLS; blow += 1) {
		await sleep(150 + random.whole(400))
		if (blow % 12 === 0 && runnerKills < RUNNER_KILLS) {
			await runner.kill()
			runnerKills += 1
			note('runner')
			await runner.start()
			continue
		}
		if (bag.length === 0) bag = random.shuffled([...EMULATORS, ...Array(8).fill('function')])
		const next = bag.pop()
		const emulator = EMULATORS.find((name) => name === next)
		if (emulator === undefined) {
			const name = runner.killFunction((names) => random.whole(names.length))
			if (name !== undefined) note(/(intakex|intakemeta|worker|dispatch|api)/i.exec(name)?.[1] ?? 'function')
		} else if (runner.killEmulator(emulator)) note(emulator)
	}
}

/** Marks on all timelines, each with the cases that show it. */
const casesByMark = (cases: readonly Shown[]): ReadonlyMap<string, readonly string[]> => {
	const found = new Map<string, string[]>()
	for (const { case: one, timeline } of cases)
		for (const { text } of timeline)
			for (const mark of text?.match(/#e\d+#/g) ?? []) found.set(mark, [...(found.get(mark) ?? []), one.id])
	return found
}

const firstOf = (plan: Plan): ReadonlyMap<string, { first: string; count: number }> => {
	const customers = new Map<string, { first: string; count: number }>()
	for (const { network, userId, sentAt } of plan.events) {
		const key = `${network} ${userId}`
		const known = customers.get(key)
		const first = known === undefined || sentAt < known.first ? sentAt : known.first
		customers.set(key, { first, count: (known?.count ?? 0) + 1 })
	}
	return customers
}

it(`loses and doubles nothing of ${EVENTS} events while everything is killed at random`, async () => {
	const seed = seedOfRun()
	const random = createRandom(seed)
	const startedAt = Date.now()
	const plan = planDeliveries(random, EVENTS, startedAt - EVENTS * 1_000 - 60_000)
	// A message of a killed function comes back after the visibility timeout, a minute of which would be most of the test;
	// shorter than the worker's own time-out it would come back while it is worked on, and be tried too often.
	runner = await openRunner({ dataDirectory, environment: { HILFT_VISIBILITY_SECONDS: '12' } })
	await runner.start()
	const { origin } = runner
	const seen: Persistence = { accepted: 0, doubtfulEvents: 0, refusedConnections: 0, failures: new Map() }
	const kills: Kills = {}
	let isOver = false
	const raging = rage(runner, random, kills, () => isOver)
	await sideBySide(plan.deliveries, AT_ONCE, async (delivery) => {
		await sleep(random.whole(LONGEST_PAUSE))
		await sendUntilTaken(origin, delivery, seen)
	})
	const sentSeconds = (Date.now() - startedAt) / 1_000
	isOver = true
	await raging

	const desk = await signInAtDesk(origin, 'ada')
	const sent = plan.deliveries.reduce((sum, { count }) => sum + count, 0)
	const began = new Date(startedAt - 1_000).toISOString()
	const balanceOf = (who: Desk) => who.ledger(began, new Date(Date.now() + 60_000).toISOString())
	// Where it does not come to balance, what follows says what is missing.
	await waitUntil(
		'the ledger to balance',
		async () => {
			// What was killed last may not be back yet.
			const now = await balanceOf(desk).catch(() => undefined)
			return now !== undefined && now.received >= sent && now.difference === 0 ? now : undefined
		},
		90_000,
	).catch((error: unknown) => void process.stdout.write(`kill: seed ${seed}: ${String(error)}\n`))
	await runner.stop()

	// Another run on the same data: what is asked now has outlived everything.
	const system = await bootSystem({ dataDirectory })
	try {
		const idle = await system.runtime.idle({ timeoutSeconds: 90 }).catch(String)
		const held = await system.aws.messages()
		const cases = await readAllCases(system.origin)
		const shown = casesByMark(cases)
		const lost = plan.events.filter(({ mark }) => !shown.has(mark)).map(({ mark }) => mark)
		const doubled = [...shown].filter(([, ids]) => ids.length > 1).map(([mark]) => mark)
		const settled = await balanceOf(await signInAtDesk(system.origin, 'ada'))
		const seconds = (Date.now() - startedAt) / 1_000
		process.stdout.write(
			`kill: seed ${seed}, ${EVENTS} events in ${plan.deliveries.length} deliveries (${sent} events sent), ${sentSeconds.toFixed(0)} s until all were taken, ${seconds.toFixed(0)} s in all; ` +
				`killed ${JSON.stringify(kills)}; failed calls ${JSON.stringify(Object.fromEntries(seen.failures))}, no connection ${seen.refusedConnections}, in doubt ${seen.doubtfulEvents} events; ` +
				`lost ${lost.length}, doubled ${doubled.length}, left in queues ${JSON.stringify(held)}, ${idle ?? 'idle'}, ledger ${JSON.stringify({ ...settled, groups: undefined })}\n`,
		)
		expect(lost).toEqual([])
		expect(doubled).toEqual([])
		expect(settled).toMatchObject({ difference: 0, messages: EVENTS, parked: 0, ignored: {} })
		expect(settled.received).toBe(settled.messages + Number(settled.duplicates))
		expect(settled.received).toBeGreaterThanOrEqual(sent)
		expect(settled.received).toBeLessThanOrEqual(sent + seen.doubtfulEvents)
		const customers = firstOf(plan)
		expect(
			new Map(
				cases.map(({ case: one }) => [
					one.contacts.map(({ network, userId }) => `${network} ${userId}`).join(),
					{ first: one.waitingSince, count: one.unanswered },
				]),
			),
		).toEqual(customers)
		expect(cases).toHaveLength(customers.size)
		expect(held).toEqual({})
		expect(idle).toBeUndefined()
	} finally {
		await system.stop()
	}
}, 900_000)
