import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import type { WebDeskPlace } from '#test/fixtures/web-desk-place.ts'
import { it } from '#test/fixtures/web-desk-test.ts'

const numberOf = async (desk: DeskPlace, id: CaseId): Promise<string> => {
	const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'lea', role: 'lead' })
	return String(body.case?.number)
}

describe('an act of a page', () => {
	it('is the API’s own: claims the case and goes back to it', async ({ web, desk }) => {
		const id = await desk.writes()
		const number = await numberOf(desk, id)
		const { cookie, csrf } = await web.enter('anna')
		const done = await web.ask(`/desk/cases/${number}/acts/claim`, { cookie, form: { _csrf: csrf } })
		expect([done.status, done.headers.get('location')]).toEqual([303, `/desk/cases/${number}?done=changed`])
		const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })
		expect(body.case?.claimedBy).toBe('anna')
	})

	it('goes where its form says, with the notice that it names, and nowhere else', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie, csrf } = await web.enter('anna')
		const claim = async (fields: Record<string, string>) =>
			(await web.ask(`/desk/cases/${number}/acts/claim`, { cookie, form: { _csrf: csrf, ...fields } })).headers.get(
				'location',
			)
		expect(await claim({ _back: '/desk/queue?view=mine&done=old&sent=old#row', _done: 'claimed' })).toBe(
			'/desk/queue?view=mine&done=claimed#row',
		)
		expect(await claim({ _back: '//evil.example', _done: 'a b<c>' })).toBe(`/desk/cases/${number}?done=abc`)
		// A case that was opened from a list goes on as one of it.
		const at = `/desk/cases/${number}?view=mine&about=msg_1`
		expect(await claim({ _at: at, _done: 'claimed' })).toBe(`/desk/cases/${number}?view=mine&done=claimed`)
		expect(await claim({ _at: '//evil.example?view=mine', _done: 'claimed' })).toBe(
			`/desk/cases/${number}?done=claimed`,
		)
	})

	it('is done once under its key, and says which answer can be withdrawn', async ({ web, desk }) => {
		const id = await desk.writes()
		const number = await numberOf(desk, id)
		const { cookie, csrf } = await web.enter('anna')
		const form = [
			['_csrf', csrf],
			['_key', 'key-1'],
			['version:number', String((await desk.store.load(id))?.version)],
			['text', 'Guten Tag, wir kümmern uns darum.'],
			['visibility', 'public'],
			['overrides:list', ''],
		] as const
		const reply = () => web.ask(`/desk/cases/${number}/acts/replies`, { cookie, form })
		desk.roster.seed('anna', { team: 'nord', initials: 'aa' })
		const [first, second] = [await reply(), await reply()]
		const location = first.headers.get('location') ?? ''
		expect(location).toMatch(
			new RegExp(`^/desk/cases/${number}\\?done=changed&sent=${number}\\.msg_[0-9a-z]+\\.1795348815000$`),
		)
		expect(second.headers.get('location')).toBe(location)
		expect(desk.factsOf(id).filter((kind) => kind === 'ReplyQueued')).toHaveLength(1)
	})

	it('holds whatever happened meanwhile, unless the API asks what was seen', async ({ web, desk }) => {
		const id = await desk.writes()
		const number = await numberOf(desk, id)
		const { cookie, csrf } = await web.enter('anna')
		const version = String((await desk.store.load(id))?.version)
		await desk.ask(`POST /api/cases/${id}/notes`, { as: 'ben', body: { text: 'Eben gesehen' } })
		const ask = async (path: string, fields: Record<string, string>) =>
			(
				await web.ask(`/desk/cases/${number}/acts/${path}`, {
					cookie,
					form: { _csrf: csrf, 'version:number': version, ...fields },
				})
			).status
		expect([
			await ask('notes', { text: 'Rückruf am Abend' }),
			await ask('language', { language: 'en', reason: 'wronglyDetected' }),
			await ask('data-requests', { 'fields:list': 'phone' }),
		]).toEqual([303, 409, 409])
	})

	it('may be of another method, and of no case', async ({ web, desk }) => {
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, _method: 'PUT', state: 'away', _back: '/desk/queue?view=mine' }
		const done = await web.ask('/desk/acts/agents/me/duty', { cookie, form })
		expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/queue?view=mine&done=changed'])
		expect((await desk.roster.find('anna'))?.duty.state).toBe('away')
	})

	it('that is refused shows the page again, with the status of the problem and its words', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, text: ' ' }
		const refused = await web.ask(`/desk/cases/${number}/acts/notes`, { cookie, form })
		const text = await refused.text()
		expect([refused.status, refused.headers.get('content-type')]).toEqual([
			expect.toSatisfy((status) => [409, 422, 400].includes(Number(status))),
			'text/html; charset=UTF-8',
		])
		expect(text).toContain(`<title>Fall ${number}`)
		expect(text).toContain('class="refused"')
	})

	it('is answered as the API answers where a script asks', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie, csrf } = await web.enter('anna')
		const headers = { 'X-Csrf': csrf, Accept: 'application/json' }
		const claimed = await web.ask(`/desk/cases/${number}/acts/claim`, { cookie, json: {}, headers })
		expect([claimed.status, await claimed.json()]).toEqual([200, { case: expect.objectContaining({ number }) }])
		const stale = await web.ask(`/desk/cases/${number}/acts/claim`, { cookie, json: { version: 0 }, headers })
		expect([stale.status, stale.headers.get('content-type')]).toEqual([
			expect.toSatisfy((status) => Number(status) >= 400),
			'application/problem+json',
		])
	})

	it('of nothing that the API does, or of no case, is 404', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie, csrf } = await web.enter('anna')
		for (const path of [
			`/desk/cases/${number}/acts/nothing`,
			`/desk/cases/${number}/acts/customer-data/readings`,
			'/desk/cases/0000000/acts/claim',
			'/desk/cases/nonsense/acts/claim',
			'/desk/acts/health',
			'/desk/acts/cases',
		]) {
			const headers = { 'X-Csrf': csrf, Accept: 'application/json' }
			expect([path, (await web.ask(path, { cookie, json: {}, headers })).status]).toEqual([path, 404])
		}
	})

	it('is refused by the API’s own rule of roles, and recorded', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie, csrf } = await web.enter('ada~auditor')
		const headers = { 'X-Csrf': csrf, Accept: 'application/json' }
		const refused = await web.ask(`/desk/cases/${number}/acts/claim`, { cookie, json: {}, headers })
		expect([refused.status, await refused.json()]).toEqual([
			403,
			expect.objectContaining({ type: 'urn:hilft:problem:role-forbidden' }),
		])
		expect(desk.lines.join()).toContain('ROLE_REFUSED')
	})
})

