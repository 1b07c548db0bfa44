import { describe, expect } from 'vitest'
import { DAY, HOUR } from '#shared/kernel/clock.ts'
import { x } from '#test/fixtures/network-callers.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test as practiceTest } from '#test/fixtures/practice-test.ts'

/** Counts how often the place had the schedules run. */
const test = practiceTest.extend('schedules', { auto: true }, ({ place }) => {
	const schedules = { runs: 0 }
	place.system.runSchedules = async () => {
		schedules.runs += 1
		return []
	}
	return schedules
})

const advance = (place: Place, body: unknown) => place.send('POST', '/practice/clock', body)
const told = (body: { now: string }): number => Date.parse(body.now)
const now = async (place: Place): Promise<number> => told((await place.get('/practice/clock')).body)
/** How far the practice clock is ahead, to the second. */
const lead = async (place: Place) => Math.round(((await now(place)) - Date.now()) / 1_000) * 1_000 + 0

describe('the practice clock', () => {
	test('tells the time, and after a move the new one, for everything on the practice ground', async ({
		place,
		schedules,
		practice,
	}) => {
		expect(await lead(place)).toBe(0)
		const { status, body } = await advance(place, { advance: 30 * DAY })
		expect(status).toBe(200)
		expect(Object.keys(body)).toEqual(['now'])
		expect(Math.abs(told(body) - (await now(place)))).toBeLessThan(5_000)
		expect(await lead(place)).toBe(30 * DAY)
		expect(schedules.runs).toBe(1)
		const written = await practice.write({ network: 'x', visibility: 'public' })
		expect(Math.abs(Date.parse(written.at ?? '') - (await now(place)))).toBeLessThan(5_000)
		await place.practice.mailSink.deliver({
			raw: Buffer.from('Subject: a\n\nb'),
			from: 'a@b.example',
			to: ['c@d.example'],
		})
		const { items } = (await place.get('/practice/mailbox')).body as { items: { at: string }[] }
		expect(Math.abs(Date.parse(items[0]?.at ?? '') - (await now(place)))).toBeLessThan(5_000)
	})

	test('adds up what comes at the same time, and each is answered after a run of its own', async ({
		place,
		schedules,
	}) => {
		const answers = await Promise.all([
			advance(place, { advance: HOUR }),
			advance(place, { advance: 2 * HOUR }),
			advance(place, { advance: 0 }),
		])
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
		expect([await lead(place), schedules.runs]).toEqual([3 * HOUR, 3])
	})

	test('is kept before it is answered, and over a restart', async ({ place }) => {
		await advance(place, { advance: DAY })
		place.system.runSchedules = () => new Promise(() => undefined)
		void advance(place, { advance: DAY }).catch(() => undefined)
		await expect.poll(() => lead(place)).toBe(2 * DAY)
		await place.restart()
		expect(await lead(place)).toBe(2 * DAY)
		expect(place.practice.ahead()).toBe(2 * DAY)
	})

	test('knows how far it was ahead at any moment of the wall', async ({ place }) => {
		const before = Date.now()
		await advance(place, { advance: DAY })
		const between = Date.now()
		await new Promise((resolve) => setTimeout(resolve, 2))
		await advance(place, { advance: DAY })
		const { ahead } = place.practice
		expect([ahead(before - 1), ahead(between), ahead(Date.now())]).toEqual([0, DAY, 2 * DAY])
	})

	test.for([
		[undefined, 'body'],
		['nonsense', 'body'],
		[[], 'body'],
		[{}, 'advance'],
		[{ advance: -1 }, 'advance'],
		[{ advance: 1.5 }, 'advance'],
		[{ advance: '3600000' }, 'advance'],
		[{ advance: null }, 'advance'],
		[{ advance: 1e300 }, 'advance'],
		[{ advance: Number.MAX_SAFE_INTEGER }, 'advance'],
		[{ advance: 100 * 366 * DAY }, 'advance'],
		[{ advance: 1, to: 'noon' }, 'to'],
	] as const)('refuses %j, naming %s, and stays', async ([body, field], { place, schedules }) => {
		const { status, body: problem } = await advance(place, body)
		expect({ status, problem }).toMatchObject({ status: 400, problem: { field, status: 400 } })
		expect([await lead(place), schedules.runs]).toEqual([0, 0])
	})

	test('says which jobs failed at the new time, and stays moved', async ({ place }) => {
		place.system.runSchedules = async () => ['sweep', 'reconcile']
		const { status, body } = await advance(place, { advance: DAY })
		expect({ status, body }).toMatchObject({
			status: 500,
			body: {
				type: 'urn:hilft:problem:jobs-failed',
				detail: expect.stringContaining('sweep, reconcile'),
			},
		})
		expect(await lead(place)).toBe(DAY)
	})

	test('lets the networks come again at once whose wait is over', async ({ place, practice }) => {
		const { id } = await practice.write({ network: 'facebook', visibility: 'public' })
		const delivery = async () => (await place.get(`/practice/posts/${id}/delivery`)).body
		await expect.poll(delivery).toMatchObject({ state: 'delivered' })
		place.answers.push(500, 500, 500, 500)
		await place.send('POST', `/practice/posts/${id}/delivery`)
		// Facebook comes again after 1, 5 and 30 seconds, then after 2 minutes.
		for (const [tries, seconds] of [1, 5, 30, 120].entries()) {
			await expect.poll(delivery).toMatchObject({ state: 'pending', attempts: tries + 1 })
			await advance(place, { advance: seconds * 1_000 })
		}
		await expect.poll(delivery).toMatchObject({ state: 'delivered', attempts: 5 })
	})
})

