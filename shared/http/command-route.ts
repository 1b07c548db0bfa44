import type { z } from 'zod'
import type { RosterStore } from '#shared/agents/roster.ts'
import type { ServiceCalendars } from '#shared/calendar/service-calendar.ts'
import type { Actor } from '#shared/cases/actor.ts'
import type { Objected, Proposed } from '#shared/cases/apply.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { type NewKey, type Ran, type RunDependencies, runOnce } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { ShowDependencies } from '#shared/desk/show-case.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { alternativesTo } from '#shared/replies/alternatives.ts'
import { isReadableText, type ScreenNote } from '#shared/replies/check-reply.ts'
import { object, type ReplyObjection } from '#shared/replies/objection.ts'
import type { ReplyDependencies } from '#shared/replies/prepare-reply.ts'
import { commandAnswer, refusalAnswer } from './answer-command.ts'
import { caseIdOf } from './case-id.ts'
import { objectionAnswer } from './objection-answer.ts'
import type { ApiResponse } from './problem.ts'
import { bind, type Contract, type Route } from './route.ts'

/** What every command of an agent on a case has in common, and what they say to each other in it. */

export type CommandRouteDependencies = ShowDependencies &
	RunDependencies &
	Pick<ReplyDependencies, 'replyRules' | 'undoMilliseconds'> & {
		readonly roster: Pick<RosterStore, 'find' | 'findByKeys' | 'list'>
		readonly content: Pick<ContentStore, 'get'>
		readonly screenNote: ScreenNote
		/** Days after a case's close until its customer data are erased. */
		readonly erasureDays: number
		/** Returns the service hours of the stage and its teams. */
		readonly calendars: () => ServiceCalendars
	}

export type Context = {
	readonly by: AgentKey
	/** The author of the command, with what they may do. */
	readonly actor: Actor
	readonly caseId: `case_${string}`
	readonly newKey: NewKey
	/** The state that the command is decided on. */
	readonly state: CaseState
	readonly now: Instant
	readonly sub: string
	/** The parameters of the path. */
	readonly params: Readonly<Record<string, string>>
}

type CommandContract<Body extends z.ZodType> = Omit<Contract, 'query' | 'body'> & {
	readonly query: () => z.ZodType<object>
	readonly body: () => Body
}

export type CommandProposal = Proposed<ReplyObjection>

export const commandRoutesOf =
	(dependencies: CommandRouteDependencies) =>
	/** Makes a route of a command. `prepare` is asked anew for each attempt: it changes nothing, or nothing more the second time. */
	<Body extends z.ZodType<{ readonly version?: number | undefined }>>(
		contract: CommandContract<Body>,
		prepare: (body: z.output<Body>, context: Context) => CommandProposal | Promise<CommandProposal>,
		/** Has the last word on what is answered, and tells others of what was done; a repeat tells them again. */
		finish: (ran: Ran, answer: ApiResponse, body: z.output<Body>) => ApiResponse | Promise<ApiResponse> = (_, answer) =>
			answer,
	): Route =>
		bind(contract, async ({ id, params, body, idempotencyKey }, agent) => {
			const caseId = caseIdOf(id)
			const { sub, key: by } = agent
			const ran = await runOnce(dependencies, {
				caseId,
				sub,
				by,
				team: agent.team,
				version: body.version,
				key: idempotencyKey,
				content: [contract.operation, params, body],
				prepare: (state, newKey, now) => prepare(body, { by, actor: agent, caseId, sub, params, state, newKey, now }),
			})
			if (ran.outcome === 'objected') return objectionAnswer(ran.objection)
			if (ran.outcome === 'refused') {
				const { refusal, state } = ran
				const ways = alternativesTo(dependencies, refusal, state, undefined, dependencies.clock.now())
				return refusalAnswer(dependencies, refusal, state, ways)
			}
			const claimant = contract.problems.includes('claimed-by-other') ? { by } : undefined
			return finish(ran, await commandAnswer(dependencies, ran, claimant), body)
		})

/** Returns a note of the case with these words, under a new key. */
export const noteWith = (text: string, { caseId, newKey, now }: Context) =>
	({ kind: 'note', id: newKey('note'), caseId, text, at: now, revision: 0 }) as const

/** Returns what an agent says to colleagues as a note; or what speaks against it, as everybody reads it. */
export const remarkOf = (
	{ screenNote }: Pick<CommandRouteDependencies, 'screenNote'>,
	{ field, text }: { readonly field: 'note' | 'reason'; readonly text: string },
	context: Context,
): ReturnType<typeof noteWith> | Objected<ReplyObjection> => {
	if (!isReadableText(text)) return object({ code: 'remarkInvalid', field })
	const found = screenNote(text)
	if (found !== undefined) return object({ code: 'noteHoldsData', field, findings: found.findings })
	return noteWith(text, context)
}
