import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { ParkedError } from '#shared/kernel/errors.ts'
import { textOfMail } from '#shared/mail/mail-text.ts'
import { parseMail } from '#shared/mail/parse-mail.ts'
import { rawMail } from '#test/deliveries/mail.ts'
import { createMailPlace } from '#test/fixtures/mail-place.ts'
import { workOf } from '#test/support/growth.ts'

const MEGABYTE = 1024 * 1024

const nested = (depth: number): string => {
	const open = Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`)
	return `MIME-Version: 1.0\n${open.join('')}Content-Type: text/plain\n\nHallo\n`
}
const parts = (count: number, part: string): string =>
	`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${`--b\n${part}`.repeat(count)}--b--\n`
const plain = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Buffer =>
	Buffer.concat([Buffer.from(rawMail({ Subject: 'Re: x', ...headers }, '')), Buffer.from(body)])

const inLines = (base64: string): string => base64.replace(/.{76}/g, '$&\n')

const BOMBS: Readonly<Record<string, () => string | Buffer>> = {
	'parts within parts': () => nested(5_000),
	'a million parts': () => parts(1_000_000, '\n\n'),
	'many attachments': () => parts(4_000, 'Content-Type: image/png\n\nx\n'),
	'mails within mails': () => 'Content-Type: message/rfc822\n\n'.repeat(100_000),
	'a head without an end': () => 'X-A: b\n'.repeat(3_000_000),
	'one endless header': () => `Subject: ${'a '.repeat(5 * MEGABYTE)}\n\nHallo`,
	'many headers': () => `${'X: y\n'.repeat(60_000)}\nHallo`,
	'a hundred thousand recipients': () => `To: ${'a@b.example, '.repeat(100_000)}\n\nHallo`,
	'comments within comments': () => `From: ${'('.repeat(200_000)}a@b.example\n\nHallo`,
	'encoded words': () => `Subject: ${'=?utf-8?B?YQ==?= '.repeat(25_000)}\n\nHallo`,
	'twenty million lines': () => '\n'.repeat(20_000_000),
	'lines that look like parts': () => plain('--\n'.repeat(500_000)),
	'text of 20 MB': () => plain('Hallo Welt\n'.repeat(2 * MEGABYTE)),
	'base64 of 20 MB': () =>
		plain(inLines(Buffer.alloc(15 * MEGABYTE, 'a').toString('base64')), { 'Content-Transfer-Encoding': 'base64' }),
	'tags within tags': () => plain('<div>'.repeat(400_000), { 'Content-Type': 'text/html' }),
	'tables within tables': () => plain('<table><tr><td>'.repeat(100_000), { 'Content-Type': 'text/html' }),
	'as many tags as we read': () => plain('<b>'.repeat(19_999), { 'Content-Type': 'text/html' }),
	'as many tables as we read': () => plain('<table><tr><td>x'.repeat(6_666), { 'Content-Type': 'text/html' }),
	entities: () => plain('&amp;'.repeat(400_000), { 'Content-Type': 'text/html' }),
	quotes: () => plain('> '.repeat(120_000)),
	attributions: () => plain('Am 1. schrieb x\n'.repeat(15_000)),
	nothing: () => '',
	zeros: () => Buffer.alloc(5 * MEGABYTE),
}

const readOrPark = async (raw: Uint8Array): Promise<'read' | 'parked'> => {
	try {
		textOfMail(await parseMail(raw))
		return 'read'
	} catch (error) {
		if (error instanceof ParkedError) return 'parked'
		throw error
	}
}

/** Nearly as large as SES takes them: a person's words and their photographs. */
const largestHonest = (): Buffer =>
	Buffer.from(
		parts(1, '\nHallo Welt\n').replace(
			/--b--\n$/,
			`--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n${inLines(Buffer.alloc(27 * MEGABYTE, 'a').toString('base64'))}\n--b--\n`,
		),
	)

const it = test.extend('honestWork', { scope: 'file' }, async () => {
	const raw = largestHonest()
	expect(await readOrPark(raw)).toBe('read')
	return workOf(() => readOrPark(raw))
})

describe('a mail that is made to hurt', () => {
	it.for(Object.keys(BOMBS))(
		'is read or parked with no more work than ten large honest ones: %s',
		async (name, { honestWork }) => {
			const raw = Buffer.from(BOMBS[name]?.() ?? '')
			expect(await workOf(() => readOrPark(raw))).toBeLessThan(10 * honestWork)
		},
	)

	it.each(['parts within parts', 'a million parts', 'a head without an end', 'twenty million lines', 'text of 20 MB'])(
		'parks %s, and the next mail is filed',
		async (name) => {
			const place = await createMailPlace()
			await place.receive({ raw: Buffer.from(BOMBS[name]?.() ?? '') })
			await place.receive({ body: 'Und weiter.' })
			expect(await place.balance()).toMatchObject({ received: 2, parked: 1, messages: 1, difference: 0 })
		},
		60_000,
	)

	it('is read whatever it is made of, its From as another parser reads it', async () => {
		const piece = fc.constantFrom(
			'From: ',
			'mia@kunde.example',
			'<eve@evil.example>',
			',',
			'"',
			'(',
			')',
			'\n',
			'\n ',
			'\n\n',
			':',
			';',
			'=?utf-8?Q?a=40b?=',
			'\\',
			'To: ',
			'@',
			' ',
			'Content-Type: multipart/mixed; boundary=b',
			'--b',
			'\0',
			'ü',
		)
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (made) => {
				const raw = Buffer.from(made.join(''))
				const mail = await parseMail(raw).catch((error: unknown) => error)
				if (mail instanceof ParkedError) return
				const { from } = mail as Awaited<ReturnType<typeof parseMail>>
				if (from.length !== 1 || from[0]?.address !== 'mia@kunde.example') return
				// Whoever we take for one sender must be the only one that others see.
				const judge = await simpleParser(raw)
				const boxes = [judge.from ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''))
				expect(boxes.filter((box) => box !== '' && box !== 'mia@kunde.example')).toEqual([])
			}),
			{ numRuns: Number(process.env.HILFT_HOSTILE ?? 2_000) },
		)
	}, 600_000)
})
