import { describe, expect } from 'vitest'
import { type FaultKind, faultKinds } from '#infra/local/practice/world/faults.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import {
	type Ended,
	type ManyAnswered,
	type ManyAnswers,
	markOf,
	NETWORKS,
	type Question,
	WAYS,
} from '#test/fixtures/many-answers.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import type { LogWatch } from '#test/support/log-watch.ts'
import { isNight } from '#test/support/night.ts'

const it = systemIt.extend(
	'environment',
	{ scope: 'file' },
	// What we allow ourselves on X would hold back most of it; that has a test of its own.
	{ HILFT_UNDO_SECONDS: '1', HILFT_VISIBILITY_SECONDS: '12', HILFT_PACE: '{}' },
)

type Row = Question & { readonly kind: FaultKind; readonly echo: boolean }

/** They hold back others of their account, until they are lifted or for the time they name. */
const LASTING: readonly FaultKind[] = ['revoked', 'blocked']
const CLOSING: readonly FaultKind[] = [...LASTING, '429', '429-day']
/** Those that keep a queue busy come late. */
const PASSING: readonly FaultKind[] = [
	...faultKinds.filter((kind) => !/timeout|429|revoked|blocked/.test(kind)),
	'timeout-before',
	'timeout-after',
]
/** The send is there and we do not know: the network's own word settles it, where it sends one. */
const LOST: readonly FaultKind[] = ['cut-answer', 'reset-after', '5xx-after', 'timeout-after']

/** The looks that follow meet some as well; every kind of them: test/integration/practice-looks.test.ts. */
const OF_LOOKS = [
	{ network: 'x', visibility: 'private', kind: '429', resetSeconds: 5 },
	// A look that breaks is repeated only after a minute.
	...(isNight ? [{ network: 'x', visibility: 'private', kind: '5xx' }] : []),
	{ network: 'facebook', visibility: 'private', kind: '429', resetSeconds: 5 },
	{ network: 'instagram', visibility: 'private', kind: '429', resetSeconds: 5 },
]

type Spot = readonly [Question['network'], Question['way']['name']]
/**
 * By day each kind once. Each account is stopped or limited by one kind alone, and of the lost answers each network has a
 * private one, whose look meets a fault.
 */
const BY_DAY: Readonly<Record<FaultKind, Spot>> = {
	'cut-answer': ['facebook', 'private answer'],
	'reset-before': ['facebook', 'public answer'],
	'reset-after': ['instagram', 'private answer'],
	'5xx-before': ['x', 'public answer'],
	'5xx-after': ['x', 'private reply'],
	slow: ['facebook', 'private reply'],
	'dm-closed': ['instagram', 'private reply'],
	duplicate: ['x', 'public answer'],
	'timeout-before': ['instagram', 'public answer'],
	'timeout-after': ['x', 'private answer'],
	'429': ['facebook', 'public answer'],
	'429-day': ['facebook', 'private answer'],
	revoked: ['x', 'private answer'],
	blocked: ['instagram', 'private reply'],
}
const BY_DAY_WITH_ECHO: Readonly<Partial<Record<FaultKind, Spot>>> = {
	'cut-answer': ['x', 'public answer'],
	'reset-after': ['facebook', 'public answer'],
	'5xx-after': ['instagram', 'private answer'],
	'timeout-after': ['facebook', 'private reply'],
}

/** Faults that this call cannot meet. */
const isUnmet = ({ kind, network, way }: Row): boolean =>
	(kind === 'dm-closed' && way.visibility === 'public') ||
	(kind === 'duplicate' && way.name === 'private answer' && network !== 'x')

const isTriedNow = ({ kind, network, way, echo }: Row): boolean => {
	const [dayNetwork, dayWay] = (echo ? BY_DAY_WITH_ECHO : BY_DAY)[kind] ?? []
	return isNight || (network === dayNetwork && way.name === dayWay)
}

const rowsOf = (kinds: readonly FaultKind[], echo: boolean, from: number): readonly Row[] =>
	kinds
		.flatMap((kind) => NETWORKS.flatMap((network) => WAYS.map((way) => ({ kind, network, way, echo, mark: '' }))))
		.filter((row) => !isUnmet(row) && isTriedNow(row))
		.map((row, index) => ({ ...row, mark: markOf(from + index) }))

