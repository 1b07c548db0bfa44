import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { DAY } from '#shared/kernel/clock.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { chromiumPath, launchChromium } from '#test/support/chromium.ts'
import { started } from '#test/support/started.ts'

const FILE = { scope: 'file' } as const

const it = systemIt
	.extend(
		'browser',
		FILE,
		started<Browser>(launchChromium, (browser) => browser.close()),
	)
	.extend('context', async ({ browser }, { onCleanup }): Promise<BrowserContext> => {
		const context = await browser.newContext({ locale: 'de-DE' })
		onCleanup(() => context.close())
		return context
	})

/** Chooses an agent on the page of the practice place, and is at the desk. */
const enterAs = async (context: BrowserContext, origin: string, name: string): Promise<Page> => {
	const page = await context.newPage()
	await page.goto(`${origin}/`)
	await page.getByRole('link', { name, exact: true }).click()
	await page.waitForURL(`${origin}/desk/queue?view=now`)
	return page
}

const sessionIn = async (context: BrowserContext) => {
	const session = (await context.cookies()).find(({ name }) => name === 'desk')
	if (session === undefined) throw new Error('There is no session')
	return session
}

const csrfOf = (page: Page): Promise<string> =>
	page.evaluate("document.querySelector('input[name=_csrf]').value") as Promise<string>

/** Asks for a part as the script does, from within a page. */
const partFrom = (page: Page): Promise<number> =>
	page.evaluate(
		"fetch('/desk/queue', { headers: { 'X-Part': 'rows' } }).then(({ status }) => status)",
	) as Promise<number>

