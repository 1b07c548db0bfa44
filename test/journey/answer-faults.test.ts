import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FaultKind, faultKinds } from '#infra/local/practice/world/faults.ts'
import { answeringOn } from '#test/support/answering.ts'
import {
	type Ended,
	type ManyAnswers,
	manyAnswersOn,
	markOf,
	NETWORKS,
	type Question,
	WAYS,
} from '#test/support/many-answers.ts'
import { type BootedSystem, bootSystem } from '#test/support/running-system.ts'

type Row = Question & { readonly kind: FaultKind; readonly echo: boolean }

let system: BootedSystem
let many: ManyAnswers

beforeAll(async () => {
	process.env.HILFT_UNDO_SECONDS = '1'
	process.env.HILFT_VISIBILITY_SECONDS = '12'
	// What we allow ourselves on X would hold back most of it; that has a test of its own.
	process.env.HILFT_PACE = '{}'
	system = await bootSystem()
	many = manyAnswersOn(system.origin, await answeringOn(system))
}, 180_000)
afterAll(() => system.stop())

/** Those that keep a queue busy come late; those that close a gate for all, last. */
const ORDER: readonly FaultKind[] = [
	...faultKinds.filter((kind) => !/timeout|429|revoked|blocked/.test(kind)),
	'revoked',
	'blocked',
	'timeout-before',
	'timeout-after',
	'429',
	'429-day',
]
/** The effect is there and we do not know: the network's own word settles it, where it sends one. */
const LOST: readonly FaultKind[] = ['cut-answer', 'reset-after', '5xx-after', 'timeout-after']

/** The looks that follow meet some as well; every kind of them: test/integration/practice-looks.test.ts. */
const OF_LOOKS = [
	{ network: 'x', visibility: 'private', kind: '429', resetSeconds: 5 },
	{ network: 'x', visibility: 'private', kind: '5xx' },
	{ network: 'facebook', visibility: 'private', kind: '429', resetSeconds: 5 },
	{ network: 'instagram', visibility: 'private', kind: '429', resetSeconds: 5 },
] as const

/** Faults that this call cannot meet. */
const isUnmet = ({ kind, network, way }: Row): boolean =>
	(kind === 'dm-closed' && way.visibility === 'public') ||
	(kind === 'duplicate' && way.name === 'private answer' && network !== 'x')

const rowsOf = (kinds: readonly FaultKind[], echo: boolean, from: number): readonly Row[] =>
	kinds
		.flatMap((kind) => NETWORKS.flatMap((network) => WAYS.map((way) => ({ kind, network, way, echo, mark: '' }))))
		.filter((row) => !isUnmet(row))
		.map((row, index) => ({ ...row, mark: markOf(from + index) }))

/** What is true in the end. A refusal that was no refusal of ours to repeat is told, not tried again. */
const expectedOf = ({ kind, network, way }: Row): { readonly state: string; readonly failure?: string | undefined } => {
	if (kind === 'dm-closed') return { state: 'failed', failure: 'recipientClosed' }
	// Said of a private reply, nothing of ours is there and the next look says so: it is sent again.
	const isLookedInto = network !== 'x' && way.name === 'private reply'
	return kind === 'duplicate' && !isLookedInto ? { state: 'failed', failure: 'duplicate' } : { state: 'sent' }
}

const play = async (rows: readonly Row[], timeoutMilliseconds: number): Promise<readonly Ended<Row>[]> => {
	const asked = await many.askAll(rows)
	// No network refuses a repetition by itself: that would hide one of ours.
	await many.settings({ echo: rows[0]?.echo === true, readDelaySeconds: 2, x: { duplicateHours: 0 } })
	const lasting: number[] = []
	for (const { kind, network, mark } of rows) {
		const id = await many.fault({ kind, network, contains: mark, resetSeconds: 5, delayMilliseconds: 1_500 })
		if (kind === 'revoked' || kind === 'blocked') lasting.push(id)
	}
	const answered = await many.answerAll(asked)
	setTimeout(() => void Promise.all(lasting.map((id) => many.lift(id))), 25_000)
	// By now the first looks are done, which ask whether a repetition is ours; those after lost answers come later.
	await sleep(12_000)
	if (rows[0]?.echo === false) for (const fault of OF_LOOKS) await many.fault({ ...fault, calls: 'reading' })
	return many.endAll(answered, timeoutMilliseconds)
}

const outcomeOf = ({ delivery }: Ended<Row>): string =>
	delivery?.failure === undefined ? String(delivery?.state) : `${delivery.state} (${delivery.failure})`

const table = (rows: readonly Ended<Row>[], sent: ReadonlyMap<string, number>): string => {
	const cell = (row: Ended<Row> | undefined): string =>
		row === undefined ? '–' : `${outcomeOf(row)} ${sent.get(row.mark) ?? 0}× ${row.seconds.toFixed(0)} s`
	const columns = NETWORKS.flatMap((network) => WAYS.map((way) => ({ network, way })))
	const lines = [...new Set(rows.map(({ kind }) => kind))].map((kind) =>
		[
			kind,
			...columns.map(({ network, way }) =>
				cell(rows.find((row) => row.kind === kind && row.network === network && row.way === way)),
			),
		].join(' | '),
	)
	return [['fault', ...columns.map(({ network, way }) => `${network} ${way.name}`)].join(' | '), ...lines].join('\n')
}

const expectTruth = async (title: string, rows: readonly Ended<Row>[]): Promise<void> => {
	const sent = await many.sentByMark()
	process.stdout.write(`\n${title}: outcome, how often it stands on the network, seconds\n${table(rows, sent)}\n`)
	for (const row of rows) {
		const told = `${row.kind} ${row.network} ${row.way.name}`
		const expected = expectedOf(row)
		expect.soft(row.delivery, told).toMatchObject(expected)
		expect.soft(sent.get(row.mark) ?? 0, told).toBe(expected.state === 'sent' ? 1 : 0)
		if (expected.failure !== undefined) expect.soft(row.delivery?.reason, told).toMatch(/\w{3}/)
	}
}

describe('every answer ends, and stands on its network once or truly not at all', () => {
	it('under every fault, when only looking can tell', async () => {
		const rows = rowsOf(ORDER, false, 0)
		await expectTruth('fault matrix, echo off', await play(rows, 240_000))
	}, 400_000)

	it('under each lost answer, when the network tells of our own posts', async () => {
		const rows = rowsOf(LOST, true, 2_000)
		await expectTruth('lost answers, echo on', await play(rows, 90_000))
		const held = Object.keys(await system.aws.messages())
		expect(held.filter((name) => /DeadLetter/i.test(name))).toEqual([])
	}, 240_000)
})
