import * as z from 'zod'
import { type Role, roleSchema, teamSchema, WORKING_ROLES } from '#shared/cases/actor.ts'
import { type AgentKey, agentKeySchema, instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, DAY, type Instant, MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
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

/** What a lead says of an agent. */
export type AgentDetails = Pick<AgentRecord, 'name' | 'role' | 'team' | 'languages'>

/** What a lead changes of an agent. */
export type AgentChange = {
	readonly name?: string | undefined
	readonly role?: Role | undefined
	readonly team?: string | null | undefined
	readonly languages?: string[] | undefined
	readonly revokedBefore?: Instant | undefined
}

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

/** Changes of the roster. `by` is the lead who acts. */
export type RosterCommand =
	| { readonly kind: 'enrol'; readonly by: string; readonly sub: string; readonly details: AgentDetails }
	| {
			readonly kind: 'change'
			readonly by: string
			readonly sub: string
			/** What is left out stays; `null` takes the team away. */
			readonly details: AgentChange
			/** The revision that the lead saw; undefined where it does not matter to them. */
			readonly revision?: number | undefined
	  }
	| { readonly kind: 'retire'; readonly by: string; readonly sub: string }
	/** By who runs the stage, where no lead can: the last one lost their sign-in. */
	| { readonly kind: 'retireByOperator'; readonly sub: string }
	/** The bearer of a token of the group `lead`, while no lead works here. */
	| { readonly kind: 'enrolFirstLead'; readonly sub: string }

export type RosterRefusal =
	| 'agentKnown'
	| 'noSuchAgent'
	| 'noLead'
	| 'leadsWork'
	| 'ownRecord'
	| 'staleRevision'
	| 'agentRetired'

export type RosterDecision =
	| { readonly outcome: 'write'; readonly record: AgentRecord }
	| { readonly outcome: 'keep'; readonly record: AgentRecord }
	| { readonly outcome: 'refused'; readonly refusal: RosterRefusal }

type Context = {
	readonly now: Instant
	/** By the wall clock, which tokens know. */
	readonly issuedBy: Instant
	readonly newKey: () => AgentKey
}

const refused = (refusal: RosterRefusal): RosterDecision => ({ outcome: 'refused', refusal })

const written = (record: AgentRecord): RosterDecision => ({ outcome: 'write', record })

const isWorkingLead = (record: AgentRecord | undefined): boolean =>
	record !== undefined && record.role === 'lead' && record.retiredAt === undefined

/** Writes a person anew. Who was here before keeps key and initials while they are known: it is the same person. */
const enrolled = (
	known: AgentRecord | undefined,
	sub: string,
	details: AgentDetails,
	{ newKey, now }: Context,
): AgentRecord => ({
	...details,
	sub,
	key: known?.key ?? newKey(),
	initials: known?.initials,
	revokedBefore: known?.revokedBefore,
	duty: { state: 'on' },
	dutySince: now,
	revision: (known?.revision ?? 0) + 1,
})

/** Returns the later of two moments: one that was set stands, an older one would let refused tokens in again. */
const later = (one: Instant | undefined, other: Instant | undefined): Instant | undefined =>
	one === undefined || (other !== undefined && other > one) ? other : one

const changed = (
	before: AgentRecord,
	{ by, details, revision }: Extract<RosterCommand, { kind: 'change' }>,
): RosterDecision => {
	if (before.retiredAt !== undefined) return refused('agentRetired')
	if (revision !== undefined && revision !== before.revision) return refused('staleRevision')
	const after: AgentRecord = {
		...before,
		name: details.name ?? before.name,
		role: details.role ?? before.role,
		team: details.team === undefined ? before.team : (details.team ?? undefined),
		languages: details.languages ?? before.languages,
		revokedBefore: later(before.revokedBefore, details.revokedBefore),
		revision: before.revision + 1,
	}
	// Their own sign-ins everybody may end, who lost a device.
	const isSameRight = after.role === before.role && after.team === before.team
	return before.sub === by && !isSameRight ? refused('ownRecord') : written(after)
}

/** Ends all rights, and for good those of the tokens of before: who comes back signs in anew. */
const retired = (known: AgentRecord, { now, issuedBy }: Context): RosterDecision =>
	known.retiredAt === undefined
		? written({
				...known,
				retiredAt: now,
				revokedBefore: later(known.revokedBefore, issuedBy),
				revision: known.revision + 1,
			})
		: { outcome: 'keep', record: known }

/**
 * Decides a change of the roster, pure. A lead acts by the roster as it stands, whatever their token says, and never on
 * their own rights; so somebody else is always there who could take a right away, and the last lead stays.
 */
export const decideRoster = ({ records }: Roster, command: RosterCommand, context: Context): RosterDecision => {
	const known = records.find(({ sub }) => sub === command.sub)
	if (command.kind === 'enrolFirstLead') {
		if (records.some(isWorkingLead)) return refused('leadsWork')
		if (known?.retiredAt !== undefined) return refused('agentRetired')
		const details = {
			name: known?.name ?? command.sub,
			role: 'lead',
			team: known?.team,
			languages: known?.languages ?? [],
		} as const
		return written(enrolled(known, command.sub, { ...details, languages: [...details.languages] }, context))
	}
	if (command.kind === 'retireByOperator') return known === undefined ? refused('noSuchAgent') : retired(known, context)
	if (!isWorkingLead(records.find(({ sub }) => sub === command.by))) return refused('noLead')
	if (command.kind === 'enrol')
		return known !== undefined && known.retiredAt === undefined
			? refused('agentKnown')
			: written(enrolled(known, command.sub, command.details, context))
	if (known === undefined) return refused('noSuchAgent')
	if (command.kind === 'change') return changed(known, command)
	if (known.sub === command.by) return refused('ownRecord')
	return retired(known, context)
}

export type RosterDependencies = {
	readonly roster: RosterStore
	readonly clock: Clock
	readonly realClock: RealClock
	readonly random: Random
}

/** Changes the roster by a command. Returns the record as it stands after it, or why it was refused. */
export const changeRoster = (
	{ roster, clock, realClock, random }: RosterDependencies,
	command: RosterCommand,
): Promise<Exclude<RosterDecision, { outcome: 'write' }>> =>
	retryOnConflict('rosterContended', async () => {
		const current = await roster.list()
		const issuedBy = new Date(realClock.epochMilliseconds()).toISOString()
		const context = { now: clock.now(), issuedBy, newKey: () => newId('agent', random) }
		const decision = decideRoster(current, command, context)
		if (decision.outcome !== 'write') return decision
		const isStored = await roster.put(decision.record, current.revision)
		return isStored ? { outcome: 'keep', record: decision.record } : undefined
	})

/** Says whether the agent is on duty. Returns their record after it; undefined for one who is not on the roster. */
export const setDuty = (
	{ roster, clock }: Pick<RosterDependencies, 'roster' | 'clock'>,
	sub: string,
	duty: Duty,
): Promise<AgentRecord | 'gone'> =>
	retryOnConflict('rosterContended', async () => {
		const record = await roster.find(sub)
		if (record === undefined || record.retiredAt !== undefined) return 'gone'
		const now = clock.now()
		const isAnother = dutyAt(record, now).state !== duty.state
		const dutySince = isAnother ? now : record.dutySince
		const next = { ...record, duty, dutySince, revision: record.revision + 1 }
		return (await roster.putOwn(next)) ? next : undefined
	})
