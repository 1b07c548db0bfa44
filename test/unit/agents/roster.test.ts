import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideRoster, type RosterCommand } from '#shared/agents/change-roster.ts'
import { INITIALS, initialsToTry } from '#shared/agents/initials.ts'
import {
	type AgentRecord,
	absenceOf,
	actingRole,
	dutyAt,
	isAbsent,
	isWorking,
	type Roster,
} from '#shared/agents/roster.ts'
import { type Role, roleSchema } from '#shared/cases/actor.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { keyOf } from '#test/support/case-factories.ts'

const NOW = '2026-11-22T12:00:00.000Z'
const EARLIER = '2026-11-22T11:00:00.000Z'
const LATER = '2026-11-22T13:00:00.000Z'

const agent = (sub: string, change: Partial<AgentRecord> = {}): AgentRecord => ({
	sub,
	key: keyOf('agent', sub.length),
	name: sub,
	role: 'agent',
	languages: ['de'],
	duty: { state: 'on' },
	dutySince: EARLIER,
	revision: 3,
	...change,
})
const lea = agent('lea', { role: 'lead' })
const anna = agent('anna', { team: 'nord', initials: 'an' })
const gone = agent('gone', { initials: 'go', retiredAt: EARLIER, revokedBefore: EARLIER })
const rosterOf = (...records: readonly AgentRecord[]): Roster => ({ records, revision: 7 })
const FULL = rosterOf(lea, anna, gone)
const NEW_KEY = keyOf('agent', 99)

const decided = (command: RosterCommand, roster = FULL) =>
	decideRoster(roster, command, { now: NOW, issuedBy: EARLIER, newKey: () => NEW_KEY })
const DETAILS = { name: 'Tim', role: 'trainee', team: 'nord', languages: ['de'] } satisfies Partial<AgentRecord>
const changing = (sub: string, details: Extract<RosterCommand, { kind: 'change' }>['details'], by = 'lea') =>
	decided({ kind: 'change', by, sub, details })

