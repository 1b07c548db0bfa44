import { describe, expect } from 'vitest'
import { createCustomerPages, it, type Pages } from '#test/fixtures/customer-pages.ts'

const HOUR = 3_600_000
const later = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString()
const mails = (pages: Pages) => pages.told.filter(({ command }) => command === 'mail-requested').length

describe('the start page', () => {
	it('takes an address, shows it again, and only then asks for the mail', async ({ pages }) => {
		const { start, requestId, caseId } = await pages.open()
		const first = await pages.post('/start', { link: `https://hilft.example/start#${start}` })
		expect(first.text).toContain('Kundennummer')
		const confirm = await pages.post('/start/address', { link: start, email: ' Kundin@Example.org ' })
		expect(confirm.text).toContain('Kundin@example.org')
		expect(pages.told).toEqual([])
		const sent = await pages.post('/start/send', { link: start, email: 'Kundin@example.org' })
		expect(sent.text).toContain('Sehen Sie jetzt in Ihr Postfach')
		expect(pages.told).toMatchObject([{ command: 'mail-requested', requestId, caseId, issue: 1 }])
		expect((await pages.requests.find(requestId))?.issues).toMatchObject([{ number: 1, address: 'Kundin@example.org' }])
		expect(JSON.stringify(pages.told)).not.toContain('example.org')
	})

	it('sends at most 5 mails per request, to at most 3 addresses, and looks the same all the while', async ({
		pages,
	}) => {
		const { start, requestId } = await pages.open()
		const answers = []
		for (const name of ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'a']) {
			pages.time.now = later(pages.time.now, HOUR)
			answers.push(await pages.post('/start/send', { link: start, email: `${name}@example.org` }))
		}
		expect(new Set(answers.map(({ text, status }) => `${status}${text}`)).size).toBe(1)
		expect(new Set(pages.slept).size).toBe(1)
		const issues = (await pages.requests.find(requestId))?.issues ?? []
		expect(issues.map(({ address }) => address?.[0])).toEqual(['a', 'b', 'c', 'a', 'b'])
		expect(mails(pages)).toBe(5)
	})

	it('sends at most 2 mails an hour and 5 a day to an address over all cases, however it is spelled', async ({
		pages,
	}) => {
		const spellings = ['opfer@example.org', 'Opfer@example.org', 'opfer+1@example.org', 'OPFER+x@EXAMPLE.ORG']
		for (let i = 0; i < 30; i++) {
			const { start } = await pages.open()
			await pages.post('/start/send', { link: start, email: spellings[i % 4] ?? '' })
		}
		expect(mails(pages)).toBe(2)
		for (let hour = 0; hour < 12; hour++) {
			pages.time.now = later(pages.time.now, HOUR)
			const { start } = await pages.open()
			await pages.post('/start/send', { link: start, email: 'opfer@example.org' })
		}
		expect(mails(pages)).toBe(5)
		pages.time.now = later(pages.time.now, 24 * HOUR)
		const { start } = await pages.open()
		await pages.post('/start/send', { link: start, email: 'opfer@example.org' })
		expect(mails(pages)).toBe(6)
	})

	it('sends at most two of a hundred mails asked for at the same time', async ({ pages }) => {
		const opened = await Promise.all(Array.from({ length: 100 }, () => pages.open()))
		await Promise.all(opened.map(({ start }) => pages.post('/start/send', { link: start, email: 'opfer@example.org' })))
		expect(mails(pages)).toBe(2)
	})

	it('sends nothing while the stage is stopped, and looks the same', async ({ pages }) => {
		const { start } = await pages.open()
		const before = await pages.post('/start/send', { link: start, email: 'a@example.org' })
		pages.requests.stop(true)
		const stopped = await pages.post('/start/send', { link: start, email: 'b@example.org' })
		expect(stopped.text).toBe(before.text)
		expect(mails(pages)).toBe(1)
	})

	it.for([
		'',
		'kein-at',
		'a@b',
		'a@example.org,b@example.org',
		'a@example.org b@example.org',
		'a@example.org\r\nBcc: b@example.org',
		'"a b"@example.org',
		'A <a@example.org>',
		'a@exam\u2024ple.org\uFF0Cb',
		'ä@example.org',
	])('refuses %j as an address', async (email, { pages }) => {
		const { start } = await pages.open()
		for (const path of ['/start/address', '/start/send']) {
			const answer = await pages.post(path, { link: start, email })
			expect(answer.status).toBe(422)
			expect(answer.text).toContain('href="#email"')
		}
		expect(pages.told).toEqual([])
	})

	it('takes a number instead of an address, with the code, straight into the vault', async ({ pages }) => {
		const { start, code } = await pages.open()
		const call = { link: start, code, phone: '0431 123456', callbackWindow: 'werktags ab 17 Uhr' }
		const thanks = await pages.post('/start/callback', call)
		expect(thanks.text).toContain('Wir rufen Sie an')
		expect(pages.told).toMatchObject([
			{ command: 'data-received', fields: ['phone', 'callbackWindow'], assurance: 'controlsAccount' },
		])
		expect((await pages.post('/start', { link: start })).text).toContain('Ihre Angaben sind schon da')
	})

	it('refuses a number without the right code, and counts only well-formed wrong ones', async ({ pages }) => {
		const { start, code, requestId } = await pages.open()
		const { code: wrong } = await pages.open()
		const call = { link: start, phone: '0431 123456', callbackWindow: 'werktags ab 17 Uhr' }
		expect((await pages.post('/start/callback', { ...call, code: '' })).status).toBe(422)
		expect((await pages.post('/start/callback', { ...call, code: wrong, phone: '' })).status).toBe(422)
		expect((await pages.requests.find(requestId))?.wrongCodes).toBe(0)
		expect((await pages.post('/start/callback', { ...call, code: wrong })).status).toBe(422)
		expect((await pages.requests.find(requestId))?.wrongCodes).toBe(1)
		expect((await pages.post('/start/callback', { ...call, code })).status).toBe(200)
	})

	it('tells who holds the link that it has expired', async ({ pages }) => {
		const { start } = await pages.open()
		pages.time.now = later(pages.time.now, 7 * 24 * HOUR)
		expect((await pages.post('/start', { link: start })).status).toBe(410)
	})
})

