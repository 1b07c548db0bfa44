import { describe, expect, it } from 'vitest'
import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { changeRequest } from '#shared/requests/change-request.ts'
import { eraseRequest, revokeOpenRequest } from '#shared/requests/end-request.ts'
import { findMail, markSent } from '#shared/requests/mail-marks.ts'
import { openIssue } from '#shared/requests/open-request.ts'
import { acknowledge, type PendingOutcome, settlePending } from '#shared/requests/pending-commands.ts'
import { issueExpiresAt } from '#shared/requests/request.ts'
import { createCustomerPages, LINK_SECRET } from '#test/fixtures/customer-pages.ts'
import { anId, aRequest, NOON } from '#test/support/request-factories.ts'

const LATER = '2026-11-22T13:00:00.000Z'
const EMAIL = 'kundin@example.org'

describe('a request', () => {
	it('gives out its mail until it was sent, and seven days to use it from then', async () => {
		const { requests, requestId } = await prepare()
		const ref = { requestId, issue: 1 }
		expect(await findMail({ requests }, ref, LATER)).toMatchObject({ outcome: 'ready', address: EMAIL })
		await markSent({ requests }, ref, LATER)
		await markSent({ requests }, ref, '2026-11-25T13:00:00.000Z')
		expect(await findMail({ requests }, ref, LATER)).toEqual({ outcome: 'sent', sentAt: LATER })
		const [issue] = (await requests.find(requestId))?.issues ?? []
		expect(issue && issueExpiresAt(issue)).toBe('2026-11-29T13:00:00.000Z')
		await markSent({ requests }, { requestId: anId('req'), issue: 1 }, LATER)
		expect(await findMail({ requests }, { requestId, issue: 7 }, LATER)).toEqual({ outcome: 'gone' })
	})

	it('gives out no mail after it was revoked, erased, or another address replaced this one', async () => {
		const revoked = await prepare()
		await revokeOpenRequest(revoked, revoked.requestId, LATER)
		const erased = await prepare()
		await eraseRequest(erased, erased.requestId, LATER)
		const replaced = await prepare()
		await replaced.pages.post('/start/send', { link: replaced.start, email: 'andere@example.org' })
		for (const { requests, requestId } of [revoked, erased, replaced]) {
			expect(await findMail({ requests }, { requestId, issue: 1 }, LATER)).toEqual({ outcome: 'gone' })
		}
	})

	it('opens no link after its end or for a mail that nobody asked for', async () => {
		const { requests, requestId } = await prepare()
		const deps = { requests, linkSecret: LINK_SECRET }
		expect(await openIssue(deps, { requestId, issue: 1 })).toBe('opened')
		expect(await openIssue(deps, { requestId, issue: 2 })).toBe('gone')
		expect(await openIssue(deps, { requestId: anId('req'), issue: 1 })).toBe('gone')
		await revokeOpenRequest({ requests }, requestId, LATER)
		expect(await openIssue(deps, { requestId, issue: 1 })).toBe('gone')
	})

	it('loses its addresses and every way in when it is erased, submitted or not, and cannot be opened anew', async () => {
		const { pages, requests, requestId, caseId, start, token, code } = await prepare()
		await pages.post('/data/answers', { link: token, code, customerNumber: '123456', phone: '0431 123456' })
		await eraseRequest({ requests }, requestId, LATER)
		await eraseRequest({ requests }, requestId, '2026-11-23T13:00:00.000Z')
		const request = await requests.find(requestId)
		expect(JSON.stringify(request)).not.toContain('example.org')
		expect(request?.end).toEqual({ how: 'erased', at: LATER })
		expect((await pages.post('/data', { link: token })).status).toBe(404)
		expect((await pages.post('/start', { link: start })).status).toBe(404)
		expect(await requests.create(aRequest({ id: requestId, caseId }), [])).toBe('exists')
		await eraseRequest({ requests }, anId('req'), LATER)
	})

	it('stays submitted when it is revoked afterwards', async () => {
		const { pages, requests, requestId, token, code } = await prepare()
		await pages.post('/data/answers', { link: token, code, customerNumber: '123456', phone: '0431 123456' })
		await revokeOpenRequest({ requests }, requestId, LATER)
		expect((await requests.find(requestId))?.end?.how).toBe('submitted')
		await revokeOpenRequest({ requests }, anId('req'), LATER)
	})
})

