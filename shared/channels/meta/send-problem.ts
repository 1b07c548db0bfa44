import { z } from 'zod'
import { type Instant, MINUTE, plus } from '#shared/kernel/clock.ts'
import type { SendFailureReason, SendOutcome } from '../channel.ts'
import type { GraphAnswer } from './graph-call.ts'

const problemSchema = z.object({
	error: z.object({
		code: z.number(),
		error_subcode: z.number().optional().catch(undefined),
		message: z.string().catch(''),
	}),
})
export type GraphProblem = z.infer<typeof problemSchema>['error']

const THROTTLED: ReadonlySet<number> = new Set([4, 17, 32, 613, 1200, 80006])

/** Subcodes say more than the code above them (contracts.md 3.4). */
const BY_SUBCODE: Readonly<Record<number, SendFailureReason>> = {
	2018278: 'windowClosed',
	2018065: 'windowClosed',
	1893063: 'forbidden',
	2018001: 'recipientGone',
	2018108: 'recipientClosed',
	1545041: 'recipientClosed',
	33: 'unknownTarget',
}

const BY_CODE: Readonly<Record<number, SendFailureReason>> = {
	10: 'forbidden',
	102: 'tokenDead',
	190: 'tokenDead',
	368: 'forbidden',
	506: 'duplicate',
	551: 'recipientClosed',
	803: 'unknownTarget',
	10901: 'windowClosed',
	10903: 'recipientClosed',
}

const reasonOf = ({ code, error_subcode: subcode, message }: GraphProblem): SendFailureReason => {
	const known = (subcode === undefined ? undefined : BY_SUBCODE[subcode]) ?? BY_CODE[code]
	if (known !== undefined) return known
	// Our own access is configured wrongly: as dead as a dead token.
	if (/appsecret_proof/i.test(message)) return 'tokenDead'
	if (/too long|length of param/i.test(message)) return 'tooLong'
	return code >= 200 && code <= 299 ? 'forbidden' : 'rejected'
}

/** `X-Business-Use-Case-Usage` tells the minutes until a page may call again. */
const opensAt = (usage: string, now: Instant): Instant => {
	const minutes = Array.from(usage.matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d{1,5})/g), ([, text]) =>
		Number(text),
	)
	return plus(now, Math.max(5, ...minutes) * MINUTE)
}

export const graphProblemIn = (answer: GraphAnswer): GraphProblem | undefined =>
	answer.kind === 'answered' ? problemSchema.safeParse(answer.body).data?.error : undefined

/** What an answer that is no success means for the message that was to be sent. */
export const outcomeOfGraphProblem = (answer: GraphAnswer, now: Instant): SendOutcome => {
	if (answer.kind === 'notSent') return { outcome: 'later', until: plus(now, MINUTE) }
	if (answer.kind === 'unknown') return { outcome: 'unknown' }
	const problem = graphProblemIn(answer)
	if (answer.status === 429 || (problem !== undefined && THROTTLED.has(problem.code))) {
		return { outcome: 'later', until: opensAt(answer.usage, now) }
	}
	// 1 and 2 are "unknown" and "temporary" errors of Meta's: the message may have gone out.
	const isVague = answer.status < 400 || answer.status >= 500 || problem?.code === 1 || problem?.code === 2
	if (isVague) return { outcome: 'unknown' }
	return { outcome: 'failed', reason: problem === undefined ? 'rejected' : reasonOf(problem) }
}
