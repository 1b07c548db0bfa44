import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place } from '#test/support/practice-place.ts'

let place: Place
beforeEach(async () => {
	place = await openPlace()
})
afterEach(() => place.stop())

const at = '2026-11-22T10:00:00.000Z'
const deliver = async (to: string[], more = {}) => {
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
	await place.practice.mailSink.deliver({ raw, from: 'hilft@hilft.example', to, at, ...more })
}
type Mails = { items: Record<string, never>[] }
const mailbox = async (to = ''): Promise<Mails> =>
	(await place.get(`/practice/mailbox?to=${encodeURIComponent(to)}`)).body

test('keeps every mail, one per recipient, text, html and headers readable, over a restart', async () => {
	await deliver(['mia@example.org', 'nils@example.org'])
	await place.stop({ keep: true })
	place = await openPlace({}, place.directory)
	const { items } = await place.get('/practice/mailbox?to=Mia%40example.org').then(({ body }) => body as Mails)
	expect(items).toHaveLength(1)
	expect(items[0]).toMatchObject({
		to: 'mia@example.org',
		from: '"hilft" <hilft@hilft.example>',
		subject: 'Ihre Angaben für die Störung',
		text: expect.stringContaining('Guten Tag, Grüße'),
		html: expect.stringContaining('<p>Guten Tag, Grüße</p>'),
		headers: { 'x-hilft-effect': 'eff_1' },
		at,
	})
	expect((await mailbox('nobody@example.org')).items).toHaveLength(0)
	expect((await mailbox('')).items).toHaveLength(2)
})

test('a bounce and a complaint give the event that SES would publish, until it was taken', async () => {
	const events: Record<string, never>[] = []
	let isDown = true
	place.practice.onBounce((notification) => {
		if (isDown) {
			isDown = false
			throw new Error('topic is down')
		}
		events.push(JSON.parse(notification))
	})
	await deliver(['bounce@example.org'], { messageId: 'ses-1', configurationSet: 'Mail' })
	await deliver(['complaint+2@example.org'])
	await deliver(['mia@example.org'])
	await expect.poll(() => events.length, { timeout: 10_000 }).toBe(2)
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
	expect((await mailbox('bounce@example.org')).items).toMatchObject([{ outcome: 'bounced' }])
})

test('an event not yet taken is given after a restart', async () => {
	await deliver(['bounce@example.org'])
	await place.stop({ keep: true })
	place = await openPlace({}, place.directory)
	const events: string[] = []
	place.practice.onBounce((notification) => void events.push(notification))
	await expect.poll(() => events.length, { timeout: 10_000 }).toBe(1)
})
