import { describe, expect } from 'vitest'
import { hashOfSession } from '#shared/agents/session.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { it } from '#test/fixtures/web-desk-test.ts'

const STATE = 's'.repeat(43)

describe('signing in', () => {
	it('leads to the issuer and back to the page that was asked for', async ({ web, desk }) => {
		const { begun, done, cookie } = await web.signIn('anna', '/desk/cases/7K3M9QX?before=x')
		expect([begun.status, begun.headers.get('location')]).toEqual([303, 'https://login.example/authorize'])
		expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/cases/7K3M9QX?before=x'])
		expect((await web.ask('/desk/queue', { cookie })).status).toBe(200)
		expect(desk.lines.join()).toContain('SIGNED_IN')
		expect(desk.lines.join()).not.toContain(cookie.slice('__Host-desk='.length))
	})

	it('sets cookies that only this host reads, no script, and no other site sends', async ({ web }) => {
		const { begun, done } = await web.signIn('anna')
		const [pending = ''] = begun.headers.getSetCookie()
		expect(pending).toMatch(/^__Host-desk-signing-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
		expect(done.headers.getSetCookie()).toEqual([
			'__Host-desk-signing-in=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
			expect.stringMatching(/^__Host-desk=[\w-]{43}; Max-Age=36000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
		])
	})

	it.for(['//evil.example', 'https://evil.example', '/\\evil', '/desk/%2e%2e/api', '/api/cases'])(
		'ignores a way back to %s',
		async (back, { web }) => {
			const { done } = await web.signIn('anna', back)
			expect(done.headers.get('location')).toBe('/desk/queue?view=now')
		},
	)

	it('makes a new session each time, and ends the one before in this browser', async ({ web }) => {
		const first = await web.signIn('anna')
		const second = await web.signIn('anna', undefined, first.cookie)
		expect(second.cookie).not.toBe(first.cookie)
		expect(await web.sessions.find(hashOfSession(first.cookie.slice('__Host-desk='.length)))).toBeUndefined()
		expect((await web.ask('/desk/queue', { cookie: second.cookie })).status).toBe(200)
	})

	it('refuses an answer of the issuer that this browser did not ask for, or too long ago', async ({ web }) => {
		const { pending } = await web.signIn('anna')
		const comesBack = (query: string, cookie?: string) => web.ask(`/desk/signed-in?${query}`, { cookie })
		const asked = `code=anna&state=${STATE}`
		for (const [query, cookie] of [
			[asked, undefined],
			[asked, '__Host-desk-signing-in=e30'],
			[asked, '__Host-desk-signing-in=%%%'],
			['code=anna', pending],
			[`code=anna&state=${'x'.repeat(43)}`, pending],
			[`error=access_denied&state=${STATE}`, pending],
		] as const) {
			const answer = await comesBack(query, cookie)
			expect([query, answer.status]).toEqual([query, 400])
			expect(answer.headers.getSetCookie().filter((one) => one.startsWith('__Host-desk='))).toEqual([])
		}
		web.wait(10 * MINUTE)
		expect((await comesBack(asked, pending)).status).toBe(400)
	})

	it('tells somebody without a record so, and gives no session', async ({ web, desk }) => {
		const { done } = await web.signIn('stranger.mallory')
		expect(done.status).toBe(403)
		const page = await done.text()
		expect(page).toContain('Kein Zugang zum Desk')
		expect(page).toContain('Kennung der Anmeldung: <code>mallory</code>')
		expect(done.headers.getSetCookie().filter((one) => one.startsWith('__Host-desk='))).toEqual([])
		expect(desk.lines.join()).toContain('ROSTER_REFUSED')
	})

	it('tells that the issuer failed, by a code in the log', async ({ web, desk }) => {
		const { done } = await web.signIn('broken')
		expect(done.status).toBe(502)
		expect(await done.text()).toContain('/desk/sign-in?back=')
		expect(desk.lines.join()).toContain('SIGN_IN_FAILED')
	})

	it('speaks the language of the browser where none was chosen', async ({ web }) => {
		const answer = await web.ask('/desk/signed-in', { headers: { 'Accept-Language': 'en-GB,en;q=0.9' } })
		expect(await answer.text()).toContain('<html lang="en">')
	})
})

describe('signing out', () => {
	it('ends the session here and leads to the issuer: a stolen cookie then is worth nothing', async ({ web }) => {
		const { cookie, csrf } = await web.enter('anna')
		const out = await web.ask('/desk/sign-out', { cookie, form: { _csrf: csrf } })
		expect([out.status, out.headers.get('location')]).toEqual([303, 'https://login.example/logout'])
		expect(out.headers.getSetCookie()).toEqual(['__Host-desk=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax'])
		const part = await web.ask('/desk/queue', { cookie, headers: { 'X-Part': 'rows' } })
		expect([part.status, part.headers.get('x-sign-in')]).toEqual([401, '/desk/sign-in?back=%2Fdesk%2Fqueue'])
		const act = await web.ask('/desk/acts/agents/me/duty', { cookie, form: { _csrf: csrf } })
		expect(act.status).toBe(401)
	})

	it('ends all that one is signed in with, of nobody else, and is shown what that is', async ({ web }) => {
		const { cookie, csrf } = await web.enter('anna')
		web.wait(3 * MINUTE)
		const lost = await web.enter('anna')
		const other = await web.enter('ben')
		const page = await (await web.ask('/desk/me', { cookie })).text()
		expect(page.match(/<ul class="sessions"><li>.*?<\/ul>/s)?.[0].match(/<li>/g)).toHaveLength(1)
		expect(page).not.toContain(hashOfSession(lost.cookie.slice('__Host-desk='.length)))
		const out = await web.ask('/desk/sign-out', { cookie, form: { _csrf: csrf, _everywhere: 'yes' } })
		expect([out.status, out.headers.get('location')]).toEqual([303, 'https://login.example/logout'])
		const status = async (one: string) => (await web.ask('/desk/me', { cookie: one })).status
		expect([await status(cookie), await status(lost.cookie), await status(other.cookie)]).toEqual([303, 303, 200])
		web.wait(2_000)
		expect(await status((await web.enter('anna')).cookie)).toBe(200)
	})

	it('takes the token of the session, and no other site', async ({ web }) => {
		const { cookie, csrf } = await web.enter('anna')
		expect((await web.ask('/desk/sign-out', { cookie, form: {} })).status).toBe(403)
		const foreign = { cookie, form: { _csrf: csrf }, headers: { Origin: 'https://evil.example' } }
		expect((await web.ask('/desk/sign-out', foreign)).status).toBe(403)
		expect((await web.ask('/desk/sign-out', { cookie })).status).toBe(404)
		expect((await web.ask('/desk/queue', { cookie })).status).toBe(200)
	})

	it('leads who has no session to the issuer all the same: they may want to be somebody else', async ({ web }) => {
		const out = await web.ask('/desk/sign-out', { form: {} })
		expect([out.status, out.headers.get('location')]).toEqual([303, 'https://login.example/logout'])
	})
})
