import { describe, expect, it } from 'vitest'
import { textOfMail, withoutHistory } from '#shared/mail/mail-text.ts'
import { parseMail } from '#shared/mail/parse-mail.ts'
import { rawMail } from '#test/deliveries/mail.ts'

const textOf = async (headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
	textOfMail(await parseMail(Buffer.from(rawMail({ Subject: 'Re: x', 'MIME-Version': '1.0', ...headers }, body))))

const OWN = 'Der Techniker war da.\nDanke!'

describe('the history below an answer', () => {
	it.each([
		`Am 22.11.2026 um 10:00 schrieb Beispiel Telekom <hilft@hilft.example>:\n\n> Guten Tag,\n> alles gut?`,
		`Am Sonntag, 22. November 2026 um 10:00:31 MEZ hat Beispiel\n> Guten Tag`,
		`Am So., 22. Nov. 2026 um 10:00 Uhr schrieb Beispiel Telekom <\nhilft@hilft.example>:\n\n> Guten Tag`,
		`On Sun, Nov 22, 2026 at 10:00 AM Beispiel Telekom <hilft@hilft.example> wrote:\n\n> Hello`,
		`-----Ursprüngliche Nachricht-----\nVon: hilft\nGesendet: heute\n\nGuten Tag`,
		`----- Original Message -----\nHello`,
		`________________________________\nVon: Beispiel Telekom <hilft@hilft.example>\nGesendet: Sonntag, 22. November 2026 10:00\nAn: mia@kunde.example\nBetreff: Ihre Anfrage\n\nGuten Tag`,
		`From: Beispiel Telekom\nSent: Sunday\nTo: Mia\n\nHello`,
		`> Guten Tag,\n> alles gut?\n`,
	])('is left out: %j', (history) => {
		const kept = withoutHistory(`${OWN}\n\n${history}`)
		expect(kept.startsWith(OWN)).toBe(true)
		expect(kept).not.toMatch(/Guten Tag|Hello|alles gut/)
	})

	it.each([
		'Ohne alles.',
		'> Wann passt es?\nMontag.\n> Und wo?\nBei mir.',
		'Am 22.11.2026 schrieb Beispiel Telekom:\n> Wann passt es?\nMontag.',
		'Am Montag schrieb mir Ihr Kollege: Das geht nicht.',
		'Hallo,\n\nAm Montag schrieb ich Ihnen bereits:\n\nMein Router ist kaputt.\n\nBitte tauschen.',
		'Hallo,\n\nAm 3. Mai schrieb mir Ihr Kollege:\n\nWir kommen am Freitag.\n\nNiemand kam.',
		'Hallo,\n\nAm 22.11.2026 um 10:00 schrieb ich an hilft@hilft.example:\n\nMein Router ist kaputt.',
		'Von: meinem Nachbarn weiß ich es.',
		'Am Freitag um 10:00 schrieb ich Ihnen schon einmal, siehe unten.\nDanke',
	])('stays where somebody answers in between, or only writes like that: %j', (text) => {
		expect(withoutHistory(text)).toBe(text)
	})

	it('is all there is, where nothing else was written', () => {
		const text = 'Am 22.11.2026 um 10:00 schrieb Beispiel Telekom:\n> Guten Tag'
		expect(withoutHistory(text)).toBe(text)
	})
})

describe('what a mail says', () => {
	it('is its plain part, whatever else it holds', async () => {
		const headers = { 'Content-Type': 'multipart/alternative; boundary=b' }
		const body = '--b\nContent-Type: text/plain\n\nSchlicht\n--b\nContent-Type: text/html\n\n<b>Bunt</b>\n--b--\n'
		expect(await textOf(headers, body)).toBe('Schlicht')
	})

	it('is its HTML as text, without pictures, styles and scripts, the quoted history left out', async () => {
		const html =
			'<html><head><style>p{color:red}</style></head><body><h1>Guten Tag</h1><p>siehe <a href="https://kunde.example/a">hier</a> &amp; dort<img src="cid:x"></p><script>alert(1)</script><div>Am 22.11.2026 um 10:00 schrieb Beispiel Telekom:<blockquote>Alles gut?</blockquote></div></body></html>'
		const text = await textOf({ 'Content-Type': 'text/html; charset=utf-8' }, html)
		expect(text).toBe('Guten Tag\n\nsiehe hier [https://kunde.example/a] & dort')
	})

	it.each([
		['iso-8859-1', '8bit', Buffer.from('Grüße aus Köln', 'latin1')],
		['windows-1252', 'quoted-printable', Buffer.from('Gr=FC=DFe aus K=F6ln')],
		['utf-8', 'base64', Buffer.from(Buffer.from('Grüße aus Köln').toString('base64'))],
	])('is read in %s by %s', async (charset, encoding, bytes) => {
		const head = rawMail(
			{
				Subject: 'Re: x',
				'Content-Type': `text/plain; charset=${charset}`,
				'Content-Transfer-Encoding': encoding,
			},
			'',
		)
		expect(textOfMail(await parseMail(Buffer.concat([Buffer.from(head), bytes])))).toBe('Grüße aus Köln')
	})

	it('begins with the subject where its sender chose that, and not where they only answered', async () => {
		expect(await textOf({ Subject: '=?utf-8?Q?K=C3=BCndigung?=' }, 'Siehe oben.')).toBe('Kündigung\n\nSiehe oben.')
		expect(await textOf({ Subject: 'AW: Ihre Anfrage' }, 'Danke.')).toBe('Danke.')
		expect(await textOf({ Subject: 'Nur das hier' }, '')).toBe('Nur das hier')
	})

	it('holds nothing that no person types', async () => {
		expect(await textOf({}, 'a\0b\u200b\ufeff \t\n\n\n\n\n\u0007c')).toBe('ab\n\n\nc')
	})
})
