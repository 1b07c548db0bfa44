import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operatorTables } from '#infra/local/cloud/operator-tables.ts'
import { localSecretValues } from '#infra/local/practice/local-secrets.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { revokeRequest } from '#shared/requests/end-request.ts'
import { openRequest, startLink } from '#shared/requests/open-request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import { anId } from '#test/support/request-factories.ts'
import { type BootedSystem, bootSystem } from '#test/support/running-system.ts'

const linkSecret = hmacKeySchema.parse(JSON.parse(localSecretValues.Link ?? '')).key

let system: BootedSystem
let requests: RequestStore
beforeAll(async () => {
	system = await bootSystem()
	requests = createDynamoRequestStore(operatorTables(system.parts.proxyPort), system.aws.table('Requests').name)
})
afterAll(() => system?.stop())

/** A request as dispatch would have opened it; no case stands behind it. */
const open = async () => {
	const requestId = anId('req')
	const requestedAt = new Date().toISOString()
	const request = {
		requestId,
		caseId: anId('case'),
		fields: ['phone'],
		form: 'sie',
		language: 'de',
		requestedAt,
	} as const
	await openRequest({ requests, linkSecret }, request)
	return { requestId, link: startLink({ linkSecret, dataOrigin: '' }, requestId).link.split('#')[1] ?? '' }
}

const post = async (path: string, fields: Readonly<Record<string, string>>) => {
	const body = new URLSearchParams(fields)
	const answer = await fetch(`${system.origin}${path}`, { method: 'POST', body })
	return { status: answer.status, text: await answer.text() }
}

describe('the start page of the whole system', () => {
	it('sends two mails for three hundred posts against one mailbox, and shows one and the same page', async () => {
		const opened = await Promise.all(Array.from({ length: 30 }, open))
		const pages = new Set<string>()
		for (let round = 0; round < 10; round++) {
			const answers = opened.map(({ link }, index) =>
				post('/start/send', { link, email: index % 2 === 0 ? 'opfer@example.org' : `Opfer+${round}@example.org` }),
			)
			for (const { status, text } of await Promise.all(answers)) pages.add(`${status} ${text}`)
		}
		expect(pages.size).toBe(1)
		expect([...pages][0]).toContain('Sehen Sie jetzt in Ihr Postfach')
		const issues = await Promise.all(
			opened.map(async ({ requestId }) => (await requests.find(requestId))?.issues ?? []),
		)
		expect(issues.flat()).toHaveLength(2)
	})

	it('takes the same time for unknown and revoked, for a mail that leaves and one that does not', async () => {
		const time = async (path: string, fields: Readonly<Record<string, string>>) => {
			const startedAt = performance.now()
			await post(path, fields)
			return performance.now() - startedAt
		}
		const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
		const { link, requestId } = await open()
		await revokeRequest({ requests }, requestId, new Date().toISOString())
		const unknown: number[] = []
		const revoked: number[] = []
		const left: number[] = []
		const withheld: number[] = []
		for (let i = 0; i < 15; i++) {
			unknown.push(await time('/start', { link: 'x'.repeat(43) }))
			revoked.push(await time('/start', { link }))
			const one = await open()
			left.push(await time('/start/send', { link: one.link, email: `frei${i}@example.org` }))
			withheld.push(await time('/start/send', { link: one.link, email: 'opfer@example.org' }))
		}
		// Held to the beat of 150 ms: what is left is the noise of this machine.
		expect(Math.abs(median(unknown) - median(revoked))).toBeLessThan(20)
		expect(Math.abs(median(left) - median(withheld))).toBeLessThan(20)
	})
})
