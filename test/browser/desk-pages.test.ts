import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { test as base, describe, expect } from 'vitest'
import { chromiumPath, launchChromium } from '#test/support/chromium.ts'
import { coveredControls } from '#test/support/covered.ts'
import { DESK_PAGES, type DeskPageName } from '#test/support/desk-page-samples.ts'
import { started } from '#test/support/started.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Set to a folder to look at every page. */
const SCREENSHOTS = process.env.SCREENSHOTS
const NAMES = Object.keys(DESK_PAGES) as DeskPageName[]

const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"base-uri 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types desk',
].join('; ')

/** Serves the pages as `/name.language` under the policy of the desk, with its style and without its script. */
const servePageSamples = async () => {
	const { outputFiles } = await build({
		entryPoints: ['shared/desk/browser/desk.css'],
		bundle: true,
		minify: true,
		write: false,
	})
	const style = outputFiles[0]?.text
	const server = createServer(({ url = '' }, response) => {
		const [, name = '', tag] = /^\/(\w+)\.(de|en)$/.exec(url) ?? []
		const sample = NAMES.find((one) => one === name)
		const [type, body] =
			sample !== undefined
				? ['text/html; charset=utf-8', String(DESK_PAGES[sample](tag === 'en' ? 'en' : 'de'))]
				: url.endsWith('.css')
					? ['text/css', style]
					: ['text/javascript', '']
		response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body)
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const test = base
	.extend(
		'browser',
		{ scope: 'file' },
		started(launchChromium, (browser) => browser.close()),
	)
	.extend(
		'place',
		{ scope: 'file' },
		started(servePageSamples, ({ server }) => server.close()),
	)

type Look = {
	readonly name: string
	readonly tag: 'de' | 'en'
	readonly options: BrowserContextOptions & { readonly viewport: { readonly width: number; readonly height: number } }
}

/** Each width with each scheme, each of them in each language. */
const LOOKS: readonly Look[] = (
	[
		['de', 'light', 360],
		['en', 'dark', 360],
		['en', 'light', 768],
		['de', 'dark', 768],
		['de', 'light', 1280],
		['en', 'dark', 1280],
	] as const
).map(([tag, colorScheme, width]) => {
	const options = { viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' as const }
	return { name: `${width}-${colorScheme}`, tag, options }
})

const inPage = (page: Page, code: string): Promise<unknown> => page.evaluate(code)

const findings = async (page: Page): Promise<unknown> => {
	await page.evaluate(AXE)
	return inPage(page, 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))')
}

/** Lists rows whose cells do not stand beside each other. */
const brokenRows = (page: Page): Promise<unknown> =>
	inPage(
		page,
		"[...document.querySelectorAll('#rows > tr')].filter(({ cells }) => new Set([...cells].map((cell) => cell.offsetTop)).size > 1).map(({ id }) => id)",
	)

describe.runIf(chromiumPath !== undefined)('the pages of the desk in Chromium', () => {
	test.for(LOOKS)(
		'have nothing for axe to find, and nothing to scroll sideways, at $name',
		async (look, { browser, place }) => {
			// The policy forbids foreign scripts, axe too; this context alone looks past it.
			const context = await browser.newContext({ ...look.options, bypassCSP: true })
			const page = await context.newPage()
			for (const name of NAMES) {
				await page.goto(`${place.origin}/${name}.${look.tag}`)
				if (name === 'bulk') await page.locator('[name=case]').first().check()
				if (SCREENSHOTS !== undefined) {
					mkdirSync(SCREENSHOTS, { recursive: true })
					await page.screenshot({ path: `${SCREENSHOTS}/${name}-${look.tag}-${look.name}.png`, fullPage: true })
				}
				expect(await findings(page), name).toEqual([])
				expect(await inPage(page, 'document.documentElement.scrollWidth <= innerWidth'), name).toBe(true)
				expect(await coveredControls(page), name).toEqual([])
				if (look.options.viewport.width >= 1280) expect(await brokenRows(page), name).toEqual([])
			}
			await context.close()
		},
	)

	test('break nothing of their policy, and ask nobody else', async ({ browser, place }) => {
		const context = await browser.newContext()
		const page = await context.newPage()
		const complaints: string[] = []
		page.on('console', (message) => complaints.push(message.text()))
		page.on('pageerror', (error) => complaints.push(error.message))
		page.on('request', (request) => {
			if (!request.url().startsWith(place.origin)) complaints.push(request.url())
		})
		for (const name of NAMES) await page.goto(`${place.origin}/${name}.de`)
		expect(complaints.filter((one) => !one.startsWith('data:,'))).toEqual([])
		await context.close()
	})

	test.for([
		{ name: 'the page twice as large', width: 640, fontSize: '100%', forcedColors: 'none' },
		{ name: 'the text twice as large', width: 1280, fontSize: '200%', forcedColors: 'none' },
		{ name: 'the text twice as large on a phone', width: 360, fontSize: '200%', forcedColors: 'none' },
		{ name: 'the colours of the system', width: 1280, fontSize: '100%', forcedColors: 'active' },
	] as const)('hold with $name', async ({ width, fontSize, forcedColors }, { browser, place }) => {
		const context = await browser.newContext({ viewport: { width, height: 400 }, forcedColors, bypassCSP: true })
		const page = await context.newPage()
		for (const name of NAMES) {
			await page.goto(`${place.origin}/${name}.de`)
			await page.addStyleTag({ content: `html{font-size:${fontSize}}` })
			if (SCREENSHOTS !== undefined)
				await page.screenshot({
					path: `${SCREENSHOTS}/${name}-${width}-${fontSize}-${forcedColors}.png`,
					fullPage: true,
				})
			expect(await inPage(page, 'document.documentElement.scrollWidth <= innerWidth'), name).toBe(true)
		}
		await context.close()
	})

	test.for([{ width: 1280 }, { width: 360 }])(
		'are a table of rows to whoever listens to them, at $width',
		async ({ width }, { browser, place }) => {
			const context = await browser.newContext({ viewport: { width, height: 800 } })
			const page = await context.newPage()
			await page.goto(`${place.origin}/bulk.de`)
			const tree = await page.locator('main').ariaSnapshot()
			expect(tree).toContain('table "Jetzt dran"')
			expect(tree).toMatch(/rowheader "WutBuerger7 X 7K319A0 @wutbuerger7":\s+- link "WutBuerger7"/)
			expect(tree).toContain('columnheader "Bei wem"')
			expect(tree).toContain('checkbox "auswählen: 7K319A0"')
			await context.close()
		},
	)

	test('are worked by keyboard alone: past the lists, into the first case, and never under the bar', async ({
		browser,
		place,
	}) => {
		const context = await browser.newContext({ viewport: { width: 1280, height: 500 } })
		const page = await context.newPage()
		await page.goto(`${place.origin}/queue.de`)
		await page.keyboard.press('Tab')
		expect(await inPage(page, 'document.activeElement.textContent')).toBe('Zum Inhalt')
		await page.keyboard.press('Enter')
		const seen: unknown[] = []
		for (let step = 0; step < 60; step++) {
			await page.keyboard.press('Tab')
			seen.push(
				await inPage(
					page,
					`(() => {
						const { activeElement: at } = document
						const { top, bottom } = at.getBoundingClientRect()
						const bar = at.closest('main') ? document.querySelector('.top').getBoundingClientRect().bottom : 0
						return top >= bar && bottom <= innerHeight ? 'seen' : at.outerHTML.slice(0, 200)
					})()`,
				),
			)
		}
		expect(seen.filter((one) => one !== 'seen')).toEqual([])
		await context.close()
	})

	test('offer to hand cases on once one is selected, without a script', async ({ browser, place }) => {
		const context = await browser.newContext({ javaScriptEnabled: false })
		const page = await context.newPage()
		await page.goto(`${place.origin}/bulk.de`)
		expect(await page.locator('#bulk').isVisible()).toBe(false)
		await page.locator('[name=case]').first().check()
		expect(await page.locator('#bulk').isVisible()).toBe(true)
		await context.close()
	})

	test('have targets that a finger hits', async ({ browser, place }) => {
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
		const page = await context.newPage()
		for (const name of NAMES) {
			await page.goto(`${place.origin}/${name}.de`)
			const small = await inPage(
				page,
				`[...document.querySelectorAll('button, select, input:not([type=hidden],[type=radio],[type=checkbox]), nav a, .own a')]
					.filter((one) => one.checkVisibility() && !one.matches('.unseen') && one.getBoundingClientRect().height < 24)
					.map((one) => one.outerHTML.slice(0, 120))`,
			)
			expect(small, name).toEqual([])
		}
		await context.close()
	})
})
