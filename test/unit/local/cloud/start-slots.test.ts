import { describe, expect, it } from 'vitest'
import { createStartSlots, type Release, type StartSlots } from '#infra/local/cloud/lambda/start-slots.ts'

/** Asks in a name, and writes down who was given a slot, in order. */
const place = (slots: StartSlots) => {
	const given: string[] = []
	const releases: Release[] = []
	const ask = (name: string, isRouted = false) =>
		void slots.take(isRouted).then((release) => {
			given.push(name)
			releases.push(release)
		})
	const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
	const releaseOne = async () => {
		releases.shift()?.()
		await settle()
	}
	return { ask, given, settle, releaseOne, releases }
}

describe('the slots of starts', () => {
	it('are so many at once and no more, whoever asks', async () => {
		const { ask, given, settle, releaseOne } = place(createStartSlots(2, 60_000))
		for (const name of ['worker', 'dispatch', 'sweep']) ask(name)
		await settle()
		expect(given).toEqual(['worker', 'dispatch'])
		await releaseOne()
		expect(given).toEqual(['worker', 'dispatch', 'sweep'])
	})

	it('go to functions behind a route before background work', async () => {
		const { ask, given, settle, releaseOne } = place(createStartSlots(1, 60_000))
		ask('first')
		for (const name of ['worker', 'dispatch']) ask(name)
		ask('api', true)
		await settle()
		for (let n = 0; n < 3; n += 1) await releaseOne()
		expect(given).toEqual(['first', 'api', 'worker', 'dispatch'])
	})

	it('still come to background work while a door asks again and again', async () => {
		const { ask, given, settle, releaseOne } = place(createStartSlots(1, 60_000))
		ask('api', true)
		ask('worker')
		await settle()
		for (let n = 0; n < 6; n += 1) {
			ask('api', true)
			await releaseOne()
		}
		expect(given.indexOf('worker')).toBeGreaterThan(0)
		expect(given.indexOf('worker')).toBeLessThan(5)
	})

	it('are given back once, however often', async () => {
		const { ask, given, settle, releases } = place(createStartSlots(1, 60_000))
		for (const name of ['a', 'b', 'c']) ask(name)
		await settle()
		releases[0]?.()
		releases[0]?.()
		await settle()
		expect(given).toEqual(['a', 'b'])
	})

	it('do not stay with a start that hangs', async () => {
		const { ask, given } = place(createStartSlots(1, 20))
		for (const name of ['hangs', 'next']) ask(name)
		await expect.poll(() => given).toEqual(['hangs', 'next'])
	})
})
