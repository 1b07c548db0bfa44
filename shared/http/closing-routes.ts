import { dayBeginning } from '#shared/calendar/service-calendar.ts'
import { CLOSINGS, isSomebodyWaiting } from '#shared/cases/closing/matrix.ts'
import type { CaseOutcome, UnansweredReason } from '#shared/cases/codes.ts'
import type { CommandOf } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { type AgentKey, type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { ClosingListName } from '#shared/cases/list-keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { type Ran, runOnce } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { countClosing, type RecentCasesStore, type SeenStore } from '#shared/desk/seen.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { object } from '#shared/replies/objection.ts'
import { commandAnswer } from './answer-command.ts'
import { caseIdOf } from './case-id.ts'
import {
	approveClosingContract,
	closeCaseContract,
	listClosingsContract,
	proposeClosingsContract,
	refuseClosingContract,
} from './closing-contracts.ts'
import { type CommandRouteDependencies, commandRoutesOf } from './command-route.ts'
import { type ApiResponse, errorResponse, problem } from './problem.ts'
import { bind, type Route } from './route.ts'

/** The end of cases: closed, proposed to a second person, and what somebody looks after. */

export type ClosingRouteDependencies = CommandRouteDependencies & {
	readonly list: Pick<CaseList, 'closings'>
	readonly seen: SeenStore
	/** Who closed how many unanswered cases in the last minutes. */
	readonly closings: RecentCasesStore
	readonly log: Log
}

type AskedClose = {
	readonly by: AgentKey
	readonly isLead: boolean
	readonly now: Instant
	/** The version of the case that its author sent. */
	readonly version: number
	readonly outcome: CaseOutcome
	readonly reason?: UnansweredReason | undefined
	readonly message?: MessageKey | undefined
}

/**
 * Tells whether a command would end somebody's wait too soon after others of its author: closed, or said to be answered
 * elsewhere. Counts it otherwise, once for each case.
 */
export const isTooRapid = async (
	{ closings }: Pick<ClosingRouteDependencies, 'closings'>,
	state: CaseState,
	command: CommandOf<'close' | 'answeredByHand' | 'confirmNativeAnswer'>,
	{ version, now }: { readonly version: number; readonly now: Instant },
): Promise<boolean> => {
	if (version !== state.version || !isSomebodyWaiting(state)) return false
	const decision = decide(state, command, now)
	if (decision.outcome === 'refused') return false
	const isEnd = decision.facts.reduce(evolve, state).unanswered.count < state.unanswered.count
	return isEnd && !(await countClosing({ closings, clock: { now: () => now } }, command.by, state.id))
}

/**
 * Makes the command to close a case. Where it would end the wait of somebody it counts, once for each case; beyond the count
 * the command is a proposal.
 */
const closeCommand = async (
	{ seen, closings, erasureDays }: Pick<ClosingRouteDependencies, 'seen' | 'closings' | 'erasureDays'>,
	state: CaseState,
	{ by, isLead, now, version, outcome, reason, message }: AskedClose,
): Promise<CommandOf<'close'>> => {
	const close = {
		kind: 'close',
		by,
		isLead,
		outcome,
		unansweredReason: reason,
		message,
		seenVersion: await seen.versionShown(state.id, by),
		isRapid: false,
		eraseAt: addMilliseconds(now, erasureDays * DAY),
	} as const
	return { ...close, isRapid: await isTooRapid({ closings }, state, close, { version, now }) }
}

/** Tells leads of a case that was closed while somebody waited: by the list, and by a counter that alarms. */
const tellOfUnanswered = ({ log }: Pick<ClosingRouteDependencies, 'log'>, ran: Ran<unknown>): void => {
	if (ran.outcome !== 'applied' || ran.state.closedUnanswered !== true) return
	if (!ran.facts.some(({ kind }) => kind === 'CaseClosed')) return
	log.info('CASE_CLOSED_UNANSWERED', { caseId: ran.state.id, outcome: ran.state.outcome })
	log.count('UnansweredClosings')
}

/** Who a proposed end waits for. */
const WAYS_TO_AN_END = [
	{ way: 'approval', by: 'colleague' },
	{ way: 'refusal', by: 'colleague' },
] as const

/** Says of what became a proposal that a second person must decide it. */
const secondPersonAnswer = (ran: Ran<unknown>, answer: ApiResponse): ApiResponse => {
	const isDone = ran.outcome === 'applied' || ran.outcome === 'repeated'
	return isDone && ran.state.state === 'open' && ran.state.closingProposal !== undefined
		? problem('second-person', { ...answer.body, possible: WAYS_TO_AN_END })
		: answer
}

const singleRoutes = (dependencies: ClosingRouteDependencies): readonly Route[] => {
	const { seen, content, erasureDays } = dependencies
	const route = commandRoutesOf(dependencies)
	return [
		route(
			closeCaseContract,
			async ({ version: sent, outcome, reason, message: named, when }, { by, actor, state, now }) => {
				const isLead = actor.role === 'lead'
				if (when === 'sent') {
					// An answer that was sent leaves nothing to give a reason for.
					const isPlain = reason === undefined && named === undefined
					return isPlain
						? { command: { kind: 'closeWhenSent', by, isLead, outcome, eraseAfterDays: erasureDays } }
						: object({ code: 'endingMismatch' })
				}
				const message = messageKeySchema.optional().parse(named)
				const [known] = message === undefined ? [] : await content.get([message])
				if (message !== undefined && (known?.kind !== 'message' || known.caseId !== state.id))
					return object({ code: 'messageUnknown' })
				return {
					command: await closeCommand(dependencies, state, {
						by,
						isLead,
						now,
						version: sent,
						outcome,
						reason,
						message,
					}),
				}
			},
			(ran, answer) => {
				tellOfUnanswered(dependencies, ran)
				return secondPersonAnswer(ran, answer)
			},
		),
		route(
			approveClosingContract,
			async (_, { by, state, now }) => {
				const seenVersion = await seen.versionShown(state.id, by)
				return {
					command: { kind: 'approveClosing', by, seenVersion, eraseAt: addMilliseconds(now, erasureDays * DAY) },
				}
			},
			(ran, answer) => {
				tellOfUnanswered(dependencies, ran)
				return answer
			},
		),
		route(refuseClosingContract, (_, { by }) => ({ command: { kind: 'refuseClosing', by } })),
	]
}

const bulkRoute = (dependencies: ClosingRouteDependencies): Route =>
	bind(proposeClosingsContract, async ({ body, idempotencyKey }, { sub, key: by, team, role }) => {
		const { outcome, reason } = body
		const isLead = role === 'lead'
		if (!CLOSINGS[outcome].bySecond)
			return problem('not-in-bulk', { errors: [{ field: 'outcome', code: 'notInBulk' }] })
		const proposeOne = async (id: string, sent: number): Promise<ApiResponse> => {
			const caseId = caseIdOf(id)
			const ran = await runOnce<never>(dependencies, {
				caseId,
				sub,
				by,
				team,
				version: sent,
				key: idempotencyKey === undefined ? undefined : `${idempotencyKey} ${id}`,
				content: ['proposeClosings', sent, outcome, reason],
				prepare: async (state, _, now) => ({
					command: await closeCommand(dependencies, state, { by, isLead, now, version: sent, outcome, reason }),
				}),
			})
			return ran.outcome === 'objected' ? ran.objection : commandAnswer(dependencies, ran, { by })
		}
		const items = await Promise.all(
			body.cases.map(async ({ id, version: sent }) => {
				const answer = await proposeOne(id, sent).catch(errorResponse)
				const { type, detail } = answer.body
				return answer.status === 200 ? { id, state: 'proposed' } : { id, state: 'refused', type, detail }
			}),
		)
		return { status: 200, body: { items } }
	})

/** Renders an end without its author. */
const closingItem = ({
	id,
	number,
	version,
	state,
	outcome,
	unansweredReason,
	closedAt,
	closingProposal,
}: CaseState) =>
	state === 'closed'
		? { case: id, number, version, state, outcome, reason: unansweredReason, at: closedAt }
		: {
				case: id,
				number,
				version,
				state: 'proposed',
				outcome: closingProposal?.outcome,
				reason: closingProposal?.unansweredReason,
				at: closingProposal?.at,
			}

/** The earliest instant: proposals are few and all of them are shown. */
const EVER = new Date(0).toISOString()

const listRoute = ({ list, clock }: ClosingRouteDependencies): Route =>
	bind(listClosingsContract, async ({ query: { proposed, unanswered, limit } }, { role }) => {
		const isLead = role === 'lead'
		if (unanswered !== undefined && !isLead) return problem('role-forbidden')
		const hasAll = proposed === undefined && unanswered === undefined
		const wanted: readonly ClosingListName[] = [
			...(hasAll || proposed !== undefined ? (['proposed'] as const) : []),
			...((hasAll && isLead) || unanswered !== undefined ? (['unanswered'] as const) : []),
		]
		const today = dayBeginning(clock.now())
		const found = await Promise.all(
			wanted.map((name) => list.closings(name, name === 'proposed' ? EVER : today, limit)),
		)
		const items = found
			.flat()
			.map(closingItem)
			.toSorted((one, other) => ((one.at ?? '') < (other.at ?? '') ? 1 : -1))
		return { status: 200, body: { items: items.slice(0, limit) } }
	})

/** Returns the routes of the end of cases. */
export const closingRoutes = (dependencies: ClosingRouteDependencies): readonly Route[] => [
	...singleRoutes(dependencies),
	bulkRoute(dependencies),
	listRoute(dependencies),
]
