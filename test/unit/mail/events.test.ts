import { describe, expect, it } from 'vitest'
import type { MailEventDeps } from '#shared/mail/handle-mail-event.ts'
import { correlationOf } from '#shared/requests/correlation.ts'
import { markStarted } from '#shared/requests/mail-marks.ts'
import { createMailEvents } from '#shared/wiring/mail-events.ts'
import { createCustomerPages } from '#test/fixtures/customer-pages.ts'
import { handOver } from '#test/support/hand-over.ts'
import { anId } from '#test/support/request-factories.ts'

const event = (eventType: string, correlation: string, by: 'tag' | 'header' = 'tag') => ({
	eventType,
	mail: {
		destination: ['kundin@example.org'],
		tags: by === 'tag' ? { issue: [correlation] } : undefined,
		headers: by === 'tag' ? [] : [{ name: 'X-HILFT-ISSUE', value: correlation }],
	},
})

const handleEvent = (deps: MailEventDeps, message: unknown) => handOver(createMailEvents(deps), message)

const given = async () => {
	const pages = createCustomerPages()
	const opened = await pages.withMail('kundin@example.org')
	pages.told.length = 0
	return { pages, opened, correlation: correlationOf(opened.requestId, 1) }
}

describe('mail events', () => {
	it.each(['Bounce', 'Reject'])(
		'reports to the worker a %s, by tag or by header, in an envelope or without',
		async (type) => {
			for (const by of ['tag', 'header'] as const) {
				const { pages, opened, correlation } = await given()
				const plain = event(type, correlation, by)
				await handleEvent(pages.deps, by === 'tag' ? plain : { Type: 'Notification', Message: JSON.stringify(plain) })
				const { requestId, caseId } = opened
				expect(pages.told).toMatchObject([{ command: 'mail-bounced', requestId, caseId, issue: 1 }])
				expect((await pages.requests.find(requestId))?.issues).toMatchObject([{ failure: 'bounced' }])
			}
		},
	)

	it('sends the same command again for a repeated event', async () => {
		const { pages, correlation } = await given()
		await handleEvent(pages.deps, event('Bounce', correlation))
		await handleEvent(pages.deps, event('Bounce', correlation))
		expect(pages.told.map(({ id }) => id)).toEqual([`${correlation.split('.')[0]}.mail-bounced.1`, pages.told[0]?.id])
	})

	it('reports to the worker an answer that came back', async () => {
		const { pages, opened } = await given()
		const send = anId('send')
		const ref = { requestId: opened.requestId, send }
		const request = await pages.requests.find(opened.requestId)
		const submission = { id: anId('sub'), fields: ['name' as const], assurance: 'controlsMailbox' as const }
		if (request !== undefined) await pages.requests.save({ request: { ...request, submission } })
		expect(await markStarted(pages, ref, pages.deps.clock.now())).toBe(true)
		await handleEvent(pages.deps, event('Bounce', correlationOf(opened.requestId, send)))
		await handleEvent(pages.deps, event('Complaint', correlationOf(opened.requestId, send)))
		expect(pages.told).toMatchObject([
			{ command: 'answer-bounced', send },
			{ command: 'answer-complained', send },
		])
	})

	it('keeps further mails from an address whose owner complained', async () => {
		const { pages, correlation } = await given()
		await handleEvent(pages.deps, event('Complaint', correlation))
		expect(pages.told).toMatchObject([{ command: 'mail-complained' }])
		const { start } = await pages.open()
		await pages.post('/start/send', { link: start, email: 'kundin@example.org' })
		expect(pages.told).toHaveLength(1)
	})

	it('is done with delays, and with mails that are not ours, without a word about anybody', async () => {
		const { pages, correlation } = await given()
		const foreign = ['', 'x', anId('req'), `${anId('req')}.1`, `${correlation}9999`, `${correlation.slice(0, -1)}7`]
		await handleEvent(pages.deps, event('DeliveryDelay', correlation))
		for (const one of foreign) await handleEvent(pages.deps, event('Bounce', one))
		expect(pages.told).toEqual([])
		expect(pages.logged).toHaveLength(foreign.length)
		expect(pages.logged.join()).not.toContain('example.org')
	})

	it.each([null, 'text', {}, { Type: 'Notification', Message: 'no json' }, { eventType: 'Bounce' }])(
		'refuses %j, which it does not understand',
		async (message) => {
			const { pages } = await given()
			await expect(handleEvent(pages.deps, message)).rejects.toThrow()
		},
	)

	it('retries when the queue refuses, and sends it then', async () => {
		const { pages, correlation } = await given()
		pages.time.queueRefuses = true
		await expect(handleEvent(pages.deps, event('Bounce', correlation))).rejects.toThrow('queue')
		pages.time.queueRefuses = false
		await handleEvent(pages.deps, event('Bounce', correlation))
		expect(pages.told).toHaveLength(1)
	})
})
