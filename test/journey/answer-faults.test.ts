import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FaultKind, faultKinds } from '#infra/local/practice/networks/faults.ts'
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

/** Faults that this call cannot meet. */
const isUnmet = ({ kind, network, way }: Row): boolean =>
	(kind === 'dm-closed' && way.visibility === 'public') ||
	(kind === 'duplicate' && way.name === 'private answer' && network !== 'x') ||
	(network === 'instagram' && way.name === 'private reply')

const rowsOf = (kinds: readonly FaultKind[], echo: boolean, from: number): readonly Row[] =>
	kinds
		.flatMap((kind) => NETWORKS.flatMap((network) => WAYS.map((way) => ({ kind, network, way, echo, mark: '' }))))
		.filter((row) => !isUnmet(row))
		.map((row, index) => ({ ...row, mark: markOf(from + index) }))

/** What is true in the end. A refusal that was no refusal of ours to repeat is told, not tried again. */
const EXPECTED: Partial<Record<FaultKind, { readonly state: string; readonly failure: string }>> = {
	'dm-closed': { state: 'failed', failure: 'recipientClosed' },
	duplicate: { state: 'failed', failure: 'duplicate' },
}

const play = async (rows: readonly Row[], timeoutMilliseconds: number): Promise<readonly Ended<Row>[]> => {
	const asked = await many.askAll(rows)
	await many.settings({ echo: rows[0]?.echo === true, readDelaySeconds: 2 })
	const lasting: number[] = []
	for (const { kind, network, mark } of rows) {
		const id = await many.fault({ kind, network, contains: mark, resetSeconds: 5, delayMilliseconds: 1_500 })
		if (kind === 'revoked' || kind === 'blocked') lasting.push(id)
	}
	const answered = await many.answerAll(asked)
	setTimeout(() => void Promise.all(lasting.map((id) => many.lift(id))), 25_000)
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
		const expected = EXPECTED[row.kind]
		expect.soft(row.delivery, told).toMatchObject(expected ?? { state: 'sent' })
		expect.soft(sent.get(row.mark) ?? 0, told).toBe(expected === undefined ? 1 : 0)
		if (expected !== undefined) expect.soft(row.delivery?.reason, told).toMatch(/\w{3}/)
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
		expect(await system.aws.messages()).toEqual({})
	}, 240_000)
})
