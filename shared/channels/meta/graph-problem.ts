import * as z from 'zod'
import type { NetworkRefusal } from '../refusals/refusal.ts'
import type { AccountAnswer } from './account-calls.ts'

const problemSchema = z.object({
	error: z.object({
		code: z.number(),
		error_subcode: z.number().optional().catch(undefined),
		message: z.string().catch(''),
		is_transient: z.boolean().optional().catch(undefined),
	}),
})
type GraphProblem = z.infer<typeof problemSchema>['error']

/** Returns the error that an answer holds, whatever its status. */
export const problemIn = (answer: AccountAnswer): GraphProblem | undefined =>
	answer.kind === 'answered' ? problemSchema.safeParse(answer.body).data?.error : undefined

/** Returns an answer as a refusal. */
export const refusalIn = (answer: Extract<AccountAnswer, { readonly kind: 'answered' }>): NetworkRefusal => {
	const problem = problemIn(answer)
	return {
		status: answer.status,
		codes: problem === undefined ? [] : [problem.code],
		subcode: problem?.error_subcode,
		words: problem?.message ?? '',
		isReadable: problem !== undefined,
		isPage: answer.isPage === true,
		isTransient: problem?.is_transient,
	}
}

/** Says whether the single private reply to a comment was sent before (NETWORKS.md 3.4); the subcode is Instagram's. */
export const isRepliedAlready = (problem: GraphProblem | undefined): boolean =>
	problem?.code === 10_900 || problem?.error_subcode === 2_534_025
