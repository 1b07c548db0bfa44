import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSystem, startSystem } from '#infra/local/start-system.ts'
import { type Desk, signInAtDesk } from '#infra/local/story/desk-client.ts'
import { createPracticeClient, type PracticeClient } from '#infra/local/story/practice-client.ts'
import { playStory } from '#infra/local/story/story.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { addMilliseconds, HOUR, systemClock } from '#shared/kernel/clock.ts'

const root = join(import.meta.dirname, '..', '..')
const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-story-'))
// No fixture: a test stops the system and starts another on the same data and port.
let running: RunningSystem
let desk: Desk
let practice: PracticeClient

beforeAll(async () => {
	process.env.HILFT_UNDO_SECONDS = '0'
	running = await startSystem({ root, port: 0, dataDirectory })
	desk = await signInAtDesk(running.origin, 'anna')
	practice = createPracticeClient(running.origin)
}, 120_000)
afterAll(async () => {
	await running.stop()
	rmSync(dataDirectory, { recursive: true, force: true })
})

const caseOf = (author: string) => waitUntil(`the case of ${author}`, async () => (await desk.search(`@${author}`))[0])

describe('a public complaint', () => {
	it('becomes a case, and its data arrive by a secure e-mail request, on both networks, in public and in private', async () => {
		const told: string[] = []
		await playStory(running.origin, (line) => told.push(line))
		expect(told.filter((line) => line.includes('the data are erased'))).toHaveLength(4)
		expect(told.filter((line) => line.includes("once; it is the customer's turn"))).toHaveLength(4)
		expect(told.at(-1)).toContain('difference 0')
	})

	it('stays one case when the customer writes again, by reply and by direct message', async () => {
		const author = 'mehrmals'
		const first = await practice.write({ network: 'x', visibility: 'public', author, text: 'Mein Router geht nicht.' })
		const opened = await caseOf(author)
		await practice.write({ network: 'x', visibility: 'public', author, text: 'Hallo?', inReplyTo: first.id })
		await practice.write({ network: 'x', visibility: 'private', author, text: 'Hier noch einmal in Ruhe.' })
		const { case: found, timeline } = await waitUntil('all three messages', async () => {
			const shown = await desk.show(opened.id)
			return shown.case.unanswered === 3 ? shown : undefined
		})
		// The id of a post on X holds its time; of two in one millisecond the second has the next one.
		expect(Math.abs(Date.parse(found.waitingSince ?? '') - Date.parse(first.at))).toBeLessThan(10)
		expect(timeline.filter((entry) => entry.author === 'customer').map(({ visibility }) => visibility)).toEqual([
			'public',
			'public',
			'private',
		])
	})

	it('is invited into a private message where the customer takes none, without any secret in public', async () => {
		const author = 'verschlossen'
		await practice.write({ network: 'x', visibility: 'public', author, text: 'Rechnung doppelt abgebucht!' })
		const opened = await caseOf(author)
		await fetch(`${running.origin}/practice/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ network: 'x', kind: 'dm-closed', times: 1 }),
		})
		await desk.command(opened.id, 'data-requests', { version: opened.version, fields: ['customerNumber'] })
		const invitation = await waitUntil('the invitation', async () =>
			(await practice.posts()).find((post) => post.author === 'hilft' && post.text.includes(opened.number)),
		)
		expect(invitation.visibility).toBe('public')
		expect(invitation.text).not.toMatch(/start#|[0-9A-Z]{4}-[0-9A-Z]{4}/)
		expect(invitation.text).toContain('0800 0000000')
	})
})

describe('a mail that bounces', () => {
	it('gives the case back to us and tells the customer in private', async () => {
		const author = 'vertippt'
		await practice.write({ network: 'x', visibility: 'private', author, text: 'Bitte um Rückruf.' })
		const opened = await caseOf(author)
		await desk.command(opened.id, 'data-requests', { version: opened.version, fields: ['phone'] })
		const message = await waitUntil('the private message', () => practice.privateMessageTo('x', author))
		const token = /\/start#(\S+)/.exec(message.text)?.[1] ?? ''
		const send = (path: string, body: Record<string, string>) =>
			fetch(`${running.origin}${path}`, { method: 'POST', body: new URLSearchParams(body) })
		await send('/start/send', { link: token, email: 'bounce@kunde.example' })
		const notice = await waitUntil('the notice', async () =>
			(await practice.posts()).find((post) => post.to === author && post.text.includes('zurückgekommen')),
		)
		expect(notice.visibility).toBe('private')
		const { case: shown } = await desk.show(opened.id)
		expect(shown.turn).toBe('ours')
		expect(shown.dataRequest?.mail?.state).toBe('bounced')
	})
})

describe('a restart', () => {
	it('loses nothing: cases, timelines, the ledger and the mailbox are as before', async () => {
		const before = await desk.cases({ limit: '100' })
		const [began, ended] = [addMilliseconds(systemClock.now(), -HOUR), addMilliseconds(systemClock.now(), HOUR)]
		const ledgerOf = (from: Desk) => from.ledger(began, ended)
		const balance = await ledgerOf(desk)
		await running.stop()
		running = await startSystem({ root, port: Number(new URL(running.origin).port), dataDirectory })
		desk = await signInAtDesk(running.origin, 'anna')
		expect(await desk.cases({ limit: '100' })).toEqual(before)
		expect(await ledgerOf(desk)).toEqual(balance)
	}, 60_000)
})

describe('the origin of the local run', () => {
	/** Asks by a host name of one's own, as a browser does that a foreign name server leads here. */
	const statusAs = (host: string, path: string): Promise<number | undefined> =>
		new Promise((resolve, reject) => {
			const { port } = new URL(running.origin)
			const asked = request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
				answer.resume()
				resolve(answer.statusCode)
			})
			asked.on('error', reject).end()
		})
	const TOKEN = '/practice/token?agent=lea'
	it.each(['evil.example', 'localhost.evil.example', 'localhost', 'localhost:1'])(
		'gives no token to who asks for %s',
		async (host) => expect(await statusAs(host, TOKEN)).toBe(421),
	)
	it.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])('answers by its own name %s', async (name) =>
		expect(await statusAs(`${name}:${new URL(running.origin).port}`, TOKEN)).toBe(200),
	)
})
