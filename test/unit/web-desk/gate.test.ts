import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { it } from '#test/fixtures/web-desk-test.ts'

const GARBLED = '__Host-desk=short'

describe('without a session', () => {
	it('a page leads to the sign-in and back, without asking anybody', async ({ web }) => {
		for (const [path, back] of [
			['/desk', '/desk/queue?view=now'],
			['/desk/queue?view=mine', '/desk/queue?view=mine'],
			['/desk/cases/7K3M9QX', '/desk/cases/7K3M9QX'],
			['/desk/nowhere', '/desk/nowhere'],
			['/desk/cases/7K3M9QX/media/msg_1/0', '/desk/cases/7K3M9QX/media/msg_1/0'],
		] as const)
			for (const cookie of [undefined, GARBLED]) {
				const answer = await web.ask(path, { cookie })
				expect([answer.status, answer.headers.get('location')]).toEqual([
					303,
					`/desk/sign-in?${new URLSearchParams({ back })}`,
				])
			}
		expect(web.calls()).toBe(0)
	})

	it('a part and JSON are 401 with the way to sign in, without asking anybody', async ({ web }) => {
		for (const headers of [{ 'X-Part': 'rows' }, { Accept: 'application/json' }, { 'X-Csrf': 'x' }]) {
			const answer = await web.ask('/desk/queue?view=team', { headers })
			expect([answer.status, answer.headers.get('x-sign-in')]).toEqual([
				401,
				'/desk/sign-in?back=%2Fdesk%2Fqueue%3Fview%3Dteam',
			])
		}
		const posted = await web.ask('/desk/cases/7K3M9QX/acts/claim', { json: {}, headers: { 'X-Csrf': 'x' } })
		expect(posted.status).toBe(401)
		expect(web.calls()).toBe(0)
	})

	it('a form is answered by a page that says so and leads on, and nothing is done', async ({ web }) => {
		const answer = await web.ask('/desk/cases/7K3M9QX/acts/claim', { form: { _csrf: 'x' } })
		expect(answer.status).toBe(401)
		expect(await answer.text()).toContain('href="/desk/sign-in?back=')
		expect(web.calls()).toBe(0)
	})

	it('gives back what was written into a form of ours, and nothing of another site’s', async ({ web }) => {
		const form = { _csrf: 'x x', 'version:number': '3', kind: 'callBack', note: 'Ruft <b>heute</b> noch an' }
		const act = (headers: Readonly<Record<string, string>>) =>
			web.ask('/desk/cases/7K3M9QX/acts/promises', { form, headers })
		const ended = await (await act({})).text()
		const kept = [...ended.matchAll(/<textarea [^>]*readonly[^>]*>([^<]*)</g)].map(([, words]) => words)
		expect(kept).toEqual(['Ruft &lt;b&gt;heute&lt;/b&gt; noch an'])
		expect(ended).toContain('href="/desk/sign-in?back=%2Fdesk%2Fcases%2F7K3M9QX"')
		const { cookie } = await web.enter('anna')
		const tokenless = await web.ask('/desk/cases/7K3M9QX/acts/promises', { cookie, form })
		expect([tokenless.status, (await tokenless.text()).includes('noch an')]).toEqual([403, true])
		for (const Origin of ['https://evil.example', 'null', 'none'])
			expect([Origin, (await (await act({ Origin })).text()).includes('noch an')]).toEqual([Origin, false])
	})

	it('every route is closed but assets and the steps of the sign-in', async ({ web }) => {
		expect((await web.ask('/desk/assets/none.js')).status).toBe(404)
		expect((await web.ask('/desk/signed-in')).status).toBe(400)
		expect((await web.ask('/desk/sign-in')).status).toBe(303)
		expect(web.calls()).toBe(0)
	})
})

