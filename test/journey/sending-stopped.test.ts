import { describe, expect } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { addMilliseconds, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import type { Answering } from '#test/fixtures/answering.ts'
import { type ManyAnswers, markOf, type Question, WAYS } from '#test/fixtures/many-answers.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { createCustomer, invitationIn } from '#test/support/customer-acts.ts'
import type { LogWatch } from '#test/support/log-watch.ts'

const WINDOW_SECONDS = 12
/** What the network names: far beyond what a test waits, so that only the practice clock ends it. */
const RESET_SECONDS = 540
const SENDERS = ['outbound-x', 'outbound-meta', 'outbound-mail']

const it = systemIt.extend(
	'environment',
	{ scope: 'file' },
	{
		HILFT_UNDO_SECONDS: '1',
		HILFT_VISIBILITY_SECONDS: '12',
		HILFT_PACE: JSON.stringify({ x: [{ limit: 3, seconds: WINDOW_SECONDS, urgentOnly: 1 }] }),
	},
)
/** Whatever held sending back, nothing of it is a failure of ours. */
it.afterEach(async ({ system }) => {
	const held = Object.keys(await system.aws.messages())
	expect(held.filter((name) => /DeadLetter/i.test(name))).toEqual([])
})

const [PUBLIC, PRIVATE] = WAYS
let serial = 0
const rowsOf = (...places: readonly (readonly [Question['network'], Question['way']])[]): readonly Question[] =>
	places.map(([network, way]) => {
		serial += 1
		return { network, way, mark: markOf(serial) }
	})

const practice = (place: Answering, method: string, path: string, body?: object) =>
	place.ask(method, `/practice${path}`, body)
/** Sets the switch while nothing is sent, for senders that know no earlier state of it; that one is forgotten in time: test/unit/aws. */
const stopAll = async (system: BootedSystem, place: Answering): Promise<void> => {
	await system.runtime.idle({ timeoutSeconds: 60 })
	expect((await practice(place, 'PUT', '/kill-switch', { on: true })).status).toBe(200)
	for (const sender of SENDERS) system.runtime.kill(sender, 'all')
}
/** Waits until the sender has put the job of each of these back, so often, for this reason. */
const held = async (
	log: LogWatch,
	rows: readonly { readonly caseId: string }[],
	reason: string,
	times = 1,
): Promise<void> => {
	for (const { caseId } of rows) await log.until('SEND_HELD', { caseId, reason }, times)
}
const mailsTo = async (place: Answering, address: string): Promise<number> =>
	z.object({ items: z.array(z.unknown()) }).parse((await practice(place, 'GET', `/mailbox?to=${address}`)).body).items
		.length
const ofMark = async (many: ManyAnswers, row: Question) => (await many.sentByMark()).get(row.mark) ?? 0

describe('what holds one account back', () => {
	it('is our own pace of private messages on X: what is urgent goes first, the rest after the window', async ({
		place,
		many,
	}) => {
		const rows = rowsOf(['x', PRIVATE], ['x', PRIVATE], ['x', PRIVATE], ['x', PUBLIC])
		const asked = await many.askAll(rows)
		const answered = await many.answerAll(asked)
		const { id } = await place.written('x', 'private', 'dringend', 'Ich brauche den Link')
		const { version } = await place.desk.command(id, 'claim', { version: (await place.desk.show(id)).case.version })
		await place.desk.command(id, 'data-requests', { version, fields: ['customerNumber'] })
		const ended = await many.endAll(answered, 120_000)
		await waitUntil('the link', () => place.practice.privateMessageTo('x', 'dringend'), 60_000)
		expect(ended.map(({ delivery }) => delivery?.state)).toEqual(rows.map(() => 'sent'))
		const posts = (await place.practice.posts()).filter(({ author, visibility, network }) => {
			return author === 'hilft' && visibility === 'private' && network === 'x'
		})
		// Asked for last, and before the one that had to wait.
		expect(
			posts
				.map(({ to }) => to)
				.reverse()
				.indexOf('dringend'),
		).toBeLessThanOrEqual(2)
		expect(posts).toHaveLength(4)
		const times = posts.map(({ at }) => Date.parse(at)).sort((a, b) => a - b)
		expect((times[3] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(WINDOW_SECONDS * 1_000 - 1_500)
	}, 240_000)

	it('is a limit of the day: the answer is deferred with its time, and no job is kept', async ({
		system,
		place,
		many,
	}) => {
		const [asked] = await many.askAll(rowsOf(['instagram', PRIVATE]))
		if (asked === undefined) throw new Error('no case')
		await many.fault({ kind: '429-day', network: 'instagram', visibility: 'private', resetSeconds: 7_200 })
		const [answered] = await many.answerAll([asked])
		const delivery = await waitUntil('the wait', async () => {
			const now = await place.deliveryOf(asked.caseId, answered?.reply ?? '')
			return now?.state === 'deferred' ? now : undefined
		})
		const minutes = (Date.parse(delivery.until ?? '') - Date.now()) / 60_000
		expect(minutes).toBeGreaterThan(118)
		expect(minutes).toBeLessThan(122)
		await system.runtime.idle({ timeoutSeconds: 60 })
		expect(await system.aws.messages()).toEqual({})
		expect(await ofMark(many, asked)).toBe(0)
	}, 120_000)
})

describe('while all sending is stopped', () => {
	const sending = async (place: Answering) => (await place.ask('GET', '/api/sending')).body

	it('nothing leaves, by any network or by mail, what comes in is worked, and then all leaves once', async ({
		system,
		place,
		many,
		log,
	}) => {
		// A customer with a link in hand, who asks for the mail while nothing may leave.
		const { id: matter } = await place.written('x', 'private', 'mailwartend', 'Bitte per Mail')
		const { version } = await place.desk.command(matter, 'claim', {
			version: (await place.desk.show(matter)).case.version,
		})
		await place.desk.command(matter, 'data-requests', { version, fields: ['customerNumber'] })
		const invited = await waitUntil('the link', () => place.practice.privateMessageTo('x', 'mailwartend'), 60_000)
		const asked = await many.askAll(
			rowsOf(['x', PUBLIC], ['x', PRIVATE], ['facebook', PUBLIC], ['facebook', PRIVATE], ['instagram', PUBLIC]),
		)
		const [taken] = await many.askAll(rowsOf(['facebook', PRIVATE]))
		if (taken === undefined) throw new Error('no case')

		await stopAll(system, place)
		await practice(place, 'DELETE', '/calls')
		log.forget()
		const answered = await many.answerAll(asked)
		const [withdrawn] = await many.answerAll([taken])
		await createCustomer(system.origin).askForMail(invitationIn(invited), 'wartend@kunde.example')
		await held(log, [...answered, ...(withdrawn === undefined ? [] : [withdrawn])], 'sendingStopped', 2)
		await log.until('SEND_HELD', { function: 'outbound-mail', caseId: matter, reason: 'sendingStopped' }, 2)
		expect(await many.calls()).toBe(0)
		expect(await mailsTo(place, 'wartend@kunde.example')).toBe(0)
		for (const { caseId, reply } of answered)
			expect(await place.deliveryOf(caseId, reply)).toMatchObject({ state: 'queued' })
		await place.written('facebook', 'public', 'dennoch', 'Kommt trotzdem an')
		const path = `/api/cases/${taken.caseId}/replies/${withdrawn?.reply}/withdrawal`
		expect((await place.ask('POST', path, {})).status).toBe(200)
		expect(await many.calls()).toBe(0)
		await expect.poll(() => sending(place)).toMatchObject({ sending: 'stopped' })

		expect((await practice(place, 'PUT', '/kill-switch', { on: false })).status).toBe(200)
		await expect.poll(() => sending(place)).toMatchObject({ sending: 'on' })
		for (const row of await many.endAll(answered, 90_000)) {
			expect(row.delivery).toMatchObject({ state: 'sent' })
			expect(await ofMark(many, row)).toBe(1)
		}
		await waitUntil('the mail', () => place.practice.mailTo('wartend@kunde.example'), 60_000)
		expect(await mailsTo(place, 'wartend@kunde.example')).toBe(1)
		expect(await ofMark(many, taken)).toBe(0)
		expect(await place.deliveryOf(taken.caseId, withdrawn?.reply ?? '')).toMatchObject({ state: 'withdrawn' })
	}, 240_000)
})

// Last, for they leave jobs in the queues that wait for longer than a test does.
describe('what holds one account back for as long as its network says', () => {
	it('is a limit: that account waits until the time the network names, the others go on', async ({
		place,
		many,
		log,
	}) => {
		const asked = await many.askAll(rowsOf(['x', PUBLIC], ['x', PUBLIC], ['facebook', PUBLIC], ['instagram', PUBLIC]))
		await practice(place, 'DELETE', '/calls')
		await many.fault({ kind: '429', network: 'x', visibility: 'public', resetSeconds: RESET_SECONDS })
		const before = await many.now()
		const limited = await many.answerAll(asked.slice(0, 1))
		await held(log, limited, 'limit')
		const [second, ...others] = await many.answerAll(asked.slice(1))
		const waiting = [...limited, ...(second === undefined ? [] : [second])]
		await held(log, waiting, 'limit')
		for (const { delivery } of await many.endAll(others, 30_000)) expect(delivery).toMatchObject({ state: 'sent' })
		expect(await many.calls('&network=x&method=POST')).toBe(1)
		for (const row of waiting) expect(await ofMark(many, row)).toBe(0)
		const reset = addMilliseconds(before, RESET_SECONDS * SECOND)
		await many.advance((RESET_SECONDS + 2) * SECOND)
		for (const row of await many.endAll(waiting, 60_000)) {
			expect(row.delivery).toMatchObject({ state: 'sent' })
			expect(Date.parse(row.delivery?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(reset) - SECOND)
			expect(await ofMark(many, row)).toBe(1)
		}
	}, 180_000)

	it('is a dead token: its answers wait, operations are told, and it goes on by itself', async ({
		place,
		many,
		log,
	}) => {
		const asked = await many.askAll(rowsOf(['x', PUBLIC], ['x', PRIVATE], ['facebook', PUBLIC], ['facebook', PRIVATE]))
		const fault = await many.fault({ kind: 'revoked', network: 'x' })
		log.forget()
		const [one, two, ...others] = await many.answerAll(asked)
		for (const { delivery } of await many.endAll(others, 30_000)) expect(delivery).toMatchObject({ state: 'sent' })
		await log.until('ACCOUNT_STOPPED', { network: 'x' })
		const { body } = await place.ask('GET', '/api/sending')
		expect(body).toMatchObject({
			accounts: expect.arrayContaining([
				expect.objectContaining({ network: 'x', state: 'stopped', reason: 'tokenDead' }),
				expect.objectContaining({ network: 'facebook', state: 'open' }),
			]),
		})
		const waiting = [one, two].filter((row) => row !== undefined)
		await held(log, waiting, 'tokenDead')
		for (const row of waiting) {
			expect(await ofMark(many, row)).toBe(0)
			expect((await place.deliveryOf(row.caseId, row.reply))?.state).toMatch(/queued|deferred/)
		}
		await many.lift(fault)
		// A stopped account is asked again after a while; by then whatever the queue still holds back is due as well.
		await many.advance(10 * MINUTE)
		for (const row of await many.endAll(waiting, 120_000)) {
			expect(row.delivery).toMatchObject({ state: 'sent' })
			expect(await ofMark(many, row)).toBe(1)
		}
		expect(log.logged('ACCOUNT_RESUMED', { network: 'x' })).toHaveLength(1)
	}, 240_000)
})