describe('a command of the pages that is not on record', () => {
	const applied = (outcome: PendingOutcome = 'onRecord') => {
		const asked: string[] = []
		const apply = async ({ command }: PageCommand) => {
			asked.push(command)
			return outcome
		}
		return { asked, apply }
	}

	it('is applied and settled, and only then not looked at again', async () => {
		const { pages, requests, token, code } = await prepare()
		await pages.post('/data/answers', { link: token, code, customerNumber: '123456', phone: '0431 123456' })
		pages.told.length = 0
		const { asked, apply } = applied()
		expect(await settlePending({ requests, apply, log: pages.deps.log }, LATER)).toEqual({ settled: 2 })
		expect(asked).toEqual(['mail-requested', 'data-received'])
		expect(pages.told).toEqual([])
		await acknowledge({ requests }, { requestId: anId('req'), id: 'x' })
		expect(await requests.listPending(LATER, 10)).toEqual([])
	})

	it('is left as it is where nobody can tell', async () => {
		const { pages, requests, requestId, token, code } = await prepare()
		await pages.post('/data/answers', { link: token, code, customerNumber: '123456', phone: '0431 123456' })
		const before = (await requests.find(requestId))?.pending
		const { apply } = applied('cannotTell')
		expect(await settlePending({ requests, apply, log: pages.deps.log }, LATER)).toEqual({ settled: 0 })
		expect((await requests.find(requestId))?.pending).toEqual(before)
		expect(await requests.listPending(LATER, 10)).toEqual([requestId])
	})

	it.each(['caseId', 'requestId'] as const)(
		'is refused, counted and kept where it is about another %s than its own',
		async (member) => {
			const { pages, requests, requestId } = await prepare()
			const request = await requests.find(requestId)
			if (request === undefined) throw new Error('no request')
			const other = { caseId: anId('case'), requestId: anId('req') }
			const pending = request.pending.map((command) => ({ ...command, [member]: other[member] }))
			await requests.save({ request: { ...request, pending } })
			const { asked, apply } = applied()
			expect(await settlePending({ requests, apply, log: pages.deps.log }, LATER)).toEqual({ settled: 0 })
			expect(asked).toEqual([])
			expect((await requests.find(requestId))?.pending).toHaveLength(1)
			expect(pages.logged.map((line) => JSON.parse(line))).toMatchObject([
				{ code: 'COMMAND_FOREIGN', requestId, reason: 'pending' },
				{ ForeignCommands: 1 },
			])
		},
	)

	it('stops no other when it fails, and fails in the end', async () => {
		const { pages, requests } = await prepare()
		await pages.withMail('zweite@example.org')
		const { asked, apply } = applied()
		let calls = 0
		const once = async (command: PageCommand) => {
			calls += 1
			if (calls === 1) throw new Error('table')
			return apply(command)
		}
		await expect(settlePending({ requests, apply: once, log: pages.deps.log }, LATER)).rejects.toThrow(AggregateError)
		expect(asked).toEqual(['mail-requested'])
	})
})

it('retries a write that others keep outrunning, then gives up for now', async () => {
	const { requests, requestId } = await prepare()
	let decisions = 0
	const contended = { ...requests, save: async () => 'conflict' as const }
	const change = changeRequest(contended, requestId, (request) => {
		decisions++
		return { outcome: undefined, write: request === undefined ? undefined : { request } }
	})
	await expect(change).rejects.toThrow(RetryLaterError)
	expect(decisions).toBe(8)
})

async function prepare() {
	const pages = createCustomerPages()
	pages.time.now = NOON
	const opened = await pages.withMail(EMAIL)
	return { pages, requests: pages.requests, ...opened }
}
