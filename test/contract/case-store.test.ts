import { deflateRawSync } from 'node:zlib'
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseMarks, createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { applyCommand } from '#shared/cases/apply.ts'
import type { NetworkMessageContent } from '#shared/cases/content.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { Fact } from '#shared/cases/facts.ts'
import { caseNumberSchema } from '#shared/cases/keys.ts'
import type { CaseChange, CaseStore, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { type CaseState, HEAD_SCHEMA } from '#shared/cases/state.ts'
import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import { DEMAND_MARK } from '#shared/kernel/demand-mark.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import { crockford, type Random, systemRandom } from '#shared/kernel/id.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { type Received, receiveMessage } from '#shared/messages/receive-message.ts'
import { incoming } from '#test/fixtures/case-place.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { afterFacts, factAt, keyOf, message, minute, stateOf } from '#test/support/case-factories.ts'
import { aMessage } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'

type Stores = { readonly store: CaseStore; readonly contacts: ContactStore; readonly content: ContentStore }

const it = onTemplateTables('Facts', 'Cases', 'Content', 'Queue')

const NAMES = { facts: 'Facts', cases: 'Cases', content: 'Content', queue: 'Queue' }
const dynamo = (tables: LocalTables): Stores => ({
	store: createDynamoCaseStore(tables.client, NAMES),
	contacts: createDynamoContactStore(tables.client, 'Cases'),
	content: createDynamoContentStore(tables.client, 'Content'),
})

/** A person and a case nobody else in these tests has. */
const aPerson = () => {
	const id = anId('contact').slice('contact_'.length)
	return { id, handle: `h_${id}` }
}
const numberOf = (id: string): string => id.slice(-7).toUpperCase()
const first = (): { state: CaseState; change: CaseChange; content: NetworkMessageContent } => {
	const id = anId('case')
	const key = anId('msg')
	const content = aMessage({ id: key, caseId: id, text: 'Müller & Söhne 😀', source: 'env_a#1' })
	const facts: Fact[] = [
		factAt('CaseOpened', 0, { number: numberOf(id), contact: anId('contact'), network: 'x' }),
		message(1, 0, { message: key }),
	]
	const state = { ...stateOf(...facts), id }
	const recorded = facts.map((fact, index) => ({ version: index + 1, fact }))
	return { state, content, change: { before: undefined, facts: recorded, after: state, content } }
}
const next = (before: CaseState, at = 1): CaseChange => {
	const fact = factAt('LanguageSet', at, { by: anId('agent'), language: 'en' })
	return { before, facts: [{ version: before.version + 1, fact }], after: afterFacts(before, fact) }
}

describe.each([
	['in memory', () => createMemoryStores()],
	['in DynamoDB', dynamo],
])('case store %s', (_, create) => {
	const clock = { now: () => minute(0) }
	const receive = (stores: Stores, change: Partial<IncomingMessage>): Promise<Received> =>
		receiveMessage({ ...stores, clock, random: systemRandom }, incoming(change))

	it('keeps facts, head, words and contact of one change', async ({ tables }) => {
		const { store, content } = create(tables)
		const { state, change, content: text } = first()
		expect(await store.commit(change)).toEqual({ result: 'committed' })
		expect(await store.load(state.id)).toEqual(state)
		expect(await store.factsAfter(state.id, 0)).toEqual(change.facts)
		expect(await store.factsAfter(state.id, 1)).toEqual(change.facts.slice(1))
		expect(await content.get([text.id])).toEqual([text])
	})
	it('gives the facts of a span of versions, and glances at words', async ({ tables }) => {
		const { store, content } = create(tables)
		const { state, change, content: text } = first()
		await store.commit(change)
		await store.commit(next(state))
		expect((await store.factsBetween(state.id, 2, 3)).map(({ version }) => version)).toEqual([2, 3])
		expect(await store.factsBetween(state.id, 1, 1)).toEqual(change.facts.slice(0, 1))
		expect(await content.glance([anId('msg'), text.id])).toEqual([text])
	})
	it('knows nothing of a case that was never opened', async ({ tables }) => {
		const { store } = create(tables)
		expect(await store.load(anId('case'))).toBeUndefined()
		expect(await store.factsAfter(anId('case'), 0)).toEqual([])
	})
	it('refuses a change that did not see the last one', async ({ tables }) => {
		const { store } = create(tables)
		const { state, change } = first()
		await store.commit(change)
		expect(await store.commit(next(state))).toEqual({ result: 'committed' })
		expect(await store.commit(next(state, 2))).toEqual({ result: 'conflict' })
		expect(await store.factsAfter(state.id, 2)).toHaveLength(1)
	})
	it('claims a number for one case alone: after five tries one of eight characters, then later', async ({ tables }) => {
		const stores = create(tables)
		const drawn = systemRandom.bytes(5)
		const random: Random = { bytes: (count) => (count === 5 ? drawn : systemRandom.bytes(count)) }
		const open = (): Promise<Received> => {
			const { id, handle } = aPerson()
			const change = { key: anId('msg'), author: { id, handle }, source: anId('env') }
			return receiveMessage({ ...stores, clock, random }, incoming(change))
		}
		const numbers: string[] = []
		for (const received of [await open(), await open()]) {
			const state = received.outcome === 'message' ? await stores.store.load(received.caseId) : undefined
			numbers.push(caseNumberSchema.parse(state?.number))
		}
		expect(numbers).toEqual([crockford(drawn, 7), crockford(drawn, 8)])
		await expect(open()).rejects.toThrow(RetryLaterError)
	})
	it('refuses a second case of the same number, whole', async ({ tables }) => {
		const { store } = create(tables)
		const [one, other] = [first(), first()]
		await store.commit(one.change)
		const after = { ...other.state, number: one.state.number }
		expect(await store.commit({ ...other.change, after })).toEqual({ result: 'conflict' })
		expect(await store.load(other.state.id)).toBeUndefined()
	})
	it('refuses a contact that was changed since it was read, whole', async ({ tables }) => {
		const { store, contacts } = create(tables)
		const person = aPerson()
		const address = { network: 'x', accountId: '1001', userId: person.id } as const
		const contact = { key: anId('contact'), ...address, cases: [], revision: 0 }
		const [one, other] = [first(), first()]
		expect(await store.commit({ ...one.change, contact })).toEqual({ result: 'committed' })
		expect(await store.commit({ ...other.change, contact })).toEqual({ result: 'conflict' })
		expect(await store.load(other.state.id)).toBeUndefined()
		expect(await store.commit({ ...other.change, contact: { ...contact, handle: 'neu', revision: 1 } })).toEqual({
			result: 'committed',
		})
		expect(await contacts.find(address)).toEqual({ ...contact, handle: 'neu', revision: 2 })
	})
	it('tells words seen before from a conflict, and by which event', async ({ tables }) => {
		const { store } = create(tables)
		const [one, other] = [first(), first()]
		await store.commit(one.change)
		const repeated = { ...other.change, content: { ...one.content, caseId: other.state.id, source: 'env_b#0' } }
		expect(await store.commit(repeated)).toEqual({ result: 'alreadySeen', source: 'env_a#1' })
		expect(await store.commit(one.change)).toEqual({ result: 'alreadySeen', source: 'env_a#1' })
		expect(await store.load(other.state.id)).toBeUndefined()
	})
	it('opens one case for two first messages at the same time', async ({ tables }) => {
		const stores = create(tables)
		const person = aPerson()
		const received = await Promise.all([receive(stores, { author: person }), receive(stores, { author: person })])
		const cases = received.map((one) => (one.outcome === 'message' ? one.caseId : one.outcome))
		expect(new Set(cases).size).toBe(1)
		expect(received.filter((one) => one.outcome === 'message' && one.opened)).toHaveLength(1)
	})
	it('loses nothing of twenty racers on one case', async ({ tables }) => {
		const stores = create(tables)
		const person = aPerson()
		const begun = await receive(stores, { author: person })
		if (begun.outcome !== 'message') throw new Error(begun.outcome)
		const racers = Array.from({ length: 20 }, async () => {
			const racer = incoming({ author: person })
			for (let tries = 0; tries < 50; tries++) {
				// What the queue does: a racer that lost too often comes again.
				const result = await receiveMessage({ ...stores, clock, random: systemRandom }, racer).catch(() => undefined)
				if (result !== undefined) return result.outcome
			}
			return 'gaveUp'
		})
		expect(new Set(await Promise.all(racers))).toEqual(new Set(['message']))
		const state = await stores.store.load(begun.caseId)
		expect(state).toMatchObject({ version: 22, unanswered: { count: 21 } })
		expect(fold(begun.caseId, await stores.store.factsAfter(begun.caseId, 0))).toEqual(state)
	})
	it('lets one of many claims at the same version through', async ({ tables }) => {
		const { store } = create(tables)
		const { state, change } = first()
		await store.commit(change)
		const claims = Array.from({ length: 8 }, () =>
			applyCommand({ store, clock }, state.id, { kind: 'claim', by: anId('agent') }, { version: 2 }),
		)
		const outcomes = (await Promise.all(claims)).map(({ outcome }) => outcome)
		expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1)
		expect(new Set(outcomes)).toEqual(new Set(['applied', 'stale']))
	})
	it('finds people by address and by key', async ({ tables }) => {
		const stores = create(tables)
		const person = aPerson()
		await receive(stores, { author: { id: person.id, handle: person.handle.toUpperCase() } })
		const address = { network: 'x', accountId: '1001', userId: person.id } as const
		const contact = await stores.contacts.find(address)
		expect(contact).toMatchObject({ ...address, handle: person.handle.toUpperCase(), revision: 1 })
		if (contact === undefined) return
		expect(await stores.contacts.findByKeys([contact.key, anId('contact')])).toEqual([contact])
		expect(await stores.contacts.find({ ...address, accountId: '1002' })).toBeUndefined()
	})
	it('puts words whose key is free, keeps the first, and reads in the order asked', async ({ tables }) => {
		const { content } = create(tables)
		const [a, b] = [1, 2].map((n) => aMessage({ id: anId('msg'), text: `Text ${n}`, at: minute(n) }))
		if (a === undefined || b === undefined) return
		expect(await content.put(a)).toBe(true)
		expect(await content.put({ ...a, text: 'anders' })).toBe(false)
		expect(await content.put(b)).toBe(true)
		expect(await content.get([b.id, anId('msg'), a.id])).toEqual([b, a])
		expect(await content.get([])).toEqual([])
	})
	it('reads more words than one call can carry', async ({ tables }) => {
		const { content } = create(tables)
		const many = Array.from({ length: 120 }, (_, n) => aMessage({ id: anId('msg'), text: `${n}` }))
		await Promise.all(many.map((one) => content.put(one)))
		expect(await content.get(many.map(({ id }) => id))).toEqual(many)
	})
})

