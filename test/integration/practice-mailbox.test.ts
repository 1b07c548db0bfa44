import { simpleParser } from 'mailparser'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { expect } from 'vitest'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

const deliver = async (place: Place, to: string[], more = {}) => {
	const raw = await new MailComposer({
		from: '"hilft" <hilft@hilft.example>',
		to,
		subject: 'Ihre Angaben für die Störung',
		text: 'Guten Tag, Grüße',
		html: '<p>Guten Tag, Grüße</p>',
		headers: { 'X-Hilft-Effect': 'eff_1', 'X-SES-MESSAGE-TAGS': 'effect=eff_1, kind=request' },
	})
		.compile()
		.build()
	await place.practice.mailSink.deliver({ raw, from: 'hilft@hilft.example', to, ...more })
}
type Mails = { items: Record<string, never>[] }
const mailbox = async (place: Place, to = ''): Promise<Mails> =>
	(await place.get(`/practice/mailbox?to=${encodeURIComponent(to)}`)).body

test('keeps every mail, one per recipient, text, html and headers readable, over a restart', async ({ place }) => {
	await deliver(place, ['mia@example.org', 'nils@example.org'])
	await place.restart()
	const { items } = await place.get('/practice/mailbox?to=Mia%40example.org').then(({ body }) => body as Mails)
	expect(items).toHaveLength(1)
	expect(items[0]).toMatchObject({
		to: 'mia@example.org',
		from: '"hilft" <hilft@hilft.example>',
		subject: 'Ihre Angaben für die Störung',
		text: expect.stringContaining('Guten Tag, Grüße'),
		html: expect.stringContaining('<p>Guten Tag, Grüße</p>'),
		headers: { 'x-hilft-effect': 'eff_1' },
	})
	expect((await mailbox(place, 'nobody@example.org')).items).toHaveLength(0)
	expect((await mailbox(place, '')).items).toHaveLength(2)
})

test('a bounce and a complaint give the event that SES would publish, until it was taken', async ({ place }) => {
	const events: Record<string, never>[] = []
	let isDown = true
	place.system.publishMailEvent = (notification) => {
		if (isDown) {
			isDown = false
			throw new Error('topic is down')
		}
		events.push(JSON.parse(notification))
	}
	await deliver(place, ['bounce@example.org'], { messageId: 'ses-1', configurationSet: 'Mail' })
	await deliver(place, ['complaint+2@example.org'])
	await deliver(place, ['mia@example.org'])
	await expect.poll(() => events.length).toBe(2)
	expect(events[0]).toMatchObject({
		eventType: 'Bounce',
		bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce@example.org' }] },
		mail: {
			messageId: 'ses-1',
			destination: ['bounce@example.org'],
			headers: expect.arrayContaining([{ name: 'X-Hilft-Effect', value: 'eff_1' }]),
			tags: { 'ses:configuration-set': ['Mail'], effect: ['eff_1'], kind: ['request'] },
		},
	})
	expect(events[1]).toMatchObject({ eventType: 'Complaint', complaint: { complainedRecipients: [{}] } })
	expect((await mailbox(place, 'bounce@example.org')).items).toMatchObject([{ outcome: 'bounced' }])
})

test('an event not yet taken is given after a restart', async ({ place }) => {
	await deliver(place, ['bounce@example.org'])
	await place.restart()
	const events: string[] = []
	place.system.publishMailEvent = (notification) => void events.push(notification)
	await expect.poll(() => events.length).toBe(1)
})

const REPLY_TO = `antwort+${'a'.repeat(26)}@hilft.example`
const openDoor = (place: Place) => {
	const arrived: { sender: string; to: string; raw: string; verdicts: Record<string, string> }[] = []
	place.system.receiveMail = async ({ raw, ...mail }) => {
		if (!mail.to.endsWith('@hilft.example')) return undefined
		arrived.push({ ...mail, raw: Buffer.from(raw).toString() })
		return `ses-${arrived.length}`
	}
	return arrived
}

