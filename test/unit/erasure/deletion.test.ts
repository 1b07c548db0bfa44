import { describe, expect, it } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { answerCallback } from '#shared/erasure/answer-callback.ts'
import { beginDeletion } from '#shared/erasure/begin-deletion.ts'
import type { Deletion } from '#shared/erasure/deletion.ts'
import { createDeletionApp } from '#shared/erasure/deletion-app.ts'
import type { ErasureJob } from '#shared/erasure/erasure-job.ts'
import { finishDeletion, takeBackDeletions, tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { addMilliseconds, DAY, HOUR } from '#shared/kernel/clock.ts'
import { createLog } from '#shared/kernel/log.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { OWN } from '#test/deliveries/x.ts'
import { createCasePlace, incoming } from '#test/fixtures/case-place.ts'
import { createMemoryDeletionStore } from '#test/memory/deletion-store.ts'
import { createMemoryErasureProgress } from '#test/memory/erasure-progress.ts'
import { ANNA, minute, withdrawErasure } from '#test/support/case-factories.ts'
import { signedRequestBody } from '#test/support/signed-request.ts'

const SECRET = 'app-secret-of-the-tests'
const LEA = { key: ANNA, role: 'lead' } as const
const CODE = /^[0-9A-HJKMNP-TV-Z]{26}$/

const createPlace = () => {
	const place = createCasePlace(minute(10))
	const lines: string[] = []
	const jobs: ErasureJob[] = []
	let secrets = [SECRET]
	const dependencies = {
		...place,
		own: OWN,
		deletions: createMemoryDeletionStore(),
		progress: createMemoryErasureProgress(),
		erasures: { send: async (job: ErasureJob) => void jobs.push(job) },
		appSecrets: async (isRenewed: boolean) => (isRenewed ? secrets : [SECRET]),
		identityKey: async () => 'identity-key-of-the-tests',
		dataOrigin: 'https://daten.hilft.example',
		log: createLog((line) => lines.push(line)),
	}
	const call = async (body: string, path = 'data-deletion', isBase64Encoded = true) => {
		const answer = await answerCallback(dependencies, {
			rawPath: `/webhooks/meta/${path}`,
			body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
			isBase64Encoded,
		})
		return { ...answer, json: answer.body ? JSON.parse(answer.body) : undefined }
	}
	const ask = async (userId: string, issuedAt = place.clock.now()) => {
		const { statusCode, json } = await call(signedRequestBody(userId, SECRET, { issuedAt }))
		expect(statusCode).toBe(200)
		return json as { readonly url: string; readonly confirmation_code: string }
	}
	/** The erasure's look at what was asked. */
	const look = async () => {
		const outcomes: string[] = []
		for (const job of jobs.splice(0))
			if ('deletion' in job) outcomes.push(await beginDeletion(dependencies, job.deletion))
		return outcomes
	}
	/** Somebody asks, and the erasure looks. */
	const asked = async (userId: string, issuedAt = place.clock.now()) => {
		const answer = await ask(userId, issuedAt)
		await look()
		return answer
	}
	/** Somebody who wrote a comment on Facebook or Instagram under this id. */
	const known = async (userId: string, network: 'facebook' | 'instagram' = 'facebook') => {
		const accountId = network === 'facebook' ? '2001' : '3001'
		const received = await receiveMessage(
			place,
			incoming({ network, accountId, form: 'comment', author: { id: userId }, sentAt: minute(1) }),
		)
		if (received.outcome !== 'message') throw new Error(received.outcome)
		return received.caseId
	}
	const app = createDeletionApp({
		deletions: dependencies.deletions,
		clock: place.clock,
		log: dependencies.log,
		company: { name: 'Beispiel Telekom', hotline: '0800 0000000', privacyUrl: '/p', imprintUrl: '/i' },
	})
	const page = async (url: string, headers: Record<string, string> = {}) => {
		const answer = await app.request(url.replace('https://daten.hilft.example', ''), { headers })
		return { status: answer.status, headers: answer.headers, text: await answer.text() }
	}
	return {
		...place,
		dependencies,
		lines,
		jobs,
		call,
		ask,
		look,
		asked,
		known,
		page,
		rotate: (...renewed: string[]) => {
			secrets = renewed
		},
	}
}

describe('the data-deletion callback', () => {
	it('answers with exactly a status page and a code, the same ones for every request of a person', async () => {
		const place = createPlace()
		const first = await place.ask('7001')
		expect(Object.keys(first).sort()).toEqual(['confirmation_code', 'url'])
		expect(first.confirmation_code).toMatch(CODE)
		expect(first.url).toBe(`https://daten.hilft.example/data/deletion/${first.confirmation_code}`)
		expect(await place.ask('7001')).toEqual(first)
		expect((await place.ask('7002')).confirmation_code).not.toBe(first.confirmation_code)
	})

	it('understands a body that is not base64 as well, and a secret that was just rotated', async () => {
		const place = createPlace()
		expect((await place.call(signedRequestBody('7001', SECRET), 'data-deletion', false)).statusCode).toBe(200)
		place.rotate('new-secret', SECRET)
		expect((await place.call(signedRequestBody('7001', 'new-secret'))).statusCode).toBe(200)
	})

	it('refuses what Meta did not sign with 401, what is no request at all with 400, and stores nothing of either', async () => {
		const place = createPlace()
		const good = signedRequestBody('7001', SECRET)
		for (const body of [
			signedRequestBody('7001', 'other-secret'),
			good.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
			signedRequestBody('7001', SECRET, { algorithm: 'none' }),
			`${good}&${good}`,
			'signed_request=',
		])
			expect((await place.call(body)).statusCode).toBe(401)
		for (const body of ['', 'user_id=7001', '{"signed_request":"x"}'])
			expect((await place.call(body)).statusCode).toBe(400)
		expect((await place.call(`signed_request=${'A'.repeat(70_000)}`)).statusCode).toBe(413)
		for (const state of ['inWork', 'byHand', 'finished'] as const)
			expect(await place.dependencies.deletions.list(state, 10)).toEqual([])
		expect(place.jobs).toEqual([])
	})

	it('keeps what Meta signed until it was acted upon, and demands nothing of a case itself', async () => {
		const place = createPlace()
		const caseId = await place.known('7001')
		const { confirmation_code: code } = await place.ask('7001')
		expect(place.jobs).toEqual([{ deletion: code }])
		const body = signedRequestBody('7001', SECRET, { issuedAt: minute(10) })
		const signedRequest = new URLSearchParams(body).get('signed_request')
		expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'inWork', cases: [], signedRequest })
		expect((await place.store.load(caseId))?.personErasure).toBeUndefined()
		await place.look()
		expect((await place.dependencies.deletions.find(code))?.signedRequest).toBeUndefined()
	})

	it.each(['facebook', 'instagram'] as const)(
		'begins the erasure of who has this id on %s with us, in which nobody of ours has a say',
		async (network) => {
			const place = createPlace()
			const caseId = await place.known('7001', network)
			const { confirmation_code: code } = await place.ask('7001')
			expect(await place.look()).toEqual(['begun'])
			const facts = (await place.store.factsAfter(caseId, 0)).map(({ fact }) => fact)
			expect(facts.slice(-2)).toMatchObject([
				{ kind: 'PersonErasureDemanded', reason: 'network' },
				{ kind: 'PersonErasureBegun' },
			])
			expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'inWork', cases: [caseId] })
			await place.asked('7001')
			expect(await place.store.factsAfter(caseId, facts.length)).toEqual([])
		},
	)

	it('calls a person where nobody is found, once, and keeps the id nowhere', async () => {
		const place = createPlace()
		await place.known('7001')
		const { confirmation_code: code } = await place.ask('88880001')
		expect(await place.look()).toEqual(['byHand'])
		await place.asked('88880001')
		expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'byHand', cases: [] })
		expect(place.lines.join('').match(/"DeletionsByHand":1/g)).toHaveLength(1)
		const kept = JSON.stringify([place.lines, await place.dependencies.deletions.list('byHand', 10)])
		expect(kept).not.toContain('88880001')
		expect(kept).not.toContain(Buffer.from('88880001').toString('base64url').slice(0, 9))
		expect(kept).not.toContain('signedRequest')
	})

	it('begins anew, under the same code, when somebody writes again after the end and asks again', async () => {
		const place = createPlace()
		const { confirmation_code: code } = await place.asked('7001')
		await finishDeletion(place.dependencies, { code, actor: LEA })
		await place.asked('7001', minute(5))
		expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'finished', result: 'nothingKept' })
		place.setTime(minute(60))
		await place.asked('7001')
		expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'byHand', askedAt: minute(60) })
		const caseId = await place.known('7001')
		await place.asked('7001')
		expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'inWork', cases: [caseId] })
	})
})

