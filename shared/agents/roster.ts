import * as z from 'zod'
import { type Role, roleSchema, teamSchema, WORKING_ROLES } from '#shared/cases/actor.ts'
import { type AgentKey, agentKeySchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { subjectSchema } from './agent.ts'

/** The roster: who works here, as what. Leads write it; a token alone gives no right. */

/** How long a record outlives its agent's last day. Then nobody can tell who acted under the key in old facts. */
export const RECORD_KEPT_FOR = 90 * DAY

const spokenSchema = z.string().regex(/^[a-z]{2}$/)

export const dutySchema = z.object({
	state: z.enum(['on', 'away', 'off']),
	/** When it ends: of `on` the shift, of `away` the break. Of `off` it is when the agent means to be back. */
	until: instantSchema.optional(),
})
export type Duty = z.infer<typeof dutySchema>

export const agentRecordSchema = z.object({
	sub: subjectSchema,
	/** The random key that stands for the agent in facts. */
	key: agentKeySchema,
	name: z.string().min(1).max(100),
	role: roleSchema,
	team: teamSchema.optional(),
	languages: z.array(spokenSchema).max(10),
	initials: z.string().optional(),
	/** The present value only, never a history. */
	duty: dutySchema,
	/** Since when they say so; it goes with the value. */
	dutySince: instantSchema,
	retiredAt: instantSchema.optional(),
	/** Tokens issued before this moment of the wall clock are refused. */
	revokedBefore: instantSchema.optional(),
	revision: z.int().positive(),
})
/** What the roster holds of one agent. */
export type AgentRecord = z.infer<typeof agentRecordSchema>

/** The whole roster, and its revision: every write of a lead is made under the one that was read. */
export type Roster = { readonly records: readonly AgentRecord[]; readonly revision: number }

export type RosterStore = {
	/** Returns an agent's record as it stands now; undefined where there is none, or it was kept long enough. */
	readonly find: (sub: string) => Promise<AgentRecord | undefined>
	/** Returns the records behind keys, without those that are gone. */
	readonly findByKeys: (keys: readonly AgentKey[]) => Promise<ReadonlyMap<AgentKey, AgentRecord>>
	readonly list: () => Promise<Roster>
	/**
	 * Stores a record under the revision of the roster that was read and under its own (one less than it carries). Returns
	 * false where somebody else wrote meanwhile.
	 */
	readonly put: (record: AgentRecord, rosterRevision: number) => Promise<boolean>
	/** Stores what an agent says of themself, under the record's own revision. Returns false on a conflict. */
	readonly putOwn: (record: AgentRecord) => Promise<boolean>
	/**
	 * Stores a record with its initials, which nobody ever had and nobody else gets again. Returns `taken` where somebody
	 * had them, `conflict` where the record changed meanwhile.
	 */
	readonly putInitials: (
		record: AgentRecord & { readonly initials: string },
	) => Promise<'stored' | 'taken' | 'conflict'>
}

/** Until when a record is kept; undefined while its agent works here. */
export const recordKeptUntil = ({ retiredAt }: Pick<AgentRecord, 'retiredAt'>): Instant | undefined =>
	retiredAt === undefined ? undefined : addMilliseconds(retiredAt, RECORD_KEPT_FOR)

/** Tells whether an agent may own cases and count as a second person. */
export const isWorking = ({ role, retiredAt }: Pick<AgentRecord, 'role' | 'retiredAt'>): boolean =>
	retiredAt === undefined && WORKING_ROLES.includes(role)

/** Returns an agent's duty at `now`: a shift that is over is off, a break that is over is on. */
export const dutyAt = ({ duty }: Pick<AgentRecord, 'duty'>, now: Instant): Duty => {
	if (duty.until === undefined || duty.until > now || duty.state === 'off') return duty
	return { state: duty.state === 'on' ? 'off' : 'on' }
}

/**
 * Tells whether somebody is off, away, retired, or gone from the roster: others may then take their cases over. Only the
 * agent and a retirement can make it so, since it gives others a right.
 */
export const isAbsent = (record: AgentRecord | undefined, now: Instant): boolean =>
	record === undefined || record.retiredAt !== undefined || dutyAt(record, now).state !== 'on'

/** A break of up to this long leaves cases with their owner. */
const SHORT_BREAK = 15 * MINUTE

/** Why somebody is not here, and since when. */
export type Absence = { readonly why: 'off' | 'away' | 'retired'; readonly since: Instant }

/** Longer ago than any case: who is gone from the roster was retired long before. */
const LONG_AGO: Instant = '2000-01-01T00:00:00.000Z'

/** Returns since when nobody need wait for an agent at `now`, which a short break is no reason for; undefined while they are here. */
export const absenceOf = (record: AgentRecord | undefined, now: Instant): Absence | undefined => {
	if (record === undefined) return { why: 'retired', since: LONG_AGO }
	const { retiredAt, duty, dutySince } = record
	if (retiredAt !== undefined) return { why: 'retired', since: retiredAt }
	const { state } = dutyAt(record, now)
	if (state === 'on') return undefined
	if (state === 'off') return { why: 'off', since: duty.state === 'on' ? (duty.until ?? dutySince) : dutySince }
	const since = addMilliseconds(dutySince, SHORT_BREAK)
	return since > now ? undefined : { why: 'away', since }
}

/** The roles that a group of tokens permits: itself and those that may do less of the same work. */
const PERMITTED: Readonly<Record<Role, readonly Role[]>> = {
	lead: ['lead', 'agent', 'trainee'],
	agent: ['agent', 'trainee'],
	trainee: ['trainee'],
	auditor: ['auditor'],
	callcentre: ['callcentre'],
}

/**
 * Returns the role in which an agent acts: the record's, or where the token's groups permit less, the highest below it.
 * Undefined where they permit none.
 */
export const actingRole = (recorded: Role, groups: readonly Role[]): Role | undefined =>
	PERMITTED[recorded].find((role) => groups.some((group) => PERMITTED[group].includes(role)))
