import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Desk, type StoryCase, signInAtDesk } from '#infra/local/story/desk-client.ts'
import { createPracticeClient, type PracticeClient, type WrittenPost } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { DAY, HOUR } from '#shared/kernel/clock.ts'
import { type BootedSystem, bootSystem } from '#test/fixtures/running-system.ts'
import { createCustomer, dataTokenIn, type Invitation, invitationIn } from '#test/support/customer-acts.ts'

const LONGEST = 60_000
const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-clock-'))
// No fixture: a test stops the system and boots another on the same data.
let system: BootedSystem
/** Signed in once, before the first move: the same token works until the last. */
let desk: Desk
let practice: PracticeClient

const boot = async () => {
	system = await bootSystem({ dataDirectory })
	practice = createPracticeClient(system.origin)
}
beforeAll(async () => {
	await boot()
	desk = await signInAtDesk(system.origin, 'anna')
}, 120_000)
afterAll(async () => {
	await system.stop()
	rmSync(dataDirectory, { recursive: true, force: true })
})

const clockSchema = z.object({ now: z.string() })
/** Moves the practice clock on; gives its new time. */
const advance = async (milliseconds: number): Promise<number> => {
	const answer = await fetch(`${system.origin}/practice/clock`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ advance: milliseconds }),
	})
	const body: unknown = await answer.json()
	expect(answer.status, JSON.stringify(body)).toBe(200)
	return Date.parse(clockSchema.parse(body).now)
}

const write = (author: string, text: string, visibility: WrittenPost['visibility'] = 'private') =>
	practice.write({ network: 'x', visibility, author, text })
const caseOf = (author: string, isIt: (one: StoryCase) => boolean = () => true): Promise<StoryCase> =>
	waitUntil(`a case of ${author}`, async () => (await desk.search(`@${author}`)).find(isIt), LONGEST)
const closed = async ({ id }: StoryCase): Promise<void> => {
	const { case: now } = await desk.show(id)
	const body = { version: now.version, outcome: 'noRequest', reason: 'thanks' }
	expect((await desk.command(id, 'outcome', body)).state).toBe('closed')
}
/** Somebody writes, is asked for their number and has the private message with the link. */
const asked = async (author: string): Promise<{ readonly opened: StoryCase; readonly invitation: Invitation }> => {
	await write(author, 'Nichts geht.')
	const opened = await caseOf(author)
	const { version } = await desk.command(opened.id, 'claim', { version: opened.version })
	await desk.command(opened.id, 'data-requests', { version, fields: ['customerNumber'] })
	const message = await waitUntil('the link', () => practice.privateMessageTo('x', author), LONGEST)
	return { opened, invitation: invitationIn(message) }
}
/** Types an address and waits for the mail; gives what its link carries. */
const mailed = async (author: string, invitation: Invitation): Promise<string> => {
	const address = `${author}@kunde.example`
	await createCustomer(system.origin).askForMail(invitation, address)
	return dataTokenIn(await waitUntil('the mail', () => practice.mailTo(address), LONGEST))
}
const openForm = (token: string, invitation: Invitation) => createCustomer(system.origin).openForm(token, invitation)
/** The page that the mailed link leads to. */
const pageOfLink = async (token: string): Promise<number> => {
	const body = new URLSearchParams({ link: `${system.origin}/data#${token}` })
	return (await fetch(`${system.origin}/data`, { method: 'POST', body })).status
}
const itemsInVault = async (): Promise<number> => (await system.aws.scan(system.aws.table('VaultKeys').name)).length

describe('when the practice clock moves on', () => {
	it('the link of a request works for seven days by it, and no longer', async () => {
		const { opened, invitation } = await asked('fristkunde')
		const token = await mailed('fristkunde', invitation)
		await advance(7 * DAY - HOUR)
		expect((await openForm(token, invitation)).status).toBe(200)
		expect((await desk.show(opened.id)).case.dataRequest?.state).toBe('open')
		await advance(2 * HOUR)
		expect(await pageOfLink(token)).toBe(410)
		expect((await desk.show(opened.id)).case.dataRequest?.state).toBe('expired')
	})

	it('what a customer gave is erased the promised days after the close, and not before', async () => {
		const { opened, invitation } = await asked('datenkunde')
		const form = await openForm(await mailed('datenkunde', invitation), invitation)
		await createCustomer(system.origin).fill(form, { customerNumber: '123456789' })
		const isReceived = async () => (await desk.show(opened.id)).case.dataRequest?.state === 'received' || undefined
		await waitUntil('the data', isReceived, LONGEST)
		await closed(opened)
		const isErased = async () => (await desk.show(opened.id)).timeline.some(({ kind }) => kind === 'dataErased')
		await advance(3 * DAY - HOUR)
		expect([await isErased(), await itemsInVault()]).toEqual([false, 1])
		await advance(2 * HOUR)
		expect([await isErased(), await itemsInVault()]).toEqual([true, 0])
	})

	it('a closed case is opened again by who writes within 14 days, and a new one begins on the 15th', async () => {
		await write('heimkehrer', 'Nichts geht.', 'public')
		const first = await caseOf('heimkehrer')
		await closed(first)
		await advance(13 * DAY)
		await write('heimkehrer', 'Es ist wieder so.', 'public')
		expect((await caseOf('heimkehrer', ({ state }) => state === 'open')).id).toBe(first.id)
		await closed(first)
		await advance(15 * DAY)
		await write('heimkehrer', 'Schon wieder.', 'public')
		expect((await caseOf('heimkehrer', ({ state }) => state === 'open')).id).not.toBe(first.id)
	})

	it('tokens, signatures and calls to AWS stay good after 30 days, while what was kept for 14 is gone', async () => {
		await system.bucket.put('raw/before', Buffer.from('x'))
		const now = await advance(30 * DAY)
		expect(await system.bucket.keys('raw/')).toEqual([])
		const { opened, invitation } = await asked('winterkunde')
		expect(Math.abs(Date.parse(opened.waitingSince ?? '') - now)).toBeLessThan(2 * LONGEST)
		expect(await mailed('winterkunde', invitation)).not.toBe('')
		await system.bucket.put('raw/after', Buffer.from('x'))
		await advance(0)
		expect(await system.bucket.keys('raw/')).toEqual(['raw/after'])
	})

	it('a restart keeps it', async () => {
		const moved = Date.parse(await practice.now()) - Date.now()
		expect(moved).toBeGreaterThan(60 * DAY)
		await system.stop()
		await boot()
		expect(Math.abs(Date.parse(await practice.now()) - Date.now() - moved)).toBeLessThan(1_000)
		await write('neustartkunde', 'Nichts geht.')
		desk = await signInAtDesk(system.origin, 'anna')
		const { waitingSince } = await caseOf('neustartkunde')
		expect(Date.parse(waitingSince ?? '') - Date.now()).toBeGreaterThan(moved - LONGEST)
	}, 120_000)
})
