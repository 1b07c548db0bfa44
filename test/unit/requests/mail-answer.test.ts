import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { ParkedError } from '#shared/kernel/errors.ts'
import { type AnswerToCompose, composeAnswerMail } from '#shared/requests/compose-answer-mail.ts'
import { composeRequestMail, type MailSettings } from '#shared/requests/compose-request-mail.ts'
import { replyAddress, replyTagOf } from '#shared/requests/reply-address.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'
import { anId, NOON } from '#test/support/request-factories.ts'

const SETTINGS: MailSettings = {
	from: 'hilft@hilft.example',
	replyDomain: 'antwort.hilft.example',
	company: 'Beispiel Telekom',
	hotline: '0800 0000000',
	dataOrigin: 'https://daten.hilft.example',
	privacyUrl: 'https://hilft.example/datenschutz',
	imprintUrl: 'https://hilft.example/impressum',
	linkSecret: 'a-link-secret',
}

const anAnswer = (change: Partial<AnswerToCompose> = {}): AnswerToCompose => ({
	requestId: anId('req'),
	send: anId('send'),
	address: 'kundin@example.org',
	number: '7K3M9QX',
	text: 'Ihr Ersatzgerät ist unterwegs. ^an',
	form: 'sie',
	language: 'de',
	at: NOON,
	references: [],
	...change,
})

const HEADERS = [
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

const headerNames = (raw: Uint8Array): string[] =>
	(Buffer.from(raw).toString().split('\r\n\r\n')[0] ?? '')
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n')
		.map((line) => line.split(':')[0] ?? '')

describe('the answer by mail', () => {
	it('says what the agent wrote in text and HTML, with links to press, and nothing is run or fetched', async () => {
		const text = 'Guten Tag,\n\nsehen Sie bitte unter https://hilft.example/a?b=1&c=2. <b>Danke</b> & Gruß\nAnna ^an'
		const { raw } = await composeAnswerMail(SETTINGS, anAnswer({ text }))
		const mail = await simpleParser(Buffer.from(raw))
		expect(mail.text).toContain(text)
		expect(mail.html).toContain('<a href="https://hilft.example/a?b=1&amp;c=2"')
		expect(mail.html).toContain('&lt;b&gt;Danke&lt;/b&gt; &amp; Gruß<br>Anna')
		expect(mail.html).not.toMatch(/<script|<img|<b>/i)
	})

	it.each([
		['sie', 'de', 'Ihre Anfrage 7K3M9QX bei Beispiel Telekom', 'Antworten Sie einfach'],
		['du', 'de', 'Deine Anfrage 7K3M9QX bei Beispiel Telekom', 'Antworte einfach'],
		['sie', 'en', 'Your request 7K3M9QX at Beispiel Telekom', 'Just reply'],
	] as const)('speaks %s in %s, with a subject that tells nothing of anybody', async (form, language, subject, how) => {
		const mail = await simpleParser(Buffer.from((await composeAnswerMail(SETTINGS, anAnswer({ form, language }))).raw))
		expect(mail.subject).toBe(subject)
		expect(mail.text).toContain(how)
	})

	it('stands under the mail it answers, asks to be answered at the reply address, and says that a person wrote it', async () => {
		const answer = anAnswer({ inReplyTo: 'b@kunde.example', references: ['a@ses.example', 'b@kunde.example'] })
		const { raw, correlation } = await composeAnswerMail(SETTINGS, answer)
		const mail = await simpleParser(Buffer.from(raw))
		expect(mail.inReplyTo).toBe('<b@kunde.example>')
		expect(mail.references).toEqual(['<a@ses.example>', '<b@kunde.example>'])
		expect(mail.replyTo?.value.map(({ address }) => address)).toEqual([
			replyAddress('a-link-secret', 'antwort.hilft.example', answer.requestId),
		])
		expect(mail.headers.get('auto-submitted')).toBe('no')
		expect(correlation).toBe(`${answer.requestId}.${answer.send}`)
		expect(headerNames(raw).filter((name) => /^list-|^bcc$|^cc$/i.test(name))).toEqual([])
	})

	it('leaves out Message-IDs that are none', async () => {
		const bad = ['a b@c', 'x>\r\nBcc: a@b.example', '', 'ohne', 'ä@b.example', `${'x'.repeat(300)}@b.example`]
		for (const inReplyTo of bad) {
			const { raw } = await composeAnswerMail(SETTINGS, anAnswer({ inReplyTo, references: bad }))
			expect(headerNames(raw)).toEqual(HEADERS)
		}
	})
})

describe('the reply address', () => {
	it('is found again from a recipient in any case, and only on its domain', () => {
		const request = anId('req')
		const address = replyAddress('secret', 'Antwort.Example', request)
		const tag = replyTagOf(address, 'antwort.example')
		expect(tag).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
		expect(replyTagOf(address.toUpperCase(), 'antwort.example')).toBe(tag)
		expect(replyAddress('secret', 'antwort.example', request)).toBe(address)
		expect(replyAddress('other', 'antwort.example', request)).not.toBe(address)
		expect(replyAddress('secret', 'antwort.example', anId('req'))).not.toBe(address)
		for (const other of [`${address}.evil.example`, 'antwort@antwort.example', `x${address}`, address.slice(0, -1), ''])
			expect(replyTagOf(other, 'antwort.example')).toBeUndefined()
	})
})

/** So many hostile mails are composed and read back; HILFT_HOSTILE=100000 for all of them. */
const RUNS = Number(process.env.HILFT_HOSTILE ?? 400)

const nasty = fc.constantFrom(
	'\r\nBcc: x@evil.example',
	'\nTo: x@evil.example',
	'\r',
	'\0',
	'\u2028',
	'\u0085',
	', x@evil.example',
	'; x@evil.example',
	'<x@evil.example>',
	'"',
	'\\',
	'(comment)',
	'"a b"',
	'=?utf-8?Q?x=40evil.example?=',
	'=?utf-8?B?PHhAZXZpbC5leGFtcGxlPg==?=',
	'@',
	'+tag',
	'%40',
	'ü',
	'аррӏе',
	'１',
	'．',
	'münchen.example',
	'xn--mnchen-3ya.example',
	'🏳️‍🌈',
	'\u202e',
	':',
	'Gruppe: a@b.example;',
	'a',
	'x'.repeat(10_000),
	' ',
	'.',
	'..',
	'-',
	'%',
	'!',
	'[127.0.0.1]',
)
const nastyText = fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join(''))
const nastyAddress = fc.oneof(
	nastyText,
	fc.tuple(nastyText, nastyText).map(([local, domain]) => `${local}@${domain}`),
	nastyText.map((local) => `${local}@example.org`),
	nastyText.map((domain) => `kundin@${domain}example.org`),
	fc.emailAddress(),
)

