import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import { createDynamoPulseStore } from '#shared/aws/pulse-store.ts'
import type { PulseKey, PulseStore } from '#shared/desk/queue/pulses.ts'
import { MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryPulses } from '#test/memory/pulse-store.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { anId } from '#test/support/request-factories.ts'

const START = '2026-12-01T09:00:00.000Z'
const it = onTemplateTables('Pulses')

describe.each<[string, (tables: LocalTables, realClock: RealClock) => PulseStore]>([
	['in memory', (_, realClock) => createMemoryPulses({ realClock })],
	[
		'in DynamoDB',
		({ client }, realClock) =>
			createDynamoPulseStore(client, 'Pulses', { clock: movingClock(START), realClock, random: systemRandom }),
	],
])('pulses %s', (_, create) => {
	const clock = { epochMilliseconds: () => 1_000 }

	it('are another text after each beat, and those of other lists and keys are not', async ({ tables }) => {
		const pulses = create(tables, clock)
		const [anna, ben, team] = [anId('agent'), anId('agent'), `team#${anId('note')}` as const]
		const beatsOf = async (key: PulseKey) => (await pulses.read([anna, ben, team])).get(key)?.beats
		expect(await pulses.read([anna, ben, team])).toEqual(new Map())
		await pulses.beat([
			{ of: anna, list: 'holder' },
			{ of: anna, list: 'asked' },
			{ of: team, list: 'free' },
		])
		const first = await beatsOf(anna)
		expect([Object.keys(first ?? {}).toSorted(), Object.keys((await beatsOf(team)) ?? {})]).toEqual([
			['asked', 'holder'],
			['free'],
		])
		expect(await beatsOf(ben)).toBeUndefined()
		// The same millisecond is no reason to miss the second.
		await pulses.beat([{ of: anna, list: 'holder' }])
		const second = await beatsOf(anna)
		expect(second).toEqual({ holder: expect.stringMatching(/^1000\./), asked: first?.asked })
		expect(second?.holder).not.toBe(first?.holder)
	})

	it('keep the last counts of a key beside them, whoever counted', async ({ tables }) => {
		const pulses = create(tables, clock)
		const anna = anId('agent')
		const counts = async () => (await pulses.read([anna])).get(anna)?.counts
		await pulses.keep(anna, { mine: { stamp: 'a', count: 3 }, inFlight: { stamp: 'a', count: 1, oldestAt: START } })
		await pulses.beat([{ of: anna, list: 'holder' }])
		await pulses.keep(anna, { mine: { stamp: 'b', count: 100 } })
		expect(await counts()).toEqual({
			mine: { stamp: 'b', count: 100 },
			inFlight: { stamp: 'a', count: 1, oldestAt: START },
		})
	})
})

it('goes a day after the last write, by the time of cases', async ({ tables: { client } }) => {
	const clock = movingClock(START)
	const pulses = createDynamoPulseStore(client, 'Pulses', {
		clock,
		realClock: { epochMilliseconds: () => 0 },
		random: systemRandom,
	})
	const anna = anId('agent')
	clock.pass(MINUTE)
	await pulses.beat([{ of: anna, list: 'holder' }])
	const { Item } = await client.send(new GetCommand({ TableName: 'Pulses', Key: { id: anna } }))
	expect(Item?.ttl).toBe((Date.parse(START) + MINUTE) / 1_000 + 24 * 60 * 60)
})
