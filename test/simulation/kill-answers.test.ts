import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { type Answering, answeringOn } from '#test/fixtures/answering.ts'
import {
	type Asked,
	type Ended,
	type ManyAnswered,
	type ManyAnswers,
	manyAnswersOn,
	markOf,
	NETWORKS,
	type Question,
	textOf,
	WAYS,
} from '#test/fixtures/many-answers.ts'
import { openRunner, type Runner } from '#test/fixtures/runner-process.ts'
import { type BootedSystem, bootSystem } from '#test/fixtures/running-system.ts'
import { isNight } from '#test/support/night.ts'
import { createRandom, type SeededRandom, seedOfRun } from '#test/support/seeded-random.ts'
import { sideBySide } from '#test/support/send-as-network.ts'

/** `HILFT_KILL_ANSWERS=300` for a bigger round. */
const ANSWERS = Number(process.env.HILFT_KILL_ANSWERS ?? (isNight ? 100 : 12))
const RUNNER_KILLS = Math.max(1, Math.round(ANSWERS / 30))
/** So often something is killed, from the first answer on. */
const KILLS = isNight ? 200 : 25
/** One blow each half second in between; the senders are hit most, for theirs is the moment of doubt. */
const VICTIMS = [/outbound/i, /outbound/i, /outbound/i, /dispatch/i, /worker/i, /api/i] as const
const KILLED = /(outboundx|outboundmeta|outboundmail|worker|dispatch|api)/i

const FAULTS = [
	{ kind: 'slow', delayMilliseconds: 2_500 },
	{ kind: 'slow', delayMilliseconds: 800 },
	{ kind: 'slow', delayMilliseconds: 4_000 },
	{ kind: 'timeout-before' },
	{ kind: 'timeout-after' },
	{ kind: 'cut-answer' },
	{ kind: 'reset-before' },
	{ kind: 'reset-after' },
	{ kind: '5xx-before' },
	{ kind: '5xx-after' },
	{ kind: '429', resetSeconds: 3 },
	{ kind: 'revoked', times: 1, calls: 'writing' },
	{ kind: 'dm-closed' },
] as const
type Row = Question & { readonly fault: (typeof FAULTS)[number] }
type Kills = Record<string, number>

const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-kill-answers-'))
let runner: Runner | undefined
afterAll(async () => {
	await runner?.stop()
	rmSync(dataDirectory, { recursive: true, force: true })
})

const planRows = (random: SeededRandom): readonly Row[] =>
	Array.from({ length: ANSWERS }, (_, index) => ({
		network: NETWORKS[index % 3] ?? 'x',
		way: WAYS[Math.floor(index / 3) % 3] ?? WAYS[0],
		mark: markOf(index),
		fault: random.pick(FAULTS),
	}))

const sumOf = (kills: Kills): number => Object.values(kills).reduce((sum, count) => sum + count, 0)

const rage = async (runner: Runner, random: SeededRandom, kills: Kills): Promise<void> => {
	const note = (what: string): void => {
		kills[what] = (kills[what] ?? 0) + 1
	}
	let runnerKills = 0
	for (let blow = 1; sumOf(kills) < KILLS || runnerKills < RUNNER_KILLS; blow += 1) {
		await sleep(200 + random.whole(500))
		if (blow % 20 === 0 && runnerKills < RUNNER_KILLS) {
			await runner.kill()
			runnerKills += 1
			note('runner')
			await runner.start()
		} else if (blow % 7 === 0) {
			const emulator = random.pick(['dynamodb', 'queues'] as const)
			if (runner.killEmulator(emulator)) note(emulator)
		} else {
			const name = runner.killFunction((names) => random.whole(names.length), random.pick(VICTIMS))
			if (name !== undefined) note(KILLED.exec(name)?.[1]?.toLowerCase() ?? 'function')
		}
	}
}

/** Whatever fails because something was just killed is done again. */
const persist = <Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> =>
	waitUntil(
		what,
		async () => {
			const found = await ask().catch(() => undefined)
			if (found === undefined) await sleep(300)
			return found
		},
		120_000,
	)

const queuedSchema = z.object({ reply: z.object({ id: z.string() }) })

/** An agent presses send until the desk says that it is queued, each time under the same key. */
const answerOnce = async (
	place: Answering,
	token: string,
	origin: string,
	row: Asked<Row>,
): Promise<ManyAnswered<Row>> => {
	const { version } = (await persist('the case', () => place.desk.show(row.caseId))).case
	const key = randomUUID()
	const body = JSON.stringify({ version, visibility: row.way.visibility, text: textOf(row) })
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': key,
	}
	const reply = await persist('the answer in the queue', async () => {
		const answer = await fetch(`${origin}/api/cases/${row.caseId}/replies`, { method: 'POST', headers, body })
		return queuedSchema.safeParse(await answer.json()).data?.reply.id
	})
	return { ...row, reply, answeredAt: Date.now() }
}

