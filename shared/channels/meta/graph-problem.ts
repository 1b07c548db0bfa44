import * as z from 'zod'
import type { SendFailureReason, StopReason } from '../channel.ts'
import type { AccountAnswer } from './account-calls.ts'

const problemSchema = z.object({
	error: z.object({
		code: z.number(),
		error_subcode: z.number().optional().catch(undefined),
		message: z.string().catch(''),
		is_transient: z.boolean().optional().catch(undefined),
	}),
})
export type GraphProblem = z.infer<typeof problemSchema>['error']

/** Returns the error that an answer holds, whatever its status. */
export const problemIn = (answer: AccountAnswer): GraphProblem | undefined =>
	answer.kind === 'answered' ? problemSchema.safeParse(answer.body).data?.error : undefined

/** Platform limits, and those of one business account: pages 80001, Instagram 80002, Messenger 80006 and the like. */
const LIMITS: ReadonlySet<number> = new Set([4, 17, 32, 341, 613])
export const isLimit = ({ code }: GraphProblem): boolean => LIMITS.has(code) || (code >= 80_000 && code <= 80_014)

/** Passing errors of Meta's own, after which the operation may have been done. */
const VAGUE: ReadonlySet<number> = new Set([-2, -1, 1, 2, 1_200])
export const isVague = ({ code, is_transient: isTransient }: GraphProblem): boolean =>
	VAGUE.has(code) || isTransient === true

/** 230: the token has no `pages_messaging` (any more). */
const DEAD_TOKEN: ReadonlySet<number> = new Set([102, 190, 230])
const RESTRICTED_PAGE = 1_893_063
const ACTION_BLOCKED = 368

/** Says whether Meta took a permission from us; one for other companies' pages we never had. */
const lacksPermission = ({ code, message }: GraphProblem): boolean =>
	(code === 10 || (code >= 200 && code <= 299)) &&
	/\b(?:pages|instagram)_[a-z_]+|application does not have permission/i.test(message) &&
	!/page public content access/i.test(message)

/** Returns why the whole account is stopped, if the problem is the account's and not the message's. */
export const stopIn = (problem: GraphProblem): StopReason | undefined => {
	// appsecret_proof: our own configuration is wrong, which no call survives.
	if (DEAD_TOKEN.has(problem.code) || /appsecret_proof/i.test(problem.message)) return 'tokenDead'
	if (problem.error_subcode === RESTRICTED_PAGE || problem.code === ACTION_BLOCKED) return 'accountBlocked'
	return lacksPermission(problem) ? 'tokenDead' : undefined
}

/** Subcodes say more than the code above them (NETWORKS.md 3.4; those from 2534001 on are Instagram's). */
const BY_SUBCODE: Readonly<Record<number, SendFailureReason>> = {
	33: 'unknownTarget',
	1545041: 'recipientClosed',
	2018001: 'recipientGone',
	2018065: 'windowClosed',
	2018108: 'recipientClosed',
	2018278: 'windowClosed',
	2018292: 'unknownTarget',
	2534001: 'recipientClosed',
	2534014: 'recipientGone',
	2534022: 'windowClosed',
}

/** 10901 to 10903 are of private replies: too late, not to be answered in private, not by this person. */
const BY_CODE: Readonly<Record<number, SendFailureReason>> = {
	3: 'forbidden',
	10: 'forbidden',
	506: 'duplicate',
	551: 'recipientClosed',
	803: 'unknownTarget',
	10901: 'windowClosed',
	10902: 'recipientClosed',
	10903: 'recipientClosed',
}

/** Returns why this message, and only this one, cannot be delivered. */
export const failureIn = ({ code, error_subcode: subcode, message }: GraphProblem): SendFailureReason => {
	const known = (subcode === undefined ? undefined : BY_SUBCODE[subcode]) ?? BY_CODE[code]
	if (known !== undefined) return known
	if (/too long|length of param/i.test(message)) return 'tooLong'
	return code >= 200 && code <= 299 ? 'forbidden' : 'rejected'
}

/** Says whether the single private reply to a comment was sent before (NETWORKS.md 3.4); the subcode is Instagram's. */
export const isRepliedAlready = (problem: GraphProblem | undefined): boolean =>
	problem?.code === 10_900 || problem?.error_subcode === 2_534_025
