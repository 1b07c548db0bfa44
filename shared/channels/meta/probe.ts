import * as z from 'zod'
import type { Clock } from '#shared/kernel/clock.ts'
import type { SendOutcome } from '../channel.ts'
import { asked, type RefusalReading } from '../refusals/refusal.ts'
import { type AskAs, pathOf } from './account-calls.ts'
import { isSuccess, outcomeOfProblem } from './send-problem.ts'

type ProbeDependencies = { readonly ask: AskAs; readonly clock: Clock }

/** Asks, read only, whether the account's token still opens its own account. */
export const probe =
	({ ask, clock }: ProbeDependencies) =>
	async (accountId: string): Promise<'working' | 'stopped' | 'unknown'> => {
		const answer = await ask(accountId, { method: 'GET', path: pathOf(accountId), query: { fields: 'id' } })
		if (isSuccess(answer)) return z.object({ id: z.string() }).safeParse(answer.body).success ? 'working' : 'unknown'
		const { outcome } = outcomeOfProblem(answer, accountId, clock.now(), 'read')
		return outcome === 'suspected' || outcome === 'stopped' ? 'stopped' : 'unknown'
	}

/** Returns the outcome of an answer, after asking the account itself where the answer casts suspicion on it. */
export const believed = (
	dependencies: ProbeDependencies,
	accountId: string,
	reading: RefusalReading,
): Promise<SendOutcome> => asked(reading, () => probe(dependencies)(accountId), dependencies.clock.now)