const factSchema = z.object({ fact: z.object({ M: z.object({ kind: z.object({ S: z.string() }) }) }) })

/** How often each kind of fact was written, over all cases. */
const countFacts = async (system: BootedSystem): Promise<Readonly<Record<string, number>>> => {
	const counts: Record<string, number> = {}
	for (const item of await system.aws.scan(system.aws.table('Facts').name)) {
		const { kind } = factSchema.parse(item).fact.M
		counts[kind.S] = (counts[kind.S] ?? 0) + 1
	}
	return counts
}

const outcomesOf = (rows: readonly Ended<Row>[]): Readonly<Record<string, number>> => {
	const outcomes: Record<string, number> = {}
	for (const { delivery } of rows) {
		const name = `${delivery?.state}${delivery?.failure === undefined ? '' : ` (${delivery.failure})`}`
		outcomes[name] = (outcomes[name] ?? 0) + 1
	}
	return outcomes
}

/** A closed inbox fails in private. A stop that the account denies on being asked is tried again. */
const mayFail = ({ fault, way }: Ended<Row>): boolean => fault.kind === 'dm-closed' && way.visibility === 'private'

const expectTruth = async (
	many: ManyAnswers,
	system: BootedSystem,
	ended: readonly Ended<Row>[],
	told: string,
): Promise<void> => {
	const sent = await many.sentByMark()
	const facts = await countFacts(system)
	const doubled = [...sent].filter(([, count]) => count > 1)
	const kinds = [
		'ReplyQueued',
		'ReplySent',
		'ReplyFailed',
		'ReplyUnknown',
		'ReplyWithdrawn',
		'SendStarted',
		'SendDeferred',
	]
	process.stdout.write(
		`kill answers: ${told}; outcomes ${JSON.stringify(outcomesOf(ended))}, doubled ${doubled.length}, ` +
			`facts ${JSON.stringify(Object.fromEntries(kinds.map((kind) => [kind, facts[kind] ?? 0])))}\n`,
	)
	expect(doubled).toEqual([])
	for (const row of ended) {
		const what = `${row.mark} ${row.fault.kind} ${row.network} ${row.way.name}`
		const hasFailed = row.delivery?.state === 'failed'
		if (hasFailed) expect.soft(mayFail(row), what).toBe(true)
		else expect.soft(row.delivery, what).toMatchObject({ state: 'sent' })
		expect.soft(sent.get(row.mark) ?? 0, what).toBe(hasFailed ? 0 : 1)
	}
	const { ReplySent = 0, ReplyFailed = 0, ReplyUnknown = 0, ReplyWithdrawn = 0 } = facts
	expect(ReplySent + ReplyFailed + ReplyUnknown + ReplyWithdrawn).toBe(facts.ReplyQueued)
	expect(facts.ReplyQueued).toBe(ANSWERS)
	const held = Object.keys(await system.aws.messages())
	expect(held.filter((name) => /DeadLetter/i.test(name))).toEqual([])
}

it(`sends each of ${ANSWERS} answers once while everything that sends is killed at random`, async () => {
	const random = createRandom(seedOfRun())
	const began = Date.now()
	const environment = { HILFT_UNDO_SECONDS: '1', HILFT_VISIBILITY_SECONDS: '12', HILFT_PACE: '{}' }
	runner = await openRunner({ dataDirectory, environment })
	await runner.start()
	const { origin } = runner
	const place = await answeringOn({ origin })
	const many = manyAnswersOn(origin, place)
	const signIn = await fetch(`${origin}/practice/token?agent=anna`)
	const { token } = z.object({ token: z.string() }).parse(await signIn.json())
	const asked = await many.askAll(planRows(random))
	// Two of three runs must tell by looking alone, and no network refuses a repetition, which would hide one of ours.
	const isEchoOn = random.next() < 0.33
	await many.settings({ echo: isEchoOn, readDelaySeconds: 2, x: { duplicateHours: 0 } })
	for (const { fault, network, mark } of asked) await many.fault({ ...fault, network, contains: mark })

	const kills: Kills = {}
	const raging = rage(runner, random, kills)
	const answered: ManyAnswered<Row>[] = []
	await sideBySide(asked, 4, async (row) => void answered.push(await answerOnce(place, token, origin, row)))
	await raging
	await many.endAll(answered, 90_000)
	await runner.stop()

	// Another run on the same data: what is asked now has outlived everything.
	Object.assign(process.env, environment)
	const system = await bootSystem({ dataDirectory })
	try {
		const later = manyAnswersOn(system.origin, await answeringOn(system))
		const ended = await later.endAll(answered, 60_000)
		const seconds = ((Date.now() - began) / 1_000).toFixed(0)
		await expectTruth(
			later,
			system,
			ended,
			`seed ${random.seed}, echo ${isEchoOn ? 'on' : 'off'}, ${seconds} s; killed ${JSON.stringify(kills)}`,
		)
	} finally {
		await system.stop()
	}
}, 1_200_000)