describe('handing over many', () => {
	it('is an act on each case, and one that is refused keeps back no other', async ({ web, desk }) => {
		const ids = [
			await desk.writes({ author: { id: '1', handle: 'eins' } }),
			await desk.writes({ author: { id: '2', handle: 'zwei' } }),
		]
		const numbers = await Promise.all(ids.map((id) => numberOf(desk, id)))
		const { cookie, csrf } = await web.enter('anna')
		const assign = (to: string, cases: readonly string[]) =>
			web.ask('/desk/queue/assign', {
				cookie,
				form: [
					['_csrf', csrf],
					['_key', `bulk-${to}`],
					['_back', '/desk/queue?view=all&sent=x'],
					['to', to],
					...cases.map((number) => ['case', number] as const),
				],
			})
		const done = await assign('owner:anna', numbers)
		expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/queue?view=all&done=assigned'])
		const owners = async () =>
			Promise.all(ids.map(async (id) => (await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })).body.case?.owner))
		expect(await owners()).toEqual(['anna', 'anna'])
		expect((await assign('team:nord', ['0000000', ...numbers])).status).toBe(404)
		expect(await owners()).toEqual([undefined, undefined])
		expect((await assign('anna', numbers)).status).toBe(400)
	})
})

describe('the notice above a page', () => {
	const told = async (web: WebDeskPlace, query: string): Promise<string> => {
		const { cookie } = await web.enter('anna')
		return (await web.ask(`/desk/queue?${query}`, { cookie })).text()
	}

	it('says what was done; of a code that is none, that something was', async ({ web }) => {
		expect(await told(web, 'done=claimed')).toContain('Fall übernommen.')
		expect(await told(web, 'done=toString')).toContain('Gespeichert.')
		expect(await told(web, 'view=now')).not.toContain('class="notice')
	})

	it('offers to take an answer back until it leaves, and never what is no answer', async ({ web }) => {
		const leaves = Date.parse('2026-11-22T12:00:15.000Z')
		const reply = `msg_${'0'.repeat(26)}`
		const at = (moment: number) => told(web, `done=queued&sent=7K3M9QX.${reply}.${moment}`)
		expect(await at(leaves)).toContain(`action="/desk/cases/7K3M9QX/acts/replies/${reply}/withdrawal"`)
		expect(await at(leaves - 15_000)).not.toContain('id="undo"')
		for (const sent of ['x', `7K3M9QX.${reply}`, `../x.${reply}.${leaves}`, `7K3M9QX.msg_"><b>.${leaves}`])
			expect(await told(web, `done=queued&sent=${encodeURIComponent(sent)}`)).not.toContain('id="undo"')
	})
})

