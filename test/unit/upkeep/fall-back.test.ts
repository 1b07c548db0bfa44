import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, type Instant } from '#shared/kernel/clock.ts'
import { sweep, sweepAndTend } from '#shared/upkeep/sweep.ts'
import { type OutboxPlace, it as outbox } from '#test/fixtures/outbox-place.ts'
import { ANNA, assign, BEN, CEM, claim, keyOf, minute, requestData } from '#test/support/case-factories.ts'

/** Sunday, 23:00 in Kiel; service begins again at 7:00, which is 6:00 in UTC. */
const NIGHT: Instant = '2026-11-22T22:00:00.000Z'
const morning = (minutes: number): Instant => `2026-11-23T06:${String(minutes).padStart(2, '0')}:00.000Z`

const it = outbox.extend('caseId', async ({ place }) => {
	const caseId = await place.open()
	await place.tell(caseId, assign(ANNA, BEN))
	return caseId
})

const sweepAt = async (place: OutboxPlace, now: Instant) => {
	place.setTime(now)
	await sweep(place.dependencies)
}
const goes = (place: OutboxPlace, sub: string, state: 'off' | 'away' | 'on', dutySince: Instant) =>
	place.roster.seed(sub, { duty: { state }, dutySince })
const holder = async (place: OutboxPlace, caseId: CaseId) => {
	const { owner, team, contactPerson } = await place.state(caseId)
	return { owner, team, contactPerson }
}
const ANNAS = { owner: ANNA, team: undefined, contactPerson: undefined }
const WITH_BEN = { owner: BEN, team: undefined, contactPerson: ANNA }
const WITH_NORD = { owner: undefined, team: 'nord', contactPerson: ANNA }

describe('a case of our turn whose owner is not here', () => {
	it('stays with who is here', async ({ place, caseId }) => {
		await sweepAt(place, minute(600))
		expect(await holder(place, caseId)).toEqual(ANNAS)
	})
	it('goes to the deputy after fifteen minutes of service', async ({ place, caseId }) => {
		goes(place, 'anna', 'off', minute(5))
		await sweepAt(place, minute(19))
		expect(await holder(place, caseId)).toEqual(ANNAS)
		await sweepAt(place, minute(20))
		expect(await holder(place, caseId)).toEqual(WITH_BEN)
		await sweepAt(place, minute(21))
		expect(await place.factsOf(caseId)).toHaveLength(4)
	})
	it('goes at 23:00 not before 7:15', async ({ place, caseId }) => {
		goes(place, 'anna', 'off', NIGHT)
		await sweepAt(place, morning(14))
		expect(await holder(place, caseId)).toEqual(ANNAS)
		await sweepAt(place, morning(15))
		expect(await holder(place, caseId)).toEqual(WITH_BEN)
	})
	it('counts by the hours of the team of its owner', async ({ place, caseId }) => {
		place.roster.seed('anna', { team: 'sued' })
		const calendars = () => ({
			default: place.calendars().default,
			teams: { sued: { land: 'BY' as const, hours: { mon: ['08:00', '09:00'] as ['08:00', '09:00'] }, closed: [] } },
		})
		goes(place, 'anna', 'off', minute(5))
		place.setTime(morning(59))
		await sweep({ ...place.dependencies, calendars })
		expect(await holder(place, caseId)).toEqual(ANNAS)
		place.setTime('2026-11-23T07:15:00.000Z')
		await sweep({ ...place.dependencies, calendars })
		expect(await holder(place, caseId)).toEqual(WITH_BEN)
	})
	it('goes to the team where the deputy is not here either, or there is none', async ({ place, caseId }) => {
		goes(place, 'anna', 'off', minute(5))
		goes(place, 'ben', 'away', minute(19))
		const other = await place.open()
		await place.tell(other, assign(ANNA))
		await sweepAt(place, minute(20))
		expect(await holder(place, caseId)).toEqual(WITH_NORD)
		expect(await holder(place, other)).toEqual(WITH_NORD)
	})
	it('waits through a short break, and no longer', async ({ place, caseId }) => {
		goes(place, 'anna', 'away', minute(5))
		await sweepAt(place, minute(34))
		expect(await holder(place, caseId)).toEqual(ANNAS)
		await sweepAt(place, minute(35))
		expect(await holder(place, caseId)).toEqual(WITH_BEN)
	})
	it('goes when its owner has left', async ({ place, caseId }) => {
		place.roster.seed('anna', { retiredAt: minute(5) })
		await sweepAt(place, minute(20))
		expect(await holder(place, caseId)).toEqual(WITH_BEN)
	})
	it('counts from when the customer wrote, and stays theirs on the turn of others', async ({ place }) => {
		const caseId = await place.open()
		await place.tell(caseId, requestData())
		goes(place, 'anna', 'off', minute(5))
		await sweepAt(place, minute(300))
		expect(await holder(place, caseId)).toEqual(ANNAS)
		await place.tell(caseId, { kind: 'recordDisowning', request: keyOf('req', 1) })
		await sweepAt(place, minute(314))
		expect(await holder(place, caseId)).toEqual(ANNAS)
		await sweepAt(place, minute(315))
		expect(await holder(place, caseId)).toEqual(WITH_NORD)
	})
	it('can be claimed from the team', async ({ place, caseId }) => {
		goes(place, 'anna', 'off', minute(5))
		goes(place, 'ben', 'off', minute(5))
		await sweepAt(place, minute(20))
		await place.tell(caseId, claim(CEM))
		expect(await holder(place, caseId)).toEqual({ owner: CEM, team: 'nord', contactPerson: ANNA })
	})
})

describe('a case of an owner who is gone from the roster', () => {
	it('is found by the scan of all cases', async ({ place }) => {
		const caseId = await place.open()
		await place.tell(caseId, assign(keyOf('agent', 77)))
		place.setTime(minute(14))
		await sweepAndTend(place.dependencies)
		expect(await place.state(caseId)).toMatchObject({ owner: keyOf('agent', 77) })
		place.setTime(minute(15))
		await sweepAndTend(place.dependencies)
		expect(await holder(place, caseId)).toEqual({
			owner: undefined,
			team: undefined,
			contactPerson: keyOf('agent', 77),
		})
	})
})

describe('the sweep of owners who are not here', () => {
	it('goes on after a case that cannot be read', async ({ place, caseId }) => {
		const other = await place.open()
		await place.tell(other, assign(ANNA))
		goes(place, 'anna', 'off', minute(5))
		place.makeUnreadable(caseId)
		place.setTime(minute(20))
		expect(await sweep(place.dependencies)).toMatchObject({ unreadable: [caseId] })
		expect(await holder(place, other)).toEqual(WITH_NORD)
	})
	it('finds nobody for a roster whose records went with time', async ({ place, caseId }) => {
		place.roster.seed('anna', { retiredAt: minute(0) })
		await sweepAt(place, new Date(Date.parse(minute(0)) + 91 * DAY).toISOString())
		expect(await holder(place, caseId)).toEqual(ANNAS)
	})
})