describe('the roster', () => {
	it('takes somebody new, on duty, under a new key', () => {
		expect(decided({ kind: 'enrol', by: 'lea', sub: 'tim', details: DETAILS })).toEqual({
			outcome: 'write',
			record: { ...DETAILS, sub: 'tim', key: NEW_KEY, duty: { state: 'on' }, dutySince: NOW, revision: 1 },
		})
	})
	it('takes back who left under the old key and initials, and old tokens stay out', () => {
		expect(decided({ kind: 'enrol', by: 'lea', sub: 'gone', details: DETAILS })).toEqual({
			outcome: 'write',
			record: {
				...DETAILS,
				sub: 'gone',
				key: gone.key,
				initials: 'go',
				revokedBefore: EARLIER,
				duty: { state: 'on' },
				dutySince: NOW,
				revision: 4,
			},
		})
	})
	it('refuses what its kinds refuse', () => {
		const refusals: readonly [RosterCommand, string][] = [
			[{ kind: 'enrol', by: 'lea', sub: 'anna', details: DETAILS }, 'agentKnown'],
			[{ kind: 'enrol', by: 'anna', sub: 'tim', details: DETAILS }, 'noLead'],
			[{ kind: 'enrol', by: 'nobody', sub: 'tim', details: DETAILS }, 'noLead'],
			[{ kind: 'change', by: 'lea', sub: 'nobody', details: {} }, 'noSuchAgent'],
			[{ kind: 'change', by: 'anna', sub: 'anna', details: { role: 'lead' } }, 'noLead'],
			[{ kind: 'change', by: 'lea', sub: 'lea', details: { role: 'agent' } }, 'ownRecord'],
			[{ kind: 'change', by: 'lea', sub: 'lea', details: { team: 'sued' } }, 'ownRecord'],
			[{ kind: 'change', by: 'lea', sub: 'gone', details: { role: 'lead' } }, 'agentRetired'],
			[{ kind: 'change', by: 'lea', sub: 'anna', details: {}, revision: 2 }, 'staleRevision'],
			[{ kind: 'retire', by: 'lea', sub: 'lea' }, 'ownRecord'],
			[{ kind: 'retire', by: 'anna', sub: 'lea' }, 'noLead'],
			[{ kind: 'retire', by: 'lea', sub: 'nobody' }, 'noSuchAgent'],
			[{ kind: 'retireByOperator', sub: 'nobody' }, 'noSuchAgent'],
			[{ kind: 'enrolFirstLead', sub: 'anna' }, 'leadsWork'],
		]
		for (const [command, refusal] of refusals)
			expect([command, decided(command)]).toEqual([command, { outcome: 'refused', refusal }])
	})
	it('changes what it is told and keeps the rest', () => {
		expect(changing('anna', { role: 'lead', team: null })).toEqual({
			outcome: 'write',
			record: { ...anna, role: 'lead', team: undefined, revision: 4 },
		})
		expect(changing('lea', { name: 'Lea L.', languages: ['en'] })).toMatchObject({
			outcome: 'write',
			record: { name: 'Lea L.' },
		})
	})
	it('moves the moment of revocation on, never back', () => {
		const known = rosterOf(lea, { ...anna, revokedBefore: NOW })
		const at = (revokedBefore: string) =>
			decided({ kind: 'change', by: 'lea', sub: 'anna', details: { revokedBefore } }, known)
		expect(at(EARLIER)).toMatchObject({ record: { revokedBefore: NOW } })
		expect(at(LATER)).toMatchObject({ record: { revokedBefore: LATER } })
	})
	it('lets a lead end their own sign-ins, and nothing else of theirs', () => {
		expect(changing('lea', { revokedBefore: NOW })).toMatchObject({ outcome: 'write', record: { revokedBefore: NOW } })
	})
	it('lets everybody end all of their own sign-ins, those of the same second too, and nobody one who left', () => {
		const out = decided({ kind: 'signOutEverywhere', sub: 'anna' })
		expect(out).toMatchObject({ outcome: 'write', record: { sub: 'anna', role: anna.role, duty: anna.duty } })
		const until = out.outcome === 'write' ? Date.parse(out.record.revokedBefore ?? '') : 0
		expect(until - Date.parse(EARLIER)).toBeGreaterThan(0)
		expect(until - Date.parse(EARLIER)).toBeLessThanOrEqual(1_000)
		expect(decided({ kind: 'signOutEverywhere', sub: 'gone' })).toEqual({ outcome: 'refused', refusal: 'agentRetired' })
	})
	it('retires once, and the tokens of before with it, also for a return', () => {
		expect(decided({ kind: 'retire', by: 'lea', sub: 'anna' })).toMatchObject({
			outcome: 'write',
			record: { retiredAt: NOW, revokedBefore: EARLIER },
		})
		expect(decided({ kind: 'retire', by: 'lea', sub: 'gone' })).toEqual({ outcome: 'keep', record: gone })
	})
	it('lets in a first lead only where none works, and never one who left', () => {
		const former = { ...lea, retiredAt: EARLIER }
		const leaderless = rosterOf(former, anna)
		expect(decided({ kind: 'enrolFirstLead', sub: 'ute' }, rosterOf())).toMatchObject({
			outcome: 'write',
			record: { sub: 'ute', role: 'lead', revision: 1 },
		})
		expect(decided({ kind: 'enrolFirstLead', sub: 'anna' }, leaderless)).toMatchObject({
			outcome: 'write',
			record: { ...anna, role: 'lead', dutySince: NOW, revision: 4 },
		})
		expect(decided({ kind: 'enrolFirstLead', sub: 'lea' }, leaderless)).toEqual({
			outcome: 'refused',
			refusal: 'agentRetired',
		})
	})

	const SUBS = ['lea', 'otto', 'anna', 'ada', 'tim'] as const
	const sub = fc.constantFrom(...SUBS)
	const role = fc.constantFrom(...roleSchema.options)
	const command: fc.Arbitrary<RosterCommand> = fc.oneof(
		fc.record({
			kind: fc.constant('enrol' as const),
			by: sub,
			sub,
			details: fc.record({
				name: fc.constant('x'),
				role,
				team: fc.constant('nord'),
				languages: fc.constant<string[]>([]),
			}),
		}),
		fc.record({ kind: fc.constant('change' as const), by: sub, sub, details: fc.record({ role }) }),
		fc.record({ kind: fc.constant('retire' as const), by: sub, sub }),
		fc.record({ kind: fc.constant('enrolFirstLead' as const), sub }),
	)
	const played = (roster: Roster, command: RosterCommand): Roster => {
		const decision = decided(command, roster)
		if (decision.outcome !== 'write') return roster
		const others = roster.records.filter((one) => one.sub !== decision.record.sub)
		return { records: [...others, decision.record], revision: roster.revision + 1 }
	}
	const leadsOf = ({ records }: Roster) => records.filter((one) => one.role === 'lead' && one.retiredAt === undefined)

	it('retires the last lead by the hand of an operator, and then takes a first one again', () => {
		const retired = decided({ kind: 'retireByOperator', sub: 'lea' })
		expect(retired).toMatchObject({ outcome: 'write', record: { sub: 'lea', retiredAt: NOW } })
		const after = played(FULL, { kind: 'retireByOperator', sub: 'lea' })
		expect(decided({ kind: 'enrolFirstLead', sub: 'lea-2' }, after)).toMatchObject({ outcome: 'write' })
	})
	it('always keeps a lead, whatever leads do to each other', () => {
		const start = rosterOf(agent('lea', { role: 'lead' }), agent('otto', { role: 'lead' }), agent('anna'))
		fc.assert(
			fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
				expect(leadsOf(commands.reduce(played, start)).length).toBeGreaterThan(0)
			}),
		)
	})
	it('gives nobody a right by their own acts', () => {
		const start = rosterOf(
			agent('lea', { role: 'lead' }),
			agent('otto', { role: 'lead' }),
			agent('anna'),
			agent('ada', { role: 'auditor' }),
		)
		fc.assert(
			fc.property(sub, fc.array(command, { maxLength: 40 }), (self, commands) => {
				const own = commands.map((one) =>
					one.kind === 'enrolFirstLead' ? { ...one, sub: self } : { ...one, by: self, sub: self },
				)
				const before = start.records.find((one) => one.sub === self)
				const after = own.reduce(played, start).records.find((one) => one.sub === self)
				expect([after?.role, after?.team, after?.retiredAt]).toEqual([before?.role, before?.team, before?.retiredAt])
			}),
		)
	})
})

