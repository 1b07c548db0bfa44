import type { Page } from 'playwright-core'
import { test as base, describe, expect } from 'vitest'
import { createScriptPlace, type ScriptPlace } from '#test/fixtures/desk-browser-place.ts'
import { chromiumPath, launchChromium } from '#test/support/chromium.ts'
import { started } from '#test/support/started.ts'

const CASE = '/desk/cases/7K3M9QX'
const QUEUE = '/desk/queue?view=now'

const test = base
	.extend(
		'browser',
		{ scope: 'file' },
		started(launchChromium, (browser) => browser.close()),
	)
	.extend(
		'place',
		started(createScriptPlace, (place) => place.stop()),
	)
	.extend('complaints', (): string[] => [])
	.extend('context', async ({ browser, place, complaints }, { onCleanup }) => {
		const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1000, height: 500 } })
		context.on('page', (page) => {
			page.on('pageerror', (error) => complaints.push(error.message))
			page.on('console', (message) => {
				// A server that is down, or refuses, is what some tests are about.
				if (!/Failed to load resource/.test(message.text())) complaints.push(message.text())
			})
			page.on('request', (request) => {
				if (!request.url().startsWith(place.origin())) complaints.push(request.url())
			})
		})
		// What breaks the policy of the pages, throws or asks anybody else fails the test, whatever it is about.
		onCleanup(async () => {
			await context.close()
			expect(complaints).toEqual([])
		})
		return context
	})
	.extend('page', ({ context }) => context.newPage())
	.extend('go', ({ place, page }) => async (path: string): Promise<void> => {
		await page.goto(place.origin() + path)
	})

const inPage = (page: Page, code: string): Promise<unknown> => page.evaluate(code)
/** Row and id of what has the focus. */
const focused = (page: Page): Promise<unknown> =>
	inPage(page, '(document.activeElement.closest("tr")?.id ?? "") + "#" + document.activeElement.id')
/** What the page says of itself, asked until it is as expected: its policy lets no string be run in it to wait there. */
const eventually = (page: Page, code: string) => expect.poll(() => inPage(page, code), { interval: 30 })
const untilTrue = (page: Page, code: string): Promise<void> => eventually(page, code).toBe(true)
const textOf = (page: Page, id: string) => eventually(page, `document.getElementById('${id}').textContent`)

/** So many new rows there are at most, and at the end of the changes at least. */
const NEW_ROWS = 20

/** Changes rows twenty times a second while something is done; new ones come on top, and old ones go but the first ten. */
const whileRowsChange = async (place: ScriptPlace, act: () => Promise<void>): Promise<void> => {
	const old = place.rows.slice(0, 10)
	let changes = 0
	const enough = Promise.withResolvers<void>()
	const timer = setInterval(() => {
		changes += 1
		if (changes === NEW_ROWS) enough.resolve()
		const row = { id: `c-new-${changes}`, name: `Neu ${changes}`, words: 'neu' }
		const fresh = [row, ...place.rows.filter(({ id }) => id.startsWith('c-new'))].slice(0, NEW_ROWS)
		place.rows = [...fresh, ...old.map((one) => ({ ...one, words: `geändert ${changes}` }))]
	}, 50)
	// What is done may be over within half a second.
	await Promise.all([act(), enough.promise]).finally(() => clearInterval(timer))
}