describe('a session', () => {
	it('shows pages until half an hour after the last of them; parts do not count', async ({ web }) => {
		const { cookie } = await web.enter('anna')
		const statusOf = async (part?: string) =>
			(await web.ask('/desk/queue', { cookie, headers: part === undefined ? {} : { 'X-Part': part } })).status
		web.wait(29 * MINUTE)
		expect(await statusOf()).toBe(200)
		for (let minutes = 0; minutes < 29; minutes += 1) {
			web.wait(MINUTE)
			expect(await statusOf('state')).toBe(200)
		}
		web.wait(MINUTE)
		expect(await statusOf('state')).toBe(401)
		expect(await statusOf()).toBe(303)
	})

	it('ends after ten hours of work', async ({ web }) => {
		const { cookie } = await web.enter('anna')
		for (let passed = 0; passed < 10 * HOUR - 15 * MINUTE; passed += 15 * MINUTE) {
			web.wait(15 * MINUTE)
			expect((await web.ask('/desk/queue', { cookie })).status).toBe(200)
		}
		web.wait(15 * MINUTE)
		expect((await web.ask('/desk/queue', { cookie })).status).toBe(303)
	})

	it('ends for good with a retirement, a revocation and another role: at once for who does something, else within a minute', async ({
		web,
		desk,
	}) => {
		const before = { role: 'agent', team: 'nord' } as const
		for (const [sub, change, status] of [
			['cem', { retiredAt: '2026-11-22T12:00:00.000Z' }, 403],
			['dora', { revokedBefore: '2030-11-22T12:00:01.000Z' }, 303],
			['emil', { role: 'lead' }, 303],
		] as const) {
			desk.roster.seed(sub, before)
			const [{ cookie }, other] = [await web.enter(sub), await web.enter(sub)]
			desk.roster.seed(sub, { ...before, ...change })
			const part = async () => (await web.ask('/desk/queue', { cookie, headers: { 'X-Part': 'rows' } })).status
			web.wait(MINUTE - 1)
			expect([sub, await part()]).toEqual([sub, 200])
			web.wait(1)
			expect([sub, await part()]).toEqual([sub, 401])
			expect((await web.ask('/desk/queue', { cookie: other.cookie })).status).toBe(status)
			desk.roster.seed(sub, { ...before, retiredAt: undefined, revokedBefore: undefined })
			for (const ended of [cookie, other.cookie])
				expect((await web.ask('/desk/queue', { cookie: ended })).status).toBe(303)
		}
	})
})

