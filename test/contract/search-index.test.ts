import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import * as z from 'zod'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoSearchIndex, createDynamoSearchReader } from '#shared/aws/search-index.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { addMilliseconds, type Clock, DAY, MINUTE } from '#shared/kernel/clock.ts'
import { eraseContent } from '#shared/messages/update-content.ts'
import { findPlaces } from '#shared/search/find-places.ts'
import { indexMessage } from '#shared/search/index-messages.ts'
import {
	caseAt,
	placeOf,
	type SearchIndex,
	type SearchReader,
	shardOf,
	type TokenList,
} from '#shared/search/search-index.ts'
import { tokensOf } from '#shared/search/tokens.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { createMemorySearchIndex } from '#test/memory/search-index.ts'
import { factAt, stateOf } from '#test/support/case-factories.ts'
import { aMessage } from '#test/support/content-factories.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { anId } from '#test/support/request-factories.ts'

const it = onTemplateTables('Search', 'Content')

const START = '2026-11-22T12:00:00.000Z'

type Place = { readonly index: SearchIndex; readonly reader: SearchReader; readonly content: ContentStore }

const inMemory = (_: LocalTables, clock: Clock): Place => {
	const { content } = createMemoryStores()
	const index = createMemorySearchIndex({ content, clock })
	return { index, reader: index, content }
}
const inDynamo = ({ client }: LocalTables, clock: Clock): Place => ({
	index: createDynamoSearchIndex(client, { search: 'Search', content: 'Content' }),
	reader: createDynamoSearchReader(client, 'Search', clock),
	content: createDynamoContentStore(client, 'Content'),
})

/** A token that no other test has. */
const aToken = () => anId('cmd').slice(4)

