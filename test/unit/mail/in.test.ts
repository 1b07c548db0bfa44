import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { correlationOf } from '#shared/requests/correlation.ts'
import { MIA, rawMail } from '#test/deliveries/mail.ts'
import { createMailPlace, handleMail, it } from '#test/fixtures/mail-place.ts'
import { close, minute } from '#test/support/case-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const PNG = Buffer.from('\x89PNG\r\n\x1a\nxx', 'latin1')

const withParts = (...parts: readonly string[]): { headers: Record<string, string>; body: string } => ({
	headers: { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
	body: [...parts.map((part) => `--b\n${part}`), '--b--', ''].join('\n'),
})

describe('a mail from the confirmed address', () => {
	it('joins its case with text, address, language and time, and the case is ours', async ({ place }) => {
		const before = await place.state()
		await place.receive({
			headers: {
				From: '"Mia M." <Mia@Kunde.Example>',
				'In-Reply-To': '<o@ses.example>',
				References: '<n@ses.example>',
			},
			body: 'Kannst du mir sagen, wann der Techniker kommt?',
		})
		const [mail] = await place.mails()
		expect(mail).toMatchObject({
			caseId: place.caseId,
			text: 'Kannst du mir sagen, wann der Techniker kommt?',
			authorName: 'Mia M.',
			mailId: 'm1@kunde.example',
			references: ['n@ses.example', 'o@ses.example'],
			addressForm: 'du',
			language: 'de',
			at: minute(30),
		})
		const state = await place.state()
		expect(state).toMatchObject({ turn: { who: 'ours' }, form: 'du' })
		expect(state.unanswered.count).toBe(before.unanswered.count + 1)
		expect(await place.balance()).toMatchObject({ received: 1, messages: 1, difference: 0 })
	})

	it('is filed once, however often SES notifies, and by which id', async ({ place }) => {
		const headers = { 'Message-ID': '<same@kunde.example>' }
		const notification = place.notified({ headers })
		await handleMail(place.dependencies, notification)
		await handleMail(place.dependencies, { Type: 'Notification', Message: JSON.stringify(notification) })
		await place.receive({ headers })
		expect(await place.mails()).toHaveLength(1)
		expect(await place.balance()).toMatchObject({ received: 2, messages: 1, duplicates: 1, difference: 0 })
	})

	it('is known by what SES calls it where it has no Message-ID', async ({ place }) => {
		const raw = rawMail({ From: MIA, Subject: 'Re: x' }, 'Ohne.')
		await place.receive({ raw, sesId: 'a' })
		await place.receive({ raw, sesId: 'a' })
		await place.receive({ raw, sesId: 'b' })
		expect(await place.mails()).toHaveLength(2)
	})

	it('is to be looked through for personal data, sent with each delivery, since any may have been cut off', async ({
		place,
	}) => {
		const headers = { 'Message-ID': '<einmal@kunde.example>' }
		await place.receive({ headers })
		await place.receive({ headers })
		const [mail] = await place.mails()
		expect(place.toScreen).toEqual([mail?.id, mail?.id])
	})

	it('keeps what came along by what it is, attached things first, and says what it left out', async ({ place }) => {
		const logo = `Content-Type: image/png\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\n${PNG.toString('base64')}`
		const photo = `Content-Type: application/octet-stream; name=foto.exe\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n${PNG.toString('base64')}`
		const script = 'Content-Type: image/png; name=bild.png\nContent-Disposition: attachment\n\n<script>1</script>'
		await place.receive(withParts('Content-Type: text/plain\n\nSiehe Foto.', logo, photo, script))
		const [mail] = await place.mails()
		expect(mail).toMatchObject({
			attached: [{ kind: 'image' }, { kind: 'image' }, { kind: 'image' }],
			media: [
				{ kind: 'image', state: 'kept', type: 'image/png', bytes: PNG.length },
				{ kind: 'image', state: 'missing', reason: 'wrongType' },
				{ kind: 'image', state: 'kept', type: 'image/png' },
			],
		})
		expect(place.media.names()).toEqual([`${mail?.id}/0/0`, `${mail?.id}/0/2`])
	})

	it('opens a closed case again', async ({ place }) => {
		await applyCommand(place, place.caseId, close({ eraseAt: minute(9_000) }))
		await place.receive()
		expect((await place.state()).state).toBe('open')
	})

	it('is named as open while something keeps it from its case', async ({ place }) => {
		const { dependencies } = place
		const notification = place.notified({})
		const down = {
			...dependencies,
			requests: { ...dependencies.requests, find: () => Promise.reject(new Error('down')) },
		}
		await expect(handleMail(down, notification)).rejects.toThrow('down')
		expect(await place.ledger.open(9)).toMatchObject([{ left: 1 }])
		await handleMail(dependencies, notification)
		expect(await place.ledger.open(9)).toEqual([])
	})

	it('holds no word of anybody in its log lines', async ({ place }) => {
		await place.receive({ body: 'Geheimwort' })
		await place.receive({ headers: { From: 'x@fremd.example' }, body: 'Geheimwort' })
		expect(place.lines.join()).toContain('MAIL_RECEIVED')
		expect(place.lines.join()).not.toMatch(/example|Geheimwort|antwort/)
	})
})

describe('parks', () => {
	it.for([
		['otherAddress', { headers: { From: 'mia@kunde.example.evil.example' } }],
		['otherAddress', { headers: { From: 'mia+x@kunde.example' } }],
		['otherAddress', { headers: { From: '"mia@kunde.example" <eve@evil.example>' } }],
		['fromNotOne', { headers: { From: 'mia@kunde.example, eve@evil.example' } }],
		['fromNotOne', { headers: { From: 'Gruppe: mia@kunde.example, eve@evil.example;' } }],
		['fromNotOne', { raw: `From: mia@kunde.example\r\nFrom: eve@evil.example\r\nSubject: x\r\n\r\nHallo` }],
		['fromNotOne', { raw: 'Subject: Re: x\r\n\r\nOhne Absender' }],
		['notAuthentic', { verdicts: { dmarc: 'FAIL' } }],
		['notAuthentic', { verdicts: { dmarc: 'GRAY', dkim: 'PASS', spf: 'PASS' }, source: 'mia@evil.example' }],
		['notAuthentic', { verdicts: { dmarc: 'GRAY', dkim: 'GRAY', spf: 'FAIL' } }],
		['virus', { verdicts: { virus: 'FAIL' } }],
		['virusUnknown', { verdicts: { virus: 'PROCESSING_FAILED' } }],
		['spam', { verdicts: { spam: 'FAIL' } }],
		['replyAddressUnknown', { to: `antwort+${'0'.repeat(26)}@hilft.example` }],
		['replyAddressUnknown', { to: 'info@hilft.example' }],
		['mailTooLarge', { body: 'x'.repeat(300_001) }],
	] as const)('%s: %j', async ([reason, written], { place }) => {
		await place.receive(written)
		expect(await place.reasons()).toEqual([reason])
		expect(await place.mails()).toEqual([])
		expect(await place.balance()).toMatchObject({ received: 1, parked: 1, difference: 0 })
	})

	it('a mail before its address is confirmed, by a call-back too, or after it was erased', async () => {
		const submission = { id: anId('sub'), fields: ['phone' as const], assurance: 'controlsAccount' as const }
		for (const [change, reason] of [
			[{ submission: undefined }, 'addressNotConfirmed'],
			[{ submission }, 'addressNotConfirmed'],
			[{ issues: [{ number: 1, addressKey: 'k', askedAt: minute(1) }] }, 'addressErased'],
		] as const) {
			const place = await createMailPlace(change as never)
			await place.receive()
			expect(await place.reasons()).toEqual([reason])
		}
	})

	it('a mail whose body is gone, or to a customer who is to be erased', async ({ place }) => {
		const notification = place.notified({ sesId: 'gone' })
		place.bodies.delete('mail/gone')
		await handleMail(place.dependencies, notification)

		await applyCommand(place, place.caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
		await place.receive()
		expect((await place.reasons()).sort()).toEqual(['bodyGone', 'personErased'])
	})

	it('a mail from another address, which its case names until somebody tended it', async ({ place }) => {
		const entries = async () => (await place.parked.list(10)).items
		const named = async () => (await place.state()).parkedMails.map(({ envelope }) => envelope)
		const notification = place.notified({ headers: { From: 'frau@kunde.example' } })
		await handleMail(place.dependencies, notification)
		const [entry] = await entries()
		expect(entry).toMatchObject({ reason: 'otherAddress', caseId: place.caseId })
		expect(await named()).toEqual([entry?.envelope])
		// Told again, and tried again for the same reason.
		await handleMail(place.dependencies, notification)
		await handleMail(place.dependencies, { command: 'retry-mail', id: entry?.id ?? '' })
		expect(await named()).toEqual([entry?.envelope])
		const request = await place.requests.find(place.request.id)
		const issues = request?.issues.map((issue) => ({ ...issue, address: 'frau@kunde.example' })) ?? []
		if (request !== undefined) await place.requests.save({ request: { ...request, issues } })
		await handleMail(place.dependencies, { command: 'retry-mail', id: entry?.id ?? '' })
		expect([await named(), await entries(), (await place.mails()).length]).toEqual([[], [], 1])
		// What was tended is not named by a late repetition.
		if (request !== undefined) await place.requests.save({ request })
		await handleMail(place.dependencies, notification)
		expect(await named()).toEqual([])
	})

	it('spam to a reply address, which no case names', async ({ place }) => {
		await place.receive({ verdicts: { spam: 'FAIL' } } as never)
		expect([await place.reasons(), (await place.state()).parkedMails]).toEqual([['spam'], []])
	})

	it('with the mail itself, so that a retry works when the bucket has it no more', async () => {
		const place = await createMailPlace({ submission: undefined } as never)
		await place.receive({ body: 'Noch da?' })
		place.bodies.clear()
		const [entry] = (await place.parked.list(10)).items
		const retry = { command: 'retry-mail', id: entry?.id ?? '' }
		await handleMail(place.dependencies, retry)
		expect(await place.reasons()).toEqual(['addressNotConfirmed'])
		const request = await place.requests.find(place.request.id)
		const submission = { id: anId('sub'), fields: ['name' as const], assurance: 'controlsMailbox' as const }
		if (request !== undefined) await place.requests.save({ request: { ...request, submission } })
		await handleMail(place.dependencies, retry)
		await handleMail(place.dependencies, retry)
		expect(await place.mails()).toMatchObject([{ text: 'Noch da?' }])
		expect(await place.reasons()).toEqual([])
		expect(await place.balance()).toMatchObject({ received: 1, messages: 1, parked: 0, difference: 0 })
	})
})

describe('takes for true', () => {
	const by = (result: string) => ({ 'Authentication-Results': `amazonses.com; ${result}` })
	it.for([
		['a policy of the domain', { verdicts: { dkim: 'FAIL', spf: 'FAIL' }, source: 'bounce@else.example' }],
		['the sender of the envelope', { verdicts: { dmarc: 'GRAY', dkim: 'GRAY' }, source: 'b@mail.kunde.example' }],
		[
			'a signature of the same domain',
			{
				verdicts: { dmarc: 'GRAY', spf: 'FAIL' },
				source: 'x@else.example',
				headers: by('dkim=pass header.i=@kunde.example; dmarc=none'),
			},
		],
	] as const)('%s', async ([_, written], { place }) => {
		await place.receive(written)
		expect(await place.mails()).toHaveLength(1)
	})

	it.for([
		by('dkim=pass header.i=@evil.example; dkim=fail header.i=@kunde.example'),
		{ 'Authentication-Results': 'evil.example; dkim=pass header.i=@kunde.example' },
		{
			...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`X-${index}`, 'x'])),
			...by('dkim=pass header.i=@kunde.example'),
		},
	])('refuses a signature of another, or one that its sender only claims: %j', async (headers, { place }) => {
		await place.receive({ verdicts: { dmarc: 'GRAY', spf: 'FAIL' }, source: 'x@else.example', headers })
		expect(await place.reasons()).toEqual(['notAuthentic'])
	})
})