const exactlyOne = async (raw: Uint8Array, to: string) => {
	const judge = await simpleParser(Buffer.from(raw), { skipHtmlToText: true, skipTextToHtml: true })
	const other = await PostalMime.parse(raw)
	const boxes = [judge.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))
	// The judge shows names of domains as people read them.
	expect(boxes.map((box) => parseMailAddress(box ?? ''))).toEqual([to])
	expect((other.to ?? []).map(({ address }) => address)).toEqual([to])
	expect([judge.cc, judge.bcc, other.cc, other.bcc].filter((field) => field !== undefined)).toEqual([])
	expect(judge.from?.value.map(({ address }) => address)).toEqual(['hilft@hilft.example'])
}

describe('hostile names, addresses and subjects', () => {
	it(
		'leave as exactly one recipient and the expected headers, or not at all',
		async () => {
			let composed = 0
			const property = fc.asyncProperty(
				fc.record({
					address: nastyAddress,
					text: nastyText,
					company: nastyText,
					inReplyTo: nastyText,
					number: nastyText,
				}),
				async ({ address, company, text, inReplyTo, number }) => {
					const settings = { ...SETTINGS, company }
					const answer = anAnswer({ address, text, number, inReplyTo, references: [inReplyTo, 'a@b.example'] })
					const mails = [
						() => composeAnswerMail(settings, answer),
						() => composeRequestMail(settings, { ...answer, issue: 1 }),
					]
					for (const compose of mails) {
						const ready = await compose().catch((error: unknown) => error)
						if (ready instanceof ParkedError) continue
						const { raw, to } = ready as Awaited<ReturnType<typeof composeAnswerMail>>
						composed += 1
						expect(to).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/)
						const names = headerNames(raw).filter((name) => name !== 'In-Reply-To' && name !== 'References')
						expect(names).toEqual(HEADERS)
						await exactlyOne(raw, to)
					}
				},
			)
			await fc.assert(property, { numRuns: RUNS })
			expect(composed).toBeGreaterThan(RUNS / 20)
		},
		60_000 + RUNS * 40,
	)
})