describe.each([
	['in memory', inMemory],
	['in DynamoDB', inDynamo],
])('the index of the search, %s', (_, create) => {
	/** A message of a case, its content stored. */
	const aList = async (
		{ content }: Place,
		tokens: readonly string[],
		{
			caseId = anId('case'),
			openedAt = START,
		}: { readonly caseId?: CaseId | undefined; readonly openedAt?: string | undefined } = {},
	): Promise<TokenList> => {
		const message = anId('msg')
		await content.put(aMessage({ id: message, caseId }))
		return { caseId, message, place: placeOf(openedAt, caseId), tokens, revision: 0 }
	}
	const casesOf = async ({ reader }: Place, ...tokens: readonly string[]): Promise<readonly CaseId[]> =>
		(await findPlaces(reader, tokens, 100)).places.map(caseAt)

	it('leads to the cases that hold all tokens, the newest first', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		const [name, word, other] = [aToken(), aToken(), aToken()]
		const older = await aList(place, [name, word])
		const newer = await aList(place, [name, word, other], { openedAt: addMilliseconds(START, MINUTE) })
		for (const list of [newer, older]) expect(await place.index.replace(undefined, list, undefined)).toBe(true)
		expect(await casesOf(place, name)).toEqual([newer.caseId, older.caseId])
		expect(await casesOf(place, name, word)).toEqual([newer.caseId, older.caseId])
		expect(await casesOf(place, word, other, name)).toEqual([newer.caseId])
		expect(await casesOf(place, name, aToken())).toEqual([])
		expect(await place.index.lists([newer, older])).toEqual(expect.arrayContaining([newer, older]))
		expect(await place.index.listsOf(newer.caseId)).toEqual([newer])
	})
	it('lets a token lead to a case until no message of it holds the token', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		const [name, word] = [aToken(), aToken()]
		const first = await aList(place, [name, word])
		const second = await aList(place, [name], { caseId: first.caseId })
		for (const list of [first, second]) await place.index.replace(undefined, list, undefined)
		expect(await place.index.remove(first)).toBe(true)
		expect(await casesOf(place, name)).toEqual([first.caseId])
		expect(await casesOf(place, word)).toEqual([])
		expect(await place.index.remove(first)).toBe(false)
		expect(await place.index.remove(second)).toBe(true)
		expect(await casesOf(place, name)).toEqual([])
		expect(await place.index.listsOf(first.caseId)).toEqual([])
	})
	it('follows a message that changed, and takes away what it no longer says', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		const [kept, gone, come] = [aToken(), aToken(), aToken()]
		const before = await aList(place, [kept, gone])
		await place.index.replace(undefined, before, undefined)
		await place.content.put(aMessage({ id: before.message, caseId: before.caseId, revision: 1 }))
		const after = { ...before, tokens: [kept, come], revision: 1 }
		expect(await place.index.replace(before, after, undefined)).toBe(true)
		expect(await place.index.replace(before, after, undefined)).toBe(false)
		expect(await Promise.all([kept, gone, come].map((token) => casesOf(place, token)))).toEqual([
			[before.caseId],
			[],
			[before.caseId],
		])
		expect(await place.index.remove(after)).toBe(true)
		expect(await casesOf(place, kept)).toEqual([])
	})
	it('refuses what content no longer says: another revision, or erased', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		const token = aToken()
		const list = await aList(place, [token])
		const message = aMessage({ id: list.message, caseId: list.caseId })
		expect(await place.index.replace(undefined, { ...list, revision: 1 }, undefined)).toBe(false)
		await place.content.put({ ...eraseContent(message, START), revision: 1 })
		for (const revision of [0, 1])
			expect(await place.index.replace(undefined, { ...list, revision }, undefined)).toBe(false)
		expect(await place.index.listsOf(list.caseId)).toEqual([])
		expect(await casesOf(place, token)).toEqual([])
	})
	it('takes a whole case away, and no other', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		const token = aToken()
		const [one, other] = [await aList(place, [token, aToken()]), await aList(place, [token])]
		const more = await aList(place, [token, aToken()], { caseId: one.caseId })
		for (const list of [one, more, other]) await place.index.replace(undefined, list, undefined)
		await place.index.removeCase(one.caseId)
		await place.index.removeCase(one.caseId)
		expect(await casesOf(place, token)).toEqual([other.caseId])
		expect(await place.index.listsOf(one.caseId)).toEqual([])
	})
	it('lets a case be found until its time, which may be set and taken back', async ({ tables }) => {
		const clock = movingClock(START)
		const place = create(tables, clock)
		const [token, word] = [aToken(), aToken()]
		const list = await aList(place, [token])
		await place.index.replace(undefined, list, undefined)
		const until = addMilliseconds(START, DAY)
		await place.index.expire(list.caseId, until)
		const late = await aList(place, [token, word], { caseId: list.caseId })
		await place.index.replace(undefined, late, until)
		clock.pass(DAY - MINUTE)
		expect(await casesOf(place, token, word)).toEqual([list.caseId])
		clock.pass(2 * MINUTE)
		for (const sought of [token, word]) expect(await casesOf(place, sought)).toEqual([])
		expect(await casesOf(place, token, word)).toEqual([])
		await place.index.expire(list.caseId, undefined)
		expect(await casesOf(place, token, word)).toEqual([list.caseId])
		await place.index.expire(anId('case'), until)
	})
	it('goes page by page through what many cases hold, none twice and none missing', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		const [name, word] = [aToken(), aToken()]
		const lists = await Promise.all(
			Array.from({ length: 25 }, (__, minutes) =>
				aList(place, minutes % 2 === 0 ? [name, word] : [name], {
					openedAt: addMilliseconds(START, minutes * MINUTE),
				}),
			),
		)
		await Promise.all(lists.map((list) => place.index.replace(undefined, list, undefined)))
		const narrow: SearchReader = {
			...place.reader,
			places: (token, shard, _limit, before) => place.reader.places(token, shard, token === word ? 3 : 2, before),
		}
		const newest = lists.toReversed()
		for (const [tokens, sought] of [
			[[name], newest],
			[[name, word], newest.filter(({ tokens: held }) => held.includes(word))],
		] as const) {
			const found: CaseId[] = []
			let cursor: string | undefined
			do {
				const { places, next } = await findPlaces(narrow, tokens, 4, cursor)
				expect(places.length).toBeLessThanOrEqual(4)
				found.push(...places.map(caseAt))
				cursor = next
			} while (cursor !== undefined)
			expect(found).toEqual(sought.map(({ caseId }) => caseId))
		}
	})
	it('refuses a cursor that it did not give', async ({ tables }) => {
		const place = create(tables, movingClock(START))
		await expect(findPlaces(place.reader, [aToken()], 10, 'x')).rejects.toThrow('cursorInvalid')
	})
})