describe.runIf(chromiumPath !== undefined)('a list that changes twenty times a second', () => {
	test('takes no character, no caret and no focus from a field', async ({ place, page, go }) => {
		await go(QUEUE)
		await page.focus('#q')
		await page.keyboard.type('hinten')
		await page.keyboard.press('Home')
		let typed = ''
		await whileRowsChange(place, async () => {
			while (place.asked('rows') < 3) {
				await page.keyboard.type('abcde', { delay: 120 })
				typed += 'abcde'
			}
		})
		expect(await page.inputValue('#q')).toBe(`${typed}hinten`)
		expect(await inPage(page, 'document.activeElement.selectionStart')).toBe(typed.length)
		expect(await focused(page)).toBe('#q')
		expect(await page.textContent('#rows')).toContain('geändert')
	})

	test('stays under the hand: rows change in place, and come and go when they are asked to', async ({
		place,
		page,
		go,
	}) => {
		await go(QUEUE)
		await page.focus('#c-6 a')
		await inPage(page, 'scrollTo(0, 90)')
		const whereItIs = 'document.activeElement.getBoundingClientRect().top'
		const before = await inPage(page, whereItIs)
		await whileRowsChange(place, async () => {
			await untilTrue(page, 'document.querySelector("#c-6 .words").textContent.startsWith("geändert")')
			await untilTrue(page, '!document.querySelector("#news").hidden')
		})
		expect(await focused(page)).toBe('c-6#')
		expect(await inPage(page, whereItIs)).toBe(before)
		expect(await page.locator('#rows tr').count()).toBe(12)
		const looked = place.asked('rows')
		await expect.poll(() => place.asked('rows')).toBeGreaterThan(looked)
		await untilTrue(
			page,
			`document.querySelector('#news').textContent.startsWith('${NEW_ROWS} neue Fälle, 2 erledigt')`,
		)
		await page.check('#c-7 input')
		await page.focus('#c-6 a')
		await page.keyboard.press('.')
		expect(await page.locator('#rows tr').count()).toBe(30)
		expect(await page.isHidden('#news')).toBe(true)
		expect(await page.title()).not.toContain('(')
		expect(await page.isChecked('#c-7 input')).toBe(true)
		expect(await focused(page)).toBe('c-6#')
	})

	test('is told once and shown at once where nobody is in it, and the tab counts what nobody saw', async ({
		place,
		page,
		go,
	}) => {
		await go(QUEUE)
		place.rows = [{ id: 'c-a', name: 'Neu', words: 'neu' }, ...place.rows.slice(1)]
		await textOf(page, 'status').toBe('1 neuer Fall')
		expect(await page.locator('#c-a').count()).toBe(1)
		await page.focus('#c-3 a')
		place.rows = [{ id: 'c-b', name: 'Neu', words: 'neu' }, ...place.rows]
		await untilTrue(page, 'document.title.startsWith("(1) Jetzt dran")')
		expect(await page.locator('#c-b').count()).toBe(0)
		await page.click('#news button')
		expect(await focused(page)).toBe('c-b#')
		await untilTrue(page, 'document.title.startsWith("Jetzt dran")')
	})
})

describe.runIf(chromiumPath !== undefined)('looks at the desk', () => {
	test('name the tag that they know, and change nothing where there is no news', async ({ place, page, go }) => {
		await go(QUEUE)
		await expect.poll(() => place.asked('rows')).toBe(1)
		await inPage(
			page,
			'globalThis.changes = 0; new MutationObserver((all) => { changes += all.length }).observe(document.querySelector("table"), { subtree: true, childList: true, attributes: true })',
		)
		await expect.poll(() => place.asked('rows')).toBe(3)
		const rows = place.parts.filter(({ name }) => name === 'rows')
		expect(rows.map(({ status, tag }) => [status, tag !== undefined])).toEqual([
			[200, false],
			[304, true],
			[304, true],
		])
		expect(await inPage(page, 'changes')).toBe(0)
	})

	test('end after half an hour without a key, and go on with the next', async ({ place, page, go }) => {
		await page.clock.install()
		await go(QUEUE)
		await page.clock.fastForward('31:00')
		await textOf(page, 'banner').toMatch(/^Seit 30 Minuten keine Eingabe.*Weiter aktualisieren$/)
		const asked = place.asked('rows')
		await page.clock.runFor('01:00')
		expect(place.asked('rows')).toBe(asked)
		await page.focus('#banner button')
		await page.keyboard.press('Enter')
		await expect.poll(() => place.asked('rows')).toBe(asked + 1)
		await untilTrue(page, 'document.querySelector("#banner").hidden')
	})

	test('come slower where the desk has trouble, and say so', async ({ place, page, go }) => {
		await go(QUEUE)
		expect([await page.isVisible('#banner'), await page.isVisible('#connection')]).toEqual([false, false])
		place.partStatus = 503
		await textOf(page, 'banner').toMatch(/^Der Desk antwortet gerade nicht\. Nächster Versuch in \d+ s$/)
		await textOf(page, 'alert').toBe('Der Desk antwortet gerade nicht.')
		place.partStatus = 200
		await untilTrue(page, 'document.querySelector("#banner").hidden')
	})
})