describe('the role that an agent acts in', () => {
	const TABLE: Readonly<Record<Role, Readonly<Record<Role, Role | undefined>>>> = {
		lead: { lead: 'lead', agent: 'agent', trainee: 'trainee', auditor: undefined, callcentre: undefined },
		agent: { lead: 'agent', agent: 'agent', trainee: 'trainee', auditor: undefined, callcentre: undefined },
		trainee: { lead: 'trainee', agent: 'trainee', trainee: 'trainee', auditor: undefined, callcentre: undefined },
		auditor: { lead: undefined, agent: undefined, trainee: undefined, auditor: 'auditor', callcentre: undefined },
		callcentre: { lead: undefined, agent: undefined, trainee: undefined, auditor: undefined, callcentre: 'callcentre' },
	}
	it.each(roleSchema.options)('%s is bounded by the group of the token', (recorded) => {
		for (const group of roleSchema.options)
			expect([group, actingRole(recorded, [group])]).toEqual([group, TABLE[recorded][group]])
		expect(actingRole(recorded, [])).toBeUndefined()
	})
	it('takes the widest of several groups, up to the record', () => {
		expect(actingRole('lead', ['trainee', 'lead'])).toBe('lead')
		expect(actingRole('agent', ['auditor', 'lead'])).toBe('agent')
	})
})

describe('duty', () => {
	it('ends by itself: a shift in off, a break in on', () => {
		const at = (duty: AgentRecord['duty']) => dutyAt({ duty }, NOW)
		expect(at({ state: 'on', until: EARLIER })).toEqual({ state: 'off' })
		expect(at({ state: 'on', until: LATER })).toEqual({ state: 'on', until: LATER })
		expect(at({ state: 'away', until: NOW })).toEqual({ state: 'on' })
		expect(at({ state: 'away', until: LATER })).toEqual({ state: 'away', until: LATER })
		expect(at({ state: 'off', until: EARLIER })).toEqual({ state: 'off', until: EARLIER })
	})
	it('makes absent who is off, away, retired or gone', () => {
		expect(isAbsent(anna, NOW)).toBe(false)
		expect(isAbsent({ ...anna, duty: { state: 'off' } }, NOW)).toBe(true)
		expect(isAbsent({ ...anna, duty: { state: 'away', until: LATER } }, NOW)).toBe(true)
		expect(isAbsent(gone, NOW)).toBe(true)
		expect(isAbsent(undefined, NOW)).toBe(true)
	})
	it('tells since when nobody need wait: a break is no reason for a quarter of an hour', () => {
		const since = (minutes: number) => addMilliseconds(NOW, -minutes * MINUTE)
		const at = (change: Partial<AgentRecord>) => absenceOf({ ...anna, dutySince: since(60), ...change }, NOW)
		expect(at({})).toBeUndefined()
		expect(at({ duty: { state: 'off', until: LATER } })).toEqual({ why: 'off', since: since(60) })
		expect(at({ duty: { state: 'on', until: since(5) } })).toEqual({ why: 'off', since: since(5) })
		expect(at({ duty: { state: 'away' }, dutySince: since(14) })).toBeUndefined()
		expect(at({ duty: { state: 'away' }, dutySince: since(20) })).toEqual({ why: 'away', since: since(5) })
		expect(at({ duty: { state: 'away', until: since(1) } })).toBeUndefined()
		expect(at({ retiredAt: since(9) })).toEqual({ why: 'retired', since: since(9) })
		expect(absenceOf(undefined, NOW)).toMatchObject({ why: 'retired' })
	})
	it('leaves only agents and leads who are here to work cases', () => {
		const working = roleSchema.options.filter((role) => isWorking({ role }))
		expect(working).toEqual(['agent', 'lead'])
		expect(isWorking(gone)).toBe(false)
	})
})

describe('initials', () => {
	it('are tried the likeliest first, and only such as can stand under an answer', () => {
		expect(initialsToTry('anna.berg').slice(0, 3)).toEqual(['an', 'aa', 'ab'])
		for (const one of ['Ünal', '4711', '', 'lea']) expect(initialsToTry(one)[0]).toMatch(INITIALS)
		expect(initialsToTry('anna').length).toBeGreaterThan(10_000)
	})
})
