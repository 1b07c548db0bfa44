import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { SendOutcome } from '../channel.ts'
import type { AccountAnswer } from './account-calls.ts'
import { failureIn, isLimit, isVague, problemIn, stopIn } from './graph-problem.ts'

const usageSchema = z.record(
	z.string(),
	z.array(z.object({ estimated_time_to_regain_access: z.number().nonnegative().catch(0) })).catch([]),
)

/** In minutes: where Meta names no time, and the longest that it can mean (its limits are of an hour or a day). */
const UNNAMED = 5
const LONGEST = 24 * 60

const parsedUsage = (usage: string): z.infer<typeof usageSchema> => {
	try {
		return usageSchema.parse(JSON.parse(usage))
	} catch {
		return {}
	}
}

/** `X-Business-Use-Case-Usage` tells per account the minutes until it may call again: ours counts, not other accounts'. */
const opensAt = (usage: string, accountId: string, now: Instant): Instant => {
	const ours = parsedUsage(usage)[accountId] ?? []
	const named = Math.max(0, ...ours.map((entry) => entry.estimated_time_to_regain_access))
	return addMilliseconds(now, Math.min(named > 0 ? named : UNNAMED, LONGEST) * MINUTE)
}

/** What an answer that is no success means for what was to be done. */
export const outcomeOfProblem = (
	answer: AccountAnswer,
	accountId: string,
	now: Instant,
): Exclude<SendOutcome, { readonly outcome: 'sent' }> => {
	if (answer.kind === 'noToken') return { outcome: 'stopped', reason: 'tokenDead' }
	if (answer.kind === 'notSent') return { outcome: 'later', until: addMilliseconds(now, MINUTE) }
	if (answer.kind === 'unknown') return { outcome: 'unknown' }
	const problem = problemIn(answer)
	// These say for certain that nothing was done, whatever status they come with.
	if (answer.status === 429 || (problem !== undefined && isLimit(problem)))
		return { outcome: 'later', until: opensAt(answer.usage, accountId, now), limit: true }
	const stop = problem && stopIn(problem)
	if (stop !== undefined) return { outcome: 'stopped', reason: stop }
	// A refusal that cannot be read (a proxy's page, a cut body) refuses nothing for certain.
	const isUnclear = answer.status < 400 || answer.status >= 500 || problem === undefined || isVague(problem)
	return isUnclear ? { outcome: 'unknown' } : { outcome: 'failed', reason: failureIn(problem) }
}

/** A success whose body holds what `read` looks for is sent; one whose body does not may have been sent. */
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
