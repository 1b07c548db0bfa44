import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { caseViewSchema, unreadableCaseSchema } from '#shared/desk/case-view-schema.ts'
import { rowViewSchema, unreadableRowSchema } from '#shared/desk/queue/row-view.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'

const tokenSchema = z.object({ token: z.string() })
const rowSchema = z.union([caseViewSchema(), unreadableCaseSchema()])
const pageSchema = z.object({ items: z.array(rowSchema), next: z.string().optional() })
const queueSchema = z.object({ items: z.array(z.union([rowViewSchema(), unreadableRowSchema()])) })
const caseSchema = z.object({ case: caseViewSchema() })
const shownSchema = caseSchema.extend({ timeline: z.array(timelineEntrySchema()) })
const readingSchema = z.object({ items: z.array(z.object({ field: z.string(), value: z.string() }).loose()) })
const repliedSchema = caseSchema.extend({
	reply: z.object({ id: z.string(), leavesAt: z.string(), text: z.string(), initials: z.string() }),
})
const balanceSchema = z.object({ received: z.number(), messages: z.number(), difference: z.number() }).loose()

export type StoryCase = z.infer<ReturnType<typeof caseViewSchema>>

/** An answer of the desk that was not a success. */
export class DeskAnswerError extends Error {
	override readonly name = 'DeskAnswerError'
	readonly status: number
	readonly problem: unknown
	constructor(status: number, problem: unknown) {
		super(`The desk answered ${status} ${JSON.stringify(problem)}`)
		this.status = status
		this.problem = problem
	}
}

/**
 * Signs a practice agent in and returns the desk's JSON API as that agent calls it. Every call throws `DeskAnswerError`
 * unless the answer is 2xx.
 */
export const signInAtDesk = async (origin: string, agent: string) => {
	const { token } = tokenSchema.parse(await (await fetch(`${origin}/practice/token?agent=${agent}`)).json())

	const call = async <Schema extends z.ZodType>(schema: Schema, method: string, path: string, body?: object) => {
		const headers = new Headers({ authorization: `Bearer ${token}` })
		if (body !== undefined) {
			headers.set('content-type', 'application/json')
			headers.set('idempotency-key', randomUUID())
		}
		const answer = await fetch(`${origin}/api${path}`, { method, headers, body: body ? JSON.stringify(body) : null })
		const json: unknown = await answer.json()
		if (!answer.ok) throw new DeskAnswerError(answer.status, json)
		return schema.parse(json)
	}

	return {
		/** Lists rows of the queue, without those that cannot be read. */
		queue: async (query: Readonly<Record<string, string>> = {}) =>
			(await call(queueSchema, 'GET', `/queue?${new URLSearchParams(query)}`)).items.flatMap((row) =>
				'unreadable' in row ? [] : row,
			),
		/** Lists cases, without those that cannot be read. */
		cases: async (query: Readonly<Record<string, string>> = {}) =>
			(await call(pageSchema, 'GET', `/cases?${new URLSearchParams(query)}`)).items.flatMap((row) =>
				'unreadable' in row ? [] : row,
			),
		/** Finds cases by number, name, account or words, without those that cannot be read. */
		search: async (q: string) =>
			(await call(pageSchema, 'GET', `/search?${new URLSearchParams({ q })}`)).items.flatMap((row) =>
				'unreadable' in row ? [] : row,
			),
		show: (id: string) => call(shownSchema, 'GET', `/cases/${id}`),
		/** Sends one command; `path` is its last part, e.g. `claim`. */
		command: async (id: string, path: string, body: object) =>
			(await call(caseSchema, 'POST', `/cases/${id}/${path}`, body)).case,
		/** Queues an answer; it is sent at `leavesAt`. */
		reply: (id: string, body: object) => call(repliedSchema, 'POST', `/cases/${id}/replies`, body),
		read: (id: string, body: { purpose: string; fields: readonly string[] }) =>
			call(readingSchema, 'POST', `/cases/${id}/customer-data/readings`, body),
		erase: (id: string) => call(z.unknown(), 'POST', `/cases/${id}/customer-data/erasures`, {}),
		ledger: (from: string, to: string) => call(balanceSchema, 'GET', `/ledger?${new URLSearchParams({ from, to })}`),
	}
}

export type Desk = Awaited<ReturnType<typeof signInAtDesk>>