describe.runIf(chromiumPath !== undefined)('what is typed', () => {
	test('goes with the promise that it sounds like, once somebody takes it', async ({ place, page, go }) => {
		const hints = [{ code: 'soundsLikePromise', start: 0, end: 9, kind: 'callBack', dueAt: '2026-07-01T08:30:00.000Z' }]
		place.answers.set('replies/preview', { body: { length: 9, limit: 280, refusals: [], warnings: [], hints } })
		await go(CASE)
		await page.fill('#text', 'Wir rufen zurück.')
		await page.getByRole('button', { name: 'Als Zusage mitgeben' }).press('Enter')
		await page.locator('#given [name="promise.kind"]').waitFor()
		expect(await page.inputValue('#given [name="promise.kind"]')).toBe('callBack')
		expect(await page.inputValue('#given [type=datetime-local]')).toBe('2026-07-01T10:30')
		expect(await inPage(page, 'document.activeElement.name')).toBe('promise.dueAt:local')
		await page.locator('[data-send]').press('Enter')
		await expect.poll(() => place.postedTo('replies').map(({ fields }) => fields['promise.kind'])).toEqual(['callBack'])
	})

	test('is kept within two seconds, with the claim, and told to colleagues', async ({ place, page, go }) => {
		place.answers.set('claim', { body: { case: { version: 8 } } })
		await go(CASE)
		await page.focus('#text')
		await page.keyboard.type('Guten Tag')
		await expect.poll(() => place.drafts.get('public'), { timeout: 2_000 }).toBe('Guten Tag')
		await textOf(page, 'saved').toBe('gesichert 14:03:11')
		expect(place.postedTo('claim')).toHaveLength(1)
		expect(place.postedTo('presence').map(({ fields }) => [fields['writing:boolean'], fields._method])).toEqual([
			['true', 'PUT'],
		])
		// The claim is the writer's own: it makes their answer no stale one.
		expect(await page.inputValue('[name="version:number"]')).toBe('8')
		await page.check('[value=private]')
		await expect.poll(() => [...place.drafts]).toEqual([['private', 'Guten Tag']])
		await page.keyboard.press('v')
		await page.fill('#text', '')
		await expect.poll(() => place.drafts.size).toBe(0)
		expect(await inPage(page, 'JSON.stringify([localStorage.length, sessionStorage.length])')).toBe('[0,0]')
	})

	test('says at once that it is too long to be kept, and is kept once it is not', async ({ place, page, go }) => {
		await go(CASE)
		place.answers.set('drafts/public', { status: 422, body: {} })
		await page.fill('#text', 'ä'.repeat(10_001))
		await textOf(page, 'saved').toBe('Nicht gesichert: 10001 Zeichen, höchstens 10000. Bitte kürzen oder teilen.')
		place.answers.delete('drafts/public')
		await page.fill('#text', 'Kurz')
		await expect.poll(() => place.drafts.get('public')).toBe('Kurz')
	})

	test('is kept when the page is left', async ({ place, page, go }) => {
		await go(CASE)
		await page.focus('#text')
		await page.keyboard.type('Halb')
		await page.goto('about:blank')
		await expect.poll(() => place.drafts.get('public')).toBe('Halb')
	})

	test('stays while the desk is gone, and is kept once it is back', async ({ place, page, go }) => {
		await go(CASE)
		await page.focus('#text')
		await page.keyboard.type('Vorher')
		await expect.poll(() => place.drafts.get('public')).toBe('Vorher')
		await place.stop()
		const goneAt = performance.now()
		await page.keyboard.type(' und nachher')
		await textOf(page, 'banner').toMatch(/^Verbindung weg seit \d\d:\d\d:\d\d\. Der Text ist gesichert bis 14:03:11\./)
		expect(performance.now() - goneAt).toBeLessThan(6_000)
		await textOf(page, 'alert').toMatch(/^Verbindung weg seit/)
		await page.keyboard.type(', ganz')
		await page.keyboard.press('Control+Enter')
		await textOf(page, 'alert').toMatch(/^Nicht abgeschickt: Die Verbindung ist weg\./)
		expect(page.url()).toContain(CASE)
		await place.start()
		await textOf(page, 'status').toContain('Verbindung ist wieder da.')
		await expect.poll(() => place.drafts.get('public')).toBe('Vorher und nachher, ganz')
		await page.reload()
		expect(await page.inputValue('#text')).toBe('Vorher und nachher, ganz')
	})

	test('stays when the session ends, and goes on with the one of a second tab', async ({
		place,
		page,
		go,
		context,
	}) => {
		await go(CASE)
		await page.focus('#text')
		place.session = { ...place.session, isOn: false }
		await page.keyboard.type('Mitten im Satz')
		await page.getByRole('dialog', { name: 'Die Sitzung ist beendet.' }).waitFor()
		expect(await page.inputValue('#text')).toBe('Mitten im Satz')
		expect(place.drafts.size).toBe(0)
		await page.keyboard.press('Escape')
		const [second] = await Promise.all([
			context.waitForEvent('page'),
			page.getByRole('link', { name: 'Im neuen Tab anmelden' }).click(),
		])
		await second.waitForLoadState()
		await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
		await expect.poll(() => place.drafts.get('public')).toBe('Mitten im Satz')
		await page.bringToFront()
		await page.keyboard.type(', weiter')
		await page.click('[data-send]')
		await page.waitForURL(/posted=replies/)
		expect(place.postedTo('replies').map(({ fields, csrf }) => [fields.text, csrf])).toEqual([
			['Mitten im Satz, weiter', 'token-1+'],
		])
	})

	test('is given to nobody else who signs in', async ({ place, page, go, context }) => {
		await go(CASE)
		await page.focus('#text')
		await page.keyboard.type('Von Anna')
		await expect.poll(() => place.drafts.get('public')).toBe('Von Anna')
		place.session = { isOn: true, csrf: 'token-2', agent: 'ben' }
		await (await context.newPage()).goto(place.origin() + QUEUE)
		await page.getByRole('dialog').getByText('Angemeldet ist jetzt jemand anderes.').waitFor()
		const posted = place.posted.length
		await inPage(page, 'document.querySelector("#text").dispatchEvent(new Event("blur"))')
		expect(place.posted).toHaveLength(posted)
	})

	test('stays where a sign-out in one tab ends the others', async ({ place, page, go, context }) => {
		await go(CASE)
		const second = await context.newPage()
		await second.goto(place.origin() + QUEUE)
		await page.bringToFront()
		await page.focus('#text')
		await page.keyboard.type('offen')
		await second.click('form[action="/desk/sign-out"] button')
		await expect.poll(() => page.getByRole('dialog').count(), { timeout: 3_000 }).toBe(1)
		expect(await page.inputValue('#text')).toBe('offen')
	})

	test('stays when a colleague was faster, who is named', async ({ place, page, go }) => {
		place.answers.set('claim', { status: 409, body: { claimedBy: 'Ben' } })
		await go(CASE)
		await page.focus('#text')
		await page.keyboard.type('Zu spät')
		await textOf(page, 'claim').toBe('Ben hat den Fall jetzt. Der Text bleibt hier stehen.')
		expect(await page.getAttribute('[data-send]', 'aria-disabled')).toBe('true')
		await page.focus('[data-send]')
		await page.keyboard.press('Enter')
		expect(place.postedTo('replies')).toEqual([])
		await textOf(page, 'alert').toBe('Ben hat den Fall jetzt. Der Text bleibt hier stehen.')
		await expect.poll(() => place.drafts.get('public')).toBe('Zu spät')
	})

	test('is kept under the token of a session that came in between', async ({ place, page, go }) => {
		await go(CASE)
		place.session = { ...place.session, csrf: 'token-2' }
		await page.focus('#text')
		await page.keyboard.type('Neue Sitzung')
		await expect.poll(() => place.drafts.get('public')).toBe('Neue Sitzung')
		expect(await page.inputValue('#composer [name=_csrf]')).toBe('token-2')
		expect(await page.getByRole('dialog').count()).toBe(0)
	})

	test('stays in a part that changes around it, even where the desk has no place for it any more', async ({
		place,
		page,
		go,
	}) => {
		await go(CASE)
		await page.keyboard.press('y')
		await page.keyboard.type('morgen')
		await page.keyboard.press('Home')
		place.version = 8
		await textOf(page, 'side').toContain('8')
		place.mayPromise = false
		place.version = 9
		await textOf(page, 'side').toContain('9')
		await page.keyboard.type('Ab ')
		expect(await page.inputValue('[name=due]')).toBe('Ab morgen')
		expect(await page.isVisible('[name=due]')).toBe(true)
		expect(await page.textContent('#kept')).toBe('7')
	})

	test('answers what came meanwhile once it was in sight', async ({ place, page, go }) => {
		place.entries = Array.from({ length: 30 }, (_, index) => `Nachricht ${index}`)
		await go(CASE)
		await page.locator('#text').scrollIntoViewIfNeeded()
		await page.focus('#text')
		await inPage(page, 'scrollTo(0, document.body.scrollHeight)')
		await inPage(page, 'document.querySelector("#timeline").parentElement.style.marginBottom = "2000px"')
		await inPage(page, 'scrollTo(0, document.body.scrollHeight)')
		place.entries = [...place.entries, 'Hat sich erledigt']
		place.version = 9
		await textOf(page, 'above').toBe('Inzwischen ist etwas dazugekommen: vor dem Senden ansehen.')
		await textOf(page, 'status').toBe('Neue Nachricht im Verlauf')
		expect(await page.inputValue('[name="version:number"]')).toBe('7')
		await page.locator('#e-30').scrollIntoViewIfNeeded()
		await eventually(page, 'document.querySelector("[name=\'version:number\']").value').toBe('9')
		expect(await page.isHidden('#above')).toBe(true)
	})
})