test('shows the Message-ID that SES gives a mail, and where it asks to be answered', async ({ place }) => {
	const raw = await new MailComposer({
		from: 'hilft@hilft.example',
		to: 'mia@example.org',
		replyTo: REPLY_TO,
		messageId: '<ours@hilft.example>',
		inReplyTo: '<theirs@example.org>',
		text: 'x',
	})
		.compile()
		.build()
	const to = ['mia@example.org']
	await place.practice.mailSink.deliver({ raw, from: 'hilft@hilft.example', to, messageId: 'ses-id' })
	expect((await mailbox(place)).items[0]?.headers).toMatchObject({
		'message-id': '<ses-id@eu-central-1.amazonses.com>',
		'reply-to': REPLY_TO,
		'in-reply-to': '<theirs@example.org>',
	})
})

test('a customer answers a mail: threaded, from any address, with attachments, headers and verdicts', async ({
	place,
}) => {
	const arrived = openDoor(place)
	await deliver(place, ['mia@example.org'])
	const { items } = await mailbox(place)
	const answer = await place.send('POST', '/practice/mails', {
		to: REPLY_TO,
		from: '"Mia" <mia@example.org>',
		inReplyTo: items[0]?.id,
		text: 'Danke!',
		attachments: [{ name: 'foto.png', type: 'image/png', base64: Buffer.from('png').toString('base64') }],
		headers: { 'X-Test': 'ja' },
		verdicts: { dkim: 'FAIL' },
	})
	expect(answer).toEqual({ status: 202, body: { id: 'ses-1' } })
	expect(arrived[0]).toMatchObject({
		sender: 'mia@example.org',
		to: REPLY_TO,
		verdicts: { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'FAIL', dmarc: 'PASS' },
	})
	const mail = await simpleParser(arrived[0]?.raw ?? '')
	expect(mail.subject).toBe('Re: Ihre Angaben für die Störung')
	expect(mail.inReplyTo).toBe(Reflect.get(items[0]?.headers ?? {}, 'message-id'))
	expect(mail.attachments.map(({ filename }) => filename)).toEqual(['foto.png'])
	expect(mail.headers.get('x-test')).toBe('ja')
	expect(mail.text).toContain('Danke!')
})

test('a whole mail goes as it is, and to nobody where nobody takes it', async ({ place }) => {
	const arrived = openDoor(place)
	const raw = Buffer.from('From: a@b.example\r\n\r\n\0roh')
	const mail = { to: REPLY_TO, from: 'a@b.example', sender: '', raw: raw.toString('base64') }
	expect((await place.send('POST', '/practice/mails', mail)).status).toBe(202)
	expect(arrived[0]).toMatchObject({ sender: '', raw: raw.toString() })
	const wrong = await place.send('POST', '/practice/mails', { ...mail, to: 'x@anders.example' })
	expect(wrong).toMatchObject({ status: 404, body: { field: 'to' } })
	expect((await place.send('POST', '/practice/mails', { to: REPLY_TO })).body).toMatchObject({ field: 'from' })
	const unknown = await place.send('POST', '/practice/mails', { ...mail, verdicts: { dkim: 'MAYBE' } })
	expect(unknown.body).toMatchObject({ field: 'verdicts.dkim' })
})

test('the form at a mail answers it, also as a machine would', async ({ place }) => {
	const arrived = openDoor(place)
	const raw = await new MailComposer({
		from: 'hilft@hilft.example',
		to: 'mia@example.org',
		replyTo: REPLY_TO,
		text: 'x',
	})
		.compile()
		.build()
	await place.practice.mailSink.deliver({ raw, from: 'hilft@hilft.example', to: ['mia@example.org'] })
	const id = (await mailbox(place)).items[0]?.id ?? ''
	const page = await (await fetch(`${place.origin}/practice?lang=de`)).text()
	expect(page).toContain('action="/practice/mails/reply?lang=de"')
	const press = (fields: Record<string, string>) =>
		fetch(`${place.origin}/practice/mails/reply?lang=de`, {
			method: 'POST',
			headers: { origin: place.origin },
			body: new URLSearchParams({ inReplyTo: id, from: 'mia@example.org', text: 'Ja.', ...fields }),
			redirect: 'manual',
		})
	expect((await press({})).status).toBe(303)
	expect((await press({ automatic: 'on', picture: 'on' })).status).toBe(303)
	expect((await press({ inReplyTo: 'unknown' })).status).toBe(404)
	expect(arrived.map(({ to }) => to)).toEqual([REPLY_TO, REPLY_TO])
	expect(arrived[1]?.raw).toContain('Auto-Submitted: auto-replied')
	expect(arrived[1]?.raw).toContain('bild.png')
})
