import { describe, expect, it } from 'vitest'
import { addressKeptUntil, unknownAddress } from '#shared/requests/address-record.ts'
import { disownMail } from '#shared/requests/data-routes.ts'
import { eraseRequest, revokeOpenRequest } from '#shared/requests/end-request.ts'
import { enterCode } from '#shared/requests/enter-code.ts'
import { settlePending } from '#shared/requests/pending-commands.ts'
import { recordIssueSent, revoke } from '#shared/requests/request-changes.ts'
import { requestMail } from '#shared/requests/start-routes.ts'
import { submitData } from '#shared/requests/submit-data.ts'
import { findVisit, isRight, type KnownVisit } from '#shared/requests/visit.ts'
import { createCustomerPages } from '#test/fixtures/customer-pages.ts'
import { anId, aRequest, NOON } from '#test/support/request-factories.ts'

/** Visitors whose page was looked up a moment ago, before something else happened to the request. */
const arrive = async () => {
	const pages = createCustomerPages()
	const opened = await pages.withMail('kundin@example.org')
	const visit = async (secret: string, opens: 'start' | 'data'): Promise<KnownVisit> => {
		const found = await findVisit(pages.requests, secret, opens, pages.time.now)
		if (found.linkState === 'unknown' || found.linkState === 'illFormed') throw new Error('must be known')
		return found
	}
	return { pages, ...opened, atStart: await visit(opened.start, 'start'), atData: await visit(opened.token, 'data') }
}
const VALUES = { phone: '+49431123456' }
const GIVEN = { values: VALUES, assurance: 'controlsMailbox' } as const

describe('between the look and the act', () => {
	it('refuses code, data, mail and disowning when the request was revoked', async () => {
		const { pages, requestId, code, reference, atStart, atData } = await arrive()
		await revokeOpenRequest(pages, requestId, NOON)
		pages.told.length = 0
		expect(await enterCode(pages.deps, atData, code)).toEqual({ code: 'shut', linkState: 'unknown' })
		expect(await submitData(pages.deps, atData, GIVEN)).toBe('unknown')
		expect(await disownMail(pages.deps, atData, reference.slice(-4))).toBe('unknown')
		await requestMail(pages.deps, atStart, 'kundin@example.org')
		expect(pages.told).toEqual([])
		expect(pages.requests.submissions).toEqual([])
	})

	it('refuses all of it when the request is gone altogether', async () => {
		const { pages, code, reference, atStart, atData } = await arrive()
		pages.told.length = 0
		const emptied = { ...pages.deps, requests: { ...pages.requests, find: async () => undefined } }
		expect(await enterCode(emptied, atData, code)).toEqual({ code: 'shut', linkState: 'unknown' })
		expect(await submitData(emptied, atData, GIVEN)).toBe('unknown')
		expect(await disownMail(emptied, atData, reference.slice(-4))).toBe('unknown')
		await requestMail(emptied, atStart, 'kundin@example.org')
		expect(await findVisit(emptied.requests, atData.secret, 'data', NOON)).toEqual({ linkState: 'unknown' })
		const { log } = pages.deps
		const listed = { ...emptied.requests, listPending: async () => [anId('req')] }
		const apply = async () => 'onRecord' as const
		expect(await settlePending({ requests: listed, apply, log }, NOON)).toEqual({ settled: 0 })
		expect(pages.told).toEqual([])
	})

	it('tells that the data are there when they came meanwhile', async () => {
		const { pages, code, atData } = await arrive()
		expect(await submitData(pages.deps, atData, GIVEN)).toBe('stored')
		expect(await submitData(pages.deps, atData, GIVEN)).toBe('received')
		expect(await enterCode(pages.deps, atData, code)).toEqual({ code: 'shut', linkState: 'received' })
	})

	it('refuses even the right code, and data, when others paused the request meanwhile', async () => {
		const { pages, code, atStart, atData } = await arrive()
		const { code: wrong } = await pages.open()
		for (let i = 0; i < 10; i++) await enterCode(pages.deps, atData, wrong)
		expect(await enterCode(pages.deps, atData, code)).toEqual({ code: 'shut', linkState: 'paused' })
		expect(await submitData(pages.deps, atData, GIVEN)).toBe('paused')
		await requestMail(pages.deps, atStart, 'kundin@example.org')
		expect(pages.told.filter(({ command }) => command === 'mail-requested')).toHaveLength(2)
	})

	it('lets no burst of guesses at the same time pass the tenth', async () => {
		const { pages, atData, requestId } = await arrive()
		const wrong = await Promise.all(Array.from({ length: 40 }, async () => (await pages.open()).code))
		for (let i = 0; i < wrong.length; i += 4) {
			await Promise.all(wrong.slice(i, i + 4).map((code) => enterCode(pages.deps, atData, code)))
		}
		expect(pages.told.filter(({ command }) => command === 'request-paused')).toHaveLength(1)
		expect((await pages.requests.find(requestId))?.wrongCodes).toBe(0)
	})

	it('lets the disowning win over nothing but itself: a second one changes nothing', async () => {
		const { pages, reference, atData } = await arrive()
		expect(await disownMail(pages.deps, atData, reference.slice(-4))).toBe('disowned')
		expect(await disownMail(pages.deps, atData, reference.slice(-4))).toBe('unknown')
	})

	it('blocks the address of a disowned mail even where its record has run out', async () => {
		const { pages, reference, atData } = await arrive()
		const forgetful = { ...pages.requests, findAddress: async () => undefined }
		const outcome = disownMail({ ...pages.deps, requests: forgetful }, atData, reference.slice(-4))
		// Its version says that the record was not there; the store knows better, and the write begins anew.
		await expect(outcome).rejects.toThrow('requestContended')
		expect(await disownMail(pages.deps, atData, reference.slice(-4))).toBe('disowned')
	})
})

