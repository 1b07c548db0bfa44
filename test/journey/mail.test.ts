import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { drawPicture } from '#infra/local/practice/world/picture.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { type Answering, answeringOn } from '#test/fixtures/answering.ts'
import type { MailCustomers } from '#test/fixtures/mail-customer.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { createCustomer, dataTokenIn, invitationIn } from '#test/support/customer-acts.ts'
import { ROOT } from '#test/support/source-files.ts'

const MIA = 'Mia.Muster@kunde.example'

const FILE = { scope: 'file' } as const
const it = systemIt
	.extend('environment', FILE, { HILFT_UNDO_SECONDS: '0' })
	/** A case whose customer has confirmed her address. */
	.extend('mia', FILE, ({ mails }) => mails.confirmed('mia', MIA))
type Mia = Awaited<ReturnType<MailCustomers['confirmed']>>

const mailEntries = async (place: Answering, mia: Mia) =>
	(await place.desk.show(mia.id)).timeline.filter((entry) => entry.kind === 'message' && entry.channel === 'mail')

const countOf = (place: Answering, outcome: string) =>
	waitUntil(outcome, async () => {
		const [from, to] = [-3_600_000, 3_600_000].map((away) => new Date(Date.now() + away).toISOString())
		const { body } = await place.ask('GET', `/api/ledger?${new URLSearchParams({ from: from ?? '', to: to ?? '' })}`)
		const { ignored, difference } = z
			.object({ ignored: z.record(z.string(), z.number()), difference: z.number() })
			.parse(body)
		return difference === 0 && ignored[outcome] !== undefined ? ignored[outcome] : undefined
	})

