import { mkdirSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCustomerPages, servePages } from '#test/fixtures/customer-pages.ts'
import { chromiumPath, launchChromium } from '#test/support/chromium.ts'

const ALL_FIELDS = [
	'customerNumber',
	'name',
	'phone',
	'callbackWindow',
	'connectionAddress',
	'orderNumber',
	'email',
	'freeText',
] as const

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Set to a folder to look at every page. */
const SCREENSHOTS = process.env.SCREENSHOTS

let browser: Browser
let server: Server
let origin: string
const pages = createCustomerPages()

beforeAll(async () => {
	if (chromiumPath === undefined) return
	browser = await launchChromium()
	const served = await servePages(pages.app)
	server = served.server
	origin = served.origin
})
afterAll(async () => {
	await browser?.close()
	server?.close()
})

type Look = { readonly name: string; readonly options: BrowserContextOptions }

/** What a scanner's script does with the form at a place: the same dummy in every visible input, then off with it. */
const fillAndPost = (index: number, dummy: string): string => `{
	const form = document.forms[${index}]
	for (const input of form.querySelectorAll('input:not([type=hidden])')) input.value = ${JSON.stringify(dummy)}
	form.requestSubmit()
}`

const LOOKS: readonly Look[] = [
	{ name: '360-light', options: { viewport: { width: 360, height: 740 }, colorScheme: 'light' } },
	{ name: '768-dark', options: { viewport: { width: 768, height: 1024 }, colorScheme: 'dark' } },
	{ name: '1280-light', options: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } },
]

