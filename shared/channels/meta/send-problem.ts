import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { SendOutcome } from '../channel.ts'
import type { AccountAnswer } from './account-calls.ts'
import { failureIn, isLimit, isVague, problemIn, stopIn } from './graph-problem.ts'

const usageSchema = z.record(
	z.string(),
	z.array(z.object({ estimated_time_to_regain_access: z.number().nonnegative().catch(0) })).catch([]),
)

/** In minutes: the wait where Meta names none, and the longest that it can mean (its limits are of an hour or a day). */
const UNNAMED = 5
const LONGEST = 24 * 60

const parsedUsage = (usage: string): z.infer<typeof usageSchema> => {
	try {
		return usageSchema.parse(JSON.parse(usage))
	} catch {
		return {}
	}
}

/**
 * Returns when our account may call again, by its minutes in `X-Business-Use-Case-Usage`, which lists other accounts, too.
 */
const opensAt = (usage: string, accountId: string, now: Instant): Instant => {
	const ours = parsedUsage(usage)[accountId] ?? []
	const named = Math.max(0, ...ours.map((entry) => entry.estimated_time_to_regain_access))
	return addMilliseconds(now, Math.min(named > 0 ? named : UNNAMED, LONGEST) * MINUTE)
}

/** Returns the outcome of an answer that is no success. */
export const outcomeOfProblem = (
	answer: AccountAnswer,
	accountId: string,
	now: Instant,
): Exclude<SendOutcome, { readonly outcome: 'sent' }> => {
	if (answer.kind === 'noToken') return { outcome: 'stopped', reason: 'tokenDead' }
	if (answer.kind === 'notSent') return { outcome: 'later', until: addMilliseconds(now, MINUTE) }
	if (answer.kind === 'unknown') return { outcome: 'unknown' }
	const problem = problemIn(answer)
	// These certainly mean that nothing was done, whatever their status.
	if (answer.status === 429 || (problem !== undefined && isLimit(problem)))
		return { outcome: 'later', until: opensAt(answer.usage, accountId, now), limit: true }
	const stop = problem && stopIn(problem)
	if (stop !== undefined) return { outcome: 'stopped', reason: stop }
	// A refusal that cannot be read (a proxy's page, a cut body) is no certain refusal.
	const isUnclear = answer.status < 400 || answer.status >= 500 || problem === undefined || isVague(problem)
	return isUnclear ? { outcome: 'unknown' } : { outcome: 'failed', reason: failureIn(problem) }
}

/** Returns `sent` for a success whose body holds what `read` looks for, and `unknown` for one whose body does not. */
export const outcomeOf = (
	answer: AccountAnswer,
	accountId: string,
	now: Instant,
	read: (body: unknown) => string | undefined,
): SendOutcome => {
	if (!isSuccess(answer)) return outcomeOfProblem(answer, accountId, now)
	const externalId = read(answer.body)
	return externalId === undefined ? { outcome: 'unknown' } : { outcome: 'sent', externalId }
}

export const isSuccess = (answer: AccountAnswer): answer is Extract<AccountAnswer, { kind: 'answered' }> =>
	answer.kind === 'answered' && answer.status >= 200 && answer.status < 300 && problemIn(answer) === undefined
