import { describe, expect } from 'vitest'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { sendPlain } from '#infra/local/cloud/proxy/http-send.ts'
import { DeskAnswerError } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it } from '#test/fixtures/system-test.ts'

const LONGEST = 60_000
const WORDS = 'Ich will nicht mehr leben'

const advance = async (origin: string, milliseconds: number): Promise<void> => {
	const answer = await fetch(`${origin}/practice/clock`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ advance: milliseconds }),
	})
	expect(answer.status).toBe(200)
}

/** Listens where the lead on call does: a queue of the test's own, subscribed to the topic. */
const onCall = async (system: BootedSystem) => {
	const { proxyPort } = system.parts
	const topic = system.system.topics.find(({ name }) => /danger/i.test(name))
	if (topic === undefined) throw new Error('no topic for dangers')
	const caller = createAwsCaller({ proxyPort })
	const QueueName = 'who-is-on-call'
	await caller.call({ service: 'sqs', action: 'CreateQueue', input: { QueueName } })
	const QueueUrl = `http://sqs.eu-central-1.amazonaws.com/000000000000/${QueueName}`
	const form = {
		Action: 'Subscribe',
		TopicArn: `arn:aws:sns:eu-central-1:000000000000:${topic.name}`,
		Protocol: 'sqs',
		Endpoint: `arn:aws:sqs:eu-central-1:000000000000:${QueueName}`,
		'Attributes.entry.1.key': 'RawMessageDelivery',
		'Attributes.entry.1.value': 'true',
	}
	await sendPlain({ proxyPort, service: 'sns', method: 'POST', path: '/', form })
	return {
		heard: async (): Promise<string[]> => {
			const answer = await caller.call({
				service: 'sqs',
				action: 'ReceiveMessage',
				input: { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 },
			})
			const { Messages = [] } = answer as { Messages?: { Body: string }[] | undefined }
			return Messages.map(({ Body }) => Body)
		},
		stop: () => caller.close(),
	}
}

describe('a customer in danger', () => {
	it('is seen first, told to who is on call until somebody takes it, and not closed before something was done', async ({
		system,
		desk,
		practice,
		log,
	}) => {
		const phone = await onCall(system)
		const write = (author: string, text: string) =>
			practice.write({ network: 'x', visibility: 'public', author, text: `@hilft ${text}` })
		await write('geduld', 'Wann geht das Netz wieder?')
		await waitUntil('the first case', async () => (await desk.cases())[0], LONGEST)
		await write('not', WORDS)
		const isSeen = async () => (await desk.cases())[0]?.dangers[0] && (await desk.cases())[0]
		const { id, number } = await waitUntil('the danger at the head of the list', isSeen, LONGEST)
		await log.until('DANGER_RAISED', { caseId: id, function: 'dispatch' })
		expect((await desk.queue())[0]).toMatchObject({ id, dangers: ['selfHarm'], text: expect.stringContaining('leben') })
		const { case: shown } = await desk.show(id)
		expect(shown.dangers).toMatchObject([{ danger: 'selfHarm', words: 'will nicht mehr leben' }])

		await advance(system.origin, 3 * MINUTE)
		const heard = await phone.heard()
		expect(heard).toEqual([expect.stringContaining(number)])
		expect(heard[0]).toContain('selfHarm')
		expect(heard[0]).not.toContain('leben')
		expect((await desk.show(id)).timeline.map(({ kind }) => kind)).toContain('dangerTold')

		const ending = { outcome: 'noRequest', reason: 'opinion' }
		const { version } = (await desk.show(id)).case
		await expect(desk.command(id, 'outcome', { version, ...ending })).rejects.toBeInstanceOf(DeskAnswerError)
		await desk.command(id, 'dangers/selfHarm/taking', {})
		await advance(system.origin, 30 * MINUTE)
		expect(await phone.heard()).toHaveLength(1)
		const ended = await desk.command(id, 'dangers/selfHarm/end', { did: 'helpNamed' })
		expect(ended.dangers).toEqual([])
		await desk.show(id)
		expect((await desk.command(id, 'outcome', { version: ended.version, ...ending })).state).toBe('closed')
		expect(system.parts.proxy.refusedActions()).toEqual({})
		phone.stop()
	}, 180_000)
})