describe('a mail that no person wrote', () => {
	it.for([
		[{ 'Auto-Submitted': 'auto-replied; owner-email="x"' }],
		[{ 'Auto-Submitted': 'auto-generated (rule)' }],
		[{ Precedence: 'junk' }],
		[{ Precedence: 'auto_reply' }],
		[{ 'X-Autoreply': 'yes' }],
		[{ Subject: 'Abwesenheitsnotiz: Re: Ihre Anfrage', Precedence: 'bulk' }],
		[{ Subject: 'Out of Office', 'List-Id': '<liste.kunde.example>' }],
		[{ Subject: 'Automatic reply: x', 'X-Auto-Response-Suppress': 'All' }],
		[{ Subject: 'Automatische Antwort: x', 'X-MS-Exchange-Inbox-Rules-Loop': MIA }],
	] as const)('is counted and nothing else: %j', async ([headers], { place }) => {
		await place.receive({ headers })
		expect(await place.mails()).toEqual([])
		expect(await place.balance()).toMatchObject({ ignored: { autoReply: 1 }, parked: 0, difference: 0 })
	})

	it('is one with nobody as its sender', async ({ place }) => {
		await place.receive({ source: '' })
		await place.receive({ source: '<>' })
		expect(await place.balance()).toMatchObject({ ignored: { autoReply: 2 } })
	})

	it('is not one only because its subject sounds like it, or it says that it is none', async ({ place }) => {
		await place.receive({ headers: { Subject: 'Abwesenheit meines Technikers' } })
		await place.receive({
			headers: { 'Auto-Submitted': 'no', Precedence: 'junk', 'X-Auto-Response-Suppress': 'All' },
		})
		expect(await place.mails()).toHaveLength(2)
	})

	it.for([{ Precedence: 'bulk' }, { 'X-Auto-Response-Suppress': 'All' }, { 'List-Id': '<liste.kunde.example>' }])(
		'is not one only because no machine is to answer it: %j',
		async (headers, { place }) => {
			await place.receive({ headers })
			expect(await place.mails()).toHaveLength(1)
		},
	)

	it('is ignored as spam where it is spam and names no address of ours', async ({ place }) => {
		await place.receive({ to: 'info@hilft.example', verdicts: { spam: 'FAIL' } })
		expect(await place.balance()).toMatchObject({ ignored: { spam: 1 }, parked: 0 })
	})
})

