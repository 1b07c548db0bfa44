import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type Desk, signInAtDesk } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { type BootedSystem, bootSystem } from '#test/fixtures/running-system.ts'

let system: BootedSystem
let desk: Desk
beforeAll(async () => {
	vi.stubEnv('HILFT_UNDO_SECONDS', '0')
	system = await bootSystem()
	desk = await signInAtDesk(system.origin, 'anna')
}, 180_000)
afterAll(async () => {
	vi.unstubAllEnvs()
	await system.stop()
})

const postSchema = z.object({ id: z.string() })

const practice = async (method: string, path: string, body?: object): Promise<unknown> => {
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
const write = async (post: Post) => postSchema.parse(await practice('POST', '/posts', post)).id

/** The case in which a message says this, and the message. */
const caseSaying = (part: string) =>
	waitUntil(`a case that says ${part}`, async () => {
		for (const { id: caseId } of await desk.cases()) {
			const shown = await desk.show(caseId)
			const entry = shown.timeline.find(({ text }) => text?.includes(part))
			if (entry !== undefined) return { caseId, entry, ...shown }
		}
		return undefined
	})

/** What the schedule does every hour, for cases of any age. */
const reconcile = async () => {
	const answer = await fetch(`${system.origin}/practice/jobs/reconcile/runs`, { method: 'POST' })
	expect(answer.status).toBe(201)
	await system.runtime.idle()
}
const kindsOf = async (caseId: string) => (await desk.show(caseId)).timeline.map(({ kind }) => kind)
const everything = async () => JSON.stringify(await system.aws.scan(system.aws.table('Content').name))

it('runs only jobs that there are', async () => {
	const answer = await fetch(`${system.origin}/practice/jobs/everything/runs`, { method: 'POST' })
	expect(answer.status).toBe(400)
})

describe('what a customer does to a post on X, of which X tells nobody', () => {
	it('is found out by the next run: the words are gone, the copies of pictures too, and the case says so', async () => {
		const text = '@hilft das hier lösche ich gleich wieder'
		const id = await write({ network: 'x', visibility: 'public', author: 'Löscherin', text, attachments: 1 })
		const { caseId, entry } = await caseSaying('das hier lösche ich')
		await waitUntil('the copy', async () =>
			(await system.copies.keys(`media/${entry.id}/`)).length === 1 ? true : undefined,
		)
		await reconcile()
		expect(await kindsOf(caseId)).not.toContain('messageErased')
		await practice('DELETE', `/posts/${id}`)
		await reconcile()
		const { timeline, case: view } = await desk.show(caseId)
		expect(timeline.find((one) => one.id === entry.id)).toMatchObject({ erased: true })
		expect(timeline.map(({ kind }) => kind)).toContain('messageErased')
		expect(view.unanswered).toBe(0)
		expect(await everything()).not.toContain('das hier lösche ich')
		await waitUntil('the erasure of the copy', async () =>
			(await system.copies.keys(`media/${entry.id}/`)).length === 0 ? true : undefined,
		)
	})

	it('is left as it is by the schedule while the last look is fresh', async () => {
		await write({ network: 'x', visibility: 'public', author: 'Frische', text: '@hilft ganz frisch geschrieben' })
		const { caseId } = await caseSaying('ganz frisch')
		expect(await system.runtime.runSchedule('reconcile')).toMatchObject({ ok: true })
		expect(await kindsOf(caseId)).toEqual(['message', 'caseOpened'].toSorted((a, b) => (a < b ? 1 : -1)))
	})
})

describe('personal data', () => {
	it('in a private message lie in the vault, and can be read there by who works the case', async () => {
		const text = 'Hallo, meine Kundennummer: 4711081508 – was nun?'
		await write({ network: 'x', visibility: 'private', author: 'Nummer', text })
		const { caseId, case: view } = await caseSaying('[Kundennummer]')
		expect(view.holdsCustomerData).toBe(true)
		await desk.command(caseId, 'claim', {})
		const { items } = await desk.read(caseId, { purpose: 'lookUpContract', fields: ['customerNumber'] })
		expect(items).toMatchObject([{ field: 'customerNumber', value: '4711081508' }])
		expect(await everything()).not.toContain('4711081508')
		await desk.erase(caseId)
		await expect(desk.read(caseId, { purpose: 'lookUpContract', fields: ['customerNumber'] })).rejects.toThrow()
	})

	it('in public are masked in our copy, and stay so after a re-read', async () => {
		await write({ network: 'facebook', visibility: 'public', author: 'Offene', text: 'Ruft an: 0171 23456789' })
		const { caseId } = await caseSaying('Ruft an: [Telefonnummer]')
		await reconcile()
		expect(await kindsOf(caseId)).toContain('dataExposed')
		expect(await kindsOf(caseId)).not.toContain('messageEdited')
		expect(await everything()).not.toContain('23456789')
	})
})

describe('our own posts and messages, told by the networks', () => {
	it.each([
		['x', 'public'],
		['x', 'private'],
		['facebook', 'public'],
		['facebook', 'private'],
	] as const)('confirm what was sent on %s, %s', async (network, visibility) => {
		const mark = `Frage auf ${network} ${visibility}`
		const text = network === 'x' && visibility === 'public' ? `@hilft ${mark}` : mark
		await write({ network, visibility, author: `Fragerin ${network} ${visibility}`, text })
		const { caseId } = await caseSaying(mark)
		const { version } = await desk.command(caseId, 'claim', {})
		await desk.command(caseId, 'replies', { version, visibility, text: `Guten Tag, wir kümmern uns um Ihre ${mark}.` })
		const { delivery } = await waitUntil('the confirmation', async () => {
			const { timeline } = await desk.show(caseId)
			return timeline.find(({ kind, delivery: one }) => kind === 'reply' && one?.confirmedAt !== undefined)
		})
		expect(delivery?.state).toBe('sent')
		await system.runtime.idle()
		expect(await kindsOf(caseId)).not.toContain('nativeAnswer')
	})

	it('are answers given elsewhere where nobody sent them here', async () => {
		const id = await write({ network: 'x', visibility: 'public', author: 'Fremdfrage', text: '@hilft fremd gefragt' })
		const { caseId } = await caseSaying('fremd gefragt')
		await practice('POST', '/own-posts', { network: 'x', text: 'Von Hand geantwortet.', inReplyTo: id })
		const { entry } = await caseSaying('Von Hand geantwortet.')
		expect(entry).toMatchObject({ kind: 'nativeAnswer', visibility: 'public' })
		expect((await desk.show(caseId)).case.unanswered).toBe(1)
	})

	it('that ask for data are known as ours', async () => {
		await write({ network: 'x', visibility: 'private', author: 'Datenfrage', text: 'Datenfrage: wo bleibt es?' })
		const { caseId } = await caseSaying('Datenfrage')
		const { version } = await desk.command(caseId, 'claim', {})
		await desk.command(caseId, 'data-requests', { version, fields: ['customerNumber'] })
		await waitUntil('the request', async () => {
			const { timeline } = await desk.show(caseId)
			return timeline.find(({ kind, delivery }) => kind === 'dataRequested' && delivery?.state === 'sent')
		})
		await system.runtime.idle()
		expect(await kindsOf(caseId)).not.toContain('nativeAnswer')
	})
})