describe('every page', () => {
	it('answers a GET with an entry page and writes nothing', async ({ pages }) => {
		const { start } = await pages.open()
		const writes = pages.requests.writes()
		for (const path of ['/start', '/data', `/data?lang=en`, `/start?x=${start}`]) {
			const answer = await pages.app.request(path)
			expect(answer.status).toBe(200)
		}
		expect((await pages.app.request('/data/answers')).headers.get('location')).toBe('/data')
		expect(pages.requests.writes()).toBe(writes)
	})

	it('follows the browser to English and falls back to German', async ({ pages }) => {
		const page = async (language: string) =>
			(await pages.app.request('/data', { headers: { 'accept-language': language } })).text()
		expect(await page('en-GB,en;q=0.9,de;q=0.5')).toContain('<html lang="en">')
		expect(await page('fr,en;q=0.2,de;q=0.8')).toContain('<html lang="de">')
		expect(await page('fr')).toContain('<html lang="de">')
	})

	it('is not stored, framed or referred, runs nothing but its own script and sets no cookie', async ({ pages }) => {
		for (const path of ['/start', '/data', '/nowhere']) {
			const { headers } = await pages.app.request(path)
			expect(headers.get('cache-control')).toBe('no-store')
			expect(headers.get('referrer-policy')).toBe('no-referrer')
			expect(headers.get('x-content-type-options')).toBe('nosniff')
			expect(headers.get('strict-transport-security')).toContain('max-age=')
			expect(headers.get('content-security-policy')).toMatch(
				/^default-src 'none'; script-src 'sha256-[^ ]+'; style-src 'sha256-/,
			)
			expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
			expect(headers.get('set-cookie')).toBeNull()
		}
	})

	it('stays under 14 kB', async ({ pages }) => {
		const fields = [
			'customerNumber',
			'name',
			'phone',
			'callbackWindow',
			'connectionAddress',
			'orderNumber',
			'email',
			'freeText',
		] as const
		const { token, code, start } = await pages.withMail('kundin@example.org', { fields })
		const largest = await pages.post('/data/answers', { link: token, code, freeText: 'x' })
		const begin = await pages.post('/start/callback', { link: start })
		for (const { text } of [largest, begin]) expect(Buffer.byteLength(text)).toBeLessThan(14_000)
	})

	it('refuses other content types, oversized bodies and other methods', async ({ pages }) => {
		const request = (init: RequestInit) => pages.app.request('/data', init)
		const json = await request({ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
		expect(json.status).toBe(415)
		expect((await request({ method: 'POST', body: 'x' })).status).toBe(415)
		const big = await pages.post('/data', { link: 'x'.repeat(40_000) })
		expect(big.status).toBe(413)
		const put = await request({ method: 'PUT' })
		expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
		expect(put.headers.get('content-security-policy')).toContain("default-src 'none'")
	})

	it('says sorry when something of ours fails, and logs no word of it', async ({ pages }) => {
		const { start } = await pages.open()
		const failing = createCustomerPages()
		Object.assign(failing.requests, {
			findLink: async () => {
				throw new Error(`kundin@example.org ${start}`)
			},
		})
		const answer = await failing.post('/start/send', { link: start, email: 'kundin@example.org' })
		expect(answer.status).toBe(503)
		expect(answer.text).toContain('Der Fehler liegt bei uns')
		expect(failing.logged.join()).toContain('REQUEST_FAILED')
		expect(failing.logged.join() + answer.text).not.toMatch(/kundin|example\.org/)
	})
})
