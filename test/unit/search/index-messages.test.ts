import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { Content } from '#shared/cases/content.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { newEnvelopeId } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { eraseContent } from '#shared/messages/update-content.ts'
import { findPlaces } from '#shared/search/find-places.ts'
import { expireFromSearch, indexMessage } from '#shared/search/index-messages.ts'
import { indexStream } from '#shared/search/index-stream.ts'
import { caseAt, FOUND_AFTER_CLOSE, hashToken, SHARDS, shardOf } from '#shared/search/search-index.ts'
import { soughtIn, tokensOf } from '#shared/search/tokens.ts'
import { indexMissed } from '#shared/upkeep/index-missed.ts'
import { type CasePlace, it as caseIt, incoming } from '#test/fixtures/case-place.ts'
import { createMemoryLedger } from '#test/memory/ledger.ts'
import { createMemorySearchIndex } from '#test/memory/search-index.ts'
import { ANNA, minute } from '#test/support/case-factories.ts'
import { anId } from '#test/support/request-factories.ts'
import { createRandom } from '#test/support/seeded-random.ts'

const KEY = 'search-key-of-the-tests'

const createSearchPlace = (place: CasePlace) => {
	const index = createMemorySearchIndex(place)
	const lines: string[] = []
	const dependencies = { ...place, index, searchKey: KEY, log: createLog((line) => lines.push(line)) }
	const write = async (change: Parameters<typeof incoming>[0] = {}) => {
		const message = incoming({ source: anId('env'), ...change })
		const received = await receiveMessage(place, message)
		if (received.outcome !== 'message') throw new Error(received.outcome)
		return { caseId: received.caseId, message: message.key }
	}
	const change = async (message: MessageKey, next: (content: Content & { readonly kind: 'message' }) => Content) => {
		const [content] = await place.content.get([message])
		if (content?.kind === 'message') await place.content.put({ ...next(content), revision: content.revision + 1 })
	}
	const find = async (typed: string): Promise<readonly CaseId[]> => {
		const tokens = soughtIn(typed).map((token) => hashToken(KEY, token))
		return (await findPlaces(index, tokens, 100)).places.map(caseAt)
	}
	return { ...dependencies, lines, write, change, find }
}

const it = caseIt.extend('search', ({ place }) => createSearchPlace(place))

describe('a message', () => {
	it('leads to its case by its words, its author and their account, and by nothing that is stored in clear', async ({
		search,
	}) => {
		const { caseId, message } = await search.write()
		expect(await indexMessage(search, message)).toBe('indexed')
		expect(await indexMessage(search, message)).toBe('unchanged')
		for (const typed of ['anschluss', '@kundin', 'kund', 'kundin anschluss'])
			expect(await search.find(typed)).toEqual([caseId])
		const stored = search.index.everything().join('\n').toLowerCase()
		for (const word of ['anschluss', 'kundin', 'kund', '5001', '1924465506158878979'])
			expect(stored).not.toContain(word)
	})
	it('leads by what it says now: not by what was masked or edited away, and not by what was erased', async ({
		search,
	}) => {
		const { caseId, message } = await search.write({ text: 'Glasfaser kaputt' })
		const other = await search.write({ text: 'Rechnung kaputt' })
		expect(other.caseId).toBe(caseId)
		for (const one of [message, other.message]) await indexMessage(search, one)
		await search.change(message, (content) => ({ ...content, text: 'Router kaputt' }))
		await indexMessage(search, message)
		expect(await search.find('glasfaser')).toEqual([])
		expect(await search.find('router rechnung')).toEqual([caseId])
		await search.change(message, (content) => eraseContent(content, minute(5)))
		expect(await indexMessage(search, message)).toBe('indexed')
		expect(await search.find('router')).toEqual([])
		expect(await search.find('kaputt kundin')).toEqual([caseId])
		await search.change(other.message, (content) => eraseContent(content, minute(5)))
		await indexMessage(search, other.message)
		expect(search.index.everything()).toEqual([])
	})
	it('that is filed with no case leads nowhere, nor does one that is not there', async ({ search }) => {
		expect(await indexMessage(search, anId('msg'))).toBe('unchanged')
		expect(search.index.everything()).toEqual([])
	})
	it('of a case that cannot be read stops no other', async ({ search }) => {
		const { caseId, message } = await search.write()
		const other = await search.write({ author: { id: '2', handle: 'andere' } })
		search.makeUnreadable(caseId)
		const Records = [message, other.message, anId('note')].map((id) => ({
			dynamodb: { Keys: { id: { S: id } }, SequenceNumber: id },
		}))
		expect(await indexStream(search, { Records })).toEqual({ batchItemFailures: [] })
		expect(await search.find('anschluss')).toEqual([other.caseId])
	})
	it('that fails is reported, and the others are filed', async ({ search }) => {
		const [one, other] = [await search.write(), await search.write({ author: { id: '2' } })]
		const content = {
			get: async (ids: Parameters<typeof search.content.get>[0]) => {
				if (ids[0] === one.message) throw new Error('Anschluss')
				return search.content.get(ids)
			},
		}
		const Records = [one, other].map(({ message }) => ({
			dynamodb: { Keys: { id: { S: message } }, SequenceNumber: message },
		}))
		const failed = await indexStream({ ...search, content }, { Records })
		expect(failed).toEqual({ batchItemFailures: [{ itemIdentifier: one.message }] })
		expect(await search.find('anschluss')).toEqual([other.caseId])
		expect(search.lines.join('')).not.toContain('Anschluss')
	})
})

