import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { bootSystem } from '#test/fixtures/running-system.ts'
import { sendSigned, sideBySide } from '#test/support/send-as-network.ts'

const WARM_UP = 30
const ONE_BY_ONE = 50
const AT_ONCE = 500
const WIDTH = 8

const pageSchema = z.object({ items: z.array(z.unknown()), next: z.string().optional() })

let serial = 0
/** A signed delivery with one mention by a customer of their own: it makes a case. */
const nextBody = (): { handle: string; body: string } => {
	serial += 1
	const handle = `bench${serial}`
	const user = { id_str: `90${serial}`, screen_name: handle, name: handle }
	const id = `19244655${String(serial).padStart(11, '0')}`
	return { handle, body: JSON.stringify(postDelivery(post({ id_str: id, user }))) }
}

const percentile = (values: readonly number[], share: number): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

const openList = async (origin: string) => {
	const signIn = await fetch(`${origin}/practice/token?agent=anna`)
	const { token } = z.object({ token: z.string() }).parse(await signIn.json())
	const page = async (query: Readonly<Record<string, string>>) => {
		const answer = await fetch(`${origin}/api/cases?${new URLSearchParams(query)}`, {
			headers: { authorization: `Bearer ${token}` },
		})
		return pageSchema.parse(await answer.json())
	}
	return {
		has: async (handle: string): Promise<boolean> => (await page({ q: `@${handle}` })).items.length > 0,
		count: async (): Promise<number> => {
			let count = 0
			let cursor: string | undefined
			do {
				const { items, next } = await page(cursor === undefined ? { limit: '100' } : { limit: '100', cursor })
				count += items.length
				cursor = next
			} while (cursor !== undefined)
			return count
		},
	}
}

const send = async (origin: string, body: string): Promise<void> => {
	const { status } = await sendSigned(origin, 'x', body)
	if (status !== 200) throw new Error(`The webhook answered ${status}`)
}

export type PostToCase = {
	readonly p50: number
	readonly p95: number
	readonly perSecond: number
	readonly webhook: number
}

/**
 * From a signed post at the real webhook, over HTTP, until `GET /api/cases` shows its case, on the local system: one by one
 * (milliseconds), and many at once (cases per second, from the first post to the last case shown). Prints a table.
 */
export const run = async (): Promise<PostToCase> => {
	const system = await bootSystem()
	try {
		const { origin } = system
		const list = await openList(origin)
		const one = async (): Promise<{ webhook: number; shown: number }> => {
			const { handle, body } = nextBody()
			const startedAt = performance.now()
			await send(origin, body)
			const webhook = performance.now() - startedAt
			while (!(await list.has(handle))) await sleep(2)
			return { webhook, shown: performance.now() - startedAt }
		}
		await sideBySide(Array.from({ length: WARM_UP }), WIDTH, async () => void (await one()))
		const times: { webhook: number; shown: number }[] = []
		for (let index = 0; index < ONE_BY_ONE; index += 1) times.push(await one())

		const before = await list.count()
		const startedAt = performance.now()
		await sideBySide(Array.from({ length: AT_ONCE }), WIDTH, () => send(origin, nextBody().body))
		const taken = performance.now() - startedAt
		while ((await list.count()) < before + AT_ONCE) await sleep(50)
		const all = performance.now() - startedAt

		const shown = times.map((time) => time.shown)
		const result = {
			p50: percentile(shown, 0.5),
			p95: percentile(shown, 0.95),
			perSecond: (AT_ONCE * 1_000) / all,
			webhook: percentile(
				times.map((time) => time.webhook),
				0.5,
			),
		}
		const row = (name: string, value: string): void =>
			void process.stdout.write(`${name.padEnd(60)}${value.padStart(14)}\n`)
		row(`signed post to visible case, one by one (${ONE_BY_ONE}), p50`, `${result.p50.toFixed(0)} ms`)
		row('  the same, p95', `${result.p95.toFixed(0)} ms`)
		row('  of it until the webhook has answered, p50', `${result.webhook.toFixed(1)} ms`)
		row(`${AT_ONCE} at once (${WIDTH} side by side): visible cases`, `${result.perSecond.toFixed(0)} /s`)
		row('  of it answered by the webhook', `${((AT_ONCE * 1_000) / taken).toFixed(0)} /s`)
		return result
	} finally {
		await system.stop()
	}
}

if (import.meta.main) await run()
