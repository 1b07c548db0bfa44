import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import { receiveMail } from '#shared/mail/receive-mail.ts'
import { keepAside } from '#shared/messages/file-written.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { promoteAside } from '#shared/messages/promote-aside.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { type CasePlace, incoming, it } from '#test/fixtures/case-place.ts'
import { close, endDanger, keyOf, minute, REQUEST } from '#test/support/case-factories.ts'

const IN_DANGER = 'Ich will nicht mehr leben. Mein Anwalt weiß Bescheid.'
const event = (index: number) => `env_${'0'.repeat(26)}#${index}`
const write = (place: CasePlace, change: Partial<IncomingMessage> = {}) =>
	receiveMessage(place, incoming({ key: keyOf('msg', 1), text: IN_DANGER, ...change }))
const theCase = async (place: CasePlace) => {
	const [id] = [...place.facts.keys()]
	const state = id === undefined ? undefined : await place.store.load(id)
	if (state === undefined) throw new Error('no case')
	return state
}
const raisedBy = (message: MessageKey) => ({
	dangers: [{ danger: 'selfHarm', messages: [message] }],
	signals: [{ signal: 'lawyer', state: 'raised', messages: [message] }],
})

describe('the words of a message', () => {
	it('raise what they mean in the same step as the message', async ({ place }) => {
		await write(place)
		const { id } = await theCase(place)
		expect(await place.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived', 'DangerRaised', 'SignalRaised'])
		expect(await theCase(place)).toMatchObject(raisedBy(keyOf('msg', 1)))
	})
	it('raise it in a case that is there, and open a closed one as any message does', async ({ place }) => {
		await write(place, { key: keyOf('msg', 2), text: 'Wann geht es wieder?' })
		const { id } = await theCase(place)
		await applyCommand(place, id, close())
		await write(place, { sentAt: minute(5), source: event(5) })
		expect((await place.factsOf(id)).slice(-4)).toEqual([
			'CaseReopened',
			'MessageReceived',
			'DangerRaised',
			'SignalRaised',
		])
	})
	it('raise it once, however often the event comes', async ({ place }) => {
		await write(place)
		await write(place)
		await write(place, { source: event(9) })
		const { id } = await theCase(place)
		expect(await place.factsOf(id)).toHaveLength(4)
	})
	it('are answered by the place where the message was filed, not by what was raised with it', async ({ place }) => {
		await write(place)
		await write(place, { edition: '1', text: 'Schon gut', sentAt: minute(2), source: event(2) })
		const { unanswered } = await theCase(place)
		expect(unanswered.count).toBe(1)
	})
	it('raise it by an edit, which opens a closed case even where its author has another one', async ({ place }) => {
		await write(place, { text: 'Wann geht es wieder?' })
		const { id } = await theCase(place)
		await applyCommand(place, id, close())
		place.setTime(minute(30 * 24 * 60))
		await write(place, { key: keyOf('msg', 3), text: 'Hallo?', sentAt: minute(30 * 24 * 60), source: event(3) })
		await write(place, { edition: '1', sentAt: minute(30 * 24 * 60), source: event(4) })
		expect((await place.factsOf(id)).slice(-4)).toEqual([
			'MessageEdited',
			'CaseReopened',
			'DangerRaised',
			'SignalRaised',
		])
	})
	it('raise nothing by an edition that is not shown', async ({ place }) => {
		await write(place, { text: 'Wann geht es wieder?', edition: '5' })
		await write(place, { edition: '4', source: event(4) })
		expect(await theCase(place)).toMatchObject({ dangers: [], signals: [] })
	})
	it('raise a danger again that had ended, where they are written anew', async ({ place }) => {
		await write(place)
		const { id } = await theCase(place)
		await applyCommand(place, id, endDanger())
		await write(place, { edition: '1', text: `${IN_DANGER} Wirklich.`, source: event(2) })
		expect(await theCase(place)).toMatchObject(raisedBy(keyOf('msg', 1)))
	})
	it('raise nothing where they were taken back before they came', async ({ place }) => {
		const change = { key: keyOf('msg', 1), change: 'erased', changedAt: minute(1), source: event(1) } as const
		await updateMessage(place, change)
		await write(place, { source: event(2) })
		expect(await theCase(place)).toMatchObject({ dangers: [], signals: [] })
	})
	it('raise nothing where only the network can read them', async ({ place }) => {
		await write(place, { isSealed: true })
		expect(await theCase(place)).toMatchObject({ dangers: [], signals: [] })
	})
	it('raise it once an aside becomes a message', async ({ place }) => {
		await keepAside(place, incoming({ key: keyOf('msg', 1), text: IN_DANGER, thread: 'thread' }))
		await promoteAside(place, keyOf('msg', 1))
		expect(await theCase(place)).toMatchObject(raisedBy(keyOf('msg', 1)))
	})
	it('raise it by mail', async ({ place }) => {
		await write(place, { text: 'Wann geht es wieder?' })
		const { id: caseId } = await theCase(place)
		const mail = {
			key: keyOf('msg', 7),
			caseId,
			request: REQUEST,
			text: IN_DANGER,
			sentAt: minute(4),
			addressAndLanguage: {},
			references: [],
			attached: [],
			media: [],
			source: event(7),
		}
		await receiveMail(place, mail)
		expect(await theCase(place)).toMatchObject(raisedBy(keyOf('msg', 7)))
		const [content] = await place.content.get([keyOf('msg', 7)])
		const facts = await place.factsOf(caseId)
		expect(content).toMatchObject({ filedVersion: facts.indexOf('MailReceived') + 1 })
	})
})