describe('a change', () => {
	it('of a foreign origin is refused, whatever else it says, and before anything is asked', async ({ web, desk }) => {
		const { cookie, csrf } = await web.enter('anna')
		const calls = web.calls()
		for (const origin of ['https://evil.example', 'https://desk.example.evil', 'http://desk.example', 'null'])
			for (const how of [{ form: { _csrf: csrf } }, { json: {} }, { method: 'PUT' }]) {
				const headers = { Origin: origin, 'X-Csrf': csrf, 'Sec-Fetch-Site': 'same-origin' }
				const answer = await web.ask('/desk/acts/agents/me/duty', { cookie, ...how, headers })
				expect([origin, answer.status]).toEqual([origin, 403])
			}
		expect(web.calls()).toBe(calls)
		expect(desk.lines.join()).toContain('originForeign')
	})

	it('of a form that says nothing of where it comes from is refused', async ({ web }) => {
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, state: 'away', _method: 'PUT' }
		const at = (headers: Record<string, string>) => web.ask('/desk/acts/agents/me/duty', { cookie, form, headers })
		expect((await at({ Origin: 'none' })).status).toBe(403)
		expect((await at({ Origin: 'none', 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
		expect((await at({ Origin: 'none', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303)
	})

	it.for(['cross-site', 'same-site', 'none'])(
		'is refused where the browser says %s, whatever its origin',
		async (site, { web }) => {
			const { cookie, csrf } = await web.enter('anna')
			const form = { _csrf: csrf, state: 'away', _method: 'PUT' }
			const answer = await web.ask('/desk/acts/agents/me/duty', { cookie, form, headers: { 'Sec-Fetch-Site': site } })
			expect(answer.status).toBe(403)
		},
	)

	it('without the token of its own session is refused and recorded; JSON needs it in its header', async ({
		web,
		desk,
	}) => {
		const { cookie, csrf } = await web.enter('anna')
		const other = await web.enter('ben')
		const refused = [
			{ form: {} },
			{ form: { _csrf: '' } },
			{ form: { _csrf: other.csrf } },
			{ form: { _csrf: `${csrf}x` } },
			{ json: { _csrf: csrf } },
			{ json: {}, headers: { 'X-Csrf': other.csrf } },
		]
		for (const how of refused) {
			const answer = await web.ask('/desk/acts/agents/me/duty', { cookie, ...how })
			expect([how, answer.status]).toEqual([how, 403])
		}
		expect(desk.lines.filter((line) => line.includes('formTokenWrong')).length).toBeGreaterThanOrEqual(refused.length)
		const headers = { 'X-Csrf': csrf, Accept: 'application/json' }
		const done = await web.ask('/desk/acts/agents/me/duty', {
			cookie,
			json: { _method: 'PUT', state: 'away' },
			headers,
		})
		expect(done.status).toBe(200)
	})

	it('is no act of another method', async ({ web }) => {
		const { cookie, csrf } = await web.enter('anna')
		for (const method of ['PUT', 'DELETE', 'PATCH']) {
			const headers = { 'X-Csrf': csrf, 'Content-Type': 'application/json' }
			expect((await web.ask('/desk/acts/agents/me/duty', { cookie, method, headers })).status).toBe(404)
		}
	})
})

describe('every answer', () => {
	it('of an asset holds for good under its name, and is packed for who takes that', async ({ web }) => {
		const { cookie } = await web.enter('anna')
		const path =
			/\/desk\/assets\/[\w-]{16}\.css/.exec(await (await web.ask('/desk/queue', { cookie })).text())?.[0] ?? ''
		const plain = await web.ask(path)
		expect([plain.headers.get('cache-control'), plain.headers.get('content-type'), await plain.text()]).toEqual([
			'public, max-age=31536000, immutable',
			'text/css; charset=utf-8',
			'body{}',
		])
		const packings = [
			['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
			['gzip', 'gzip', gunzipSync],
			['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
			['identity, br;q=0', null, Buffer.from],
		] as const
		for (const [accepted, packing, unpack] of packings) {
			const packed = await web.ask(path, { headers: { 'Accept-Encoding': accepted } })
			expect([accepted, packed.headers.get('content-encoding')]).toEqual([accepted, packing])
			expect(unpack(Buffer.from(await packed.arrayBuffer())).toString()).toBe('body{}')
		}
	})

	it('has the policy of the desk, errors too, but for a part without news', async ({ web }) => {
		const { cookie } = await web.enter('anna')
		for (const path of ['/desk/queue', '/desk/nowhere', '/desk/cases/0000000', '/desk/assets/none.css']) {
			const { headers } = await web.ask(path, { cookie })
			expect(headers.get('content-security-policy')).toBe(
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self' https://login.example; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types desk",
			)
			expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff'])
		}
		const headers = { 'X-Part': 'counts' }
		const first = await web.ask('/desk/queue', { cookie, headers })
		const tag = first.headers.get('etag') ?? ''
		expect([first.status, first.headers.get('vary'), first.headers.get('cache-control')]).toEqual([
			200,
			'X-Part, Cookie',
			'private, no-cache',
		])
		const again = await web.ask('/desk/queue', { cookie, headers: { ...headers, 'If-None-Match': tag } })
		expect([again.status, await again.text()]).toEqual([304, ''])
		const size = [...again.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 17)
		expect(size).toBeLessThan(150)
	})
})

describe('who has no work at the desk', () => {
	it('is told so, and can sign out', async ({ web, desk }) => {
		desk.roster.seed('cora', { role: 'callcentre' })
		const { cookie } = await web.signIn('cora~callcentre')
		const page = await web.ask('/desk/queue?view=now', { cookie })
		expect(page.status).toBe(403)
		const text = await page.text()
		expect(text).toContain('Der Desk ist nicht für diese Rolle')
		const csrf = /action="\/desk\/sign-out"><input type="hidden" name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
		expect((await web.ask('/desk/sign-out', { cookie, form: { _csrf: csrf } })).status).toBe(303)
		expect((await web.ask('/desk/queue', { cookie, headers: { 'X-Part': 'rows' } })).status).toBe(401)
	})
})