describe('a mail that answers ours', () => {
	it('joins its case from the confirmed address, with what came along, without the history below', async ({
		system,
		place,
		mails,
		mia,
	}) => {
		expect(mia.replyTo).toMatch(/^antwort\+[0-9a-z]{26}@hilft\.example$/)
		const { case: before } = await place.desk.show(mia.id)
		const picture = Buffer.from(drawPicture('mia'))
		await mails.write({
			to: mia.replyTo,
			from: '"Mia Muster" <mia.muster@KUNDE.example>',
			inReplyTo: mia.mail.id,
			text: 'Hier ist das Foto vom Router.\n\nAm 22.11.2026 um 10:00 schrieb Beispiel Telekom:\n> Guten Tag,\n> danke.',
			attachments: [{ name: 'router.png', type: 'image/png', base64: picture.toString('base64') }],
		})
		const [entry] = await waitUntil('the mail on the case', async () => {
			const entries = await mailEntries(place, mia)
			return entries.length > 0 ? entries : undefined
		})
		expect(entry).toMatchObject({
			text: 'Hier ist das Foto vom Router.',
			visibility: 'private',
			author: 'customer',
			media: [{ index: 0, kind: 'image', state: 'kept', type: 'image/png' }],
		})
		const { case: after } = await place.desk.show(mia.id)
		expect(after.turn).toBe('ours')
		expect(after.unanswered).toBe(before.unanswered + 1)
		const { token } = z
			.object({ token: z.string() })
			.parse(await (await fetch(`${system.origin}/practice/token?agent=anna`)).json())
		const shown = await fetch(`${system.origin}/api/cases/${mia.id}/media/${entry?.id}/0`, {
			headers: { authorization: `Bearer ${token}` },
		})
		expect(Buffer.from(await shown.arrayBuffer()).equals(picture)).toBe(true)
	})

	it('is answered by mail, threaded, to the confirmed address and no other', async ({ place, mails, mia }) => {
		const before = await mails.mailsTo(MIA)
		const reply = await place.answer(mia.id, 'Danke, das Ersatzgerät ist unterwegs.', { visibility: 'mail' })
		expect(await place.ended(mia.id, reply.id)).toMatchObject({ state: 'sent' })
		const [answer, ...older] = await mails.mailsTo(MIA)
		expect(older).toEqual(before)
		expect(answer?.text).toContain('Danke, das Ersatzgerät ist unterwegs.')
		expect(answer?.subject).toMatch(/^Ihre Anfrage [0-9A-Z]{7} bei Beispiel Telekom$/)
		expect(answer?.headers).toMatchObject({ 'reply-to': mia.replyTo, 'auto-submitted': 'no' })
		expect(answer?.headers['in-reply-to']).toMatch(/^<[^<>]+@post\.kunde\.example>$/)
		expect(answer?.headers.references).toContain(mia.mail.headers['message-id'])
		expect(answer?.headers.references).toContain(answer?.headers['in-reply-to'])
		const { case: after } = await place.desk.show(mia.id)
		expect(after).toMatchObject({ unanswered: 0, turn: 'customer' })
	})

	it('parks what comes from another address, is not proved, or answers nothing of ours; a second look changes nothing', async ({
		system,
		place,
		mails,
		mia,
	}) => {
		const before = (await mailEntries(place, mia)).length
		await mails.write({ to: mia.replyTo, from: 'mia.muster@anders.example', text: 'Ich bin es.' })
		await mails.write({ to: mia.replyTo, from: MIA, text: 'Wirklich.', verdicts: { dmarc: 'FAIL' } })
		await mails.write({ to: `antwort+${'0'.repeat(26)}@hilft.example`, from: MIA, text: 'Hallo?' })
		await mails.write({ to: mia.replyTo, from: MIA, text: 'Virus', verdicts: { virus: 'FAIL' } })
		for (const reason of ['otherAddress', 'notAuthentic', 'replyAddressUnknown', 'virus']) {
			const [item] = await waitUntil(reason, async () => {
				const items = await mails.parked(reason)
				return items.length > 0 ? items : undefined
			})
			expect(item?.network).toBe('mail')
			const { status } = await place.ask('POST', `/api/parked/${item?.id}/retry`, {})
			expect(status).toBe(202)
		}
		await system.runtime.idle()
		expect(await mails.parked('otherAddress')).toHaveLength(1)
		expect(await mailEntries(place, mia)).toHaveLength(before)
		// Her case tells whoever waits for her that two such mails wait, and no longer once a lead let them go.
		const told = async () =>
			(await place.desk.show(mia.id)).timeline.flatMap(({ kind, reason, parked }) =>
				kind === 'mailParked' || kind === 'parkedMailSettled' ? [{ kind, reason, parked }] : [],
			)
		const marks = async () => (await place.desk.queue({ view: 'all' })).find(({ id }) => id === mia.id)?.marks
		const waits = await Promise.all(
			['otherAddress', 'notAuthentic'].map(async (reason) => ({
				kind: 'mailParked',
				reason,
				parked: (await mails.parked(reason))[0]?.id,
			})),
		)
		expect(await told()).toEqual(expect.arrayContaining(waits))
		expect(await told()).toHaveLength(2)
		expect(await marks()).toContain('parkedMail')
		const lea = await answeringOn(system, 'lea')
		for (const { parked } of waits)
			await lea.ask('POST', `/api/parked/${parked}/dismissal`, { reason: 'nothingOfACustomer' })
		await system.runtime.idle()
		expect(await told()).toEqual(
			expect.arrayContaining(waits.map(({ parked }) => ({ kind: 'parkedMailSettled', reason: 'dismissed', parked }))),
		)
		expect(await marks()).not.toContain('parkedMail')
	})

	it('counts what a machine sent, and never takes it for a message', async ({ system, place, mails, mia }) => {
		const before = (await mailEntries(place, mia)).length
		const headers = { 'Auto-Submitted': 'auto-replied (vacation)' }
		await mails.write({ to: mia.replyTo, from: MIA, subject: 'Abwesenheit', text: 'Ich bin im Urlaub.', headers })
		await mails.write({ to: mia.replyTo, from: MIA, text: 'Auch ich.', sender: '' })
		expect(await countOf(place, 'autoReply')).toBeGreaterThanOrEqual(1)
		await system.runtime.idle()
		expect(await countOf(place, 'autoReply')).toBe(2)
		expect(await mailEntries(place, mia)).toHaveLength(before)
	})

	it('is parked before the data confirm its address, and joins by a retry after that', async ({
		system,
		place,
		mails,
	}) => {
		const address = 'ole@kunde.example'
		const { id } = await place.written('x', 'private', 'ole', 'Auch bei mir (ole).')
		const { case: state } = await place.desk.show(id)
		await place.desk.command(id, 'data-requests', { version: state.version, fields: ['customerNumber'] })
		const message = await waitUntil('the private message', () => place.practice.privateMessageTo('x', 'ole'))
		const customer = createCustomer(system.origin)
		await customer.askForMail(invitationIn(message), address)
		const mail = await mails.mailTo(address)
		await mails.write({ to: mail.headers['reply-to'], from: address, text: 'Warum so umständlich?' })
		const [item] = await waitUntil('the parked mail', async () => {
			const items = await mails.parked('addressNotConfirmed')
			return items.length > 0 ? items : undefined
		})
		const form = await customer.openForm(dataTokenIn(mail), invitationIn(message))
		await customer.fill(form, { customerNumber: '4711081501' })
		await waitUntil('the data', async () =>
			(await place.desk.show(id)).case.dataRequest?.state === 'received' ? true : undefined,
		)
		await place.ask('POST', `/api/parked/${item?.id}/retry`, {})
		const entry = await waitUntil('the mail on the case', async () =>
			(await place.desk.show(id)).timeline.find(({ text }) => text === 'Warum so umständlich?'),
		)
		expect(entry).toMatchObject({ channel: 'mail', author: 'customer' })
		expect(await mails.parked('addressNotConfirmed')).toEqual([])
		const { timeline } = await place.desk.show(id)
		expect(timeline.find(({ kind }) => kind === 'parkedMailSettled')).toMatchObject({
			parked: item?.id,
			reason: 'filed',
		})
	})

	it('refuses a mail to nobody of ours', async ({ place }) => {
		const { status } = await place.ask('POST', '/practice/mails', { to: 'a@fremd.example', from: MIA, text: 'x' })
		expect(status).toBe(404)
	})
})