describe.runIf(chromiumPath !== undefined)('the preview', () => {
	test('says what an answer would be, and keeps what may not leave', async ({ place, page, go }) => {
		place.answers.set('replies/preview', {
			body: {
				length: 21,
				limit: 280,
				refusals: [
					{
						code: 'asksForData',
						detail: 'Danach nur in der sicheren Anfrage fragen.',
						findings: [{ kind: 'x', start: 0, end: 4 }],
						possible: [{ visibility: 'private' }],
					},
				],
				warnings: [{ code: 'saysDu', words: ['dir'] }],
				hints: [],
			},
		})
		await go(CASE)
		await page.focus('#text')
		await page.keyboard.type('IBAN schicken, bitte dir')
		await page.getByText('Danach nur in der sicheren Anfrage fragen.').first().waitFor()
		expect(place.postedTo('replies/preview').at(-1)?.fields).toMatchObject({
			visibility: 'public',
			text: 'IBAN schicken, bitte dir',
		})
		expect(await page.textContent('#preview .refusal [data-slot=words]')).toBe('IBAN')
		expect(await page.textContent('[data-fill]')).toBe('21 von 280')
		await textOf(page, 'alert').toContain('Danach nur in der sicheren Anfrage fragen.')
		await textOf(page, 'status').toContain('Warnung dir')
		await page.keyboard.press('Control+.')
		await page.keyboard.press('ArrowDown')
		expect(await page.inputValue('#preview select')).toBe('meantSo')
		await page.keyboard.press('Control+Enter')
		expect(place.postedTo('replies')).toEqual([])
		place.answers.set('replies/preview', {
			body: { length: 9, limit: 280, refusals: [], warnings: [{ code: 'saysDu', words: ['dir'] }], hints: [] },
		})
		await page.getByRole('button', { name: 'privat' }).click()
		await eventually(page, 'document.querySelectorAll("#preview .refusal").length').toBe(0)
		// The reason that was chosen stays with its warning.
		expect(await page.inputValue('#preview select')).toBe('meantSo')
		await page.focus('#text')
		await page.keyboard.press('Control+Enter')
		await page.waitForURL(/posted=replies/)
		expect(place.postedTo('replies').map(({ fields }) => fields['overrides:list'])).toEqual(['meantSo'])
	})
})