describe('what Meta did not sign', () => {
	const forged = async (change: Partial<Deletion>, code = '0'.repeat(26)) => {
		const place = createPlace()
		const caseId = await place.known('7001')
		const now = place.clock.now()
		const record: Deletion = { code, receivedAt: now, askedAt: now, state: 'inWork', cases: [caseId], revision: 0 }
		await place.dependencies.deletions.put({ ...record, ...change })
		return { place, caseId, outcome: await beginDeletion(place.dependencies, code) }
	}
	const signedBy = (secret: string, userId = '7001') =>
		new URLSearchParams(signedRequestBody(userId, secret)).get('signed_request') ?? ''

	it.each([
		['a record without a proof', {}],
		['a record without a proof or a case', { cases: [] }],
		['a proof that is none', { signedRequest: 'made-up' }],
		['a proof under another secret', { signedRequest: signedBy('other-secret') }],
	])('is refused, counted and begins nothing: %s', async (_, change) => {
		const { place, caseId, outcome } = await forged(change)
		expect(outcome).toBe('refused')
		expect((await place.store.load(caseId))?.personErasure).toBeUndefined()
		expect(place.lines.join('')).toContain('"code":"ERASURE_NOT_DEMANDED","reason":"notSigned"')
		expect(place.lines.join('')).toContain('"ErasuresRefused":1')
	})

	it('is refused where no record has the code', async () => {
		const place = createPlace()
		expect(await beginDeletion(place.dependencies, '0'.repeat(26))).toBe('refused')
		expect(place.lines.join('')).toContain('"reason":"deletionUnknown"')
	})

	it('is not believed beside what Meta did sign: neither cases nor their state', async () => {
		const { place, caseId, outcome } = await forged({ signedRequest: signedBy(SECRET, '99') })
		expect(outcome).toBe('begun')
		expect((await place.store.load(caseId))?.personErasure).toBeUndefined()
		await tendDeletions(place.dependencies)
		expect(await place.dependencies.deletions.find('0'.repeat(26))).toMatchObject({ state: 'byHand', cases: [] })
	})

	it('is not a job that comes twice', async () => {
		const place = createPlace()
		await place.known('7001')
		const { confirmation_code: code } = await place.asked('7001')
		expect(await beginDeletion(place.dependencies, code)).toBe('repeated')
		expect(place.lines.join('')).not.toContain('ErasuresRefused')
	})
})