describe('an answer by mail that comes back', () => {
	it('is told on its case', async ({ place, mails }) => {
		const bounce = await mails.confirmed('berta', 'berta@kunde.example')
		const reply = await place.answer(bounce.id, 'Alles erledigt.', { visibility: 'mail' })
		await place.ended(bounce.id, reply.id)
		const [sent] = await mails.mailsTo('berta@kunde.example')
		const report = [
			'From: MAILER-DAEMON@post.kunde.example',
			`To: ${bounce.replyTo}`,
			'Subject: Undelivered Mail Returned to Sender',
			'MIME-Version: 1.0',
			'Auto-Submitted: auto-replied',
			'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
			'',
			'--b1',
			'Content-Type: text/plain',
			'',
			'The mailbox does not exist.',
			'--b1',
			'Content-Type: message/delivery-status',
			'',
			'Reporting-MTA: dns; post.kunde.example',
			'',
			'Final-Recipient: rfc822; berta@kunde.example',
			'Action: failed',
			'Status: 5.1.1',
			'',
			'--b1',
			'Content-Type: text/rfc822-headers',
			'',
			`X-Hilft-Issue: ${sent?.headers['x-hilft-issue']}`,
			'Subject: x',
			'',
			'--b1--',
			'',
		].join('\r\n')
		const raw = Buffer.from(report).toString('base64')
		await mails.write({ to: bounce.replyTo, from: 'MAILER-DAEMON@post.kunde.example', sender: '', raw })
		await waitUntil('the bounce on the case', async () =>
			(await place.desk.show(bounce.id)).timeline.find(({ kind }) => kind === 'replyBounced'),
		)
	})
})

it('leaves books that equal a recount from facts, words and what is parked', async ({ system }) => {
	await system.runtime.idle()
	const env = { ...process.env, HILFT_DATA: system.dataDirectory }
	const { stdout } = await promisify(execFile)(process.execPath, ['infra/operate/recount.ts', '--json'], {
		cwd: ROOT,
		env,
	})
	expect(JSON.parse(stdout)).toMatchObject({ isEqual: true, difference: 0, disagreements: [] })
})