describe.runIf(chromiumPath !== undefined)('keys', () => {
	test('walk a list and work its rows', async ({ place, page, go }) => {
		await go(QUEUE)
		await page.keyboard.press('j')
		await page.keyboard.press('j')
		expect(await focused(page)).toBe('c-1#')
		await page.keyboard.press('k')
		await page.keyboard.press('ArrowDown')
		await page.keyboard.press('x')
		expect(await page.isChecked('#c-1 input')).toBe(true)
		expect(await page.locator('#rows :checked').count()).toBe(1)
		await page.keyboard.press('a')
		expect(await inPage(page, 'document.activeElement.name')).toBe('to')
		await page.focus('#c-2 a')
		await page.keyboard.press('c')
		await textOf(page, 'status').toBe('Fall übernommen')
		expect(place.postedTo('claim').map(({ path }) => path)).toEqual(['/desk/cases/c-2/acts/claim'])
		// The list stays where it is, and who works in it.
		expect([new URL(page.url()).search, await focused(page)]).toEqual(['?view=now', 'c-2#'])
		place.answers.set('claim', { status: 409, body: {} })
		await page.getByRole('button', { name: 'Übernehmen' }).nth(2).click()
		await expect.poll(() => place.postedTo('claim')).toHaveLength(3)
		await page.waitForURL(/posted=claim/)
		await page.keyboard.press('s')
		expect(await focused(page)).toBe('#q')
		await page.keyboard.press('Escape')
		await page.keyboard.press('g')
		await page.keyboard.press('m')
		await page.waitForURL(/view=mine/)
		await page.keyboard.press('j')
		await page.keyboard.press('Enter')
		await page.waitForURL(/cases\/7K3M9QX/)
		await page.keyboard.press('Escape')
		await page.waitForURL(/view=now/)
		await page.keyboard.press('Shift+?')
		await page.waitForURL(/help/)
	})

	test('type in fields, also those with AltGr, and fold open what they are for', async ({ page, go }) => {
		await go(CASE)
		await page.keyboard.press('r')
		await page.keyboard.type('xjk?.sgn')
		expect(await page.inputValue('#text')).toBe('xjk?.sgn')
		await page.keyboard.press('Escape')
		expect(await focused(page)).toBe('#')
		await page.keyboard.press('v')
		expect(await page.isChecked('[value=private]')).toBe(true)
		expect(await focused(page)).toBe('#text')
		await page.keyboard.press('Escape')
		await inPage(
			page,
			'dispatchEvent(new KeyboardEvent("keydown", { key: "o", code: "KeyO", ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true }))',
		)
		expect(await page.isChecked('[value=private]')).toBe(true)
		await page.keyboard.press('y')
		expect(await inPage(page, 'document.querySelector("#promise").open && document.activeElement.name')).toBe('due')
	})

	test('of one letter do nothing where they are switched off; those with Ctrl do', async ({ place, page, go }) => {
		place.hasKeys = false
		await go(CASE)
		await page.keyboard.press('y')
		await page.keyboard.press('r')
		expect(await inPage(page, 'document.querySelector("#promise").open')).toBe(false)
		expect(await focused(page)).toBe('#')
		await page.keyboard.press('Control+k')
		expect(await page.getByRole('dialog').count()).toBe(1)
	})
})

