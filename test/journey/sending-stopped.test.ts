import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { type Answering, answeringOn } from '#test/support/answering.ts'
import { createCustomer, invitationIn } from '#test/support/customer-acts.ts'
import { type ManyAnswers, manyAnswersOn, markOf, type Question, WAYS } from '#test/support/many-answers.ts'
import { type BootedSystem, bootSystem } from '#test/support/running-system.ts'

const WINDOW_SECONDS = 12
/** The functions ask for the switch at most so long after it was set (shared/aws/kill-switch.ts). */
const OBEYED_AFTER = 5_500

let system: BootedSystem
let place: Answering
let many: ManyAnswers
const logged: string[] = []

beforeAll(async () => {
	process.env.HILFT_UNDO_SECONDS = '1'
	process.env.HILFT_VISIBILITY_SECONDS = '12'
	process.env.HILFT_PACE = JSON.stringify({ x: [{ limit: 3, seconds: WINDOW_SECONDS, urgentOnly: 1 }] })
	system = await bootSystem()
	system.runtime.logs.subscribe(({ line }) => void logged.push(line))
	place = await answeringOn(system)
	many = manyAnswersOn(system.origin, place)
}, 180_000)
afterAll(() => system.stop())
/** Whatever held sending back, nothing of it is a failure of ours. */
afterEach(async () => {
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

const practice = (method: string, path: string, body?: object) => place.ask(method, `/practice${path}`, body)
const stopAll = async (on: boolean): Promise<void> => {
	expect((await practice('PUT', '/kill-switch', { on })).status).toBe(200)
	await sleep(OBEYED_AFTER)
}
const mailsTo = async (address: string): Promise<number> =>
	z.object({ items: z.array(z.unknown()) }).parse((await practice('GET', `/mailbox?to=${address}`)).body).items.length
const ofMark = async (row: Question) => (await many.sentByMark()).get(row.mark) ?? 0

describe('while all sending is stopped', () => {
	const sending = async () => (await place.ask('GET', '/api/sending')).body

	it('nothing leaves, by any network or by mail, what comes in is worked, and then all leaves once', async () => {
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

		await stopAll(true)
		await practice('DELETE', '/calls')
		const answered = await many.answerAll(asked)
		const [withdrawn] = await many.answerAll([taken])
		await createCustomer(system.origin).askForMail(invitationIn(invited), 'wartend@kunde.example')
		await sleep(9_000)
		expect(await many.calls()).toBe(0)
		expect(await mailsTo('wartend@kunde.example')).toBe(0)
		for (const { caseId, reply } of answered)
			expect(await place.deliveryOf(caseId, reply)).toMatchObject({ state: 'queued' })
		await place.written('facebook', 'public', 'dennoch', 'Kommt trotzdem an')
		const path = `/api/cases/${taken.caseId}/replies/${withdrawn?.reply}/withdrawal`
		expect((await place.ask('POST', path, {})).status).toBe(200)
		expect(await many.calls()).toBe(0)
		expect(await sending()).toMatchObject({ sending: 'stopped' })

		await stopAll(false)
		expect(await sending()).toMatchObject({ sending: 'on' })
		for (const row of await many.endAll(answered, 90_000)) {
			expect(row.delivery).toMatchObject({ state: 'sent' })
			expect(await ofMark(row)).toBe(1)
		}
		await waitUntil('the mail', () => place.practice.mailTo('wartend@kunde.example'), 60_000)
		expect(await mailsTo('wartend@kunde.example')).toBe(1)
		expect(await ofMark(taken)).toBe(0)
		expect(await place.deliveryOf(taken.caseId, withdrawn?.reply ?? '')).toMatchObject({ state: 'withdrawn' })
	}, 240_000)
})

describe('what holds one account back', () => {
	it('is our own pace of private messages on X: what is urgent goes first, the rest after the window', async () => {
		await sleep(WINDOW_SECONDS * 1_000 + 1_000)
		const rows = rowsOf(['x', PRIVATE], ['x', PRIVATE], ['x', PRIVATE], ['x', PRIVATE], ['x', PUBLIC])
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
		const last = posts.slice(0, 5).reverse()
		// Asked for last, before the two that had to wait.
		expect(last.map(({ to }) => to).indexOf('dringend')).toBeLessThanOrEqual(2)
		const times = posts.map(({ at }) => Date.parse(at)).sort((a, b) => a - b)
		for (const [index, at] of times.entries()) {
			const fourth = times[index + 3]
			if (fourth !== undefined) expect(fourth - at).toBeGreaterThan(WINDOW_SECONDS * 1_000 - 1_500)
		}
	}, 240_000)

	it('is a limit: that account waits until the time the network names, the others go on', async () => {
		const asked = await many.askAll(rowsOf(['x', PUBLIC], ['x', PUBLIC], ['facebook', PUBLIC], ['instagram', PUBLIC]))
		await practice('DELETE', '/calls')
		await many.fault({ kind: '429', network: 'x', visibility: 'public', resetSeconds: 15 })
		const [first] = await many.answerAll(asked.slice(0, 1))
		await waitUntil('the refusal', async () => ((await many.calls('&network=x&method=POST')) > 0 ? true : undefined))
		await sleep(1_000)
		const [second, ...others] = await many.answerAll(asked.slice(1))
		for (const { delivery } of await many.endAll(others, 30_000)) expect(delivery).toMatchObject({ state: 'sent' })
		expect(await many.calls('&network=x&method=POST')).toBe(1)
		const waiting = [first, second].filter((row) => row !== undefined)
		for (const row of await many.endAll(waiting, 60_000)) {
			expect(row.delivery).toMatchObject({ state: 'sent' })
			expect(row.seconds).toBeGreaterThan(8)
			expect(await ofMark(row)).toBe(1)
		}
	}, 180_000)

	it('is a limit of the day: the answer is deferred with its time, and no job is kept', async () => {
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
		await sleep(2_000)
		expect(await system.aws.messages()).toEqual({})
		expect(await ofMark(asked)).toBe(0)
	}, 120_000)

	it('is a dead token: its answers wait, operations are told, and it goes on by itself', async () => {
		const asked = await many.askAll(rowsOf(['x', PUBLIC], ['x', PRIVATE], ['facebook', PUBLIC], ['facebook', PRIVATE]))
		const fault = await many.fault({ kind: 'revoked', network: 'x' })
		logged.length = 0
		const [one, two, ...others] = await many.answerAll(asked)
		for (const { delivery } of await many.endAll(others, 30_000)) expect(delivery).toMatchObject({ state: 'sent' })
		await waitUntil('word of it', async () => logged.find((line) => line.includes('ACCOUNT_STOPPED')))
		const { body } = await place.ask('GET', '/api/sending')
		expect(body).toMatchObject({
			accounts: expect.arrayContaining([
				expect.objectContaining({ network: 'x', state: 'stopped', reason: 'tokenDead' }),
				expect.objectContaining({ network: 'facebook', state: 'open' }),
			]),
		})
		const waiting = [one, two].filter((row) => row !== undefined)
		await sleep(3_000)
		for (const row of waiting) {
			expect(await ofMark(row)).toBe(0)
			expect((await place.deliveryOf(row.caseId, row.reply))?.state).toMatch(/queued|deferred/)
		}
		await many.lift(fault)
		for (const row of await many.endAll(waiting, 120_000)) {
			expect(row.delivery).toMatchObject({ state: 'sent' })
			expect(await ofMark(row)).toBe(1)
		}
		expect(logged.some((line) => line.includes('ACCOUNT_RESUMED'))).toBe(true)
	}, 240_000)
})
