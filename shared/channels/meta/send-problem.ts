import * as z from 'zod'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { META_REFUSALS } from '../refusals/meta.ts'
import { type RefusalReading, type RefusedOperation, readingOf, readRefusal } from '../refusals/refusal.ts'
import type { AccountAnswer } from './account-calls.ts'
import { problemIn, refusalIn } from './graph-problem.ts'

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

/** Returns what an answer that is no success comes to. */
export const outcomeOfProblem = (
	answer: AccountAnswer,
	accountId: string,
	now: Instant,
	operation: RefusedOperation,
): Exclude<RefusalReading, { readonly outcome: 'sent' }> => {
	if (answer.kind === 'noToken') return { outcome: 'stopped', reason: 'tokenDead' }
	if (answer.kind === 'notSent') return { outcome: 'later', until: addMilliseconds(now, MINUTE), reason: 'notReached' }
	if (answer.kind === 'unknown') return { outcome: 'unknown' }
	const meaning = readRefusal(META_REFUSALS, refusalIn(answer), operation)
	// It certainly means that nothing was done, whatever the status.
	if (meaning?.about === 'now')
		return { outcome: 'limited', until: opensAt(answer.usage, accountId, now), reason: meaning.reason }
	return readingOf(meaning)
}

/** Returns `sent` for a success whose body holds what `read` looks for, and `unknown` for one whose body does not. */
export const outcomeOf = (
	answer: AccountAnswer,
	accountId: string,
	now: Instant,
	operation: RefusedOperation,
	read: (body: unknown) => string | undefined,
): RefusalReading => {
	if (!isSuccess(answer)) return outcomeOfProblem(answer, accountId, now, operation)
	const externalId = read(answer.body)
	return externalId === undefined ? { outcome: 'unknown' } : { outcome: 'sent', externalId }
}

/** Tells whether Meta refused this call alone, and would again. */
export const isRefused = ({ outcome }: RefusalReading): boolean => outcome === 'failed' || outcome === 'again'

export const isSuccess = (answer: AccountAnswer): answer is Extract<AccountAnswer, { kind: 'answered' }> =>
	answer.kind === 'answered' && answer.status >= 200 && answer.status < 300 && problemIn(answer) === undefined
