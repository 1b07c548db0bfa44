import { describe, expect } from 'vitest'
import { applyCommand, applyPrepared } from '#shared/cases/apply.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { addMilliseconds, SECOND } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Id } from '#shared/kernel/id.ts'
import { CONFLICT_TRIES } from '#shared/kernel/retry-on-conflict.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { REOPEN_WITHIN, type Received, receiveMessage } from '#shared/messages/receive-message.ts'
import { type CasePlace, incoming, it } from '#test/fixtures/case-place.ts'
import { ANNA, close, keyOf, minute } from '#test/support/case-factories.ts'
import { aNote } from '#test/support/content-factories.ts'

const ADDRESS = { network: 'x', accountId: '1001', userId: '5001' } as const
const receive = (place: CasePlace, change: Partial<IncomingMessage> = {}) => receiveMessage(place, incoming(change))
const caseOf = (received: Received): Id<'case'> => {
	if (received.outcome !== 'message') throw new Error(received.outcome)
	return received.caseId
}
const closed = async (place: CasePlace): Promise<Id<'case'>> => {
	const id = caseOf(await receive(place))
	await applyCommand(place, id, close())
	return id
}

describe('which case a message belongs to', () => {
	it('is a new one for somebody unknown', async ({ place }) => {
		const received = await receive(place)
		expect(received).toMatchObject({ outcome: 'message', opened: true })
		expect(await place.store.load(caseOf(received))).toMatchObject({ state: 'open', version: 2, turn: { who: 'ours' } })
		expect(await place.contacts.find(ADDRESS)).toMatchObject({
			openCase: caseOf(received),
			handle: 'kundin',
			revision: 1,
		})
	})
	it('continues the open case when the customer writes again', async ({ place }) => {
		const id = caseOf(await receive(place))
		expect(await receive(place, { sentAt: minute(5) })).toEqual({ outcome: 'message', caseId: id, opened: false })
		expect(await place.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived', 'MessageReceived'])
		expect((await place.contacts.find(ADDRESS))?.revision).toBe(1)
	})
	it('is another one for another person, account or network', async ({ place }) => {
		const first = caseOf(await receive(place))
		const others = [
			await receive(place, { author: { id: '5002' } }),
			await receive(place, { accountId: '1002' }),
			await receive(place, { network: 'facebook' }),
		].map(caseOf)
		expect(new Set([first, ...others]).size).toBe(4)
	})
	it('is the one closed less than fourteen days before the network’s time, reopened', async ({ place }) => {
		const id = await closed(place)
		const sentAt = addMilliseconds(minute(0), REOPEN_WITHIN - SECOND)
		expect(await receive(place, { sentAt })).toEqual({ outcome: 'message', caseId: id, opened: false })
		expect((await place.factsOf(id)).slice(-2)).toEqual(['CaseReopened', 'MessageReceived'])
		expect(await place.store.load(id)).toMatchObject({ state: 'open', waitingSince: sentAt })
	})
	it('reopens for a message sent before the close that comes only now', async ({ place }) => {
		const id = await closed(place)
		place.setTime(addMilliseconds(minute(0), 5 * REOPEN_WITHIN))
		expect(caseOf(await receive(place, { sentAt: minute(-9) }))).toBe(id)
	})
	it('is a new one fourteen days after the close', async ({ place }) => {
		const id = await closed(place)
		const next = await receive(place, { sentAt: addMilliseconds(minute(0), REOPEN_WITHIN) })
		expect(next).toMatchObject({ opened: true })
		expect((await place.contacts.find(ADDRESS))?.cases).toEqual([id, caseOf(next)])
		expect((await place.contacts.find(ADDRESS))?.openCase).toBe(caseOf(next))
	})
	it('is a new one where the contact’s case is gone', async ({ place }) => {
		await receive(place)
		const contact = await place.contacts.find(ADDRESS)
		const lost = {
			...contact,
			key: contact?.key ?? keyOf('contact', 1),
			...ADDRESS,
			openCase: keyOf('case', 9),
			cases: [],
			revision: 1,
		}
		const contacts = { ...place.contacts, find: async () => lost }
		expect(await receiveMessage({ ...place, contacts }, incoming())).toMatchObject({ opened: true })
	})
	it('writes the contact with a reopening, so that an opening at the same time sees it', async ({ place }) => {
		await closed(place)
		const before = await place.contacts.find(ADDRESS)
		await receive(place, { sentAt: minute(9) })
		expect((await place.contacts.find(ADDRESS))?.revision).toBe((before?.revision ?? 0) + 1)
	})
	it('ends in one open case when two messages, one reopening and one opening, come at once', async ({ place }) => {
		await closed(place)
		const late = addMilliseconds(minute(0), REOPEN_WITHIN + SECOND)
		const received = await Promise.all([receive(place, { sentAt: late }), receive(place, { sentAt: minute(3) })])
		expect(new Set(received.map(caseOf)).size).toBe(1)
	})
})

describe('a message is filed once', () => {
	it('knows a redelivery of its own event', async ({ place }) => {
		const message = incoming()
		await receiveMessage(place, message)
		expect(await receiveMessage(place, message)).toEqual({ outcome: 'alreadyDone' })
	})
	it('calls the same content by another event a duplicate', async ({ place }) => {
		const message = incoming()
		await receiveMessage(place, message)
		expect(await receiveMessage(place, { ...message, source: `env_${'1'.repeat(26)}#0` })).toEqual({
			outcome: 'duplicate',
		})
	})
	it('keeps the text as it was given', async ({ place }) => {
		const message = incoming({ author: { id: '5001' }, parentId: '77' })
		const caseId = caseOf(await receiveMessage(place, message))
		const [content] = await place.content.get([message.key])
		expect(content).toMatchObject({
			id: message.key,
			caseId,
			text: message.text,
			form: 'mention',
			accountId: '1001',
			userId: '5001',
			contentId: message.contentId,
			threadId: message.threadId,
			parentId: '77',
			source: message.source,
			seen: { 'edition@0': message.source },
			filedVersion: 2,
			at: message.sentAt,
		})
		for (const absent of ['authorName', 'authorHandle', 'erasedAt'])
			expect(content).not.toHaveProperty(absent, expect.anything())
	})
	it('renews the handle, and keeps it where a message brings none', async ({ place }) => {
		await receive(place)
		await receive(place, { author: { id: '5001', handle: 'kundin_neu' } })
		await receive(place, { author: { id: '5001' } })
		expect(await place.contacts.find(ADDRESS)).toMatchObject({ handle: 'kundin_neu', revision: 2 })
	})
	it('loses none of twenty first messages that come at once, all in one case', async ({ place }) => {
		const received = await Promise.all(
			Array.from({ length: 20 }, async () => {
				const message = incoming()
				for (;;) {
					const result = await receiveMessage(place, message).catch(() => undefined)
					if (result !== undefined) return result
				}
			}),
		)
		expect(new Set(received.map(caseOf)).size).toBe(1)
		const [first] = received
		expect(first && (await place.store.load(caseOf(first)))?.unanswered.count).toBe(20)
	})
})

describe('when others are faster', () => {
	const conflicting = (store: CaseStore, times: number): CaseStore & { attempts: () => number } => {
		let attempts = 0
		return {
			...store,
			attempts: () => attempts,
			commit: async (change) => (++attempts <= times ? { result: 'conflict' } : store.commit(change)),
		}
	}
	it('decides anew from a fresh read', async ({ place }) => {
		const store = conflicting(place.store, CONFLICT_TRIES - 1)
		expect(await receiveMessage({ ...place, store }, incoming())).toMatchObject({ outcome: 'message' })
		expect(store.attempts()).toBe(CONFLICT_TRIES)
	})
	it('retries later when they were faster each time', async ({ place }) => {
		const store = conflicting(place.store, CONFLICT_TRIES)
		await expect(receiveMessage({ ...place, store }, incoming())).rejects.toThrow(RetryLaterError)
	})
	it('retries later with a command too', async ({ place }) => {
		const id = caseOf(await receive(place))
		const claim = { kind: 'claim', by: ANNA } as const
		const store = conflicting(place.store, 1)
		expect(await applyCommand({ ...place, store }, id, claim)).toMatchObject({ outcome: 'applied' })
		await expect(
			applyCommand({ ...place, store: conflicting(place.store, CONFLICT_TRIES) }, id, claim),
		).rejects.toThrow(RetryLaterError)
	})
})

describe('a command', () => {
	it('refuses an unknown case', async ({ place }) =>
		expect(applyCommand(place, keyOf('case', 9), { kind: 'lapse' })).rejects.toMatchObject({
			code: 'caseUnknown',
		}))
	it('is stale when it was decided on an older version, and shows the current state', async ({ place }) => {
		const id = caseOf(await receive(place))
		const stale = await applyCommand(place, id, { kind: 'claim', by: ANNA }, { version: 1 })
		expect(stale).toMatchObject({ outcome: 'stale', state: { version: 2 } })
		expect(await applyCommand(place, id, { kind: 'claim', by: ANNA }, { version: 2 })).toMatchObject({
			outcome: 'applied',
			state: { version: 3 },
			facts: [{ kind: 'CaseClaimed', at: minute(0) }],
		})
	})
	it('is refused with the code and the state it was decided on', async ({ place }) => {
		const id = caseOf(await receive(place))
		expect(await applyCommand(place, id, { kind: 'revokeRequest', by: ANNA })).toMatchObject({
			outcome: 'refused',
			refusal: 'noOpenRequest',
			state: { version: 2 },
		})
	})
	it('writes nothing where it changes nothing', async ({ place }) => {
		const id = caseOf(await receive(place))
		expect(await applyCommand(place, id, { kind: 'lapse' })).toMatchObject({ outcome: 'applied', facts: [] })
		expect((await place.store.load(id))?.version).toBe(2)
	})
	it('stores its text once, however often it is given', async ({ place }) => {
		const id = caseOf(await receive(place))
		const note = keyOf('note', 1)
		const content = aNote({ id: note, caseId: id })
		await applyPrepared(place, id, () => ({ command: { kind: 'writeNote', by: ANNA, note }, content }))
		const again = await applyPrepared(place, id, () => ({ command: { kind: 'writeNote', by: ANNA, note }, content }))
		expect(again).toMatchObject({ outcome: 'applied', facts: [] })
		expect(await place.content.get([note])).toEqual([content])
		expect((await place.store.load(id))?.version).toBe(3)
	})
})
