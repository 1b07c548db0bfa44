import type { Role } from '#shared/cases/actor.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { type Clock, type Instant, type RealClock, SECOND } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { type AgentRecord, type Duty, dutyAt, type Roster, type RosterStore } from './roster.ts'

/** How the roster changes: leads write it, everybody their own duty, and nobody their own rights. */

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
	/** Everybody their own sign-ins, of who lost a device. */
	| { readonly kind: 'signOutEverywhere'; readonly sub: string }
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

/** Tokens name the second of their issue: this one's are ended with those of before. */
const endOfSecond = (now: Instant): Instant =>
	new Date((Math.floor(Date.parse(now) / SECOND) + 1) * SECOND).toISOString()

/** Ends what was signed in so far, of their own rights and of nobody else's. */
const signedOut = (known: AgentRecord, { issuedBy }: Context): RosterDecision =>
	known.retiredAt === undefined
		? written({
				...known,
				revokedBefore: later(known.revokedBefore, endOfSecond(issuedBy)),
				revision: known.revision + 1,
			})
		: refused('agentRetired')

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
	if (command.kind === 'signOutEverywhere')
		return known === undefined ? refused('noSuchAgent') : signedOut(known, context)
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