describe.runIf(chromiumPath !== undefined)('the palette', () => {
	test('is a dialog with a field that filters a list, and does what is chosen', async ({ page, go }) => {
		await go(CASE)
		await page.keyboard.press('Control+k')
		const dialog = page.getByRole('dialog', { name: 'Was soll geschehen?' })
		const field = dialog.getByRole('combobox', { name: 'Was soll geschehen?' })
		expect(await field.getAttribute('aria-expanded')).toBe('true')
		expect(await dialog.getByRole('option').allTextContents()).toContain('Zusage macheny')
		expect(await dialog.getByRole('option', { selected: true }).count()).toBe(1)
		await page.keyboard.type('mache zus')
		expect(await dialog.getByRole('option').allTextContents()).toEqual(['Zusage macheny'])
		const active = await field.getAttribute('aria-activedescendant')
		expect(await dialog.getByRole('option', { selected: true }).getAttribute('id')).toBe(active)
		await page.keyboard.press('Enter')
		expect(await inPage(page, 'document.activeElement.name')).toBe('due')
		await page.keyboard.press('Control+k')
		await page.keyboard.type('gibt es nicht')
		await dialog.getByText('Nichts gefunden').waitFor()
		await page.keyboard.press('Escape')
		expect(await page.getByRole('dialog').count()).toBe(0)
		expect(await inPage(page, 'document.activeElement.name')).toBe('due')
	})

	test('walks by arrows and leads to pages', async ({ page, go }) => {
		await go(CASE)
		await page.keyboard.press('Control+k')
		await page.keyboard.type('e')
		const first = await page.getByRole('option', { selected: true }).textContent()
		await page.keyboard.press('ArrowDown')
		expect(await page.getByRole('option', { selected: true }).textContent()).not.toBe(first)
		await page.fill('#palette-field', 'meine')
		await page.keyboard.press('Enter')
		await page.waitForURL(/view=mine/)
	})
})