/** What an act on the tables takes: calls, and units as DynamoDB counts them. */
const counted = async ({ client }: LocalTables, act: (client: LocalTables['client']) => Promise<unknown>) => {
	const units = { read: 0, written: 0, calls: 0 }
	client.middlewareStack.add(
		(next, { commandName = '' }) =>
			async (args) => {
				const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
				const { ConsumedCapacity } = capacitySchema.parse(answer.output)
				const sum = [ConsumedCapacity].flat().reduce((total, { CapacityUnits }) => total + CapacityUnits, 0)
				units.calls += 1
				if (/^(Get|Query|BatchGet)/.test(commandName)) units.read += sum
				else units.written += sum
				return answer
			},
		{ step: 'initialize', priority: 'high', name: 'counting', override: true },
	)
	try {
		await act(client)
	} finally {
		client.middlewareStack.remove('counting')
	}
	return units
}

const oneCapacity = z.object({ CapacityUnits: z.number() })
const capacitySchema = z.object({ ConsumedCapacity: z.union([z.array(oneCapacity), oneCapacity]) })

describe('the search in DynamoDB', () => {
	it('costs two units a token to file, at most four reads, and three calls that no customer waits for', async ({
		tables,
	}) => {
		const { content } = inDynamo(tables, movingClock(START))
		const [caseId, message] = [anId('case'), anId('msg')]
		const text =
			'Guten Tag, seit gestern ist unser Internet ausgefallen, der Router blinkt nur noch rot. Bitte dringend Techniker schicken!'
		const written = aMessage({ id: message, caseId, text, authorName: 'Sabine Müller', authorHandle: 'sabine_m' })
		await content.put(written)
		const state = {
			...stateOf(factAt('CaseOpened', 0, { number: '7K3M9QX', contact: anId('contact'), network: 'x' })),
			id: caseId,
		}
		const file = (client: LocalTables['client']) =>
			indexMessage(
				{
					content: createDynamoContentStore(client, 'Content'),
					index: createDynamoSearchIndex(client, { search: 'Search', content: 'Content' }),
					store: { load: async () => state },
					searchKey: 'search-key-of-the-tests',
				},
				message,
			)
		const tokens = tokensOf(written).length
		expect(tokens).toBe(19)
		const first = await counted(tables, file)
		// Besides the tokens: the list, and the check of the content.
		expect(first.written).toBeLessThanOrEqual(2 * tokens + 6)
		expect(first).toMatchObject({ calls: 3 })
		expect(first.read).toBeLessThanOrEqual(4)
		expect(await counted(tables, file)).toMatchObject({ written: 0, calls: 2 })
	})
	it('reads a page of frequent words in at most 19 calls and 30 units, however many cases hold them', async ({
		tables,
	}) => {
		const [one, two, three] = [aToken(), aToken(), aToken()]
		const grow = async (cases: number, from: number) => {
			const items = Array.from({ length: cases }, (_, minutes) => {
				const caseId = anId('case')
				const entry = placeOf(addMilliseconds(START, (from + minutes) * MINUTE), caseId)
				return [one, two, three]
					.filter((__, which) => which < 2 || minutes % 3 === 0)
					.map((token) => ({ id: `${token}#${shardOf(caseId)}`, entry, uses: 1 }))
			}).flat()
			for (let at = 0; at < items.length; at += 25) {
				const Search = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }))
				await tables.client.send(new BatchWriteCommand({ RequestItems: { Search } }))
			}
		}
		const page = (client: LocalTables['client']) =>
			findPlaces(createDynamoSearchReader(client, 'Search', movingClock(START)), [one, two, three], 50)
		await grow(300, 0)
		const small = await counted(tables, page)
		await grow(1_200, 300)
		const large = await counted(tables, page)
		for (const { calls, read } of [small, large]) {
			expect(calls).toBeLessThanOrEqual(19)
			expect(read).toBeLessThanOrEqual(30)
		}
		expect(large.read / small.read).toBeLessThanOrEqual(1.2)
	})
})
