import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Desk } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { DAY, HOUR } from '#shared/kernel/clock.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'

const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_UNDO_SECONDS: '0' })

const postSchema = z.object({ id: z.string() })

const practice = async (system: BootedSystem, method: string, path: string, body?: object): Promise<unknown> => {
	const answer = await fetch(`${system.origin}/practice${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? null : JSON.stringify(body),
	})
	if (!answer.ok) throw new Error(`${method} ${path} was ${answer.status}: ${await answer.text()}`)
	return answer.status === 204 ? undefined : answer.json()
}

type Post = {
	readonly network: 'x' | 'facebook'
	readonly visibility: 'public' | 'private'
	readonly author: string
	readonly text: string
	readonly attachments?: number | undefined
}
const write = async (system: BootedSystem, post: Post) =>
	postSchema.parse(await practice(system, 'POST', '/posts', post)).id

/** The case in which a message says this, and the message. */
const caseSaying = (desk: Desk, part: string) =>
	waitUntil(`a case that says ${part}`, async () => {
		for (const { id: caseId } of await desk.cases()) {
			const shown = await desk.show(caseId)
			const entry = shown.timeline.find(({ text }) => text?.includes(part))
			if (entry !== undefined) return { caseId, entry, ...shown }
		}
		return undefined
	})

/** What the schedule does every hour, for cases of any age. */
const reconcile = async (system: BootedSystem) => {
	const answer = await fetch(`${system.origin}/practice/jobs/reconcile/runs`, { method: 'POST' })
	expect(answer.status).toBe(201)
	await system.runtime.idle()
}
const kindsOf = async (desk: Desk, caseId: string) => (await desk.show(caseId)).timeline.map(({ kind }) => kind)
const everything = async (system: BootedSystem) =>
	JSON.stringify(await system.aws.scan(system.aws.table('Content').name))

it('runs only jobs that there are', async ({ system }) => {
	const answer = await fetch(`${system.origin}/practice/jobs/everything/runs`, { method: 'POST' })
	expect(answer.status).toBe(400)
})

const callsSchema = z.object({ items: z.array(z.object({ status: z.number().optional(), path: z.string() })) })
const billSchema = z.object({ items: z.array(z.object({ day: z.string(), posts: z.number(), usd: z.number() })) })
const nowSchema = z.object({ now: z.iso.datetime() })
/** How often X took a call of ours to this address. */
const taken = async (system: BootedSystem, method: string, path: string) =>
	callsSchema
		.parse(await practice(system, 'GET', `/calls?network=x&method=${method}`))
		.items.filter((call) => call.path === path && (call.status ?? 500) < 300).length
const watched = (system: BootedSystem) => taken(system, 'POST', '/2/activity/subscriptions')
const released = (system: BootedSystem) => taken(system, 'DELETE', '/2/activity/subscriptions')
/** A day passes, with all that the schedules do every two hours. Returns the day that has begun. */
const passDay = async (system: BootedSystem): Promise<string> => {
	for (let passed = 2 * HOUR; passed < DAY; passed += 2 * HOUR)
		await practice(system, 'POST', '/clock', { advance: 2 * HOUR })
	const { now } = nowSchema.parse(await practice(system, 'POST', '/clock', { advance: 2 * HOUR }))
	await system.runtime.idle()
	return now.slice(0, 10)
}
const billed = async (system: BootedSystem, day: string) =>
	billSchema.parse(await practice(system, 'GET', '/bill')).items.find((one) => one.day === day)?.usd ?? 0

describe('what a customer deletes on X', () => {
	it('is gone from the case within seconds, because X tells us: the words, and the copies of pictures', async ({
		system,
		desk,
	}) => {
		const before = await watched(system)
		const text = '@hilft das hier lösche ich gleich wieder'
		const id = await write(system, { network: 'x', visibility: 'public', author: 'Löscherin', text, attachments: 1 })
		const { caseId, entry } = await caseSaying(desk, 'das hier lösche ich')
		await waitUntil('the copy', async () =>
			(await system.copies.keys(`media/${entry.id}/`)).length === 1 ? true : undefined,
		)
		await waitUntil('the subscription', async () => ((await watched(system)) > before ? true : undefined))
		await practice(system, 'DELETE', `/posts/${id}`)
		await waitUntil('the erasure', async () =>
			(await kindsOf(desk, caseId)).includes('messageErased') ? true : undefined,
		)
		const { timeline, case: view } = await desk.show(caseId)
		expect(timeline.find((one) => one.id === entry.id)).toMatchObject({ erased: true })
		expect(view.unanswered).toBe(0)
		expect(await everything(system)).not.toContain('das hier lösche ich')
		await waitUntil('the erasure of the copy', async () =>
			(await system.copies.keys(`media/${entry.id}/`)).length === 0 ? true : undefined,
		)
		expect(await billed(system, new Date().toISOString().slice(0, 10))).toBe(0)
	})

	it('is found out by a run that somebody asks for, whatever X told', async ({ system, desk }) => {
		const text = '@hilft ungesagt gelöscht'
		const id = await write(system, { network: 'x', visibility: 'public', author: 'Ungesagte', text })
		const { caseId } = await caseSaying(desk, 'ungesagt gelöscht')
		await practice(system, 'PUT', '/settings', { x: { isWebhookValid: false } })
		await practice(system, 'DELETE', `/posts/${id}`)
		await practice(system, 'PUT', '/settings', { x: { isWebhookValid: true } })
		await reconcile(system)
		expect(await kindsOf(desk, caseId)).toContain('messageErased')
	})

	it('is left as it is by the schedule while the last visit is fresh', async ({ system, desk }) => {
		await write(system, {
			network: 'x',
			visibility: 'public',
			author: 'Frische',
			text: '@hilft ganz frisch geschrieben',
		})
		const { caseId } = await caseSaying(desk, 'ganz frisch')
		expect(await system.runtime.runSchedule('reconcile')).toMatchObject({ ok: true })
		expect(await kindsOf(desk, caseId)).toEqual(['message', 'caseOpened'].toSorted((a, b) => (a < b ? 1 : -1)))
	})
})

describe('personal data', () => {
	it('in a private message lie in the vault, and can be read there by who works the case', async ({ system, desk }) => {
		const text = 'Hallo, meine Kundennummer: 4711081508 – was nun?'
		await write(system, { network: 'x', visibility: 'private', author: 'Nummer', text })
		const { caseId, case: view } = await caseSaying(desk, '[Kundennummer]')
		expect(view.holdsCustomerData).toBe(true)
		await desk.command(caseId, 'claim', {})
		const { items } = await desk.read(caseId, { purpose: 'lookUpContract', fields: ['customerNumber'] })
		expect(items).toMatchObject([{ field: 'customerNumber', value: '4711081508' }])
		expect(await everything(system)).not.toContain('4711081508')
		await desk.erase(caseId)
		await expect(desk.read(caseId, { purpose: 'lookUpContract', fields: ['customerNumber'] })).rejects.toThrow()
	})

	it('in public are masked in our copy, and stay so after a re-read', async ({ system, desk }) => {
		await write(system, { network: 'facebook', visibility: 'public', author: 'Offene', text: 'Ruft an: 0171 23456789' })
		const { caseId } = await caseSaying(desk, 'Ruft an: [Telefonnummer]')
		await reconcile(system)
		expect(await kindsOf(desk, caseId)).toContain('dataExposed')
		expect(await kindsOf(desk, caseId)).not.toContain('messageEdited')
		expect(await everything(system)).not.toContain('23456789')
	})
})

describe('our own posts and messages, told by the networks', () => {
	it.for([
		['x', 'public'],
		['x', 'private'],
		['facebook', 'public'],
		['facebook', 'private'],
	] as const)('confirm what was sent on %s, %s', async ([network, visibility], { system, desk }) => {
		const mark = `Frage auf ${network} ${visibility}`
		const text = network === 'x' && visibility === 'public' ? `@hilft ${mark}` : mark
		await write(system, { network, visibility, author: `Fragerin ${network} ${visibility}`, text })
		const { caseId } = await caseSaying(desk, mark)
		const { version } = await desk.command(caseId, 'claim', {})
		await desk.command(caseId, 'replies', { version, visibility, text: `Guten Tag, wir kümmern uns um Ihre ${mark}.` })
		const { delivery } = await waitUntil('the confirmation', async () => {
			const { timeline } = await desk.show(caseId)
			return timeline.find(({ kind, delivery: one }) => kind === 'reply' && one?.confirmedAt !== undefined)
		})
		expect(delivery?.state).toBe('sent')
		await system.runtime.idle()
		expect(await kindsOf(desk, caseId)).not.toContain('nativeAnswer')
	})

	it('are answers given elsewhere where nobody sent them here', async ({ system, desk }) => {
		const id = await write(system, {
			network: 'x',
			visibility: 'public',
			author: 'Fremdfrage',
			text: '@hilft fremd gefragt',
		})
		const { caseId } = await caseSaying(desk, 'fremd gefragt')
		await practice(system, 'POST', '/own-posts', { network: 'x', text: 'Von Hand geantwortet.', inReplyTo: id })
		const { entry } = await caseSaying(desk, 'Von Hand geantwortet.')
		expect(entry).toMatchObject({ kind: 'nativeAnswer', visibility: 'public' })
		expect((await desk.show(caseId)).case.unanswered).toBe(1)
	})

	it('that ask for data are known as ours', async ({ system, desk }) => {
		await write(system, {
			network: 'x',
			visibility: 'private',
			author: 'Datenfrage',
			text: 'Datenfrage: wo bleibt es?',
		})
		const { caseId } = await caseSaying(desk, 'Datenfrage')
		const { version } = await desk.command(caseId, 'claim', {})
		await desk.command(caseId, 'data-requests', { version, fields: ['customerNumber'] })
		await waitUntil('the request', async () => {
			const { timeline } = await desk.show(caseId)
			return timeline.find(({ kind, delivery }) => kind === 'dataRequested' && delivery?.state === 'sent')
		})
		await system.runtime.idle()
		expect(await kindsOf(desk, caseId)).not.toContain('nativeAnswer')
	})
})

// Last, because days pass for all that was written before.
describe('over days', () => {
	it('nothing is read of whom we watch; what X could not tell is found when somebody opens the case', async ({
		system,
		desk,
	}) => {
		const opened = async (author: string, text: string) => {
			const before = await watched(system)
			const id = await write(system, { network: 'x', visibility: 'public', author, text: `@hilft ${text}` })
			const { caseId } = await caseSaying(desk, text)
			await waitUntil('the subscription', async () => ((await watched(system)) > before ? true : undefined))
			return { id, caseId }
		}
		const [stays, goes] = [await opened('Bleibende', 'bleibt stehen'), await opened('Gehende', 'geht verloren')]
		await system.runtime.runSchedule('reconcile')

		// All who stand at X are watched since they wrote.
		const second = await passDay(system)
		await desk.show(stays.caseId)
		await system.runtime.idle()
		const seen = await billed(system, second)

		await practice(system, 'PUT', '/settings', { x: { isWebhookValid: false } })
		await practice(system, 'DELETE', `/posts/${goes.id}`)
		// The next run has X challenge our door, and from then on we are told again.
		const third = await passDay(system)
		expect(await practice(system, 'GET', '/settings')).toMatchObject({ x: { isWebhookValid: true } })
		expect(await billed(system, third)).toBe(0)
		for (const { caseId } of [goes, stays]) await desk.show(caseId)
		await waitUntil('the erasure', async () =>
			(await kindsOf(desk, goes.caseId)).includes('messageErased') ? true : undefined,
		)
		await system.runtime.idle()
		expect(await kindsOf(desk, stays.caseId)).not.toContain('messageErased')
		// What is gone costs nothing, what is there a thousandth of a dollar.
		expect([seen, await billed(system, third)]).toEqual([0, 0.001])
	})

	it('the subscription ends with the case', async ({ system, desk }) => {
		const text = '@hilft bald erledigt'
		await write(system, { network: 'x', visibility: 'public', author: 'Erledigte', text })
		const { caseId } = await caseSaying(desk, 'bald erledigt')
		await system.runtime.runSchedule('reconcile')
		const before = await released(system)
		const { version } = await desk.command(caseId, 'claim', {})
		await desk.command(caseId, 'outcome', { version, outcome: 'noRequest', reason: 'thanks' })
		expect(await system.runtime.runSchedule('reconcile')).toMatchObject({ ok: true })
		expect(await released(system)).toBe(before + 1)
	})
})