describe('pages', () => {
	it('are shown to the roles that they are for', async ({ web, desk }) => {
		const { cookie } = await web.signIn('cora~callcentre')
		const page = await web.ask('/desk/queue', { cookie })
		expect([page.status, (await page.text()).includes('class="rail"')]).toEqual([403, false])
		expect((await web.ask('/desk/queue', { cookie, headers: { 'X-Part': 'rows' } })).status).toBe(403)
		expect(desk.lines.join()).toContain('ROLE_REFUSED')
	})

	it('leave out what is wrong in an address', async ({ web }) => {
		const { cookie } = await web.enter('anna')
		const page = await web.ask('/desk/queue?view=nonsense&channel=myspace&language=xx&team=%3Cb%3E', { cookie })
		expect(page.status).toBe(200)
		expect(await page.text()).toContain('<h1 id="title">Jetzt dran</h1>')
	})

	it('show a case by its number as people write it, and record who was shown it', async ({ web, desk }) => {
		const id = await desk.writes()
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('ben')
		expect((await web.ask(`/desk/cases/${number.toLowerCase()}`, { cookie })).status).toBe(200)
		expect((await desk.seen.list(id)).length).toBe(2)
		expect((await web.ask('/desk/cases/0000000', { cookie })).status).toBe(404)
	})

	it('show what a customer sent, by the route that records it', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie } = await web.enter('anna')
		const media = await web.ask(`/desk/cases/${number}/media/msg_${'0'.repeat(26)}/0`, { cookie })
		expect(media.status).toBe(404)
	})
})

describe('looks', () => {
	it('are kept in a cookie without a secret, and pages follow them', async ({ web }) => {
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, language: 'en', theme: 'dark', keys: 'none', _back: '/desk/queue?view=all' }
		const chosen = await web.ask('/desk/looks', { cookie, form })
		expect(chosen.headers.get('location')).toBe('/desk/queue?view=all&done=looks')
		const looks = chosen.headers.getSetCookie()[0]?.split(';')[0]
		expect(looks).toBe('desk-looks=en.dark.none')
		const page = await (await web.ask('/desk/queue', { cookie: `${cookie}; ${looks}` })).text()
		expect(page).toContain('<html lang="en" data-theme="dark">')
		expect(page).toContain('data-keys="off"')
		const odd = await (await web.ask('/desk/queue', { cookie: `${cookie}; desk-looks="><script>.x.y` })).text()
		expect(odd).toContain('<html lang="de">')
	})
})
