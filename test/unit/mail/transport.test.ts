import { describe, expect, it } from 'vitest'
import { ForeignMessageError, ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import { block, unknownAddress } from '#shared/requests/address-record.ts'
import { composeAnswerMail } from '#shared/requests/compose-answer-mail.ts'
import { eraseRequest } from '#shared/requests/end-request.ts'
import type { ReadyMail } from '#shared/requests/mailer.ts'
import { reportMailFailure } from '#shared/requests/report-mail-failure.ts'
import { createMailTransport, type MailTransportDependencies } from '#shared/sending/mail-transport.ts'
import { MIA } from '#test/deliveries/mail.ts'
import { createMailPlace } from '#test/fixtures/mail-place.ts'
import { keyOf, minute } from '#test/support/case-factories.ts'
import { aReply } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const SETTINGS = {
	from: 'hilft@hilft.example',
	replyDomain: 'hilft.example',
	company: 'Beispiel Telekom',
	hotline: '0800 0000000',
	dataOrigin: 'https://daten.hilft.example',
	privacyUrl: 'https://hilft.example/datenschutz',
	imprintUrl: 'https://hilft.example/impressum',
	linkSecret: 'link-secret-of-the-tests',
}

const REPLY = keyOf('msg', 900)

/** A queued answer by mail on the case of the place, with its transport; `sent` is what SES took. */
const createAnswering = async (onSend?: (mail: ReadyMail) => Promise<void>) => {
	const place = await createMailPlace()
	const id = anId('send')
	await place.content.put(aReply({ id: REPLY, caseId: place.caseId, text: 'Alles wird gut. ^an', at: minute(40) }))
	const sent: ReadyMail[] = []
	const dependencies: MailTransportDependencies = {
		store: place.store,
		content: place.content,
		requests: place.requests,
		mailer: {
			send: async (mail) => {
				await onSend?.(mail)
				sent.push(mail)
				return { mailId: `ses${sent.length}@eu-central-1.amazonses.com` }
			},
		},
		compose: () => Promise.reject(new Error('no request mail here')),
		composeAnswer: (answer) => composeAnswerMail(SETTINGS, { ...answer, at: minute(41) }),
		clock: { now: () => minute(41) },
	}
	const transport = createMailTransport(dependencies)
	const queued = (sendId = id) => ({
		id: sendId,
		purpose: 'reply' as const,
		via: 'mail' as const,
		request: place.request.id,
		status: { kind: 'started' as const },
		attempt: 1,
		since: minute(40),
		askedAt: minute(40),
		waits: {},
		visibility: 'private' as const,
		contentId: REPLY,
		by: anId('agent'),
		replyPurpose: 'answer' as const,
		leavesAt: minute(40),
		seenVersion: 1,
		later: { first: [], count: 0 },
	})
	return {
		...place,
		dependencies,
		id,
		queued,
		sent,
		send: async (sendId = id) => (await transport.prepare(await place.state(), queued(sendId))).send(),
		find: async (sendId = id) => (await transport.prepare(await place.state(), queued(sendId))).find(minute(40)),
	}
}

const headerOf = (mail: ReadyMail | undefined, name: string) =>
	new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'm').exec(Buffer.from(mail?.raw ?? '').toString())?.[1]

