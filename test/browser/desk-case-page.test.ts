import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { casePage } from '#shared/desk/pages/case/case-page.ts'
import { type DataPanelValue, dataPanelPage } from '#shared/desk/pages/data-panel.ts'
import { customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import type { Html } from '#shared/pages/frame.ts'
import { PREVIEW, PREVIEWED } from '#shared/web-desk/acts.ts'
import { createFindRoute } from '#shared/web-desk/find-route.ts'
import { jsonOfForm } from '#shared/web-desk/form-json.ts'
import { it as caseIt } from '#test/fixtures/desk-case-browser.ts'
import { caseFrame } from '#test/fixtures/desk-cases.ts'
import { chromiumPath } from '#test/support/chromium.ts'
import { coveredControls } from '#test/support/covered.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Set to a folder to look at every page. */
const SCREENSHOTS = process.env.SCREENSHOTS

/** Each pair of language, theme and width is looked at; not all eight with all samples. */
const LOOKS = [
	{ name: 'de-light-1280', tag: 'de', theme: 'light', width: 1280, height: 860 },
	{ name: 'en-dark-1280', tag: 'en', theme: 'dark', width: 1280, height: 860 },
	{ name: 'de-dark-768', tag: 'de', theme: 'dark', width: 768, height: 1024 },
	{ name: 'en-light-768', tag: 'en', theme: 'light', width: 768, height: 1024 },
	{ name: 'de-light-360', tag: 'de', theme: 'light', width: 360, height: 740 },
	{ name: 'en-dark-360', tag: 'en', theme: 'dark', width: 360, height: 740 },
] as const

const shoot = async (page: Page, name: string, fullPage: boolean): Promise<void> => {
	if (SCREENSHOTS === undefined) return
	mkdirSync(SCREENSHOTS, { recursive: true })
	await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage })
}

/** How light the first element of a selector looks, from 0 to 1. */
const lightnessOf = (page: Page, selector: string): Promise<number> =>
	page.evaluate(`(() => {
		const colour = getComputedStyle(document.querySelector(${JSON.stringify(selector)})).backgroundColor
		const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number)
		return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
	})()`)

const findings = (page: Page): Promise<unknown> =>
	page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))')

/** The answer before, which can still be taken back. */
const SENT = { kind: 'sent', number: '7K3M9QX', reply: 'msg_1', leavesAt: '2026-11-22T12:05:00.000Z' } as const

/** What a customer gave, just read. */
const PANEL: DataPanelValue = {
	number: '7K3M9QX',
	given: ['customerNumber', 'name', 'phone'],
	mayErase: true,
	readers: [
		{ by: 'Ben Boysen', at: '2026-11-22T12:05:00.000Z', purpose: 'lookUpContract', fields: ['customerNumber'] },
	],
	read: {
		purpose: 'callBack',
		values: [
			{
				field: 'customerNumber',
				value: '4711008152',
				assurance: 'controlsMailbox',
				receivedAt: '2026-11-22T12:00:00.000Z',
				allowed: ['callBack', 'orderStatus'],
			},
			{
				field: 'phone',
				value: '+49 431 5550123',
				assurance: 'controlsAccount',
				receivedAt: '2026-11-22T11:00:00.000Z',
				allowed: ['callBack'],
			},
		],
	},
}

type Posted = { readonly action: string; readonly fields: readonly (readonly [string, string])[] }

/** Fills what is empty in each form, and gives what each of its buttons would post. */
const FILL_AND_COLLECT = `(() => {
	for (const field of document.querySelectorAll('main input, main select, main textarea')) {
		if (field.tagName === 'SELECT') field.value ||= [...field.options].find(({ value }) => value)?.value ?? ''
		else if (field.type === 'datetime-local') field.value ||= '2026-12-24T12:00'
		else if (field.type === 'checkbox') field.checked = true
		else if (field.type === 'text' || field.tagName === 'TEXTAREA') field.value ||= 'Text'
	}
	const purpose = document.querySelector('#composer [name=purpose]')
	if (purpose) purpose.value = 'interim'
	return [...document.querySelectorAll('main button')]
		.filter((button) => button.type === 'submit' && button.form !== null && !button.disabled)
		.map((button) => ({
			action: button.getAttribute('formaction') === null ? button.form.action : button.formAction,
			fields: [...new FormData(button.form, button)].map(([name, value]) => [name, String(value)]),
		}))
})()`

