import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { Desk } from '#infra/local/story/desk-client.ts'
import type { PracticeClient } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it } from '#test/fixtures/system-test.ts'
import { createCustomer, dataTokenIn, type Invitation, invitationIn } from '#test/support/customer-acts.ts'
import { isNight } from '#test/support/night.ts'
import { sideBySide } from '#test/support/send-as-network.ts'

/** `HILFT_BOMB_POSTS=10000` for the whole of what is promised: to any address at most five mails. */
const POSTS = Number(process.env.HILFT_BOMB_POSTS ?? (isNight ? 400 : 150))
const AT_ONCE = 12

const openRequest = async (
	desk: Desk,
	practice: PracticeClient,
	author: string,
): Promise<{ id: string; invitation: Invitation }> => {
	await practice.write({ network: 'x', visibility: 'private', author, text: 'Nichts geht.' })
	const opened = await waitUntil('the case', async () => (await desk.search(`@${author}`))[0])
	await desk.command(opened.id, 'data-requests', { version: opened.version, fields: ['customerNumber', 'orderNumber'] })
	const message = await waitUntil('the private message', () => practice.privateMessageTo('x', author))
	return { id: opened.id, invitation: invitationIn(message) }
}

/** All of an answer that a stranger can compare: status, headers but those that differ with every call, and the bytes. */
const post = async (system: BootedSystem, path: string, fields: Readonly<Record<string, string>>) => {
	const answer = await fetch(`${system.origin}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
	const headers = Object.fromEntries(
		[...answer.headers].filter(([name]) => !['date', 'apigw-requestid'].includes(name)),
	)
	return { status: answer.status, headers, text: await answer.text() }
}

const mailsTo = async (system: BootedSystem, address: string): Promise<number> => {
	const answer = await fetch(`${system.origin}/practice/mailbox?to=${encodeURIComponent(address)}`)
	return z.object({ items: z.array(z.unknown()) }).parse(await answer.json()).items.length
}

describe('mail bombing', () => {
	it(`sends at most five mails to any address for ${POSTS} posts to every form of the start page`, async ({
		system,
		desk,
		practice,
	}) => {
		const attackers = await Promise.all(
			Array.from({ length: 6 }, (_, index) => openRequest(desk, practice, `bomber${index}`)),
		)
		const victims = Array.from({ length: 10 }, (_, index) => `opfer${index}@kunde.example`)
		const statuses = new Map<number, number>()
		const note = (status: number): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1)
		const work = Array.from({ length: POSTS }, (_, index) => index)
		await sideBySide(work, AT_ONCE, async (index) => {
			const { invitation } = attackers[index % attackers.length] ?? {}
			// Every third post has no link that is known.
			const link = index % 3 === 0 ? randomBytes(32).toString('base64url') : (invitation?.token ?? '')
			const email = victims[Math.floor(index / 7) % victims.length] ?? ''
			const path = ['/start/send', '/start/send', '/start', '/start/address', '/start/callback'][index % 5] ?? ''
			note(
				(await post(system, path, { link, email, phone: '0431 5550123', callbackWindow: 'abends', code: '' })).status,
			)
		})
		await system.runtime.idle({ timeoutSeconds: 60 })
		const counts = await Promise.all(victims.map((victim) => mailsTo(system, victim)))
		const unasked = await mailsTo(system, '')
		process.stdout.write(
			`mail bombing: ${POSTS} posts, answers ${JSON.stringify(Object.fromEntries(statuses))}, mails to each of ${victims.length} addresses ${counts.join(' ')}, ${unasked} in all\n`,
		)
		expect(Math.max(...counts)).toBeLessThanOrEqual(5)
		expect(Math.max(...counts)).toBeGreaterThan(0)
		// Six requests of five mails and three addresses each.
		expect(unasked).toBe(counts.reduce((sum, count) => sum + count, 0))
		expect(unasked).toBeLessThanOrEqual(30)
		expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
	}, 600_000)
})

const DUMMIES = [
	'',
	' ',
	'test',
	'a',
	'12345678',
	'xxxx-xxxx!',
	'0',
	'undefined',
	'<script>',
	"' OR 1=1 --",
	'test@example.com',
]
const NAMES = [
	'code',
	'tail',
	'customerNumber',
	'orderNumber',
	'email',
	'phone',
	'callbackWindow',
	'partial',
	'freeText',
]
const DATA_PATHS = ['/data', '/data/answers', '/data/not-me', '/data/unheard-of']
const START_PATHS = ['/start', '/start/address', '/start/send', '/start/callback']

/** Opens every address with every method, and posts every form empty and with dummies. All that came back. */
const scan = async (system: BootedSystem, token: string): Promise<readonly string[]> => {
	const seen: string[] = []
	const paths = [...DATA_PATHS, ...START_PATHS]
	const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']
	const opened = methods.flatMap((method) => paths.map((path) => ({ method, path })))
	await sideBySide(opened, AT_ONCE, async ({ method, path }) => {
		const answer = await fetch(`${system.origin}${path}?link=${token}`, { method, redirect: 'manual' })
		seen.push(await answer.text())
	})
	const filled = DUMMIES.map((dummy) => Object.fromEntries(NAMES.map((name) => [name, dummy])))
	const links = [token, `${system.origin}/data#${token}`]
	const forms = links.flatMap((link) => [{ link }, ...filled.map((fields) => ({ ...fields, link }))])
	const posted = paths.flatMap((path) => forms.map((fields) => ({ path, fields })))
	await sideBySide(posted, AT_ONCE, async ({ path, fields }) => void seen.push((await post(system, path, fields)).text))
	return seen
}

describe('scanners of the mailed link', () => {
	it('burn nothing and learn nothing, whatever they open and post', async ({ system, desk, practice }) => {
		const { id, invitation } = await openRequest(desk, practice, 'gescannt')
		const customer = createCustomer(system.origin)
		await customer.askForMail(invitation, 'gescannt@kunde.example')
		const mail = await waitUntil('the mail', () => practice.mailTo('gescannt@kunde.example'))
		const token = dataTokenIn(mail)
		await system.runtime.idle()
		const before = await desk.show(id)
		const seen = await scan(system, token)
		// What was asked for, who asks, and what is answered: nothing of it without the code.
		for (const secret of [invitation.code, 'Kundennummer', 'Auftragsnummer', 'gescannt', 'Nichts geht'])
			expect(
				seen.filter((page) => page.includes(secret)),
				secret,
			).toEqual([])
		await system.runtime.idle()
		expect(await desk.show(id)).toEqual(before)
		expect(await mailsTo(system, 'gescannt@kunde.example')).toBe(1)

		const page = await customer.openForm(token, invitation)
		const thanks = await customer.fill(page, { customerNumber: '10000123', orderNumber: 'A-4711' })
		expect(thanks.status).toBe(200)
	}, 120_000)
})

describe('links that are not valid', () => {
	it('look alike to the byte, whether revoked, erased, disowned or never made', async ({ system, desk, practice }) => {
		const revoked = await openRequest(desk, practice, 'widerrufen')
		const erased = await openRequest(desk, practice, 'geloescht')
		const customer = createCustomer(system.origin)
		await customer.askForMail(revoked.invitation, 'widerrufen@kunde.example')
		await customer.askForMail(erased.invitation, 'geloescht@kunde.example')
		const mails = await Promise.all(
			['widerrufen@kunde.example', 'geloescht@kunde.example'].map((to) =>
				waitUntil('the mail', () => practice.mailTo(to)),
			),
		)
		await system.runtime.idle()
		const { case: now } = await desk.show(revoked.id)
		await desk.command(revoked.id, 'data-requests/revoke', { version: now.version })
		await desk.command(erased.id, 'claim', {})
		await desk.erase(erased.id)
		await system.runtime.idle()
		const { code } = revoked.invitation
		const filled = [{}, { code: 'test' }, { code, customerNumber: '10000123' }]
		const ofMails = ['/data', '/data/answers', '/data/not-me'].flatMap((path) =>
			filled.map((fields) => ({ path, fields, links: mails.map(dataTokenIn) })),
		)
		const ofMessages = ['/start', '/start/address', '/start/send', '/start/callback'].map((path) => ({
			path,
			fields: { email: 'neu@kunde.example', phone: '0431 5550123', callbackWindow: 'abends', code },
			links: [revoked, erased].map(({ invitation }) => invitation.token),
		}))
		await sideBySide([...ofMails, ...ofMessages], AT_ONCE, async ({ path, fields, links }) => {
			const unknown = await post(system, path, { ...fields, link: randomBytes(32).toString('base64url') })
			if (path.startsWith('/data')) expect(unknown.status).toBe(404)
			for (const link of links) expect(await post(system, path, { ...fields, link })).toEqual(unknown)
		})
		expect(await mailsTo(system, 'neu@kunde.example')).toBe(0)
	})
})
