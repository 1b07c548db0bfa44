import * as z from 'zod'
import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import { teamSchema } from '#shared/cases/actor.ts'
import { isClaimFresh } from '#shared/cases/claims/rights.ts'
import {
	addressFormSchema,
	caseOutcomeSchema,
	contactLanguageSchema,
	unansweredReasonSchema,
} from '#shared/cases/codes.ts'
import { type AgentKey, instantSchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { dangerKindSchema, signalKindSchema } from '#shared/cases/signals/facts.ts'
import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { prefixedIdSchema } from '../case-view-schema.ts'
import type { StoredRow } from './queue-store.ts'
import { type DeskRow, ROW_MARKS } from './row.ts'

/** A row of the queue as the JSON API shows it. */
export const rowViewSchema = onFirstUse(() =>
	z.object({
		id: prefixedIdSchema('case'),
		number: z.string(),
		state: z.enum(['open', 'closed']),
		next: z
			.object({
				kind: z.enum(['promise', 'followUp', 'window', 'waiting', 'turn']),
				at: instantSchema,
				soon: z.literal(true).optional().meta({ description: 'It is firm, and comes within the hour or is over.' }),
			})
			.optional()
			.meta({
				description:
					'The next moment that counts: what we promised or want to see again, the end of a window to answer in private, else since when the customer waits, else when the turn ends.',
			}),
		name: z.string().optional(),
		handle: z.string().optional(),
		channels: z.array(networkSchema),
		text: z.string().optional().meta({ description: 'The beginning of the oldest unanswered message.' }),
		unanswered: z.int(),
		form: z.enum([...addressFormSchema.options, 'unknown']),
		language: contactLanguageSchema,
		signals: z.array(signalKindSchema),
		dangers: z.array(dangerKindSchema),
		owner: z.string().optional().meta({ description: 'Without one the case is free.' }),
		team: teamSchema.optional(),
		claimedBy: z.string().optional().meta({ description: 'Who writes in it.' }),
		marks: z.array(z.enum(ROW_MARKS)),
		waitingSince: instantSchema.optional(),
		firstSeen: instantSchema,
		turn: z.enum(['ours', 'customer', 'backoffice']),
		turnUntil: instantSchema.optional(),
		closedAt: instantSchema.optional(),
		outcome: caseOutcomeSchema.optional(),
		reason: unansweredReasonSchema.optional(),
	}),
)
export type RowView = z.infer<ReturnType<typeof rowViewSchema>>

export const unreadableRowSchema = onFirstUse(() =>
	z
		.object({ id: prefixedIdSchema('case'), unreadable: z.literal(true) })
		.meta({ description: 'A row that another release wrote in a form of its own. The page of the case tells more.' }),
)
export type UnreadableRowView = z.infer<ReturnType<typeof unreadableRowSchema>>

/** What stands firm within this is marked, and moves nothing: the order stays one that can be explained. */
const SOON = HOUR

const nextOf = ({ date, windowEnds, waitingSince, turn }: DeskRow, now: Instant): RowView['next'] => {
	const isWindow = windowEnds !== undefined && (date === undefined || windowEnds < date.at)
	const firm = isWindow ? { kind: 'window' as const, at: windowEnds } : date
	if (firm !== undefined) return { ...firm, soon: firm.at <= addMilliseconds(now, SOON) || undefined }
	if (waitingSince !== undefined) return { kind: 'waiting', at: waitingSince }
	const at = turn.who === 'ours' ? turn.dueAt : turn.until
	return at === undefined ? undefined : { kind: 'turn', at }
}

/** Returns the agents that rows name. */
export const agentsOfRows = (rows: readonly StoredRow[]): readonly AgentKey[] => {
	const named = rows.flatMap((stored) =>
		stored.kind === 'readable' ? [stored.row.owner, stored.row.claim?.by].filter((key) => key !== undefined) : [],
	)
	return [...new Set(named)]
}

/** Renders a row for people at `now`. */
export const rowView = (stored: StoredRow, agents: AgentNames, now: Instant): RowView | UnreadableRowView => {
	if (stored.kind === 'unreadable') return { id: stored.id, unreadable: true }
	const { row, words } = stored
	const { id, number, networks, unanswered, language, signals, dangers, team, waitingSince, firstSeen, turn, closed } =
		row
	const claim = row.claim !== undefined && isClaimFresh(row.claim, now) ? row.claim.by : undefined
	return {
		id,
		number,
		state: closed === undefined ? 'open' : 'closed',
		next: closed === undefined ? nextOf(row, now) : undefined,
		...words,
		channels: [...networks],
		unanswered,
		form: row.form ?? 'unknown',
		language,
		signals: [...signals],
		dangers: [...dangers],
		owner: row.owner === undefined ? undefined : agentName(agents, row.owner),
		team,
		claimedBy: claim === undefined ? undefined : agentName(agents, claim),
		marks: [...row.marks],
		waitingSince,
		firstSeen,
		turn: turn.who,
		turnUntil: turn.who === 'ours' ? undefined : turn.until,
		closedAt: closed?.at,
		outcome: closed?.outcome,
		reason: closed?.reason,
	}
}
