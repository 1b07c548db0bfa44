import { expect } from 'vitest'
import { ANSWER_INTERVAL_MILLISECONDS, answerOnFixedInterval } from '#shared/pages/response-timing.ts'
import { revokeOpenRequest } from '#shared/requests/end-request.ts'
import { it } from '#test/fixtures/customer-pages.ts'

/** When an answer leaves, in beats, for work that takes so many milliseconds. */
const answeredAfter = async (work: number, fails = false): Promise<number> => {
	let time = 1_000
	const pace = {
		stopwatch: () => {
			const startedAt = time
			return () => time - startedAt
		},
		sleep: async (milliseconds: number) => {
			time += milliseconds
		},
	}
	const done = answerOnFixedInterval(pace, async () => {
		time += work
		if (fails) throw new Error('failed')
	})
	await done.catch(() => undefined)
	return (time - 1_000) / ANSWER_INTERVAL_MILLISECONDS
}

it('answers at a full interval, whatever was done and whether or not it failed', async () => {
	expect(await answeredAfter(0)).toBe(1)
	expect(await answeredAfter(1)).toBe(1)
	expect(await answeredAfter(ANSWER_INTERVAL_MILLISECONDS)).toBe(1)
	expect(await answeredAfter(ANSWER_INTERVAL_MILLISECONDS + 1)).toBe(2)
	expect(await answeredAfter(ANSWER_INTERVAL_MILLISECONDS * 2.5, true)).toBe(3)
})

it('answers after one interval to unknown and revoked, for a mail that leaves and one that does not', async ({
	pages,
}) => {
	const victim = 'opfer@example.org'
	const opened = await Promise.all([pages.open(), pages.open(), pages.open(), pages.open()])
	const [first, second, third, revoked] = opened
	for (const { start } of [first, second]) await pages.post('/start/send', { link: start, email: victim })
	await revokeOpenRequest({ requests: pages.requests }, revoked.requestId, pages.time.now)
	for (const [name, call] of Object.entries(pages.requests)) {
		if (typeof call !== 'function') continue
		Object.assign(pages.requests, {
			[name]: (...given: never[]) => {
				pages.time.milliseconds += 7
				return Reflect.apply(call, pages.requests, given)
			},
		})
	}
	const answered = async (path: string, fields: Readonly<Record<string, string>>) => {
		pages.slept.length = 0
		const startedAt = pages.time.milliseconds
		const told = pages.told.length
		await pages.post(path, fields)
		const worked = ANSWER_INTERVAL_MILLISECONDS - (pages.slept[0] ?? 0)
		return { milliseconds: pages.time.milliseconds - startedAt, worked, mails: pages.told.length - told }
	}
	const answers = [
		await answered('/start', { link: 'x'.repeat(43) }),
		await answered('/start', { link: revoked.start }),
		await answered('/start/send', { link: third.start, email: 'frei@example.org' }),
		await answered('/start/send', { link: third.start, email: victim }),
	]
	expect(answers.map(({ milliseconds }) => milliseconds)).toEqual(Array(4).fill(ANSWER_INTERVAL_MILLISECONDS))
	expect(answers.map(({ mails }) => mails)).toEqual([0, 0, 1, 0])
	expect(new Set(answers.map(({ worked }) => worked)).size).toBeGreaterThan(1)
})
