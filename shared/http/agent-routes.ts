import * as z from 'zod'
import { subjectSchema } from '#shared/agents/agent.ts'
import {
	changeRoster,
	type RosterCommand,
	type RosterDependencies,
	type RosterRefusal,
	setDuty,
} from '#shared/agents/change-roster.ts'
import { chooseInitials, INITIALS } from '#shared/agents/initials.ts'
import { type AgentRecord, agentRecordSchema, dutyAt, dutySchema } from '#shared/agents/roster.ts'
import { roleSchema, teamSchema } from '#shared/cases/actor.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { noBodySchema, noQuerySchema, typedInstant } from './case-contracts.ts'
import { type ApiResponse, problem } from './problem.ts'
import type { ProblemCode } from './problems.ts'
import { bind, type Contract, EVERYBODY, type Route, WRITERS } from './route.ts'

const agentSchema = onFirstUse(() =>
	z.object({
		sub: z.string().meta({ description: 'The subject of their tokens; for the caller alone where it says `me`.' }),
		name: z.string(),
		role: roleSchema.meta({
			description: 'The role they act in: the token’s group is the ceiling, the roster decides.',
		}),
		team: teamSchema.optional(),
		languages: z.array(z.string()),
		initials: z.string().optional().meta({ description: 'The letters under their answers.' }),
		duty: dutySchema,
		retired: z.literal(true).optional(),
		revokedBefore: instantSchema.optional(),
		revision: z.int(),
	}),
)
const agentAnswer = (status: number) =>
	({ status, description: 'The agent.', schema: () => z.object({ agent: agentSchema() }) }) as const

const tag = 'agents'

const listAgentsContract = {
	operation: 'listAgents',
	method: 'GET',
	path: '/api/agents',
	summary: 'The roster: who works here, in which team and role; those who left are named for 90 days',
	tag,
	roles: EVERYBODY,
	query: noQuerySchema,
	body: noBodySchema,
	success: {
		status: 200,
		description: 'All agents, by their subject.',
		schema: () => z.object({ items: z.array(agentSchema()) }),
	},
	problems: [],
} satisfies Contract

const getDutyContract = {
	operation: 'getDuty',
	method: 'GET',
	path: '/api/duty',
	summary: 'Who is on duty now, away or off; never who was',
	tag,
	roles: EVERYBODY,
	query: noQuerySchema,
	body: noBodySchema,
	success: {
		status: 200,
		description: 'All who work here, by their subject.',
		schema: () =>
			z.object({
				items: z.array(
					z.object({
						sub: z.string(),
						name: z.string(),
						team: teamSchema.optional(),
						state: dutySchema.shape.state,
						until: instantSchema.optional(),
					}),
				),
			}),
	},
	problems: [],
} satisfies Contract

const getMeContract = {
	operation: 'getMe',
	method: 'GET',
	path: '/api/agents/me',
	summary: 'Who is signed in, in which role, and the initials under their answers',
	tag,
	roles: EVERYBODY,
	query: noQuerySchema,
	body: noBodySchema,
	success: agentAnswer(200),
	problems: [],
} satisfies Contract

const setDutyContract = {
	operation: 'setDuty',
	method: 'PUT',
	path: '/api/agents/me/duty',
	summary: 'Say that you are on duty, away, or off, and until when',
	tag,
	roles: EVERYBODY,
	query: noQuerySchema,
	body: () =>
		z.strictObject({
			state: dutySchema.shape.state,
			until: typedInstant
				.optional()
				.meta({ description: 'The end of the shift or the break, or when you mean to be back; not in the past.' }),
		}),
	success: agentAnswer(200),
	problems: [],
} satisfies Contract

const signOutContract = {
	operation: 'signOutEverywhere',
	method: 'POST',
	path: '/api/agents/me/sign-outs',
	summary: 'End all your sign-ins, this one too: on a device that was lost or lent',
	tag,
	roles: EVERYBODY,
	query: noQuerySchema,
	body: () => z.strictObject({}),
	success: agentAnswer(200),
	problems: ['no-such-agent', 'agent-retired'],
} satisfies Contract

const takeInitialsContract = {
	operation: 'takeInitials',
	method: 'POST',
	path: '/api/agents/me/initials',
	summary: 'Choose initials: nobody may ever have had them, and those you had stay taken',
	tag,
	roles: WRITERS,
	query: noQuerySchema,
	body: () => z.strictObject({ initials: z.string().regex(INITIALS) }),
	success: agentAnswer(200),
	problems: ['initials-taken', 'agent-retired'],
} satisfies Contract

const { team, role, languages } = agentRecordSchema.shape
/** A name that stands in one line and reads as it is written: no controls, no marks that turn the direction. */
const readableName = z
	.string()
	.trim()
	.max(100)
	.regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S} \u200c\u200d]*[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{P}\p{S} \u200c\u200d]*$/u)
const details = { name: readableName, team, role, languages }
/** `me` is no subject: the path names the caller by it. */
const newSubject = subjectSchema.refine((sub) => sub !== 'me')

const enrolAgentContract = {
	operation: 'enrolAgent',
	method: 'POST',
	path: '/api/agents',
	summary: 'Put somebody on the roster; who left less than 90 days ago comes back under their old initials',
	tag,
	roles: ['lead'],
	query: noQuerySchema,
	body: () => z.strictObject({ sub: newSubject, ...details, languages: languages.default([]) }),
	success: agentAnswer(201),
	problems: ['agent-known'],
} satisfies Contract

