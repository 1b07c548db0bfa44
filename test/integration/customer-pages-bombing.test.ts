import { describe, expect } from 'vitest'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { hmacKeySchema } from '#shared/aws/secrets.ts'
import { ANSWER_INTERVAL_MILLISECONDS } from '#shared/pages/response-timing.ts'
import { revokeOpenRequest } from '#shared/requests/end-request.ts'
import { openRequest, startLink } from '#shared/requests/open-request.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { operatorTables } from '#test/support/operator-tables.ts'
import { anId } from '#test/support/request-factories.ts'

const it = systemIt.extend('requests', { scope: 'file' }, ({ system }) =>
	createDynamoRequestStore(operatorTables(system.parts.proxyPort), system.aws.table('Requests').name),
)

const linkSecret = hmacKeySchema.parse(JSON.parse(localSecretValues.Link ?? '')).key

/** A request as dispatch would have opened it; no case stands behind it. */
const open = async (requests: RequestStore) => {
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

const post = async (system: BootedSystem, path: string, fields: Readonly<Record<string, string>>) => {
	const body = new URLSearchParams(fields)
	const answer = await fetch(`${system.origin}${path}`, { method: 'POST', body })
	return { status: answer.status, text: await answer.text() }
}

describe('the start page of the whole system', () => {
	it('sends two mails for three hundred posts against one mailbox, and shows one and the same page', async ({
		system,
		requests,
	}) => {
		const opened = await Promise.all(Array.from({ length: 30 }, () => open(requests)))
		const pages = new Set<string>()
		for (let round = 0; round < 10; round++) {
			const answers = opened.map(({ link }, index) =>
				post(system, '/start/send', {
					link,
					email: index % 2 === 0 ? 'opfer@example.org' : `Opfer+${round}@example.org`,
				}),
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

	// That they leave on the beat whatever is done is proved with a clock that stands; here, that there is one.
	it('answers no sooner than on the first beat, to unknown and revoked, for a mail that leaves and one that does not', async ({
		system,
		requests,
	}) => {
		const took = async (path: string, fields: Readonly<Record<string, string>>) => {
			const startedAt = performance.now()
			await post(system, path, fields)
			return performance.now() - startedAt
		}
		const [{ link, requestId }, one] = [await open(requests), await open(requests)]
		await revokeOpenRequest({ requests }, requestId, new Date().toISOString())
		// A timer may fire a millisecond early.
		for (const milliseconds of [
			await took('/start', { link: 'x'.repeat(43) }),
			await took('/start', { link }),
			await took('/start/send', { link: one.link, email: 'frei@example.org' }),
			await took('/start/send', { link: one.link, email: 'opfer@example.org' }),
		])
			expect(milliseconds).toBeGreaterThanOrEqual(ANSWER_INTERVAL_MILLISECONDS - 1)
	})
})
