import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { signInAtDesk } from '#infra/local/story/desk-client.ts'
import { createPracticeClient } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { chromiumPath, launchChromium } from '#test/support/chromium.ts'

const it = systemIt.extend('browser', { scope: 'file' }, () => launchChromium())

/** A complaint and an agent's request for data: what the customer then finds in the private message. */
const askForData = async (system: BootedSystem, network: 'x' | 'facebook', author: string) => {
	const practice = createPracticeClient(system.origin)
	const desk = await signInAtDesk(system.origin, 'anna')
	const text = `Seit Montag kein Internet, ${author}.`
	await practice.write({ network, visibility: 'private', author, text })
	const opened = await waitUntil('the case', async () => {
		const found = (await desk.queue({ view: 'all', channel: network })).map(({ id }) => desk.show(id))
		return (await Promise.all(found)).find(({ timeline }) => timeline.some((entry) => entry.text === text))?.case
	})
	await desk.command(opened.id, 'data-requests', { version: opened.version, fields: ['customerNumber', 'phone'] })
	const message = await waitUntil('the private message', () => practice.privateMessageTo(network, author))
	const link = /https?:\S+\/start#\S+/.exec(message.text)?.[0] ?? ''
	const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(message.text.replace(/https?:\S+/g, ''))?.[0] ?? ''
	const mail = () => waitUntil('the mail', () => practice.mailTo(`${author}@kunde.example`))
	const receivedFields = () =>
		waitUntil('the data', async () => (await desk.show(opened.id)).case.dataRequest?.submissions[0]?.fields)
	return { link, code, mail, receivedFields }
}

/** Opens a link as somebody who was sent it, and keeps watch over what the page asks of other hosts. */
const watch = (system: BootedSystem, page: Page): string[] => {
	const foreign: string[] = []
	page.on('request', (request) => {
		if (!request.url().startsWith(system.origin) && !request.url().startsWith('data:')) foreign.push(request.url())
	})
	page.on('pageerror', (error) => foreign.push(`error ${error.name}`))
	page.on('console', (line) => {
		if (line.type() === 'error' && /Content.Security.Policy/i.test(line.text())) foreign.push('blocked by policy')
	})
	return foreign
}

/** Presses the button of the form that asks for this: the language switch is a form of its own to the same place. */
const submitFormOf = (page: Page, input: string): Promise<void> =>
	page
		.locator('form', { has: page.locator(`input[name="${input}"]:not([type="hidden"])`) })
		.locator('button')
		.click()

describe.skipIf(chromiumPath === undefined)('a customer in a browser', () => {
	it.afterAll(({ browser }) => browser.close())

	it('gives data by the links of the private message and the mail; neither token stays in the address bar', async ({
		system,
		browser,
	}) => {
		const { link, code, mail, receivedFields } = await askForData(system, 'x', 'brauser')
		const context = await browser.newContext({ locale: 'de-DE' })
		const page = await context.newPage()
		const foreign = watch(system, page)
		await page.goto(link)
		await page.getByLabel('E-Mail').first().fill('brauser@kunde.example')
		expect(page.url()).not.toContain('#')
		await page.locator('form[action="/start/address"] button').click()
		await page.getByText('brauser@kunde.example').waitFor()
		await page.locator('form[action="/start/send"] button').click()
		await page.locator('h1').waitFor()

		const dataLink = /https?:\S+\/data#\S+/.exec((await mail()).text)?.[0] ?? ''
		await page.goto(dataLink)
		await page.locator('form[action="/data"] input[name="code"]').fill(code.toLowerCase())
		expect(page.url()).not.toContain('#')
		await submitFormOf(page, 'code')
		await page.locator('input[name="customerNumber"]').fill('4711004711')
		await page.locator('input[name="phone"]').fill('0431 5550199')
		await page.locator('form[action="/data/answers"] button').click()
		await page.getByText('Vielen Dank').first().waitFor()
		expect(await receivedFields()).toEqual(['customerNumber', 'phone'])
		expect(foreign).toEqual([])
		expect(await context.cookies()).toEqual([])
		await context.close()
	})

	it('gives them without JavaScript: the pasted link, the printed reference and the code', async ({
		system,
		browser,
	}) => {
		const { link, code, mail, receivedFields } = await askForData(system, 'facebook', 'ohnescript')
		const context = await browser.newContext({ locale: 'de-DE', javaScriptEnabled: false })
		const page = await context.newPage()
		const foreign = watch(system, page)
		await page.goto(link)
		await page.locator('input[name="link"]').fill(link)
		await submitFormOf(page, 'link')
		await page.locator('form[action="/start/address"] input[name="email"]').fill('ohnescript@kunde.example')
		await page.locator('form[action="/start/address"] button').click()
		await page.locator('form[action="/start/send"] button').click()
		await page.locator('h1').waitFor()

		const reference = /[0-9A-Z]{2}(-[0-9A-Z]{4}){6}/.exec((await mail()).text)?.[0] ?? ''
		await page.goto(`${system.origin}/data`)
		await page.locator('form[action="/data"] input[name="link"]').fill(reference)
		await submitFormOf(page, 'link')
		await page.locator('form[action="/data"] input[name="code"]').fill(code)
		await submitFormOf(page, 'code')
		await page.locator('input[name="customerNumber"]').fill('4711004712')
		await page.locator('input[name="phone"]').fill('0431 5550198')
		await page.locator('form[action="/data/answers"] button').click()
		await page.getByText('Vielen Dank').first().waitFor()
		expect(await receivedFields()).toEqual(['customerNumber', 'phone'])
		expect(foreign).toEqual([])
		await context.close()
	})
})