/** The acts that the samples have a form for. */
const EXPECTED_OPERATIONS = [
	'assign',
	'breakPromise',
	'calls',
	'claim',
	'confirmSignal',
	'correctReply',
	'dataRequests',
	'dismissSignal',
	'endDanger',
	'erasePerson',
	'followUp',
	'keepPromise',
	'language',
	'movePromise',
	'notes',
	'outcome',
	'passPromise',
	'phoneForm',
	'promises',
	'raiseDanger',
	'raiseSignal',
	'release',
	'releaseProposal',
	'replies',
	'resolveReply',
	'returnProposal',
	'takeDanger',
	'takeNetiquetteStep',
	'undoNetiquetteStep',
	'withdrawReply',
]

describe.runIf(chromiumPath !== undefined)('the page of a case in Chromium', () => {
	caseIt.for(LOOKS)(
		'has nothing for axe to find, nor to scroll sideways: $name',
		async ({ name, tag, theme, width, height }, { browser, samples, show }) => {
			const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, bypassCSP: true })
			const page = await context.newPage()
			const frame = caseFrame(tag, theme)
			const pages: [string, Html][] = Object.entries(samples).map(([sample, value]) => [sample, casePage(frame, value)])
			const sent = casePage({ ...frame, notice: SENT }, samples.danger)
			for (const [sample, html] of [...pages, ['sent', sent], ['panel', dataPanelPage(frame, PANEL)]] as const) {
				await show(page, html)
				await shoot(page, `${name}-${sample}`, width < 1280)
				await page.evaluate(AXE)
				expect(await findings(page), `${name} ${sample}`).toEqual([])
				expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} ${sample}`).toBe(
					true,
				)
				expect(await coveredControls(page), `${name} ${sample}`).toEqual([])
			}
			await context.close()
		},
	)

	caseIt.for([{ width: 640 }, { width: 360 }])(
		'holds at 200 % text, $width px wide',
		async ({ width }, { browser, samples, show }) => {
			const context = await browser.newContext({ viewport: { width, height: 430 }, bypassCSP: true })
			const page = await context.newPage()
			for (const [name, value] of Object.entries(samples)) {
				await show(page, casePage(caseFrame('de'), value))
				await page.evaluate("document.documentElement.style.fontSize = '200%'")
				expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), name).toBe(true)
			}
			await context.close()
		},
	)

	caseIt(
		'tells public from private without colour, by how light their bands are and by words',
		async ({ browser, samples, show }) => {
			const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, bypassCSP: true })
			for (const theme of ['light', 'dark'] as const) {
				const page = await context.newPage()
				await show(page, casePage(caseFrame('de', theme), samples.long))
				const shown = await lightnessOf(page, '.entry.public .band')
				const heard = await lightnessOf(page, '.entry.private .band')
				expect(Math.abs(shown - heard), theme).toBeGreaterThan(0.3)
				expect(await page.locator('.entry.public .band').first().innerText()).toBe('ÖFFENTLICH')
				expect(await page.locator('.entry.private .band').first().innerText()).toBe('PRIVAT')
				await page.close()
			}
			await context.close()
		},
	)

	caseIt('keeps what customers write inert, under the policy of the desk', async ({ browser, samples, show }) => {
		const context = await browser.newContext()
		const page = await context.newPage()
		const complaints: string[] = []
		page.on('console', (message) => complaints.push(message.text()))
		page.on('dialog', (dialog) => {
			complaints.push('dialog')
			void dialog.dismiss()
		})
		await show(page, casePage(caseFrame('de'), samples.rtl))
		expect(complaints).toEqual([])
		expect(await page.locator('#timeline .words').last().innerText()).toContain(
			'<script>alert(1)</script></textarea> "onmouseover=x',
		)
		expect(await page.evaluate("getComputedStyle(document.querySelector('#timeline .words')).direction")).toBe('rtl')
		await context.close()
	})

	caseIt('shows of the way that is chosen what belongs to it, without a script', async ({ browser, samples, show }) => {
		const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, javaScriptEnabled: false })
		const page = await context.newPage()
		await show(page, casePage(caseFrame('de'), samples.fresh))
		const send = page.locator('#composer .main[data-send]')
		expect(await send.isVisible()).toBe(true)
		expect(await page.locator('.reaches.public').isVisible()).toBe(true)
		await page.check('#way-note', { force: true })
		expect(await send.isVisible()).toBe(false)
		expect(await page.locator('.reaches.public').isVisible()).toBe(false)
		expect(await page.locator('button:has-text("Notiz speichern")').isVisible()).toBe(true)
		await context.close()
	})

	caseIt(
		'opens what else can be done about an entry beside it, without a script and moving nothing',
		async ({ browser, samples, show }) => {
			const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, javaScriptEnabled: false })
			const page = await context.newPage()
			await show(page, casePage(caseFrame('de'), samples.fresh))
			const [menu, opener] = [page.locator('.entry-menu').first(), page.locator('.more').first()]
			expect(await menu.isVisible()).toBe(false)
			const before = await opener.boundingBox()
			await opener.click()
			expect(await menu.isVisible()).toBe(true)
			expect(await opener.boundingBox()).toEqual(before)
			const [place, around] = [await menu.boundingBox(), before]
			expect(Math.abs((place?.x ?? 0) + (place?.width ?? 0) - (around?.x ?? 0) - (around?.width ?? 0))).toBeLessThan(8)
			await page.keyboard.press('Escape')
			expect(await menu.isVisible()).toBe(false)
			await context.close()
		},
	)

	caseIt(
		'says while somebody writes what speaks against the answer, in the words of the page',
		async ({ browser, samples, show }) => {
			const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
			const page = await context.newPage()
			await show(page, casePage(caseFrame('de'), samples.fresh), true)
			const found = {
				length: 31,
				limit: 280,
				warnings: [{ code: 'saysDu', words: ['dir'] }],
				hints: [{ code: 'soundsLikePromise', start: 0, end: 6, kind: 'answer', dueAt: '2026-11-24T12:00:00.000Z' }],
				refusals: [{ code: 'personal-data', detail: 'in English', findings: [{ kind: 'iban', start: 16, end: 20 }] }],
			}
			await page.route('https://desk.test/**/acts/**', (route) =>
				route.fulfill({ contentType: 'application/json', body: JSON.stringify(found) }),
			)
			await page.fill('#text', 'Morgen sagen wir DE89 und dir.')
			const preview = page.locator('#preview')
			await expect.poll(() => preview.innerText()).toContain('Alle würden sie lesen.')
			expect(await preview.innerText()).not.toContain('in English')
			expect(await preview.locator('.warning').innerText()).toContain('Der Text sagt du, die Kundin wird gesiezt.')
			expect(await preview.locator('.hint').innerText()).toContain('Morgen')
			expect(await page.locator('.measures').innerText()).toContain('31 von 280 Zeichen')
			expect(await page.getAttribute('#composer .main[data-send]', 'aria-disabled')).toBe('true')
			await expect
				.poll(() => page.textContent('#status'))
				.toMatch(/^Bitte ansehen Der Text sagt du, die Kundin wird gesiezt\. dir/)
			await preview.locator('select').selectOption({ label: 'so gemeint' })
			expect(JSON.parse(await preview.locator('select').inputValue())).toEqual({ warning: 'saysDu', reason: 'meantSo' })
			await context.close()
		},
	)

	caseIt(
		'copies what a customer gave by a press, and takes it off the page with whoever leaves',
		async ({ browser, show }) => {
			const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
			const page = await context.newPage()
			await show(page, dataPanelPage(caseFrame('de'), PANEL), true)
			await page.locator('[data-copy]').nth(1).click()
			await expect.poll(() => page.textContent('#status')).toBe('kopiert')
			expect(await page.evaluate('navigator.clipboard.readText()')).toBe('+49 431 5550123')
			await page.evaluate("dispatchEvent(new Event('pagehide'))")
			expect(await page.content()).not.toContain('4711008152')
			await show(page, dataPanelPage(caseFrame('de'), PANEL))
			expect(await page.locator('[data-copy]:visible').count()).toBe(0)
			await context.close()
		},
	)

	caseIt('takes it off the page after its time, even asleep, and with the session', async ({ browser, show }) => {
		const context = await browser.newContext()
		const page = await context.newPage()
		await page.clock.install()
		await show(page, dataPanelPage(caseFrame('de'), PANEL), true)
		await page.clock.fastForward(110_000)
		expect(await page.content()).toContain('4711008152')
		await page.clock.fastForward(11_000)
		expect(await page.content()).not.toContain('4711008152')
		await show(page, dataPanelPage(caseFrame('de'), PANEL), true)
		await page.route('https://desk.test/desk/queue', (route) => route.fulfill({ status: 401 }))
		await page.evaluate("new BroadcastChannel('desk').postMessage({ said: 'out' })")
		await page.clock.runFor(2_000)
		await expect.poll(() => page.content()).not.toContain('4711008152')
		await page.clock.runFor(2_000)
		await page.getByRole('dialog', { name: 'Die Sitzung ist beendet.' }).waitFor()
		await context.close()
	})

	caseIt('begins each entry with who can read it', async ({ browser, samples, show }) => {
		const context = await browser.newContext()
		const page = await context.newPage()
		await show(page, casePage(caseFrame('de'), samples.long))
		const begun = await page.evaluate<string[]>(
			"[...document.querySelectorAll('#timeline article')].map(({ textContent }) => textContent.trim())",
		)
		expect(begun.length).toBeGreaterThan(10)
		for (const text of begun) expect(text).toMatch(/^(öffentlich|privat|E-Mail|intern)\b/)
		await context.close()
	})

	caseIt(
		'has no form that the API does not understand, whatever is chosen in it',
		async ({ browser, samples, place, show }) => {
			const findRoute = createFindRoute([...apiRoutes(place.desk), ...customerDataRoutes(place.desk)])
			const context = await browser.newContext({ javaScriptEnabled: true, bypassCSP: true })
			const page = await context.newPage()
			const operations = new Set<string>()
			for (const [name, value] of Object.entries(samples)) {
				await show(page, casePage(caseFrame('de'), value))
				const posted = await page.evaluate<Posted[]>(FILL_AND_COLLECT)
				expect(posted.length).toBeGreaterThan(5)
				for (const { action, fields } of posted) {
					const { pathname, searchParams } = new URL(action)
					const [, path] = /^\/desk\/cases\/[0-9A-Z]+\/acts\/(.+)$/.exec(pathname) ?? []
					if (path === undefined) continue
					const own = Object.fromEntries(fields.filter(([field]) => field.startsWith('_')))
					const only = (path === PREVIEW ? PREVIEWED : own._only)?.split(' ')
					const taken = fields.filter(([field]) => only?.includes(field.split(/[:.]/)[0] ?? '') ?? true)
					const method = own._method ?? searchParams.get('_method') ?? 'POST'
					const found = findRoute(method, `/api/cases/case_0000000000000000000000000a/${path}`)
					const read = found?.route.contract.body?.().safeParse(jsonOfForm(taken))
					expect(read?.error?.issues, `${name}: ${method} ${path} ${JSON.stringify(taken)}`).toBeUndefined()
					expect(found, `${name}: ${method} ${path}`).toBeDefined()
					if (found !== undefined) operations.add(found.route.contract.operation)
				}
			}
			// Of each kind of act that a case knows at least one was on a page.
			expect([...operations].toSorted()).toEqual(expect.arrayContaining(EXPECTED_OPERATIONS))
			await context.close()
		},
	)
})
