import * as z from 'zod'
import { caseNumberSchema, messageKeySchema } from '#shared/cases/keys.ts'
import { type DeskNotice, isDoneCode, refusalNotice } from '#shared/desk/pages/notices.ts'
import type { DeskTexts } from '#shared/desk/pages/texts/desk-texts.ts'
import type { ApiResponse } from '#shared/http/problem.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { ShownAct } from './page-call.ts'

/** What an address says of the act that led to it: `done` names it, `sent` an answer that waits out its undo. */
type Told = Readonly<Record<string, string>>

/** Names an answer that was queued: case number, its key, and when it leaves in milliseconds since 1970. */
const SENT = /^(?<number>[0-9A-Z]+)\.(?<reply>msg_[0-9a-z]+)\.(?<leaves>\d{13})$/

const queuedIn = ({ body }: ApiResponse): { readonly id: string; readonly leavesAt: string } | undefined => {
	const { reply } = body
	if (typeof reply !== 'object' || reply === null) return undefined
	const [id, leavesAt]: readonly unknown[] = [Reflect.get(reply, 'id'), Reflect.get(reply, 'leavesAt')]
	return typeof id === 'string' && typeof leavesAt === 'string' ? { id, leavesAt } : undefined
}

/** Returns how an address names the answer that an act queued; undefined where it queued none. */
export const sentOf = (number: string, answer: ApiResponse): string | undefined => {
	const queued = queuedIn(answer)
	return queued === undefined ? undefined : `${number}.${queued.id}.${Date.parse(queued.leavesAt)}`
}

const readSent = (text: string | undefined, now: Instant): Extract<DeskNotice, { kind: 'sent' }> | undefined => {
	const { number, reply, leaves } = SENT.exec(text ?? '')?.groups ?? {}
	const known = caseNumberSchema.safeParse(number)
	const key = messageKeySchema.safeParse(reply)
	const leavesAt = new Date(Number(leaves ?? 0)).toISOString()
	if (!known.success || !key.success || leavesAt <= now) return undefined
	return { kind: 'sent', number: known.data, reply: key.data, leavesAt }
}

const fieldProblemsSchema = z.array(z.object({ field: z.string(), code: z.string() })).catch([])

/** Returns what a problem of the API says of itself. */
export const problemOfAnswer = ({ body: { type, title, detail, errors } }: ApiResponse) => ({
	type: String(type),
	title: String(title ?? ''),
	detail: String(detail ?? ''),
	errors: fieldProblemsSchema.parse(errors),
})

/** Returns what a page says of the act before. What cannot be undone any more is told as done. */
export const noticeOf = (
	texts: DeskTexts,
	{ done, sent }: Told,
	{ now, act }: { readonly now: Instant; readonly act?: ShownAct | undefined },
): DeskNotice | undefined => {
	if (act !== undefined && act.answer.status >= 400) {
		return refusalNotice(texts, problemOfAnswer(act.answer))
	}
	const leaving = readSent(sent, now)
	if (leaving !== undefined) return leaving
	return done === undefined ? undefined : { kind: 'done', code: isDoneCode(texts, done) ? done : 'changed' }
}
