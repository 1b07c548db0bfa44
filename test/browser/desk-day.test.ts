import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { PracticeClient, WrittenPost } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { DAY, SECOND } from '#shared/kernel/clock.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { chromiumPath, launchChromium } from '#test/support/chromium.ts'
import { createCustomer, dataTokenIn, invitationIn } from '#test/support/customer-acts.ts'
import { started } from '#test/support/started.ts'

const FILE = { scope: 'file' } as const

/** At the desk as an agent, in a browser that is German. */
type Enter = (agent: string, options?: { readonly javaScriptEnabled?: boolean | undefined }) => Promise<Page>

const it = systemIt
	.extend(
		'browser',
		FILE,
		started<Browser>(launchChromium, (browser) => browser.close()),
	)
	.extend('enter', async ({ browser, system }, { onCleanup }): Promise<Enter> => {
		const contexts: BrowserContext[] = []
		onCleanup(async () => void (await Promise.all(contexts.map((context) => context.close()))))
		return async (agent, { javaScriptEnabled = true } = {}) => {
			const viewport = { width: 1440, height: 1000 }
			const context = await browser.newContext({ locale: 'de-DE', viewport, javaScriptEnabled })
			contexts.push(context)
			const page = await context.newPage()
			await page.goto(`${system.origin}/desk/sign-in?hint=${agent}&${new URLSearchParams({ back: ALL })}`)
			await page.waitForURL(system.origin + ALL)
			return page
		}
	})

const ALL = '/desk/queue?view=all'

/** What a page says that was done. */
const told = (page: Page, words: string): Promise<void> => page.locator('.notice', { hasText: words }).waitFor()

/**
 * Presses the button of a form and waits for what is told then. Where something happened to the case since the page was made, the page
 * says so and keeps what was chosen: it is pressed once more, as an agent would.
 */
const pressed = async (page: Page, form: Locator, name: string, words: string): Promise<void> => {
	await form.getByRole('button', { name }).click()
	const moved = page.locator('.refused', { hasText: 'Der Fall hat sich geändert' })
	await page.locator('.notice', { hasText: words }).or(moved).first().waitFor()
	if (await moved.isVisible()) await form.getByRole('button', { name }).click()
	await told(page, words)
}

/** Waits for an answer to be on its way: the page that is shown then names it. */
const toldSent = (page: Page): Promise<void> => page.waitForURL(/[?&]sent=/)

const rowIn = (page: Page, author: string): Locator => page.locator('#rows tr', { hasText: author })