describe.runIf(chromiumPath !== undefined)('the desk in Chromium', () => {
	it('signs in who was chosen, by code and PKCE; the browser gets no token', async ({ system, context }) => {
		const { origin } = system
		const asked: URL[] = []
		const said: string[] = []
		context.on('request', (request) => asked.push(new URL(request.url())))
		context.on('console', (message) => said.push(message.text()))
		const page = await enterAs(context, origin, 'Anna Ahlers')
		expect(await page.getByText('Anna Ahlers').count()).toBeGreaterThan(0)
		const [begun] = asked.filter(({ pathname }) => pathname === '/oidc/auth')
		expect(Object.fromEntries(begun?.searchParams ?? [])).toEqual({
			client_id: 'hilft-desk-local',
			response_type: 'code',
			redirect_uri: `${origin}/desk/signed-in`,
			scope: 'openid hilft/desk',
			code_challenge: expect.stringMatching(/^[\w-]{43}$/),
			code_challenge_method: 'S256',
			state: expect.stringMatching(/^[\w-]{43}$/),
			nonce: expect.stringMatching(/^[\w-]{43}$/),
			login_hint: 'anna',
			prompt: 'login',
		})
		expect(asked.map(({ pathname }) => pathname)).not.toContain('/oidc/token')
		expect(asked.filter((url) => url.origin !== origin && url.protocol !== 'data:')).toEqual([])
		expect(await page.evaluate('[document.cookie, localStorage.length, sessionStorage.length]')).toEqual(['', 0, 0])
		const session = await sessionIn(context)
		expect(session).toMatchObject({
			path: '/',
			httpOnly: true,
			sameSite: 'Lax',
			value: expect.stringMatching(/^[\w-]{43}$/),
		})
		expect((await context.cookies()).map(({ name }) => name)).not.toContain('desk-signing-in')
		expect(await page.content()).not.toContain(session.value)
		expect(said.filter((line) => /Content.Security.Policy|Trusted/i.test(line))).toEqual([])
	})

	it('takes the forms of its pages, and makes somebody else of who chooses another', async ({ system, context }) => {
		const page = await enterAs(context, system.origin, 'Anna Ahlers')
		const first = await sessionIn(context)
		await page.locator('form.duty').getByRole('button').or(page.locator('form.duty button')).last().click()
		await page.waitForURL(/done=duty/)
		expect(await page.getByRole('status').filter({ hasText: 'Dienst' }).count()).toBeGreaterThan(0)
		const other = await enterAs(context, system.origin, 'Ben Brandt')
		expect(await other.getByText('Ben Brandt').count()).toBeGreaterThan(0)
		const stolen = await fetch(`${system.origin}/desk/queue`, {
			headers: { Cookie: `desk=${first.value}`, 'X-Part': 'rows' },
		})
		expect(stolen.status).toBe(401)
	})

	it('ends every tab by a sign-out in one of them, and a stolen cookie with them', async ({ system, context }) => {
		const { origin } = system
		const [page, other] = [await enterAs(context, origin, 'Dora Diehl'), await context.newPage()]
		await other.goto(`${origin}/desk/queue?view=all`)
		const { value } = await sessionIn(context)
		expect(await partFrom(other)).toBe(200)
		await page.getByRole('button', { name: 'Abmelden' }).click()
		await page.waitForURL(/\/practice\/sign-in\//)
		expect(await partFrom(other)).toBe(401)
		// What was typed there stays: it is told, not led away.
		await other.getByRole('dialog').waitFor()
		expect(new URL(other.url()).pathname).toBe('/desk/queue')
		await other.reload()
		expect(new URL(other.url()).pathname).toMatch(/^\/practice\/sign-in\//)
		for (const headers of [{ 'X-Part': 'rows' }, { Accept: 'application/json' }]) {
			const stolen = await fetch(`${origin}/desk/queue`, { headers: { ...headers, Cookie: `desk=${value}` } })
			expect([stolen.status, stolen.headers.get('x-sign-in')]).toEqual([401, '/desk/sign-in?back=%2Fdesk%2Fqueue'])
		}
	})

	it('does nothing for a foreign site, or without the token of the session', async ({ system, context }) => {
		const { origin } = system
		const page = await enterAs(context, origin, 'Emil Engel')
		const { value } = await sessionIn(context)
		const csrf = await csrfOf(page)
		const post = async (headers: Record<string, string>, body: URLSearchParams | string) =>
			(
				await fetch(`${origin}/desk/acts/agents/me/duty`, {
					method: 'POST',
					redirect: 'manual',
					headers: { Cookie: `desk=${value}`, ...headers },
					body,
				})
			).status
		const form = (fields: Record<string, string>) => new URLSearchParams({ _method: 'PUT', state: 'away', ...fields })
		const json = { 'Content-Type': 'application/json', Origin: origin }
		expect({
			foreign: await post({ Origin: 'https://evil.example' }, form({ _csrf: csrf })),
			opaque: await post({ Origin: 'null' }, form({ _csrf: csrf })),
			silent: await post({}, form({ _csrf: csrf })),
			tokenless: await post({ Origin: origin }, form({})),
			wrong: await post({ Origin: origin }, form({ _csrf: value })),
			headerless: await post(json, JSON.stringify({ _method: 'PUT', state: 'away', _csrf: csrf })),
			right: await post({ Origin: origin }, form({ _csrf: csrf })),
		}).toEqual({ foreign: 403, opaque: 403, silent: 403, tokenless: 403, wrong: 403, headerless: 403, right: 303 })
	})

	it('leads back to pages of its own alone', async ({ system, context }) => {
		const { origin } = system
		const page = await context.newPage()
		for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example/desk/queue', '/desk/%2e%2e/api']) {
			await page.goto(`${origin}/desk/sign-in?hint=fatma&${new URLSearchParams({ back })}`)
			expect(page.url()).toBe(`${origin}/desk/queue?view=now`)
		}
		await page.goto(`${origin}/desk/sign-in?hint=fatma&back=%2Fdesk%2Fqueue%3Fview%3Dmine`)
		expect(page.url()).toBe(`${origin}/desk/queue?view=mine`)
	})

	it('goes by the wall: a session outlives a day by the clock of cases', async ({ system, context }) => {
		const page = await enterAs(context, system.origin, 'Otto Oswald')
		const moved = await fetch(`${system.origin}/practice/clock`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ advance: DAY }),
		})
		expect(moved.status).toBe(200)
		await system.parts.sweepExpired()
		await page.reload()
		expect(page.url()).toBe(`${system.origin}/desk/queue?view=now`)
	})

	it('shows the call centre no case, and says so', async ({ system, context }) => {
		const page = await context.newPage()
		await page.goto(`${system.origin}/desk/sign-in?hint=cora`)
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Rolle')
	})
})