describe('heads in DynamoDB are a cache', () => {
	const begun = async (tables: LocalTables) => {
		const { store } = dynamo(tables)
		const { state, change } = first()
		await store.commit(change)
		return { store, state }
	}
	const schemaOf = async (tables: LocalTables, id: string): Promise<unknown> =>
		(await tables.client.send(new GetCommand({ TableName: 'Cases', Key: { id } }))).Item?.schema

	it('that is folded anew where it is missing, and written again by the next change', async ({ tables }) => {
		const { store, state } = await begun(tables)
		await tables.client.send(new DeleteCommand({ TableName: 'Cases', Key: { id: state.id } }))
		expect(await store.load(state.id)).toEqual(state)
		expect(await store.commit(next(state))).toEqual({ result: 'committed' })
		expect(await schemaOf(tables, state.id)).toBe(HEAD_SCHEMA)
	})
	it.for([
		['of another form', 'schema', HEAD_SCHEMA - 1],
		['not to be read', 'head', new Uint8Array([1, 2, 3])],
		['not understood', 'head', deflateRawSync('{"turn":"customer"}')],
	] as const)('that is folded anew where it is %s', async ([_, member, value], { tables }) => {
		const { store, state } = await begun(tables)
		await tables.client.send(
			new UpdateCommand({
				TableName: 'Cases',
				Key: { id: state.id },
				UpdateExpression: 'SET #member = :value',
				ExpressionAttributeNames: { '#member': member },
				ExpressionAttributeValues: { ':value': value },
			}),
		)
		expect(await store.load(state.id)).toEqual(state)
		expect(await store.commit(next(state))).toEqual({ result: 'committed' })
		expect(await store.load(state.id)).toMatchObject({ version: 3, language: 'en' })
	})
	it('that does not stand in for the order of facts: two changes on a missing head conflict', async ({ tables }) => {
		const { store, state } = await begun(tables)
		await tables.client.send(new DeleteCommand({ TableName: 'Cases', Key: { id: state.id } }))
		const results = await Promise.all([store.commit(next(state, 1)), store.commit(next(state, 2))])
		expect(results.map(({ result }) => result).sort()).toEqual(['committed', 'conflict'])
	})
	it('parks a case with a fact that is not understood', async ({ tables }) => {
		const { store, state } = await begun(tables)
		const Item = { caseId: state.id, version: 3, fact: { kind: 'Unheard', v: 1, at: minute(3) } }
		await tables.client.send(new PutCommand({ TableName: 'Facts', Item }))
		await expect(store.factsAfter(state.id, 0)).rejects.toThrow(ParkedError)
		expect(await store.factsAfter(state.id, 3)).toEqual([])
	})
	it('says that a case cannot be read where such a fact stands above an untouched head, and tries no more', async ({
		tables,
	}) => {
		const { store, state } = await begun(tables)
		const Item = { caseId: state.id, version: 3, fact: { kind: 'Unheard', v: 1, at: minute(3) } }
		await tables.client.send(new PutCommand({ TableName: 'Facts', Item }))
		await expect(store.commit(next(state))).rejects.toThrow(UnreadableCaseError)
		expect(await store.load(state.id)).toEqual(state)
	})
	it('that a mark makes look at the facts, until they can be read', async ({ tables }) => {
		const { store, state } = await begun(tables)
		const marks = createDynamoCaseMarks(tables.client, 'Cases')
		const rows = createDynamoCaseList(tables.client, 'Cases', store.load)
		const Key = { caseId: state.id, version: 2 }
		const { Item } = await tables.client.send(new GetCommand({ TableName: 'Facts', Key }))
		const fact = { kind: 'Unheard', v: 1, at: minute(3) }
		await tables.client.send(new PutCommand({ TableName: 'Facts', Item: { ...Key, fact } }))
		await marks.markUnreadable(state.id)
		await marks.markUnreadable(state.id)
		await expect(store.load(state.id)).rejects.toThrow(UnreadableCaseError)
		expect(await rows.loadAll([state.id])).toMatchObject([{ kind: 'unreadable', id: state.id }])
		await tables.client.send(new PutCommand({ TableName: 'Facts', Item: Item ?? {} }))
		expect(await store.load(state.id)).toEqual(state)
		expect(await store.commit(next(state))).toEqual({ result: 'committed' })
		const { Item: head } = await tables.client.send(new GetCommand({ TableName: 'Cases', Key: { id: state.id } }))
		expect(head).not.toHaveProperty('unreadable')
	})
	it('that are marked only where they are: a mark makes no case', async ({ tables }) => {
		const id = anId('case')
		await createDynamoCaseMarks(tables.client, 'Cases').markUnreadable(id)
		expect(await dynamo(tables).store.load(id)).toBeUndefined()
	})
})

it('marks the facts that demand something for the filter of their stream, and no other', async ({ tables }) => {
	const { store } = dynamo(tables)
	const { state, change } = first()
	await store.commit(change)
	const erased = factAt('MessageErased', 1, { message: keyOf('msg', 1), filedVersion: 2 })
	await store.commit({ before: state, facts: [{ version: 3, fact: erased }], after: afterFacts(state, erased) })
	const marks = await Promise.all(
		[1, 2, 3].map(async (version) => {
			const Key = { caseId: state.id, version }
			return (await tables.client.send(new GetCommand({ TableName: 'Facts', Key }))).Item?.demand
		}),
	)
	expect(marks).toEqual([undefined, undefined, DEMAND_MARK])
	expect((await store.factsAfter(state.id, 2)).map(({ fact }) => fact)).toEqual([erased])
})