/** Opens the case of somebody who wrote from the list, which takes it in by itself; its address. */
const openCase = async (page: Page, author: string): Promise<string> => {
	await rowIn(page, author).getByRole('link').first().click()
	await page.waitForURL(/\/desk\/cases\//)
	return page.url().split('?')[0] ?? ''
}

/** Opens a fold by its words; the form in it. */
const unfold = async (page: Page, section: string, words: string): Promise<Locator> => {
	const fold = page.locator(`${section} details`, { has: page.locator('summary', { hasText: words }) }).first()
	await fold.locator('summary').first().click()
	return fold.locator('form')
}

/** Tomorrow at ten by the clock of cases, as a field for date and time holds it. */
const tomorrowAtTen = async (practice: PracticeClient): Promise<string> =>
	`${new Date(Date.parse(await practice.now()) + DAY).toISOString().slice(0, 10)}T10:00`

/** Moves the clock of cases past the time in which an answer can be taken back. */
const passUndo = async (origin: string): Promise<void> => {
	const headers = { 'content-type': 'application/json' }
	const body = JSON.stringify({ advance: 16 * SECOND })
	expect((await fetch(`${origin}/practice/clock`, { method: 'POST', headers, body })).status).toBe(200)
}

/** The customer follows the private message and the mail, and fills in what was asked for; what they were written. */
const giveData = async (
	origin: string,
	practice: PracticeClient,
	{ network, author }: Pick<WrittenPost, 'network' | 'author'>,
): Promise<string> => {
	const message = await waitUntil('the private message', () => practice.privateMessageTo(network, author))
	const customer = createCustomer(origin)
	const invitation = invitationIn(message)
	await customer.askForMail(invitation, `${author}@kunde.example`)
	const mail = await waitUntil('the mail', () => practice.mailTo(`${author}@kunde.example`))
	const form = await customer.openForm(dataTokenIn(mail), invitation)
	const thanks = await customer.fill(form, { customerNumber: '4711004711', phone: '0431 5550199' })
	expect(thanks.html).toContain('Vielen Dank')
	return message.text
}

const GIVEN = /4711004711|431 ?5550199/

describe.runIf(chromiumPath !== undefined).concurrent('an agent’s day', () => {
	it.for(['x', 'facebook', 'instagram'] as const)(
		'goes from a complaint on %s to a case that is closed',
		async (network, { system, practice, enter }) => {
			const page = await enter('anna')
			const author = `tag${network}`
			const text = `Seit Montag kein Internet, mach ma hinne, ${author}.`
			await practice.write({ network, visibility: 'private', author, text })
			await rowIn(page, author).getByRole('button', { name: 'Übernehmen' }).click()
			await rowIn(page, author).getByText('ich schreibe').waitFor()
			const address = await openCase(page, author)

			// Nothing in it was taken for du, which we never say first: who reads it names it as the proof.
			await page.getByRole('button', { name: 'Weitere Schritte' }).click()
			await page.getByRole('link', { name: 'Hinweis oder Gefahr melden' }).click()
			const du = await unfold(page, '#about', 'Hier sagt die Kundin du')
			await du.getByRole('button').click()
			await told(page, 'Anrede geändert')

			const ask = await unfold(page, '#data', 'Daten sicher anfragen')
			await ask.getByLabel('Name', { exact: true }).uncheck()
			await pressed(page, ask, 'Anfragen', 'Daten sicher angefragt')
			expect(await giveData(system.origin, practice, { network, author })).toMatch(/\bdir\b/)

			// The page of the case says by itself that they are there, and holds nothing of them.
			await page.locator('#data .given').waitFor()
			expect(await page.content()).not.toMatch(GIVEN)
			await page.getByRole('link', { name: 'Daten lesen' }).click()
			await page.waitForURL(`${address}/data`)
			await page.locator('select[name=purpose]').selectOption({ label: 'Kundin zuordnen' })
			for (const field of ['Kundennummer', 'Rufnummer']) await page.getByLabel(field).check()
			await page.getByRole('button', { name: 'Lesen', exact: true }).click()
			const values = page.locator('.read .value bdi')
			await values.first().waitFor()
			expect(await values.allInnerTexts()).toEqual(['4711004711', '+494315550199'])
			await page.locator('.read').getByRole('link', { name: 'Zum Fall' }).click()
			await page.waitForURL(address)
			expect(await page.content()).not.toMatch(GIVEN)
			// The way back asks what for once more; nothing is read again by it.
			await page.goBack()
			expect(await page.locator('select[name=purpose]').inputValue()).toBe('')
			expect(await page.content()).not.toMatch(GIVEN)
			await page.goForward()

			const promise = await unfold(page, '#promises', 'Neue Zusage')
			await promise.locator('input[type=datetime-local]').fill(await tomorrowAtTen(practice))
			await promise.getByRole('button', { name: 'Zusagen' }).click()
			await told(page, 'Zusage eingetragen')
			const call = await unfold(page, '#side', 'Anruf festhalten')
			await call.locator('input[name=note]').fill('Leitung gemessen')
			await call.getByRole('button', { name: 'Festhalten' }).click()
			await told(page, 'Anruf eingetragen')
			const kept = await unfold(page, '#promises', 'gehalten')
			await kept.locator('select[name=on]').selectOption('call')
			await kept.getByRole('button').click()
			await told(page, 'Zusage gehalten')

			const answer = `Deine Leitung läuft wieder, ${author}.`
			await page.locator('#text').fill(answer)
			await page.locator('details.ends > summary').click()
			await page.getByRole('button', { name: 'geholfen', exact: true }).click()
			await toldSent(page)
			await page.goto(address)
			await passUndo(system.origin)
			// What happens while somebody looks stands there without their doing.
			await page.locator('#head', { hasText: 'Geschlossen: geholfen' }).waitFor()
			const sent = (await practice.posts()).find((one) => one.to === author && one.text.startsWith(answer))
			expect([sent?.network, sent?.visibility]).toEqual([network, 'private'])
			const story = [
				`mach ma hinne, ${author}`,
				'Anrede auf du gestellt',
				'Daten angefragt',
				'Daten sind da',
				'gelesen: Kundennummer, Rufnummer',
				'zugesagt: Rückruf',
				'Leitung gemessen',
				'Zusage gehalten, mit einem Anruf',
				answer,
				'geschlossen: geholfen',
			]
			await page.locator('#timeline > li', { hasText: story.at(-1) ?? '' }).waitFor()
			const entries = await page.locator('#timeline > li').allInnerTexts()
			const places = story.map((words) => entries.findIndex((entry) => entry.includes(words)))
			expect(places).not.toContain(-1)
			expect(places).toEqual(places.toSorted((one, other) => one - other))
			expect(entries.join()).not.toMatch(GIVEN)
		},
	)
})

describe.runIf(chromiumPath !== undefined)('two agents on one case', () => {
	it('see each other write; the second cannot send, loses nothing, and goes on once it is free', async ({
		practice,
		enter,
	}) => {
		const [anna, ben] = await Promise.all([enter('anna'), enter('ben')])
		const text = 'Kein Netz seit Montag, zwei.'
		await practice.write({ network: 'facebook', visibility: 'public', author: 'zwei', text })
		const address = await openCase(anna, 'zwei')
		await rowIn(ben, 'zwei').waitFor()
		const claimed = anna.waitForResponse((answer) => answer.url().endsWith('/acts/claim'))
		await anna.locator('#text').pressSequentially('Hallo')
		expect((await claimed).status()).toBe(200)
		const looks: string[] = []
		ben.on('request', (request) => {
			if (request.headers()['x-part']?.split(',').includes('rows') === true) looks.push(request.url())
		})
		await rowIn(ben, 'zwei').getByText('Anna Ahlers schreibt').waitFor()
		// They begin every two and a half seconds: it is the first after the claim that shows it.
		expect(looks.length).toBeLessThanOrEqual(1)

		await ben.goto(address)
		await ben.locator('#text').fill('Ich wollte auch antworten.')
		await ben.locator('#claim', { hasText: 'Anna Ahlers hat den Fall jetzt' }).waitFor()
		const send = ben.locator('button[data-send].main')
		expect(await send.getAttribute('aria-disabled')).toBe('true')
		await send.focus()
		await ben.keyboard.press('Enter')
		await ben.getByRole('alert').filter({ hasText: 'Anna Ahlers' }).waitFor()
		await ben.locator('#saved', { hasText: 'gesichert' }).waitFor()
		await anna.locator('.others', { hasText: 'Ben Brandt schreibt' }).waitFor()
		await ben.reload()
		expect(await ben.locator('#text').inputValue()).toBe('Ich wollte auch antworten.')

		await anna.locator('#side').getByRole('button', { name: 'Freigeben' }).click()
		await ben.locator('button[data-send].main:not([aria-disabled])').waitFor()
		await ben.locator('button[data-send].main').click()
		await toldSent(ben)
	})
})

/** The keys of an agent, counted; what is typed into a field is not. */
const keysOf = (page: Page) => {
	let pressed = 0
	return {
		press: async (...keys: readonly string[]) => {
			for (const key of keys) await page.keyboard.press(key)
			pressed += keys.length
		},
		type: (text: string) => page.keyboard.type(text),
		/** Presses Tab until the focus is on something. */
		tabTo: async (wanted: Locator) => {
			await wanted.waitFor()
			for (let step = 0; step < 150; step += 1) {
				if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return
				await page.keyboard.press('Tab')
			}
			throw new Error(`Tab does not lead to ${wanted}`)
		},
		/** Types a moment where the focus is, in whatever order the browser's own language wants it. */
		typeMoment: (moment: string) => page.locator('input[type=datetime-local]:focus').fill(moment),
		count: () => pressed,
	}
}

describe.runIf(chromiumPath !== undefined)('by keyboard alone', () => {
	it('a plain answer takes at most six keys and its text, and every other act has its key', async ({
		practice,
		enter,
	}) => {
		const page = await enter('dora')
		const text = '@hilft Wann habt ihr auf? tasten'
		await practice.write({ network: 'x', visibility: 'public', author: 'tasten', text })
		await rowIn(page, 'tasten').waitFor()
		const rows = await page.locator('#rows tr').allInnerTexts()
		const keys = keysOf(page)
		const walk = rows.findIndex((row) => row.includes('tasten')) + 1
		await keys.press(...Array.from({ length: walk }, () => 'j'), 'Enter')
		await page.waitForURL(/\/desk\/cases\//)
		const address = page.url().split('?')[0]
		await keys.press('r')
		await keys.type('Wir haben bis 20 Uhr auf.')
		await keys.press('Control+Enter')
		await toldSent(page)
		// One of them for its way through the list.
		expect(keys.count() - walk + 1).toBeLessThanOrEqual(6)
		await keys.press('z')
		await told(page, 'Antwort zurückgeholt')
		expect(page.url().split('?')[0]).toBe(address)
		expect(await page.locator('#text:focus').inputValue()).toBe('Wir haben bis 20 Uhr auf.')
		await keys.press('Escape')

		await keys.press('d', 'Enter')
		await told(page, 'Daten sicher angefragt')
		await keys.press('y', 'Tab')
		await keys.typeMoment(await tomorrowAtTen(practice))
		await keys.press('Enter')
		await told(page, 'Zusage eingetragen')
		expect(await page.locator('#promises .promise time').innerText()).toContain('10:00')
		await keys.press('h', 'Tab', 'Tab')
		await keys.type('Alles gesagt')
		await keys.press('Enter')
		await told(page, 'Anruf eingetragen')

		const thanks = { network: 'x', visibility: 'public', author: 'danke', text: '@hilft Vielen Dank, danke!' } as const
		await practice.write(thanks)
		await keys.press('g', 'n')
		await page.waitForURL(/view=now/)
		await openCase(page, 'danke')
		await keys.press('e', '1')
		await told(page, 'Fall geschlossen')
		await page.locator('#head', { hasText: 'nur Dank' }).waitFor()
	})

	it('everything is done by Tab where single keys are off', async ({ system, practice, enter }) => {
		const page = await enter('fatma')
		const keys = keysOf(page)
		const choose = async (wanted: Locator) => {
			await keys.tabTo(wanted)
			await keys.press('Enter')
		}
		await page.goto(`${system.origin}/desk/me`)
		await keys.tabTo(page.getByRole('radio', { name: 'an', exact: true }))
		await keys.press('ArrowDown')
		await choose(page.getByRole('button', { name: 'Speichern', exact: true }))
		await told(page, 'Einstellungen gespeichert')

		const text = '@hilft Wann habt ihr auf? tabtab'
		await practice.write({ network: 'x', visibility: 'public', author: 'tabtab', text })
		await choose(page.getByRole('link', { name: /^Alle offenen/ }))
		await page.waitForURL(system.origin + ALL)
		await choose(rowIn(page, 'tabtab').getByRole('link').first())
		await page.waitForURL(/\/desk\/cases\//)
		const side = page.locator('#side')
		const fold = (words: string) => side.locator('summary', { hasText: words }).first()
		// No key does anything by itself.
		await keys.press('d', 'y', 'r', 'n')
		expect(await side.locator('details[open]').count()).toBe(0)
		expect(await page.locator('#text:focus').count()).toBe(0)

		await choose(fold('Daten sicher anfragen'))
		await choose(side.getByRole('button', { name: 'Anfragen', exact: true }))
		await told(page, 'Daten sicher angefragt')
		await choose(fold('Neue Zusage'))
		await keys.tabTo(page.locator('#promises input[type=datetime-local]'))
		await keys.typeMoment(await tomorrowAtTen(practice))
		await choose(side.getByRole('button', { name: 'Zusagen', exact: true }))
		await told(page, 'Zusage eingetragen')
		await choose(fold('Anruf festhalten'))
		await choose(side.getByRole('button', { name: 'Festhalten', exact: true }))
		await told(page, 'Anruf eingetragen')
		await keys.tabTo(page.locator('#text'))
		await keys.type('Wir haben bis 20 Uhr auf, tabtab.')
		await choose(page.locator('button[data-send].main'))
		await toldSent(page)

		const thanks = { network: 'x', visibility: 'public', author: 'tabdank', text: '@hilft Danke, tabdank!' } as const
		await practice.write(thanks)
		await page.goto(system.origin + ALL)
		await openCase(page, 'tabdank')
		await choose(fold('Fall schließen'))
		await choose(side.getByRole('button', { name: 'nur Dank' }))
		await told(page, 'Fall geschlossen')
	})
})

describe.runIf(chromiumPath !== undefined)('without script', () => {
	it('a case is claimed, noted, answered and closed by the forms of its pages', async ({ system, practice, enter }) => {
		const page = await enter('emil', { javaScriptEnabled: false })
		const text = 'Wann habt ihr auf? formular'
		await practice.write({ network: 'facebook', visibility: 'public', author: 'formular', text })
		await waitUntil('the row', async () => {
			await page.goto(system.origin + ALL)
			return (await rowIn(page, 'formular').count()) > 0 || undefined
		})
		await rowIn(page, 'formular').getByRole('button', { name: 'Übernehmen' }).click()
		await told(page, 'Fall übernommen')
		const address = await openCase(page, 'formular')
		await page.locator('.way-choice label[for=way-note]').click()
		await page.locator('#text').fill('Öffnungszeiten nachgesehen')
		await page.getByRole('button', { name: 'Notiz speichern' }).click()
		await told(page, 'Notiz gespeichert')
		expect(await page.locator('#timeline').innerText()).toContain('Öffnungszeiten nachgesehen')

		await page.locator('.way-choice label[for=way-public]').click()
		await page.locator('#text').fill('Ruf bitte an, deine Nummer 0431 5550199 haben wir.')
		await page.getByRole('button', { name: /^(Antwort senden|Senden, nächster Fall)/ }).click()
		// Refused in words, with what was typed in its place.
		await page.locator('#composer .refused').waitFor()
		expect(await page.locator('#text').inputValue()).toBe('Ruf bitte an, deine Nummer 0431 5550199 haben wir.')
		await page.locator('#text').fill('Wir haben bis 20 Uhr auf, formular.')
		await page.locator('details.ends > summary').click()
		await page.getByRole('button', { name: 'geholfen', exact: true }).click()
		await toldSent(page)
		await passUndo(system.origin)
		await waitUntil('the end', async () => {
			await page.goto(address)
			return (await page.locator('#head', { hasText: 'Geschlossen: geholfen' }).count()) > 0 || undefined
		})
		const posts = await practice.posts()
		expect(posts.some(({ text: words }) => words.startsWith('Wir haben bis 20 Uhr auf, formular.'))).toBe(true)
	})
})