test('calls of ours stay signed after a move, and the windows of limits pass by it', async ({ place, practice }) => {
	await practice.set({ x: { limits: { posts: { limit: 1, windowSeconds: 900 } } } })
	const post = (text: string) =>
		x()
			.post('tweets', { text })
			.then(
				() => 'sent',
				({ code }: { code: number }) => code,
			)
	expect([await post('Eins'), await post('Zwei')]).toEqual(['sent', 429])
	await advance(place, { advance: 30 * DAY })
	expect(await post('Drei')).toBe('sent')
})

describe('the clock on the page', () => {
	const page = async (place: Place, language = 'en') =>
		(await fetch(`${place.origin}/practice?lang=${language}`)).text()
	const form = (place: Place, fields: Record<string, string>, headers = {}) =>
		fetch(`${place.origin}/practice/clock/moves?lang=en`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: place.origin, ...headers },
			body: new URLSearchParams(fields),
		})

	test('is shown when it is ahead, in both languages, and its buttons move it without a script', async ({ place }) => {
		expect(await page(place)).toContain('Move on by')
		expect(await page(place)).not.toContain('ahead:')
		const values = [...(await page(place)).matchAll(/name="advance" value="(\d+)"/g)].map(([, value]) => Number(value))
		expect(values).toEqual([HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY])
		const versionBefore = await (await fetch(`${place.origin}/practice/version`)).text()
		const answer = await form(place, { advance: String(7 * DAY) })
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/practice?lang=en#clock'])
		expect(await lead(place)).toBe(7 * DAY)
		expect(await page(place)).toContain('ahead:')
		expect(await page(place, 'de')).toContain('vorgestellt:')
		expect(await (await fetch(`${place.origin}/practice/version`)).text()).not.toBe(versionBefore)
	})

	test('takes no form of another site, and no nonsense', async ({ place }) => {
		expect(
			(await form(place, { advance: '1' }, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }))
				.status,
		).toBe(403)
		expect((await form(place, { advance: '-1' })).status).toBe(400)
		expect((await form(place, {})).status).toBe(400)
		expect(await lead(place)).toBe(0)
	})
})