describe.runIf(chromiumPath !== undefined)('times', () => {
	test('are written beside what the page says, and an undo is told twice', async ({ place, page, go }) => {
		place.now = '2026-11-30T08:59:45.000Z'
		// Installed alone, it goes on as the machine's does: a slow one would be seconds ahead.
		await page.clock.install({ time: '2026-11-30T08:59:44.000Z' })
		await page.clock.pauseAt(place.now)
		place.leavesAt = '2026-11-30T09:00:00.000Z'
		await go('/desk/help')
		expect(await page.textContent('h1 time')).toBe('Mo 9:00 vor 59 Min.')
		await page.clock.runFor(200)
		await textOf(page, 'status').toBe('Antwort geht in 15 Sekunden ab')
		await page.clock.runFor(5_000)
		expect(await page.textContent('#undo time')).toMatch(/ 10 s$/)
		expect(await page.textContent('#status')).toBe('Antwort geht in 15 Sekunden ab')
		await page.clock.runFor(11_000)
		await textOf(page, 'status').toBe('Antwort ist abgegangen')
		expect(await page.textContent('#undo')).toBe('Antwort ist abgegangen')
	})

	test('tell of no answer that it left while nothing is sent', async ({ place, page, go }) => {
		place.now = '2026-11-30T08:59:45.000Z'
		place.sending = 'stopped'
		await page.clock.install({ time: place.now })
		place.leavesAt = '2026-11-30T09:00:00.000Z'
		await go('/desk/help')
		await page.clock.runFor(16_000)
		await textOf(page, 'status').toBe('Antwort geht ab, sobald wieder gesendet wird')
		expect(await page.textContent('#undo')).toBe('Antwort geht ab, sobald wieder gesendet wird')
	})
})