describe('the deauthorize callback', () => {
	it('tells those on call, and does nothing else', async () => {
		const place = createPlace()
		await place.known('7001')
		expect((await place.call(signedRequestBody('7001', SECRET), 'deauthorize')).statusCode).toBe(200)
		expect(place.lines.join('')).toContain('DEAUTHORIZED')
		expect(place.lines.join('')).toContain('AccessAtRisk')
		expect(place.lines.join('')).not.toContain('7001')
		expect(place.jobs).toEqual([])
		expect((await place.call(signedRequestBody('7001', 'other'), 'deauthorize')).statusCode).toBe(401)
	})
})

describe('a request to delete', () => {
	it('is finished by itself once every case is erased, and not before', async () => {
		const place = createPlace()
		const caseId = await place.known('7001')
		const { confirmation_code: code } = await place.asked('7001')
		await tendDeletions(place.dependencies)
		expect((await place.dependencies.deletions.find(code))?.state).toBe('inWork')
		await applyCommand(place, caseId, { kind: 'recordPersonErasure' })
		await tendDeletions(place.dependencies)
		expect(await place.dependencies.deletions.find(code)).toMatchObject({ state: 'finished', result: 'erased' })
	})

	it('queues again what was lost on its way to the queue, and never takes it for done', async () => {
		const place = createPlace()
		const { confirmation_code: code } = await place.ask('7001')
		place.jobs.length = 0
		await tendDeletions(place.dependencies)
		expect(place.jobs).toEqual([])
		place.setTime(minute(15))
		await tendDeletions(place.dependencies)
		expect(place.jobs).toEqual([{ deletion: code }])
		expect((await place.dependencies.deletions.find(code))?.state).toBe('inWork')
	})

	it('alarms once it is older than 24 hours, for as long as it is open', async () => {
		const place = createPlace()
		const { confirmation_code: code } = await place.asked('7001')
		place.setTime(addMilliseconds(minute(10), 23 * HOUR))
		await tendDeletions(place.dependencies)
		expect(place.lines.join('')).not.toContain('DeletionsOverdue')
		place.setTime(addMilliseconds(minute(10), DAY))
		await tendDeletions(place.dependencies)
		expect(place.lines.join('')).toContain('"DeletionsOverdue":1')
		await finishDeletion(place.dependencies, { code, actor: LEA })
		place.lines.length = 0
		await tendDeletions(place.dependencies)
		expect(place.lines.join('')).not.toContain('DeletionsOverdue')
	})

	it('is brought on its way by a lead who names the case: a demand that can be withdrawn', async () => {
		const place = createPlace()
		const caseId = await place.known('7001')
		const { confirmation_code: code } = await place.asked('88880001')
		await finishDeletion(place.dependencies, { code, actor: LEA, caseId })
		expect((await place.store.load(caseId))?.personErasure).toMatchObject({ state: 'demanded', by: LEA.key })
		expect(await place.dependencies.deletions.find(code)).toMatchObject({
			state: 'inWork',
			cases: [caseId],
			by: LEA.key,
		})
		await expect(finishDeletion(place.dependencies, { code, actor: LEA })).rejects.toMatchObject({
			code: 'deletionInWork',
		})
		await tendDeletions(place.dependencies)
		expect((await place.dependencies.deletions.find(code))?.state).toBe('inWork')
	})

	it.each([
		['at once', (place: ReturnType<typeof createPlace>, id: CaseId) => takeBackDeletions(place.dependencies, id)],
		['by the hourly look', (place: ReturnType<typeof createPlace>) => tendDeletions(place.dependencies)],
	])('waits for a person again %s after that is withdrawn, and its 24 hours go on', async (_, takeBack) => {
		const place = createPlace()
		const caseId = await place.known('7001')
		const { confirmation_code: code } = await place.asked('88880001')
		await finishDeletion(place.dependencies, { code, actor: LEA, caseId })
		await applyCommand(place, caseId, withdrawErasure(LEA.key))
		place.lines.length = 0
		await takeBack(place, caseId)
		expect(place.lines.join('')).toContain('"DeletionsByHand":1')
		expect(await place.dependencies.deletions.find(code)).toMatchObject({
			state: 'byHand',
			cases: [],
			askedAt: minute(10),
		})
		place.setTime(addMilliseconds(minute(10), DAY))
		await tendDeletions(place.dependencies)
		expect(place.jobs).toEqual([])
		expect((await place.store.load(caseId))?.personErasure).toBeUndefined()
		expect(place.lines.join('')).toContain('"DeletionsOverdue":1')
	})

	it('refuses a code that is unknown or finished, and a case that is unknown', async () => {
		const place = createPlace()
		const { confirmation_code: code } = await place.asked('7001')
		const finish = (change: object) => finishDeletion(place.dependencies, { code, actor: LEA, ...change })
		await expect(finish({ code: '0'.repeat(26) })).rejects.toMatchObject({ code: 'deletionUnknown' })
		await expect(finish({ caseId: `case_${'0'.repeat(26)}` })).rejects.toMatchObject({ code: 'caseUnknown' })
		await finish({})
		await expect(finish({})).rejects.toMatchObject({ code: 'deletionFinished' })
	})
})