/** What is true in the end. A refusal that was no refusal of ours to repeat is told, not tried again. */
const expectedOf = ({ kind, network, way }: Row): { readonly state: string; readonly failure?: string | undefined } => {
	if (kind === 'dm-closed') return { state: 'failed', failure: 'recipientClosed' }
	// Said of a private reply, nothing of ours is there and the next look says so: it is sent again.
	const isLookedInto = network !== 'x' && way.name === 'private reply'
	return kind === 'duplicate' && !isLookedInto ? { state: 'failed', failure: 'duplicate' } : { state: 'sent' }
}

/** Customers ask, agents answer, and each answer meets its fault; gives also those that last until they are lifted. */
const begin = async (many: ManyAnswers, rows: readonly Row[]) => {
	const asked = await many.askAll(rows)
	// No network refuses a repetition by itself: that would hide one of ours.
	await many.settings({ echo: rows[0]?.echo === true, readDelaySeconds: 2, x: { duplicateHours: 0 } })
	const lasting: number[] = []
	for (const { kind, network, mark } of rows) {
		// What is said of an account is believed once the account says so itself: it meets every call of it.
		const contains = LASTING.includes(kind) ? undefined : mark
		const id = await many.fault({ kind, network, contains, resetSeconds: 5, delayMilliseconds: 1_500 })
		if (LASTING.includes(kind)) lasting.push(id)
	}
	return { answered: await many.answerAll(asked), lasting }
}

/** Puts faults in the way of looks after lost answers; not before a first look told whether a repetition is ours. */
const faultLooks = async (many: ManyAnswers, answered: readonly ManyAnswered<Row>[]): Promise<readonly number[]> => {
	const isToldAtOnce = (row: ManyAnswered<Row>): boolean =>
		row.kind === 'duplicate' && expectedOf(row).state === 'failed'
	await many.endAll(answered.filter(isToldAtOnce), 60_000)
	return Promise.all(OF_LOOKS.map((fault) => many.fault({ ...fault, calls: 'reading' })))
}

/** Lifts what lasts once all it meets was held back. */
const liftStops = async (
	many: ManyAnswers,
	log: LogWatch,
	answered: readonly ManyAnswered<Row>[],
	lasting: readonly number[],
): Promise<void> => {
	for (const { kind, caseId } of answered)
		if (LASTING.includes(kind))
			await log.until('SEND_HELD', { caseId, reason: kind === 'revoked' ? 'tokenDead' : 'accountBlocked' })
	// By day the others have accounts of their own; once nothing is on its way, time may move to when stopped ones are asked again.
	if (!isNight)
		await many.endAll(
			answered.filter(({ kind }) => !LASTING.includes(kind)),
			60_000,
		)
	for (const id of lasting) await many.lift(id)
	if (!isNight) await many.advance(10 * MINUTE)
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

const expectTruth = async (many: ManyAnswers, title: string, rows: readonly Ended<Row>[]): Promise<void> => {
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
	it('under every fault of one call, when only looking can tell', async ({ many }) => {
		const { answered } = await begin(many, rowsOf(PASSING, false, 0))
		const ofLooks = await faultLooks(many, answered)
		await expectTruth(many, 'fault matrix, echo off', await many.endAll(answered, 240_000))
		const open = await many.openFaults()
		expect(ofLooks.filter((id) => open.includes(id))).toEqual([])
	}, 400_000)

	it('under every fault that closes an account for others too', async ({ many, log }) => {
		const { answered, lasting } = await begin(many, rowsOf(CLOSING, false, 1_000))
		await liftStops(many, log, answered, lasting)
		await expectTruth(many, 'closed accounts, echo off', await many.endAll(answered, 240_000))
	}, 400_000)

	it('under each lost answer, when the network tells of our own posts', async ({ system, many }) => {
		const { answered } = await begin(many, rowsOf(LOST, true, 2_000))
		await expectTruth(many, 'lost answers, echo on', await many.endAll(answered, 90_000))
		const held = Object.keys(await system.aws.messages())
		expect(held.filter((name) => /DeadLetter/i.test(name))).toEqual([])
	}, 240_000)
})
