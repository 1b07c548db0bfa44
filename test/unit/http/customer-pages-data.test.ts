import { describe, expect } from 'vitest'
import { revokeOpenRequest } from '#shared/requests/end-request.ts'
import { hashSecret } from '#shared/requests/tokens.ts'
import { readSubmissions } from '#shared/vault/read-submissions.ts'
import { it } from '#test/fixtures/customer-pages.ts'
import { createMemoryVaultStore } from '#test/memory/vault.ts'

const ANSWERS = { customerNumber: '1234567890', phone: '0431 123456' }
const MINUTES = 60_000
const later = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString()

describe('the data page', () => {
	it('asks for the code, shows the form, takes it once and says thank you', async ({ pages }) => {
		const { token, code, caseId, requestId } = await pages.withMail('kundin@example.org')
		const prompt = await pages.post('/data', { link: token })
		expect(prompt.status).toBe(200)
		expect(prompt.text).toContain('Geben Sie bitte Ihren Code ein')
		expect(prompt.text).not.toContain('name="customerNumber"')
		const form = await pages.post('/data', {
			link: token,
			code: ` ${code.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l')}`,
		})
		expect(form.text).toContain('name="customerNumber"')
		expect(form.text).toContain('name="phone"')
		expect(form.text).not.toContain('name="name"')
		const thanks = await pages.post('/data/answers', { link: token, code, ...ANSWERS })
		expect(thanks).toMatchObject({ status: 200 })
		expect(thanks.text).toContain('Vielen Dank')
		const again = await pages.post('/data/answers', { link: token, code, ...ANSWERS })
		expect(again.text).toContain('Ihre Angaben sind schon da')
		expect(again.text + thanks.text).not.toContain('1234567890')
		expect(pages.requests.submissions).toHaveLength(1)
		expect(pages.told.at(-1)).toMatchObject({
			command: 'data-received',
			requestId,
			caseId,
			fields: ['customerNumber', 'phone'],
			assurance: 'controlsMailbox',
		})
		const vault = createMemoryVaultStore()
		for (const submission of pages.requests.submissions) await vault.put(submission)
		const given = await readSubmissions({ vault, keys: pages.keys }, caseId, ['customerNumber', 'phone'])
		expect(given.map(({ field, value }) => [field, value])).toEqual([
			['customerNumber', '1234567890'],
			['phone', '+49431123456'],
		])
	})

	it('stores one of two submissions at the same time and tells the other the truth', async ({ pages }) => {
		const { token, code } = await pages.withMail('kundin@example.org')
		const both = await Promise.all([1, 2].map(() => pages.post('/data/answers', { link: token, code, ...ANSWERS })))
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
		expect(pages.requests.submissions).toHaveLength(1)
	})

	it('never says that it received what came when the request was revoked meanwhile', async ({ pages }) => {
		const { token, code, requestId } = await pages.withMail('kundin@example.org')
		const { save } = pages.requests
		let isRevoked = false
		// Revoked between the look at the link and the write, which loses against it.
		const saveLate: typeof save = async (write) => {
			if (isRevoked || write.submission === undefined) return save(write)
			isRevoked = true
			await revokeOpenRequest(pages, requestId, pages.time.now)
			return 'conflict'
		}
		Object.assign(pages.requests, { save: saveLate })
		const answer = await pages.post('/data/answers', { link: token, code, ...ANSWERS })
		expect(answer.status).toBe(404)
		expect(answer.text).toContain('gilt nicht')
		expect(answer.text).not.toContain('Ihre Angaben sind schon da')
		expect(pages.requests.submissions).toEqual([])
	})

	it('opens by the printed reference, however it is typed, and by the pasted link', async ({ pages }) => {
		const { token, reference } = await pages.withMail('kundin@example.org')
		const typed = reference
			.toLowerCase()
			.replace(/(.{5})/g, '$1 ')
			.replace(/0/g, 'O')
			.replace(/1/g, 'I')
		for (const link of [reference, typed, `https://hilft.example/data#${token}`]) {
			expect((await pages.post('/data', { link })).text).toContain('name="code"')
		}
	})

	it('speaks du, Sie or English as the request says, and the other language when asked', async ({ pages }) => {
		const du = await pages.withMail('a@example.org', { form: 'du' })
		expect((await pages.post('/data', { link: du.token })).text).toContain('Gib bitte deinen Code ein')
		expect((await pages.post('/data', { link: du.token, lang: 'en' })).text).toContain('Please enter your code')
		const english = await pages.withMail('b@example.org', { language: 'en' })
		const page = await pages.post('/data', { link: english.token })
		expect(page.text).toContain('<html lang="en">')
		expect((await pages.post('/data', { link: english.token, lang: 'de' })).text).toContain(
			'Geben Sie bitte Ihren Code ein',
		)
	})

	it('refuses empty and ill-formed codes without counting them', async ({ pages }) => {
		const { token, code, requestId } = await pages.withMail('kundin@example.org')
		const writes = pages.requests.writes()
		for (const typed of ['', '   ', 'test', '1234-5678-9', `${code.slice(0, 7)}${code.endsWith('7') ? '8' : '7'}`]) {
			expect((await pages.post('/data', { link: token, code: typed })).status).toBe(422)
		}
		expect(pages.requests.writes()).toBe(writes)
		expect((await pages.requests.find(requestId))?.wrongCodes).toBe(0)
	})

	it('pauses for 15 minutes at the tenth well-formed wrong code and tells the desk', async ({ pages }) => {
		const { token, code } = await pages.withMail('kundin@example.org')
		const { code: wrong } = await pages.open()
		const statuses: number[] = []
		for (let i = 0; i < 10; i++) statuses.push((await pages.post('/data', { link: token, code: wrong })).status)
		expect(statuses).toEqual([...Array(9).fill(422), 429])
		expect(pages.told.at(-1)).toMatchObject({ command: 'request-paused', until: later(pages.time.now, 15 * MINUTES) })
		const paused = await pages.post('/data', { link: token, code })
		expect(paused.status).toBe(429)
		expect(paused.text).toContain('Warten Sie bitte 15 Minuten')
		pages.time.now = later(pages.time.now, 15 * MINUTES)
		expect((await pages.post('/data', { link: token, code })).status).toBe(200)
	})

	it('begins to count wrong codes anew after the right one', async ({ pages }) => {
		const { token, code, requestId } = await pages.withMail('kundin@example.org')
		const { code: wrong } = await pages.open()
		for (let i = 0; i < 9; i++) await pages.post('/data', { link: token, code: wrong })
		await pages.post('/data', { link: token, code })
		expect((await pages.requests.find(requestId))?.wrongCodes).toBe(0)
	})

	it('refuses answers without the right code and tells nothing about the form', async ({ pages }) => {
		const { token } = await pages.withMail('kundin@example.org')
		const { code: wrong } = await pages.open()
		for (const given of [{}, { code: '' }, { code: 'dummy' }, { code: wrong }]) {
			const answer = await pages.post('/data/answers', {
				link: token,
				...given,
				...ANSWERS,
			})
			expect(answer.text).toContain('name="code"')
			expect(answer.text).not.toContain('customerNumber')
		}
		expect(pages.requests.submissions).toHaveLength(0)
	})

	it('refuses an empty or faulty form without burning the link, and says what is wrong where', async ({ pages }) => {
		const { token, code } = await pages.withMail('kundin@example.org')
		const empty = await pages.post('/data/answers', { link: token, code })
		expect(empty.status).toBe(422)
		expect(empty.text).toContain('href="#customerNumber"')
		expect(empty.text).toContain('„Telefonnummer“ fehlt noch.')
		const faulty = await pages.post('/data/answers', { link: token, code, customerNumber: '1234567', phone: '12' })
		expect(faulty.text).toContain('aria-invalid="true"')
		expect(faulty.text).toContain('value="1234567"')
		expect((await pages.post('/data/answers', { link: token, code, ...ANSWERS })).status).toBe(200)
	})

	it('takes a form with gaps only when it is said that they are meant', async ({ pages }) => {
		const { token, code } = await pages.withMail('kundin@example.org')
		const gap = await pages.post('/data/answers', { link: token, code, phone: '0431 123456' })
		expect(gap.text).toContain('name="partial"')
		expect((await pages.post('/data/answers', { link: token, code, partial: 'yes' })).status).toBe(422)
		const meant = await pages.post('/data/answers', { link: token, code, phone: '0431 123456', partial: 'yes' })
		expect(meant.status).toBe(200)
		expect(pages.told.at(-1)).toMatchObject({ fields: ['phone'] })
	})

	it('escapes whatever is typed', async ({ pages }) => {
		const { token, code } = await pages.withMail('kundin@example.org', { fields: ['name', 'freeText', 'phone'] })
		const hostile = '"><script>alert(1)</script>'
		const page = await pages.post('/data/answers', {
			link: token,
			code,
			name: hostile,
			freeText: `</textarea>${hostile}`,
		})
		expect(page.text).not.toContain('<script>alert')
		expect(page.text).toContain('&lt;/textarea&gt;')
	})

	it('tells who holds the link that it has expired', async ({ pages }) => {
		const { token } = await pages.withMail('kundin@example.org')
		pages.time.now = later(pages.time.now, 7 * 24 * 60 * MINUTES)
		expect(await pages.post('/data', { link: token })).toMatchObject({ status: 410 })
	})

	it('answers unknown and revoked links alike, byte for byte, interval for interval', async ({ pages }) => {
		const gone = await pages.withMail('kundin@example.org', { form: 'du', language: 'en' })
		const tail = gone.reference.slice(-4)
		expect((await pages.post('/data/not-me', { link: gone.token, tail })).status).toBe(200)
		pages.slept.length = 0
		const revoked = await pages.post('/data', { link: gone.token, code: gone.code })
		const unknown = await pages.post('/data', { link: gone.start.split('').reverse().join(''), code: gone.code })
		const startOnData = await pages.post('/data', { link: gone.start })
		expect(revoked.status).toBe(404)
		expect(unknown).toEqual({ ...revoked, headers: expect.anything() })
		expect(startOnData.text).toBe(revoked.text)
		expect([...unknown.headers]).toEqual([...revoked.headers])
		expect(new Set(pages.slept).size).toBe(1)
	})

	it('records wrong codes, wrong tails and unknown links by keys alone', async ({ pages }) => {
		const { token, reference, requestId } = await pages.withMail('kundin@example.org')
		const { code: wrong } = await pages.open()
		await pages.post('/data', { link: token, code: wrong })
		await pages.post('/data', { link: token, code: 'no code' })
		await pages.post('/data/not-me', { link: token, tail: 'zzzz' })
		await pages.post('/data', { link: 'x'.repeat(43) })
		await pages.post('/start', { link: 'y'.repeat(43) })
		await pages.post('/data', { link: 'scrap' })
		await pages.post('/data/not-me', { link: token, tail: reference.slice(-4) })
		const lines = pages.logged.map((line): Record<string, unknown> => JSON.parse(line))
		const recorded = lines.flatMap(({ code, requestId: request, reason }) =>
			code === undefined ? [] : [[code, request, reason]],
		)
		expect(recorded).toEqual([
			['CODE_WRONG', requestId, 'data'],
			['TAIL_WRONG', requestId, undefined],
			['LINK_UNKNOWN', undefined, 'data'],
			['LINK_UNKNOWN', undefined, 'start'],
			['MAIL_DISOWNED', requestId, undefined],
		])
		expect(lines.filter((line) => line.CodesWrong === 1)).toHaveLength(2)
		expect(lines.filter((line) => line.LinksUnknown === 1)).toHaveLength(2)
		for (const secret of [token, wrong, reference]) expect(pages.logged.join('')).not.toContain(secret)
	})

	it('lets a mailbox owner disown the mail with the last four characters it prints, and only so', async ({ pages }) => {
		const { token, reference, code, start } = await pages.withMail('fremd@example.org')
		const writes = pages.requests.writes()
		for (const tail of ['', 'test', '1234']) {
			expect((await pages.post('/data/not-me', { link: token, tail })).status).toBe(422)
		}
		expect(pages.requests.writes()).toBe(writes)
		const done = await pages.post('/data/not-me', { link: token, tail: reference.slice(-4).toLowerCase() })
		expect(done.text).toContain('Danke für den Hinweis')
		expect(pages.told.at(-1)).toMatchObject({ command: 'request-disowned', issue: 1 })
		expect((await pages.post('/data', { link: token, code })).status).toBe(404)
		expect((await pages.post('/start', { link: start })).status).toBe(404)
		const other = await pages.open()
		await pages.post('/start/send', { link: other.start, email: 'fremd@example.org' })
		expect(pages.told.filter(({ command }) => command === 'mail-requested')).toHaveLength(1)
	})

	it('lets links to the same address live side by side, and those to another die', async ({ pages }) => {
		const { requestId, start, token } = await pages.withMail('kundin@example.org')
		await pages.post('/start/send', { link: start, email: 'Kundin@example.org' })
		const second = await pages.mail(requestId, 2)
		expect((await pages.post('/data', { link: token })).status).toBe(200)
		expect((await pages.post('/data', { link: second.token })).status).toBe(200)
		await pages.post('/start/send', { link: start, email: 'andere@example.org' })
		const third = await pages.mail(requestId, 3)
		expect((await pages.post('/data', { link: token })).status).toBe(404)
		expect((await pages.post('/data', { link: third.token })).status).toBe(200)
	})

	it('loses nothing when the queue refuses after the write', async ({ pages }) => {
		const { token, code, requestId } = await pages.withMail('kundin@example.org')
		pages.time.queueRefuses = true
		expect((await pages.post('/data/answers', { link: token, code, ...ANSWERS })).status).toBe(200)
		const pending = (await pages.requests.find(requestId))?.pending.map(({ command }) => command)
		expect(pending).toEqual(['mail-requested', 'data-received'])
		expect(await pages.requests.listPending(later(pages.time.now, 1), 10)).toEqual([requestId])
	})

	it('stores hashes, never a token, reference or code', async ({ pages }) => {
		const { token, reference, code, start, requestId } = await pages.withMail('kundin@example.org')
		const links = await Promise.all(
			[token, reference, start].map((secret) => pages.requests.findLink(hashSecret(secret))),
		)
		const stored = JSON.stringify([links, await pages.requests.find(requestId)])
		expect(links.every(Boolean)).toBe(true)
		for (const secret of [token, reference, code, start]) expect(stored).not.toContain(secret)
	})
})