describe('a report about a mail of ours', () => {
	const report = (about: string, action = 'failed') => ({
		source: '',
		headers: {
			From: 'MAILER-DAEMON@kunde.example',
			'MIME-Version': '1.0',
			'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
		},
		body: [
			'--b\nContent-Type: text/plain\n\nUnzustellbar.',
			`--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: ${action}\nStatus: 5.1.1`,
			`--b\nContent-Type: message/rfc822\n\nFrom: a@b.example\nX-Hilft-Issue: ${about}\n\nText`,
			'--b--\n',
		].join('\n'),
	})

	it('reports to the worker the request mail and the answer that it names', async ({ place }) => {
		const send = anId('send')
		await place.receive(report(correlationOf(place.request.id, 1)))
		await place.receive(report(correlationOf(place.request.id, send)))
		expect(place.told).toMatchObject([
			{ command: 'mail-bounced', issue: 1, caseId: place.caseId, requestId: place.request.id },
			{ command: 'answer-bounced', send, caseId: place.caseId },
		])
		expect(await place.balance()).toMatchObject({ ignored: { deliveryReport: 2 } })
	})

	it('sends nothing where the mail is only late', async ({ place }) => {
		await place.receive(report(correlationOf(place.request.id, 1), 'delayed'))
		expect(place.told).toEqual([])
		expect(await place.balance()).toMatchObject({ ignored: { deliveryReport: 1 } })
	})

	it('is parked where it names another mail, or none', async ({ place }) => {
		await place.receive(report(correlationOf(anId('req'), 1)))
		await place.receive(report('x'))
		expect(await place.reasons()).toEqual(['reportForeign', 'reportForeign'])
		expect(place.told).toEqual([])
	})
})

describe('retries', () => {
	it.for([[null], ['text'], [{}], [{ notificationType: 'Received' }]])(
		'%j, which it does not understand',
		async ([message], { place }) => {
			await expect(handleMail(place.dependencies, message)).rejects.toThrow()
		},
	)

	it('when a store fails, and files it then', async ({ place }) => {
		const notification = place.notified()
		const broken = { ...place.dependencies, store: { ...place.store, commit: () => Promise.reject(new Error('down')) } }
		await expect(handleMail(broken, notification)).rejects.toThrow('down')
		expect(await place.balance()).toMatchObject({ difference: 1 })
		await handleMail(place.dependencies, notification)
		expect(await place.balance()).toMatchObject({ messages: 1, difference: 0 })
	})
})
