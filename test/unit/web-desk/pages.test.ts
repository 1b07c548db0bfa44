import { describe, expect } from 'vitest'
import { it } from '#test/fixtures/web-desk-test.ts'

describe('a page of the desk', () => {
	it('lists who waits, names who has it by name, and knows the time of cases', async ({ web, desk }) => {
		desk.roster.seed('anna', { name: 'Anna Berg' })
		desk.roster.seed('ben', { name: 'Ben Yilmaz' })
		const id = await desk.writes({ author: { id: '7', handle: 'erika7', name: 'Erika Kunz' } })
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben', body: {} })
		const { cookie } = await web.enter('anna')
		const page = await (await web.ask('/desk/queue?view=all', { cookie })).text()
		expect(page).toMatch(/<bdi>Erika Kunz<\/bdi>.*@erika7.*Ben Yilmaz schreibt/s)
		expect(page).toContain(`data-agent="anna" data-now="${desk.clock.now()}"`)
	})

	it('keeps which cases were chosen, and for whom, where handing them on is refused', async ({ web, desk }) => {
		const id = await desk.writes({ author: { id: '1', handle: 'eins' } })
		const other = await desk.writes({ author: { id: '2', handle: 'zwei' } })
		const [number, taken] = [(await desk.store.load(id))?.number ?? '', (await desk.store.load(other))?.number ?? '']
		await desk.ask(`POST /api/cases/${other}/claim`, { as: 'ben', body: {} })
		const { cookie, csrf } = await web.enter('anna')
		const refused = await web.ask('/desk/queue/assign', {
			cookie,
			form: [
				['_csrf', csrf],
				['_back', '/desk/queue?view=all'],
				['case', number],
				['case', taken],
				['to', 'team:nord'],
			],
		})
		expect(refused.status).toBe(409)
		const page = await refused.text()
		expect(page).toMatch(new RegExp(`name="case" value="${taken}" checked`))
		expect(page).not.toMatch(new RegExp(`name="case" value="${number}" checked`))
		expect(page).toContain('<option value="team:nord" selected>')
	})

	it('offers who only reads nothing to take, and nowhere to write', async ({ web, desk }) => {
		desk.roster.seed('ada', { role: 'auditor' })
		const number = (await desk.store.load(await desk.writes()))?.number ?? ''
		const page = async (sub: string, path: string) => {
			const { cookie } = await web.enter(sub)
			return (await web.ask(path, { cookie })).text()
		}
		for (const [sub, may] of [
			['anna', true],
			['ada', false],
		] as const) {
			expect([sub, (await page(sub, '/desk/queue?view=all')).includes('/acts/claim')]).toEqual([sub, may])
			expect([sub, (await page(sub, `/desk/cases/${number}`)).includes('<form id="composer"')]).toEqual([sub, may])
		}
	})

	it('finds cases, and keeps what looks like a customer’s number out of itself', async ({ web, desk }) => {
		const id = await desk.writes({ author: { id: '7', handle: 'erika7' } })
		const number = (await desk.store.load(id))?.number ?? ''
		const { cookie } = await web.enter('anna')
		const search = async (q: string) => (await web.ask(`/desk/search?${new URLSearchParams({ q })}`, { cookie })).text()
		expect(await search(`#${number}`)).toContain(`href="/desk/cases/${number}"`)
		expect(await search('4711008152')).toContain('Nach der Fallnummer suchen')
		expect(await search('4711008152')).not.toContain('4711008152')
		expect(await search('ab')).toContain('Etwas mehr, bitte')
		expect(await search('')).toContain('<h1>Suche</h1>')
	})

	it('is one’s own: initials that somebody has are refused in words, and stay typed', async ({ web, desk }) => {
		await desk.ask('POST /api/agents/me/initials', { as: 'ben', body: { initials: 'bb' } })
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, initials: 'bb', _back: '/desk/me', _done: 'initials' }
		const page = await web.ask('/desk/acts/agents/me/initials', { cookie, form })
		expect(page.status).toBe(409)
		const text = await page.text()
		expect(text).toContain('Dieses Kürzel hat oder hatte jemand')
		expect(text).toMatch(/name="initials" value="bb"/)
		const done = await web.ask('/desk/acts/agents/me/initials', { cookie, form: { ...form, initials: 'ax' } })
		expect(done.headers.get('location')).toBe('/desk/me?done=initials')
		expect(await (await web.ask('/desk/me?done=initials', { cookie })).text()).toMatch(/Kürzel gespeichert.*\^ax/s)
	})

	it('gives each part that it asks for, as it stands on the page', async ({ web, desk }) => {
		const number = (await desk.store.load(await desk.writes()))?.number ?? ''
		const { cookie } = await web.enter('anna')
		for (const path of ['/desk/queue', '/desk/me', '/desk/help', '/desk/search?q=', `/desk/cases/${number}`]) {
			const page = await (await web.ask(path, { cookie })).text()
			const names = /data-poll="([^"]*)"/.exec(page)?.[1]?.split(',') ?? []
			const parts = names.map(async (name) => (await web.ask(path, { cookie, headers: { 'X-Part': name } })).text())
			const starts = (await Promise.all(parts)).map((part) => /^<\w+ id="(\w+)"/.exec(part)?.[1])
			expect([path, starts]).toEqual([path, names])
			expect(names).toContain('counts')
		}
	})

	it('helps, and says what is not there with the lists at hand', async ({ web }) => {
		const { cookie } = await web.enter('anna')
		expect(await (await web.ask('/desk/help', { cookie })).text()).toContain('<kbd>Strg</kbd>+<kbd>K</kbd>')
		const nowhere = await web.ask('/desk/cases/7K3M9QX', { cookie })
		expect(nowhere.status).toBe(404)
		expect(await nowhere.text()).toMatch(/id="counts".*Hier ist nichts/s)
	})

	it.for(['/', '/desk/'])('leads from %s to the desk', async (path, { web }) => {
		const answer = await web.ask(path, {})
		expect([answer.status, answer.headers.get('location')]).toEqual([308, '/desk'])
	})
})