describe('small print', () => {
	it('has no tail for the link of a private message', async () => {
		const { atStart } = await arrive()
		expect(isRight(atStart, 'tail', '0000')).toBe(false)
	})

	it('keeps the first end and the first time of sending', () => {
		const ended = revoke(aRequest(), NOON)
		expect(revoke(ended, '2026-11-23T12:00:00.000Z')).toBe(ended)
		const issue = { number: 1, addressKey: 'x', askedAt: NOON, sentAt: NOON }
		const sent = aRequest({ issues: [issue, { ...issue, number: 2 }] })
		expect(recordIssueSent(sent, 1, '2026-11-23T12:00:00.000Z')).toBe(sent)
	})

	it('keeps a request for as long as the latest of its ends', async () => {
		const pages = createCustomerPages()
		const { start, requestId } = await pages.open()
		await pages.post('/start/send', { link: start, email: 'kundin@example.org' })
		expect((await pages.requests.find(requestId))?.keepUntil).toBe('2026-12-29T12:00:00.000Z')
		pages.time.now = '2026-11-24T12:00:00.000Z'
		await pages.post('/start/send', { link: start, email: 'kundin@example.org' })
		expect((await pages.requests.find(requestId))?.keepUntil).toBe('2026-12-31T12:00:00.000Z')
		await eraseRequest(pages, requestId, '2026-11-25T12:00:00.000Z')
		expect((await pages.requests.find(requestId))?.keepUntil).toBe('2026-12-25T12:00:00.000Z')
	})

	it('forgets an address a day after its last mail, or when its block ends', () => {
		const record = unknownAddress('k')
		expect(addressKeptUntil(record)).toBeUndefined()
		expect(addressKeptUntil({ ...record, mailedAt: [NOON] })).toBe('2026-11-23T12:00:00.000Z')
		expect(addressKeptUntil({ ...record, blockedUntil: NOON })).toBe(NOON)
	})
})