/** Looks at a page: nothing for axe to find, nothing to scroll sideways, a shot of it where asked for. */
const inspect = async (page: Page, look: string, name: string): Promise<void> => {
	if (SCREENSHOTS !== undefined) {
		mkdirSync(SCREENSHOTS, { recursive: true })
		await page.screenshot({ path: `${SCREENSHOTS}/${look}-${name}.png`, fullPage: true })
	}
	await page.evaluate(AXE)
	const found = await page.evaluate(
		'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
	)
	expect(found, `${look} ${name}`).toEqual([])
	expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${look} ${name}`).toBe(true)
}

describe.runIf(chromiumPath !== undefined)('a customer in Chromium', () => {
	it.each(LOOKS)('goes all the way at $name without a finding by axe', async ({ name: look, options }) => {
		// The policy forbids foreign scripts, axe too; this context alone looks past it.
		const context = await browser.newContext({ ...options, locale: 'de-DE', bypassCSP: true })
		const page = await context.newPage()
		const request = await pages.open({ fields: ALL_FIELDS })
		await page.goto(`${origin}/start`)
		await inspect(page, look, '01-entry')
		await page.goto('about:blank')
		await page.goto(`${origin}/start#${request.start}`)
		await page.waitForSelector('#email')
		expect(page.url()).toBe(`${origin}/start`)
		await inspect(page, look, '02-start')
		await page.click('summary')
		await inspect(page, look, '03-call')
		await page.fill('#email', 'kundin')
		await page.click('form[action="/start/address"] button')
		await inspect(page, look, '04-address-error')
		await page.fill('#email', `erika.mustermann-mit-langem-namen@${look}.beispiel-postfach.example.org`)
		await page.click('form[action="/start/address"] button')
		await inspect(page, look, '05-confirm')
		await page.click('form[action="/start/send"] button')
		await page.waitForSelector('text=Sehen Sie jetzt in Ihr Postfach')
		await inspect(page, look, '06-sent')
		const { token } = await pages.mail(request.requestId)
		await page.goto(`${origin}/data#${token}`)
		await page.waitForSelector('#code')
		await page.click('summary')
		await inspect(page, look, '07-code')
		await page.fill('#code', '1234')
		await page.press('#code', 'Enter')
		await page.waitForSelector('.errors')
		await inspect(page, look, '08-code-error')
		await page.fill('#code', request.code.toLowerCase())
		await page.press('#code', 'Enter')
		await page.waitForSelector('#phone')
		await inspect(page, look, '09-form')
		await page.fill('#name', 'Erika Mustermann')
		await page.fill('#phone', '12')
		await page.press('#phone', 'Enter')
		await page.waitForSelector('.errors')
		expect(await page.evaluate('document.activeElement.className')).toBe('errors')
		await inspect(page, look, '10-form-error')
		await page.fill('#phone', '0431 123456')
		await page.check('[name=partial]')
		await page.click('form[action="/data/answers"] button')
		await page.waitForSelector('text=Vielen Dank')
		await inspect(page, look, '11-thanks')
		expect((await pages.requests.find(request.requestId))?.submission?.fields).toEqual(['name', 'phone'])
		await context.close()
	})

	it('goes all the way without JavaScript, with the printed reference', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' })
		const page = await context.newPage()
		const request = await pages.open({ form: 'du' })
		await page.goto(`${origin}/start#${request.start}`)
		await page.fill('#link', `${origin}/start#${request.start}`)
		await page.click('#open button')
		await page.fill('#email', 'ohne-skript@example.org')
		await page.click('form[action="/start/address"] button')
		await page.click('form[action="/start/send"] button')
		const { reference } = await pages.mail(request.requestId)
		await page.goto(`${origin}/data`)
		await page.fill('#link', reference.toLowerCase())
		await page.click('#open button')
		await page.fill('#code', request.code)
		await page.click('form[action="/data"]:has(#code) button')
		await page.fill('#customerNumber', '1234567890')
		await page.fill('#phone', '0431 123456')
		await page.click('form[action="/data/answers"] button')
		expect(await page.textContent('h1')).toBe('Vielen Dank')
		expect(await page.textContent('main')).toContain('Deine Angaben sind sicher bei uns angekommen.')
		await context.close()
	})

	it('runs under its own policy without a complaint, a cookie, or a request to anybody else', async () => {
		const context = await browser.newContext({ locale: 'en-GB' })
		const page = await context.newPage()
		const complaints: string[] = []
		const hosts = new Set<string>()
		page.on('console', (message) => complaints.push(message.text()))
		page.on('pageerror', (error) => complaints.push(error.message))
		page.on('request', (request) => hosts.add(new URL(request.url()).origin))
		const { token } = await pages.withMail('policy@example.org', { language: 'en' })
		await page.goto(`${origin}/data#${token}`)
		await page.waitForSelector('#code')
		await page.click('nav button')
		await page.waitForSelector('html[lang=de] #code')
		expect(complaints).toEqual([])
		expect([...hosts].filter((host) => host !== 'null')).toEqual([origin])
		expect(await context.cookies()).toEqual([])
		await context.close()
	})

	it('never puts the token where a server or the history keeps it', async () => {
		const context = await browser.newContext()
		const page = await context.newPage()
		const seen: string[] = []
		page.on('request', (request) => seen.push(request.url(), JSON.stringify(request.headers())))
		const { token } = await pages.withMail('history@example.org')
		await page.goto(`${origin}/data#${token}`)
		await page.waitForSelector('#code')
		expect(seen.join()).not.toContain(token)
		await page.goBack().catch(() => undefined)
		expect(page.url()).not.toContain(token)
		await context.close()
	})

	it('refuses a scanner that opens, runs scripts and posts every form with dummies', async () => {
		const context = await browser.newContext()
		const page = await context.newPage()
		const { token, code, requestId } = await pages.withMail('gescannt@example.org')
		const writes = pages.requests.writes()
		for (const dummy of ['', 'test', 'test@example.com', '12345678']) {
			await page.goto('about:blank')
			await page.goto(`${origin}/data#${token}`)
			await page.waitForSelector('#code')
			const forms = await page.locator('form').count()
			for (let index = 0; index < forms; index++) {
				await page.goto('about:blank')
				await page.goto(`${origin}/data#${token}`)
				await page.waitForSelector('#code')
				const loaded = page.waitForEvent('load')
				await page.evaluate(fillAndPost(index, dummy))
				await loaded
				expect(await page.content()).not.toMatch(/customerNumber|Kundennummer|gescannt/)
			}
		}
		expect(pages.requests.writes()).toBe(writes)
		expect((await pages.requests.find(requestId))?.wrongCodes).toBe(0)
		expect((await pages.post('/data', { link: token, code })).status).toBe(200)
		await context.close()
	})
})