describe('an answer by mail', () => {
	it('goes to the confirmed address, once, and is known as sent after that', async () => {
		const place = await createAnswering()
		expect(await place.find()).toEqual({ found: 'no' })
		expect(await place.send()).toEqual({ outcome: 'sent' })
		expect(await place.send()).toEqual({ outcome: 'sent' })
		expect(await place.find()).toMatchObject({ found: 'yes' })
		expect(place.sent.map(({ to }) => to)).toEqual([MIA])
	})

	it('stands under the newest mail of the customer, else under what we sent last', async () => {
		const place = await createAnswering()
		await place.send()
		await place.send(anId('send'))
		expect(headerOf(place.sent[0], 'In-Reply-To')).toBeUndefined()
		expect(headerOf(place.sent[1], 'In-Reply-To')).toBe('<ses1@eu-central-1.amazonses.com>')
		await place.receive({ headers: { References: '<ses1@eu-central-1.amazonses.com>' } })
		await place.send(anId('send'))
		expect(headerOf(place.sent[2], 'In-Reply-To')).toBe('<m1@kunde.example>')
		expect(headerOf(place.sent[2], 'References')).toContain('<ses1@eu-central-1.amazonses.com>')
	})

	it('is unknown, and never sent again by itself, where the call was cut off', async () => {
		const place = await createAnswering(() => Promise.reject(new Error('cut off')))
		expect(await place.send()).toEqual({ outcome: 'unknown' })
		expect(await place.find()).toEqual({ found: 'unknown' })
		expect(await place.send()).toEqual({ outcome: 'unknown' })
	})

	it('is unknown where we died after SES took it, and not sent yet where we died before', async () => {
		const place = await createAnswering()
		const { requests } = place
		let writes = 0
		const dying = {
			...place.dependencies,
			requests: {
				...requests,
				save: (change: Parameters<typeof requests.save>[0]) => {
					writes += 1
					return writes === 2 ? Promise.reject(new Error('killed')) : requests.save(change)
				},
			},
		}
		const transport = createMailTransport(dying)
		const state = await place.state()
		const { send } = await transport.prepare(state, place.queued())
		await expect(send()).rejects.toThrow('killed')
		expect(place.sent).toHaveLength(1)
		expect(await place.find()).toEqual({ found: 'unknown' })
		expect(await place.find(anId('send'))).toEqual({ found: 'no' })
	})

	it('refuses what leaves by a network', async () => {
		const place = await createAnswering()
		const { id, status, attempt, since, askedAt, waits } = place.queued()
		const hide = {
			id,
			status,
			attempt,
			since,
			askedAt,
			waits,
			purpose: 'hide',
			via: 'x',
			message: keyOf('msg', 1),
		} as const
		const transport = createMailTransport(place.dependencies)
		await expect(transport.prepare(await place.state(), hide)).rejects.toThrow(ForeignMessageError)
	})

	it('may be tried again where SES certainly did not take it', async () => {
		let refusal: Error | undefined = new RetryLaterError('mailThrottled', { delaySeconds: 90 })
		const place = await createAnswering(() => (refusal === undefined ? Promise.resolve() : Promise.reject(refusal)))
		expect(await place.send()).toMatchObject({ outcome: 'later' })
		expect(await place.find()).toEqual({ found: 'no' })
		refusal = new ParkedError('mailRejected')
		expect(await place.send()).toEqual({ outcome: 'failed', reason: 'rejected' })
		refusal = undefined
		expect(await place.send()).toMatchObject({ outcome: 'sent' })
	})

	it('does not leave once its address is erased, or while its owner wants no mail', async () => {
		const place = await createAnswering()
		const request = await place.requests.find(place.request.id)
		const key = request?.issues[0]?.addressKey ?? ''
		if (request !== undefined) await place.requests.save({ request, address: block(unknownAddress(key), minute(41)) })
		expect(await place.send()).toEqual({ outcome: 'failed', reason: 'recipientClosed' })
		await eraseRequest(place, place.request.id, minute(42))
		expect(await place.send()).toEqual({ outcome: 'failed', reason: 'recipientGone' })
		expect(place.sent).toEqual([])
	})

	it('is reported when it comes back or its owner complains, who then gets none for a while', async () => {
		const place = await createAnswering()
		await place.send()
		const told: object[] = []
		const deps = { ...place.dependencies, commands: { send: async (one: object) => void told.push(one) } }
		const ref = { requestId: place.request.id, send: place.id }
		expect(await reportMailFailure(deps, { ...ref, failure: 'bounced' })).toBe('told')
		expect(await reportMailFailure(deps, { ...ref, failure: 'complained' })).toBe('told')
		expect(await reportMailFailure(deps, { ...ref, send: anId('send'), failure: 'bounced' })).toBe('unknown')
		expect(told).toMatchObject([
			{ command: 'answer-bounced', send: place.id, caseId: place.caseId },
			{ command: 'answer-complained', send: place.id },
		])
		expect(await place.send(anId('send'))).toEqual({ outcome: 'failed', reason: 'recipientClosed' })
	})
})
