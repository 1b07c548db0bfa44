import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { ParkedError } from '#shared/kernel/errors.ts'
import { deriveCode } from '#shared/requests/code.ts'
import { composeRequestMail, type MailSettings, type MailToCompose } from '#shared/requests/compose-request-mail.ts'
import { deriveDataToken, deriveReference, showReference } from '#shared/requests/tokens.ts'
import { anId, NOON } from '#test/support/request-factories.ts'

const SETTINGS: MailSettings = {
	from: 'hilft@hilft.example',
	replyDomain: 'hilft.example',
	company: 'Beispiel Telekom',
	hotline: '0800 0000000',
	dataOrigin: 'https://daten.hilft.example',
	privacyUrl: 'https://hilft.example/datenschutz',
	imprintUrl: 'https://hilft.example/impressum',
	linkSecret: 'a-link-secret',
}

const aMail = (change: Partial<MailToCompose> = {}): MailToCompose => ({
	requestId: anId('req'),
	issue: 1,
	address: 'kundin@example.org',
	form: 'sie',
	language: 'de',
	at: NOON,
	...change,
})

const compose = async (mail: MailToCompose, settings = SETTINGS) => {
	const ready = await composeRequestMail(settings, mail)
	const text = Buffer.from(ready.raw).toString()
	return { ready, text, parsed: await simpleParser(Buffer.from(ready.raw)) }
}

const headerNames = (text: string): string[] =>
	(text.split('\r\n\r\n')[0] ?? '')
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n')
		.map((line) => line.split(':')[0] ?? '')

const EXPECTED_HEADERS = [
	'X-Hilft-Issue',
	'Auto-Submitted',
	'X-Auto-Response-Suppress',
	'Content-Language',
	'From',
	'To',
	'Reply-To',
	'Subject',
	'Message-ID',
	'Date',
	'MIME-Version',
	'Content-Type',
]

describe('the request mail', () => {
	it('tells whoever writes Turkish in their language what it wants, in subject and opening', async () => {
		const { parsed, text } = await compose(aMail({ language: 'tr' }))
		expect(parsed.subject).toBe('Beispiel Telekom: So geht es mit Ihrem Anliegen weiter / Talebiniz için sonraki adım')
		expect(parsed.text).toContain('lütfen eksik bilgileri şifreli sayfamıza girin')
		expect(String(parsed.html)).toMatch(/<p lang="tr"[^>]*>Bize sosyal medyadan yazdınız\./)
		expect(text).toContain('Content-Language: de')
		const german = (await compose(aMail())).parsed
		expect([german.subject, german.text].join(' ')).not.toMatch(/Talebiniz|lütfen/)
	})
	it('carries link and reference in text and HTML, the same whenever it is composed', async () => {
		const mail = aMail({ issue: 2 })
		const { parsed, ready } = await compose(mail)
		const token = deriveDataToken('a-link-secret', mail.requestId, 2)
		const reference = showReference(deriveReference('a-link-secret', mail.requestId, 2))
		for (const body of [parsed.text ?? '', String(parsed.html)]) {
			expect(body).toContain(`https://daten.hilft.example/data#${token}`)
			expect(body).toContain(reference)
			expect(body).toContain('Das war ich nicht')
			expect(body).toContain('sieben Tage')
		}
		expect((await compose(mail)).parsed.text).toBe(parsed.text)
		expect(ready).toMatchObject({
			to: 'kundin@example.org',
			from: 'hilft@hilft.example',
			correlation: `${mail.requestId}.2`,
		})
	})

	it('has exactly the expected headers and finds its request again', async () => {
		const mail = aMail()
		const { text, parsed } = await compose(mail)
		expect(headerNames(text)).toEqual(EXPECTED_HEADERS)
		expect(parsed.headers.get('x-hilft-issue')).toBe(`${mail.requestId}.1`)
		expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
		expect(parsed.messageId).toBe(`<${mail.requestId}.1@hilft.example>`)
		expect(parsed.from?.text).toBe('"Beispiel Telekom" <hilft@hilft.example>')
	})

	it('holds neither the code nor the address, and loads nothing from anywhere', async () => {
		const mail = aMail()
		const { parsed } = await compose(mail)
		const all = `${parsed.subject}${parsed.text}${parsed.html}`
		expect(all).not.toContain(deriveCode('a-link-secret', mail.requestId))
		expect(all).not.toContain('kundin')
		expect(String(parsed.html)).not.toMatch(/<img|<script|<link|url\(|@import/i)
	})

	it('speaks du, Sie and English', async () => {
		expect((await compose(aMail({ form: 'du' }))).parsed.text).toContain('damit wir dir helfen'.slice(6))
		expect((await compose(aMail())).parsed.text).toContain('Guten Tag')
		const english = await compose(aMail({ language: 'en' }))
		expect(english.parsed.text).toContain('Hello,')
		expect(english.parsed.headers.get('content-language')).toBe('en')
	})

	it('keeps a company name with line breaks and quotes from becoming a header or HTML', async () => {
		const company = 'A "B" <c@d.example>\r\nBcc: x@y.example <script>1</script>'
		const { text, parsed } = await compose(aMail(), { ...SETTINGS, company })
		expect(headerNames(text)).toEqual(EXPECTED_HEADERS)
		expect(parsed.from?.value).toHaveLength(1)
		expect(parsed.bcc).toBeUndefined()
		expect(String(parsed.html)).not.toContain('<script>')
	})

	it.each(['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', '', 'a <a@example.org>'])(
		'parks %j, which is not one address',
		async (address) => {
			await expect(composeRequestMail(SETTINGS, aMail({ address }))).rejects.toThrow(ParkedError)
		},
	)

	it('has exactly one recipient and the expected headers for whatever address passes', async () => {
		const pieces = fc.constantFrom(
			'a',
			'b',
			'.',
			'@',
			'example',
			'org',
			',',
			';',
			'\r\n',
			'\n',
			' ',
			'<',
			'>',
			'"',
			':',
			'Bcc',
			'+',
			"'",
			'=',
			'?',
			'utf-8',
			'*',
		)
		const address = fc.array(pieces, { maxLength: 10 }).map((parts) => `${parts.join('')}@example.org`)
		await fc.assert(
			fc.asyncProperty(address, async (typed) => {
				const mail = aMail({ address: typed })
				const ready = await composeRequestMail(SETTINGS, mail).catch((error: unknown) => error)
				if (ready instanceof ParkedError) return
				const { text, parsed } = await compose(mail)
				expect(headerNames(text)).toEqual(EXPECTED_HEADERS)
				const to = Array.isArray(parsed.to) ? parsed.to : [parsed.to]
				expect(to.flatMap((one) => one?.value ?? []).map((one) => one.address)).toEqual([typed.trim()])
			}),
			{ numRuns: 500 },
		)
	})
})
