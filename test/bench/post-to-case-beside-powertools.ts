import { setTimeout as sleep } from 'node:timers/promises'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { sendSigned, sideBySide } from '#test/support/send-as-network.ts'
import { bootSides, type Side } from './powertools/sides.ts'

const WIDTH = 8
const WARM_UP = 60
const BLOCKS = 4
const ONE_BY_ONE = 15
const AT_ONCE = 150
const PATIENCE_MILLISECONDS = 60_000

let serial = 0
/** A signed mention by a person of their own, whom nobody else names: it makes a case. */
const nextPost = (): { userId: string; body: string } => {
	serial += 1
	const userId = `90${serial}`
	const user = { id_str: userId, screen_name: `bench${serial}`, name: `bench${serial}` }
	const id_str = `19244655${String(serial).padStart(11, '0')}`
	return { userId, body: JSON.stringify(postDelivery(post({ id_str, user }))) }
}

const sendOne = async (side: Side): Promise<string> => {
	const { userId, body } = nextPost()
	const { status } = await sendSigned(side.origin, 'x', body)
	if (status !== 200) throw new Error(`The webhook of ${side.name} answered ${status}`)
	return userId
}

const untilCase = async (side: Side, userId: string, pause: number): Promise<void> => {
	const startedAt = performance.now()
	while (!(await side.hasCase(userId))) {
		if (performance.now() - startedAt > PATIENCE_MILLISECONDS) throw new Error(`${side.name} made no case`)
		await sleep(pause)
	}
}

/** Many at once, until the last case can be read: milliseconds to the last answer of the webhook, and to the last case. */
const burst = async (side: Side, count: number): Promise<{ answered: number; visible: number }> => {
	const users: string[] = []
	const startedAt = performance.now()
	await sideBySide(Array.from({ length: count }), WIDTH, async () => void users.push(await sendOne(side)))
	const answered = performance.now() - startedAt
	for (const userId of users) await untilCase(side, userId, 10)
	return { answered, visible: performance.now() - startedAt }
}

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export type Pace = {
	/** Milliseconds from a signed post to its case, one by one. */
	readonly p50: number
	/** Milliseconds of it until the webhook has answered. */
	readonly webhook: number
	/** Cases per second, many at once. */
	readonly perSecond: number
	/** Answers of the webhook per second, many at once. */
	readonly webhooksPerSecond: number
}

const open = (side: Side) => {
	const shown: number[] = []
	const answered: number[] = []
	const rates: number[] = []
	const doorRates: number[] = []
	const measureOne = async (): Promise<void> => {
		const startedAt = performance.now()
		const userId = await sendOne(side)
		answered.push(performance.now() - startedAt)
		await untilCase(side, userId, 1)
		shown.push(performance.now() - startedAt)
	}
	return {
		side,
		block: async (): Promise<void> => {
			for (let index = 0; index < ONE_BY_ONE; index += 1) await measureOne()
			await side.idle()
			const { answered, visible } = await burst(side, AT_ONCE)
			rates.push((AT_ONCE * 1_000) / visible)
			doorRates.push((AT_ONCE * 1_000) / answered)
			await side.idle()
		},
		pace: (): Pace => ({
			p50: median(shown),
			webhook: median(answered),
			perSecond: median(rates),
			webhooksPerSecond: median(doorRates),
		}),
	}
}

const print = (ours: Pace, theirs: Pace): void => {
	const row = (...[name, ...cells]: readonly [string, ...string[]]): void =>
		void process.stdout.write(`${name.padEnd(52)}${cells.map((cell) => cell.padStart(18)).join('')}\n`)
	const line = (name: string, key: keyof Pace, unit: string): void =>
		row(
			name,
			`${ours[key].toFixed(1)} ${unit}`,
			`${theirs[key].toFixed(1)} ${unit}`,
			(ours[key] / theirs[key]).toFixed(2),
		)
	row('signed post to case readable, interleaved', 'ours', 'SDK + Powertools', 'ours/theirs')
	line(`one by one (${BLOCKS * ONE_BY_ONE}), p50`, 'p50', 'ms')
	line('  of it until the webhook has answered, p50', 'webhook', 'ms')
	line(`${AT_ONCE} at once (${WIDTH} side by side), median of ${BLOCKS}`, 'perSecond', '/s')
	line('  answered by the webhook', 'webhooksPerSecond', '/s')
}

/**
 * From a signed post at the webhook until its case can be read, ours beside the same job as Powertools documents it, both in
 * the local runtime, block by block in turns; while one works the other is idle. Theirs keeps a message and a case, ours
 * also facts, contact, ledger, language, and dispatch behind the stream. Prints a table; ratios count.
 */
export const run = async (): Promise<{ readonly ours: Pace; readonly theirs: Pace }> => {
	const sides = await bootSides()
	try {
		const [ours, theirs] = [open(sides[0]), open(sides[1])]
		for (const side of sides) {
			await burst(side, WARM_UP)
			await side.idle()
		}
		for (let block = 0; block < BLOCKS; block += 1) {
			const turns = block % 2 === 0 ? [ours, theirs] : [theirs, ours]
			for (const turn of turns) await turn.block()
		}
		const result = { ours: ours.pace(), theirs: theirs.pace() }
		print(result.ours, result.theirs)
		return result
	} finally {
		for (const side of sides) await side.stop()
	}
}

if (import.meta.main) await run()
