import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { StoryPost } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { Answering, Delivery } from './answering.ts'
import { readAllCases } from './read-all-cases.ts'
import { sideBySide } from './send-as-network.ts'

/** Which way an answer takes: what a customer wrote and where the answer stands. */
export const WAYS = [
	{ asked: 'public', visibility: 'public', name: 'public answer' },
	{ asked: 'private', visibility: 'private', name: 'private answer' },
	{ asked: 'public', visibility: 'private', name: 'private reply' },
] as const
export const NETWORKS = ['x', 'facebook', 'instagram'] as const

export type Way = (typeof WAYS)[number]
export type Question = { readonly network: StoryPost['network']; readonly way: Way; readonly mark: string }
export type Asked<Row> = Row & { readonly caseId: string }
export type Answered<Row> = Asked<Row> & { readonly reply: string; readonly answeredAt: number }
export type Ended<Row> = Answered<Row> & { readonly delivery: Delivery | undefined; readonly seconds: number }

const AT_ONCE = 4
/** Reading all the cases again and again takes the time of those who work on them. */
const POLL_MILLISECONDS = 500
const OVER: ReadonlySet<string> = new Set(['sent', 'failed', 'unknown', 'withdrawn', 'bounced'])

/** A word of its own for each number, of one length, that no screening takes for anything. */
export const markOf = (index: number): string =>
	`zz${[index / 400, index / 20, index].map((part) => 'bcdfghjklmnpqrstvwxz'[Math.floor(part) % 20]).join('')}`

export const textOf = ({ mark }: Question): string => `Das tut uns leid, wir schauen sofort nach (${mark})`

const pageSchema = z.object({ items: z.array(z.unknown()) })

/** What many answers at once need, on a running system. */
export const manyAnswersOn = (origin: string, place: Answering) => {
	/** A customer of its own writes each question; the cases they became, found by their marks. */
	const askAll = async <Row extends Question>(rows: readonly Row[]): Promise<readonly Asked<Row>[]> => {
		await sideBySide(rows, AT_ONCE, async ({ network, way, mark }) => {
			const text = `Mein Internet geht nicht, ${mark}`
			await place.practice.write({ network, visibility: way.asked, author: `kunde${mark}`, text })
		})
		return waitUntil(
			'the cases',
			async () => {
				const cases = await readAllCases(origin)
				const found = rows.flatMap((row) => {
					const shown = cases.find(({ timeline }) => timeline.some(({ text }) => text?.includes(row.mark)))
					return shown === undefined ? [] : [{ ...row, caseId: shown.case.id }]
				})
				if (found.length === rows.length) return found
				await sleep(POLL_MILLISECONDS)
				return undefined
			},
			120_000,
		)
	}

	/** In the order of the rows. */
	const answerAll = async <Row extends Asked<Question>>(rows: readonly Row[]): Promise<readonly Answered<Row>[]> => {
		const answered = new Map<string, Answered<Row>>()
		await sideBySide(rows, AT_ONCE, async (row) => {
			const { id } = await place.answer(row.caseId, textOf(row), { visibility: row.way.visibility })
			answered.set(row.mark, { ...row, reply: id, answeredAt: Date.now() })
		})
		return rows.flatMap(({ mark }) => answered.get(mark) ?? [])
	}

	/** How each answer ended; one that did not in time has the state it is in. */
	const endAll = async <Row extends Answered<Question>>(
		rows: readonly Row[],
		timeoutMilliseconds: number,
	): Promise<readonly Ended<Row>[]> => {
		const deadline = Date.now() + timeoutMilliseconds
		const ended = new Map<string, Ended<Row>>()
		let open = [...rows]
		while (open.length > 0) {
			const still: Row[] = []
			await sideBySide(open, AT_ONCE, async (row) => {
				const delivery = await place.deliveryOf(row.caseId, row.reply).catch(() => undefined)
				const isOver = OVER.has(delivery?.state ?? '')
				if (!isOver && Date.now() < deadline) return void still.push(row)
				const seconds = ((isOver ? Date.parse(delivery?.at ?? '') : Date.now()) - row.answeredAt) / 1_000
				ended.set(row.mark, { ...row, delivery, seconds })
			})
			open = still
			if (open.length > 0) await sleep(POLL_MILLISECONDS)
		}
		return rows.flatMap(({ mark }) => ended.get(mark) ?? [])
	}

	/** Of all that stands on the networks under our name: how often each mark does. */
	const sentByMark = async (): Promise<ReadonlyMap<string, number>> => {
		const counts = new Map<string, number>()
		for (const { author, text } of await place.practice.posts()) {
			const mark = author === 'hilft' ? /\((zz[a-z]{3})\)/.exec(text)?.[1] : undefined
			if (mark !== undefined) counts.set(mark, (counts.get(mark) ?? 0) + 1)
		}
		return counts
	}

	const tell = async (method: string, path: string, body?: object): Promise<unknown> => {
		const answer = await place.ask(method, `/practice${path}`, body)
		if (answer.status >= 300) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
		return answer.body
	}

	return {
		askAll,
		answerAll,
		endAll,
		sentByMark,
		settings: (change: object) => tell('PUT', '/settings', change),
		fault: async (fault: object): Promise<number> =>
			z.object({ id: z.number() }).parse(await tell('POST', '/faults', fault)).id,
		/** The faults that a call may still meet; one for a single call is gone once it was met. */
		openFaults: async (): Promise<readonly number[]> =>
			z
				.object({ items: z.array(z.object({ id: z.number() })) })
				.parse(await tell('GET', '/faults'))
				.items.map(({ id }) => id),
		lift: (id: number) => tell('DELETE', `/faults/${id}`),
		/** How many calls to the networks there were, of those that `query` names. */
		calls: async (query = ''): Promise<number> =>
			pageSchema.parse(await tell('GET', `/calls?limit=10000${query}`)).items.length,
		/** The practice clock's time. */
		now: async (): Promise<string> => z.object({ now: z.string() }).parse(await tell('GET', '/clock')).now,
		/** Moves the practice clock on; what is due by then is on its way when this resolves. */
		advance: (milliseconds: number) => tell('POST', '/clock', { advance: milliseconds }),
	}
}
export type ManyAnswers = ReturnType<typeof manyAnswersOn>