const changeAgentContract = {
	operation: 'changeAgent',
	method: 'PUT',
	path: '/api/agents/:agent',
	summary:
		'Change what the roster says of an agent; what is left out stays. Your own role and team are another lead’s matter',
	tag,
	roles: ['lead'],
	query: noQuerySchema,
	body: () =>
		z.strictObject({
			name: details.name.optional(),
			team: teamSchema.nullable().optional().meta({ description: '`null`: no team.' }),
			role: role.optional(),
			languages: languages.optional(),
			revokedBefore: typedInstant
				.optional()
				.meta({ description: 'Tokens issued before it are refused from now on. It only ever moves on.' }),
			revision: z.int().positive().optional().meta({ description: 'The revision that you saw.' }),
		}),
	success: agentAnswer(200),
	problems: ['no-such-agent', 'own-record', 'agent-retired', 'agent-changed'],
} satisfies Contract

const retireAgentContract = {
	operation: 'retireAgent',
	method: 'POST',
	path: '/api/agents/:agent/retirement',
	summary: 'An agent leaves: all their rights end at once, and their initials are never given again',
	tag,
	roles: ['lead'],
	query: noQuerySchema,
	body: () => z.strictObject({}),
	success: agentAnswer(200),
	problems: ['no-such-agent', 'own-record'],
} satisfies Contract

export type AgentRouteDependencies = RosterDependencies & { readonly log: Log }

const PROBLEM_OF_ROSTER = {
	agentKnown: 'agent-known',
	noSuchAgent: 'no-such-agent',
	noLead: 'role-forbidden',
	leadsWork: 'role-forbidden',
	ownRecord: 'own-record',
	staleRevision: 'agent-changed',
	agentRetired: 'agent-retired',
} as const satisfies Record<RosterRefusal, ProblemCode>

const view = (record: AgentRecord, now: Instant) => {
	const { sub, name, role, team, languages, initials, retiredAt, revokedBefore, revision } = record
	const known = { sub, name, role, team, languages, duty: dutyAt(record, now), revokedBefore, revision }
	return retiredAt === undefined ? { ...known, initials } : { ...known, retired: true }
}

const bySubject = (one: AgentRecord, other: AgentRecord): number => (one.sub < other.sub ? -1 : 1)

/** How far ahead of ours a caller's clock may be. */
const CLOCKS_DIFFER = MINUTE

/** Returns the routes of the roster: leads write it, everybody their own duty and initials. */
export const agentRoutes = (dependencies: AgentRouteDependencies): readonly Route[] => {
	const { roster, clock, realClock, log } = dependencies
	const shown = (record: AgentRecord, status = 200): ApiResponse => ({
		status,
		body: { agent: view(record, clock.now()) },
	})
	const change = async (command: RosterCommand, by: string, status = 200): Promise<ApiResponse> => {
		const decision = await changeRoster(dependencies, command)
		if (decision.outcome === 'refused') return problem(PROBLEM_OF_ROSTER[decision.refusal])
		log.info('ROSTER_CHANGED', { agent: by, reason: command.kind })
		return shown(decision.record, status)
	}
	return [
		bind(listAgentsContract, async () => {
			const { records } = await roster.list()
			return { status: 200, body: { items: records.toSorted(bySubject).map((one) => view(one, clock.now())) } }
		}),
		bind(getDutyContract, async () => {
			const now = clock.now()
			const working = (await roster.list()).records.filter(({ retiredAt }) => retiredAt === undefined)
			const items = working
				.toSorted(bySubject)
				.map((one) => ({ sub: one.sub, name: one.name, team: one.team, ...dutyAt(one, now) }))
			return { status: 200, body: { items } }
		}),
		bind(getMeContract, async (_, { sub, role }) => {
			const record = await roster.find(sub)
			return record === undefined ? problem('not-on-roster') : shown({ ...record, role })
		}),
		bind(setDutyContract, async ({ body }, { sub }) => {
			const until = body.until
			if (until !== undefined && until <= clock.now())
				return problem('body-invalid', { errors: [{ field: 'until', code: 'past' }] })
			const record = await setDuty(dependencies, sub, { state: body.state, until })
			return record === 'gone' ? problem('agent-retired') : shown(record)
		}),
		bind(signOutContract, (_, { sub, key }) => change({ kind: 'signOutEverywhere', sub }, key)),
		bind(takeInitialsContract, async ({ body }, { sub }) => {
			const given = await chooseInitials(roster, sub, body.initials)
			if (given === 'taken') return problem('initials-taken')
			return typeof given === 'string' ? problem('agent-retired') : shown(given)
		}),
		bind(enrolAgentContract, ({ body: { sub, ...details } }, { sub: by, key }) =>
			change({ kind: 'enrol', by, sub, details }, key, 201),
		),
		bind(changeAgentContract, async ({ params, body: { revision, ...details } }, { sub: by, key }) => {
			const revokedBefore = details.revokedBefore
			if (revokedBefore !== undefined && Date.parse(revokedBefore) > realClock.epochMilliseconds() + CLOCKS_DIFFER)
				return problem('body-invalid', { errors: [{ field: 'revokedBefore', code: 'future' }] })
			const changes = { ...details, revokedBefore }
			return change({ kind: 'change', by, sub: params.agent ?? '', details: changes, revision }, key)
		}),
		bind(retireAgentContract, ({ params }, { sub: by, key }) =>
			change({ kind: 'retire', by, sub: params.agent ?? '' }, key),
		),
	]
}
