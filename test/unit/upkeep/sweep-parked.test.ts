import { expect, it } from 'vitest'
import { sweepAndTend } from '#shared/upkeep/sweep.ts'
import { createOutboxPlace } from '#test/fixtures/outbox-place.ts'
import { minute, requestData } from '#test/support/case-factories.ts'

const TEND = { queue: 'commands', message: { command: 'tend-parked' } }
const aPlace = async () => {
	const place = createOutboxPlace()
	await place.tell(await place.open(), requestData())
	place.setTime(minute(6))
	// Lost hints are tried in sweep.test.ts.
	const list = { ...place.list, demanded: async () => ({ rows: [], readTo: minute(1) }) }
	return { ...place, dependencies: { ...place.dependencies, list } }
}

it('has the worker look after parked events in each run, beside the cases', async () => {
	const place = await aPlace()
	expect(await sweepAndTend(place.dependencies)).toEqual({ cases: 1 })
	expect(place.sent).toContainEqual(TEND)
	expect(place.sent).toHaveLength(2)
})

it('sweeps the cases when no command can be queued, and fails the run', async () => {
	const place = await aPlace()
	const commands = { send: () => Promise.reject(new Error('refused')) }
	await expect(sweepAndTend({ ...place.dependencies, commands })).rejects.toThrow('refused')
	expect(place.sent).toMatchObject([{ queue: 'hints' }])
})

it('tells the worker when the sweep of the cases fails, and fails the run', async () => {
	const place = await aPlace()
	const store = { ...place.dependencies.store, load: () => Promise.reject(new Error('down')) }
	await expect(sweepAndTend({ ...place.dependencies, store })).rejects.toThrow(AggregateError)
	expect(place.sent).toEqual([TEND])
})