/** Begins a job that has read content and index already, and writes when others have changed both: it may give up, and is repeated. */
const beginLate = async (search: ReturnType<typeof createSearchPlace>, message: MessageKey) => {
	const known = await search.content.get([message])
	const [content] = known
	const names = content?.kind === 'message' ? [{ caseId: content.caseId, message }] : []
	const before = await search.index.lists(names)
	const stale = { content: { get: async () => known }, index: { ...search.index, lists: async () => before } }
	return () => indexMessage({ ...search, ...stale }, message).catch(() => undefined)
}

describe('after any acts in any order', () => {
	it.for(Array.from({ length: 40 }, (_, seed) => seed + 1))(
		'the index is what content says, made anew: seed %i',
		async (seed, { search, place }) => {
			const chance = createRandom(seed)
			const words = ['glasfaser', 'router', 'rechnung', 'kaputt', 'techniker', 'termin']
			const text = () => chance.shuffled(words).slice(0, 3).join(' ')
			const messages: MessageKey[] = []
			/** Jobs that read content when they begin, and write when others have changed it. */
			const late: (() => Promise<unknown>)[] = []
			for (let act = 0; act < 60; act += 1) {
				const message = messages[chance.whole(messages.length)]
				const kind = chance.whole(5)
				if (message === undefined || kind === 0) {
					const author = { id: String(chance.whole(4)), name: chance.pick(['Sabine Müller', 'Ali Yıldız']) }
					messages.push((await search.write({ author, text: text() })).message)
				} else if (kind === 1) await search.change(message, (content) => ({ ...content, text: text() }))
				else if (kind === 2 && chance.whole(4) === 0)
					await search.change(message, (content) => eraseContent(content, minute(9)))
				else if (kind === 3) late.push(await beginLate(search, message))
				else {
					await Promise.all([indexMessage(search, message), indexMessage(search, message)])
					if (late.length > 0 && chance.whole(2) === 0) await late.splice(chance.whole(late.length), 1)[0]?.()
				}
			}
			for (const job of late) await job()
			for (const message of messages) await indexMessage(search, message)
			const anew = createMemorySearchIndex(place)
			for (const message of messages) await indexMessage({ ...search, index: anew }, message)
			const withoutRevisions = (items: readonly string[]) => items.map((item) => item.replace(/"revision":\d+/, ''))
			expect(withoutRevisions(search.index.everything())).toEqual(withoutRevisions(anew.everything()))
		},
	)
})

describe('a case', () => {
	it('is found until 90 days after its close, and again once it is open', async ({ search, place }) => {
		const { caseId, message } = await search.write()
		await indexMessage(search, message)
		await applyCommand(place, caseId, {
			kind: 'close',
			by: ANNA,
			outcome: 'noRequest',
			unansweredReason: 'thanks',
			isRapid: false,
			isLead: false,
			seenVersion: 2,
			eraseAt: minute(9),
		})
		place.setTime(addMilliseconds(minute(0), MINUTE))
		await expireFromSearch(search, caseId)
		place.setTime(addMilliseconds(minute(0), FOUND_AFTER_CLOSE - MINUTE))
		expect(await search.find('anschluss')).toEqual([caseId])
		place.setTime(addMilliseconds(minute(0), FOUND_AFTER_CLOSE + MINUTE))
		expect(await search.find('anschluss')).toEqual([])
		await search.write({ sentAt: minute(3), text: 'danke' })
		await expireFromSearch(search, caseId)
		expect(await search.find('anschluss')).toEqual([caseId])
	})
})

describe('what the search missed', () => {
	it('is found by the books of the last hours, and filed', async ({ search, place }) => {
		const ledger = createMemoryLedger()
		const [early, missed, filed] = [
			await search.write({ author: { id: '1' } }),
			await search.write(),
			await search.write({ author: { id: '2' } }),
		]
		await indexMessage(search, filed.message)
		const now = addMilliseconds(minute(0), DAY)
		place.setTime(now)
		for (const [{ caseId }, age] of [
			[early, 4 * HOUR],
			[missed, HOUR],
			[filed, HOUR],
		] as const) {
			const envelope = newEnvelopeId(addMilliseconds(now, -age), place.random)
			await ledger.expect({ envelope, count: 1 })
			await ledger.settle(envelope, new Map([[0, 'message']]), new Map([[0, caseId]]))
		}
		expect(await indexMissed({ ...search, ledger }, () => false)).toEqual({ missed: 0 })
		expect(await indexMissed({ ...search, ledger }, () => true)).toEqual({ missed: 1 })
		expect(new Set(await search.find('anschluss'))).toEqual(new Set([missed.caseId, filed.caseId]))
		expect(await indexMissed({ ...search, ledger }, () => true)).toEqual({ missed: 0 })
	})
})

describe('a word that everybody writes', () => {
	it('writes no key more often than 500 units a second at 1,000 messages a second, each of a case of its own', () => {
		const units = Array.from({ length: SHARDS }, () => 0)
		for (let message = 0; message < 1_000; message += 1) {
			expect(tokensOf({ text: 'Internet ausgefallen!' })).toEqual(['internet', 'ausgefallen'])
			const shard = shardOf(anId('case'))
			// A transaction writes each item at two units.
			units[shard] = (units[shard] ?? 0) + 2
		}
		expect(Math.max(...units)).toBeLessThan(500)
	})
})
