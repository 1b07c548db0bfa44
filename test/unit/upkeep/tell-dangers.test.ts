import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { hasOpenDanger } from '#shared/cases/signals/state.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { sweepAndTend } from '#shared/upkeep/sweep.ts'
import { tellDangers } from '#shared/upkeep/tell-dangers.ts'
import { createOutboxPlace, it, type OutboxPlace } from '#test/fixtures/outbox-place.ts'
import { ANNA, endDanger, keyOf, minute, raiseDanger } from '#test/support/case-factories.ts'

const take = { kind: 'takeDanger', by: ANNA, danger: 'selfHarm' } as const
const numberOf = async (place: OutboxPlace, caseId: CaseId) => (await place.state(caseId)).number
const run = (place: OutboxPlace) => tellDangers(place.dependencies)

describe('a danger that nobody takes', () => {
	it('is told to who is on call after two minutes, by its kind and number alone', async ({ place }) => {
		const caseId = await place.open({ text: 'Ich will nicht mehr leben' })
		place.setTime(minute(1.9))
		await run(place)
		expect(place.alerts).toEqual([])
		place.setTime(minute(2))
		await run(place)
		expect(place.alerts).toEqual([{ number: await numberOf(place, caseId), dangers: ['selfHarm'] }])
	})
	it('is told again every five minutes until somebody takes it', async ({ place }) => {
		const caseId = await place.open({ text: 'Ich will nicht mehr leben' })
		for (const at of [2, 3, 6.9, 7, 8, 12]) {
			place.setTime(minute(at))
			await run(place)
		}
		expect(place.alerts).toHaveLength(3)
		await place.tell(caseId, take)
		place.setTime(minute(60))
		await run(place)
		expect(place.alerts).toHaveLength(3)
	})
	it('is told again where telling failed, and keeps no other from being told', async ({ place }) => {
		await place.open({ text: 'Ich will nicht mehr leben' })
		await place.open({ key: keyOf('msg', 2), text: 'Hilfe, es brennt im Haus' })
		place.down.add('onCall')
		place.setTime(minute(3))
		await expect(run(place)).rejects.toThrow('dangersUntold')
		place.down.delete('onCall')
		await run(place)
		expect(place.alerts.flatMap(({ dangers }) => dangers).toSorted()).toEqual(['lifeThreat', 'selfHarm'])
	})
	it('is told by the sweep, whatever else of it fails', async ({ place }) => {
		await place.open({ text: 'Ich will nicht mehr leben' })
		place.down.add('commands')
		place.setTime(minute(3))
		await expect(sweepAndTend(place.dependencies)).rejects.toThrow('commands is down')
		expect(place.alerts).toHaveLength(1)
	})
	it('fails the sweep where nobody could be told', async ({ place }) => {
		await place.open({ text: 'Ich will nicht mehr leben' })
		place.down.add('onCall')
		place.setTime(minute(3))
		await expect(sweepAndTend(place.dependencies)).rejects.toThrow('dangersUntold')
	})
	it('is told however many there are', async ({ place }) => {
		for (let number = 1; number <= 120; number += 1)
			await place.open({ key: keyOf('msg', number), text: 'Ich will nicht mehr leben' })
		place.setTime(minute(3))
		await run(place)
		expect(place.alerts).toHaveLength(120)
	})
})

type Act = {
	readonly act: 'open' | 'write' | 'raise' | 'take' | 'end'
	readonly which: number
	readonly minutes: number
}

const act: fc.Arbitrary<Act> = fc.record({
	act: fc.constantFrom('open' as const, 'write' as const, 'raise' as const, 'take' as const, 'end' as const),
	which: fc.nat(2),
	minutes: fc.integer({ min: 0, max: 9 }),
})

describe('whatever customers and agents do', () => {
	it('leaves no danger untold: it is new, somebody took it, or who is on call was told within the last minutes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
				const place = createOutboxPlace()
				const cases: CaseId[] = []
				let now = minute(0)
				let messages = 0
				const text = (isDanger: boolean) => (isDanger ? 'Ich will nicht mehr leben' : 'Wann geht das Netz wieder?')
				for (const { act: what, which, minutes } of acts) {
					// The sweep runs every minute.
					for (let passed = 0; passed < minutes; passed += 1) {
						now = addMilliseconds(now, MINUTE)
						place.setTime(now)
						await run(place)
					}
					messages += 1
					const key = keyOf('msg', messages)
					const caseId = cases[which]
					if (what === 'open' || caseId === undefined)
						cases.push(await place.open({ key, sentAt: now, text: text(which > 0) }))
					else if (what === 'raise') await place.tell(caseId, raiseDanger({ by: ANNA, message: undefined }))
					else if (hasOpenDanger(await place.state(caseId)) && what === 'take') await place.tell(caseId, take)
					else if (hasOpenDanger(await place.state(caseId)) && what === 'end') await place.tell(caseId, endDanger())
					await run(place)
					for (const id of cases) {
						const { dangers, number } = await place.state(id)
						for (const { takenBy, since, toldAt } of dangers) {
							const heardAt = toldAt ?? since
							const isDue = addMilliseconds(heardAt, (toldAt === undefined ? 2 : 5) * MINUTE) <= now
							expect([takenBy !== undefined || !isDue]).toEqual([true])
							if (toldAt !== undefined) expect(place.alerts.some((one) => one.number === number)).toBe(true)
						}
					}
				}
			}),
			{ numRuns: 60 },
		)
	}, 30_000)
})