describe('the status page', () => {
	it('says honestly that a person must finish it, until when, and when that time is over', async () => {
		const place = createPlace()
		const { url } = await place.asked('7001')
		const german = await place.page(url)
		expect(german.status).toBe(200)
		expect(german.text).toContain('Ein Mensch muss Ihre Bitte abschließen')
		expect(german.text).toContain('23. November 2026 um 11:10')
		expect(german.text).toContain('0800 0000000')
		expect(german.text).not.toContain('im Verzug')
		const english = await place.page(`${url}?lang=en`)
		expect(english.text).toContain('A person has to finish your request')
		expect(english.text).toContain('23 November 2026')
		place.setTime(addMilliseconds(minute(10), DAY))
		expect((await place.page(url)).text).toContain('im Verzug')
	})

	it('says that it is looked for, in work, that all is erased, that nothing was kept', async () => {
		const place = createPlace()
		const caseId = await place.known('7001')
		const { url } = await place.ask('7001')
		expect((await place.page(url)).text).toContain('Wir sehen nach')
		await place.look()
		expect((await place.page(url)).text).toContain('Wir löschen Ihre Daten')
		await applyCommand(place, caseId, { kind: 'recordPersonErasure' })
		await tendDeletions(place.dependencies)
		expect((await place.page(url)).text).toContain('Ihre Daten sind gelöscht')
		const other = await place.asked('7002')
		await finishDeletion(place.dependencies, { code: other.confirmation_code, actor: LEA })
		expect((await place.page(other.url, { 'accept-language': 'en' })).text).toContain('We have nothing of you')
	})

	it('has the look and the headers of the other pages, and the other language by a plain link', async () => {
		const place = createPlace()
		const { url, confirmation_code: code } = await place.ask('7001')
		const { headers, text } = await place.page(url)
		expect(headers.get('content-security-policy')).toContain("default-src 'none'")
		expect(headers.get('cache-control')).toBe('no-store')
		expect(headers.get('content-language')).toBe('de')
		expect(text).toContain(`href="/data/deletion/${code}?lang=en"`)
		expect(text).not.toContain('<script')
		expect(text).toContain('Beispiel Telekom')
	})

	it('shows a decent page for a code that is unknown or none', async () => {
		const place = createPlace()
		for (const path of [`/data/deletion/${'0'.repeat(26)}`, '/data/deletion/x%3Cscript%3E', '/data/deletion/a/b']) {
			const { status, text } = await place.page(path)
			expect(status).toBe(404)
			expect(text).toContain('Diesen Code kennen wir nicht')
			expect(text).not.toContain('<script')
		}
	})
})
