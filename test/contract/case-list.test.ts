import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { listKey } from '#shared/cases/list-keys.ts'
import type { CaseFilter, CaseList, CaseStore } from '#shared/cases/ports.ts'
import { type CaseState, HEAD_SCHEMA } from '#shared/cases/state.ts'
import { type CaseRow, readableOf } from '#shared/cases/unreadable-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { afterFacts, keyOf, message, minute, opened, stateOf } from '#test/support/case-factories.ts'
import { anId } from '#test/support/request-factories.ts'

type Subject = {
	readonly store: CaseStore
	readonly list: CaseList
	readonly makeUnreadable: (id: CaseId) => void | Promise<void>
}

const NAMES = { facts: 'Facts', cases: 'Cases', content: 'Content', queue: 'Queue' }
const storeOf = (tables: LocalTables) => createDynamoCaseStore(tables.client, NAMES)

/** What a newer release leaves behind: a fact of a kind that nobody here knows, and a head of its own form. */
const writeAsNewer = async (tables: LocalTables, id: CaseId): Promise<void> => {
	const version = ((await storeOf(tables).load(id))?.version ?? 0) + 1
	const fact = { kind: 'CaseDreamtOf', v: 1, at: minute(60) }
	await tables.client.send(new PutCommand({ TableName: 'Facts', Item: { caseId: id, version, fact } }))
	await tables.client.send(
		new UpdateCommand({
			TableName: 'Cases',
			Key: { id },
			UpdateExpression: 'SET #schema = :schema, #version = :v, head = :head',
			ExpressionAttributeNames: { '#schema': 'schema', '#version': 'version' },
			ExpressionAttributeValues: { ':schema': HEAD_SCHEMA + 1, ':v': version, ':head': Buffer.from('of a newer form') },
		}),
	)
}

const dynamo = (tables: LocalTables): Subject => {
	const store = storeOf(tables)
	const list = createDynamoCaseList(tables.client, 'Cases', store.load)
	return { store, list, makeUnreadable: (id) => writeAsNewer(tables, id) }
}

const OWNER = anId('agent')

/** Puts a case of these facts in the store; its number is its key's end. */
const add = async ({ store: target }: Subject, ...facts: readonly Fact[]): Promise<CaseState> => {
	const id = anId('case')
	const after = { ...stateOf(...numbered(id, facts)), id }
	const recorded = numbered(id, facts).map((fact, index) => ({ version: index + 1, fact }))
	await target.commit({ before: undefined, facts: recorded, after })
	return after
}
const numbered = (id: string, facts: readonly Fact[]): readonly Fact[] =>
	facts.map((fact) => (fact.kind === 'CaseOpened' ? { ...fact, number: id.slice(-7).toUpperCase() } : fact))

const claimed = (at: number): Fact => fact('CaseClaimed', minute(at), { by: OWNER })
const byHand = (at: number): Fact => fact('AnsweredByHand', minute(at), { by: OWNER })
const asked = (at: number): Fact =>
	fact('DataRequested', minute(at), {
		by: OWNER,
		request: keyOf('req', 1),
		send: keyOf('send', 1),
		fields: ['name'],
		form: 'sie',
		language: 'de',
		message: keyOf('msg', 1),
		network: 'x',
		expiresAt: minute(at + 100),
	})
const spam = (at: number): Fact =>
	fact('ClosingProposed', minute(at), { by: OWNER, outcome: 'spamOrAbuse', unansweredReason: 'spam' })
const refused = (at: number): Fact => fact('ClosingRefused', minute(at), { by: OWNER })
const danger = (at: number): Fact => fact('DangerRaised', minute(at), { danger: 'selfHarm', message: keyOf('msg', 1) })
const helped = (at: number): Fact =>
	fact('DangerEnded', minute(at), { danger: 'selfHarm', by: OWNER, did: 'spokenWith' })
const erased = (at: number): Fact => fact('MessageErased', minute(at), { message: keyOf('msg', 1), filedVersion: 2 })
const language = (at: number): Fact => fact('LanguageSet', minute(at), { by: OWNER, language: 'en' })
const reopened = (at: number): Fact => fact('CaseReopened', minute(at))
const closed = (at: number): Fact =>
	fact('CaseClosed', minute(at), { by: OWNER, outcome: 'helped', eraseAt: minute(at + 60) })

const everyRow = async (list: CaseList, filter: CaseFilter, limit: number): Promise<readonly CaseRow[]> => {
	const found: CaseRow[] = []
	let cursor: string | undefined
	do {
		const page = await list.page(filter, limit, cursor)
		expect(page.rows.length).toBeLessThanOrEqual(limit)
		found.push(...page.rows)
		cursor = page.next
	} while (cursor !== undefined)
	return found
}
const everyPage = async (list: CaseList, filter: CaseFilter, limit: number): Promise<readonly CaseState[]> =>
	readableOf(await everyRow(list, filter, limit))
const ids = (states: readonly Pick<CaseState, 'id'>[]): readonly string[] => states.map(({ id }) => id)

const fill = async (subject: Subject) => {
	const open: CaseState[] = []
	const shut: CaseState[] = []
	for (let n = 0; n < 30; n++) open.push(await add(subject, opened(), message(1, (n * 7) % 30)))
	for (let n = 0; n < 3; n++)
		open.push(
			await add(subject, opened(), message(1, n, { network: 'facebook' }), claimed(40), byHand(41), asked(50 - n)),
		)
	for (let n = 0; n < 11; n++) shut.push(await add(subject, opened(), message(1, 0), closed(20 + ((n * 3) % 11))))
	return { subject, open, shut }
}
const onCases = onTemplateTables('Facts', 'Cases', 'Content', 'Queue')
	.extend('inMemory', { scope: 'file' }, () => fill(createMemoryStores()))
	.extend('inDynamo', { scope: 'file' }, ({ tables }) => fill(dynamo(tables)))

describe.each([
	['in memory', 'inMemory'],
	['in DynamoDB', 'inDynamo'],
] as const)('case list %s', (_, where) => {
	const it = onCases.extend('filled', ({ inMemory, inDynamo }) => ({ inMemory, inDynamo })[where])
	const inOrder = (states: readonly CaseState[], order: 1 | -1) =>
		ids(states.toSorted((a, b) => (listKey(a) < listKey(b) ? -order : order)))

	it('shows ours first, by the longest wait, then those others must act on', async ({ filled: { subject, open } }) => {
		const { rows, next } = await subject.list.page({ state: 'open' }, 100)
		const cases = readableOf(rows)
		expect(ids(cases)).toEqual(inOrder(open, 1))
		expect(next).toBeUndefined()
		expect(cases.at(0)?.waitingSince).toBe(minute(0))
		expect(cases.slice(-3).map(({ turn }) => turn.who)).toEqual(['customer', 'customer', 'customer'])
		expect(cases[5]).toEqual(open.find(({ id }) => id === cases[5]?.id))
	})
	it('shows closed ones by their close, newest first', async ({ filled: { subject, shut } }) =>
		expect(ids(await everyPage(subject.list, { state: 'closed' }, 100))).toEqual(inOrder(shut, -1)))
	it.for([1, 4, 33])('gives each case once over pages of %i', async (limit, { filled: { subject, open, shut } }) => {
		expect(ids(await everyPage(subject.list, { state: 'open' }, limit))).toEqual(inOrder(open, 1))
		expect(ids(await everyPage(subject.list, { state: 'closed' }, limit))).toEqual(inOrder(shut, -1))
	})
	it.for(['!!', 'MSMx', Buffer.from('1#2026#case_x').toString('base64url')])(
		'refuses the cursor "%s", which it did not give',
		async (cursor, { filled: { subject } }) =>
			expect(subject.list.page({ state: 'open' }, 5, cursor)).rejects.toThrow(RefusedError),
	)
	it('finds a case by its number, and loads many in the order asked', async ({ filled: { subject, open } }) => {
		const [a, b] = open
		if (a === undefined || b === undefined) throw new Error('no cases')
		expect(await subject.list.findByNumber(a.number)).toBe(a.id)
		expect(await subject.list.findByNumber('0000000')).toBeUndefined()
		const rows = await subject.list.loadAll([b.id, anId('case'), a.id])
		expect(rows).toEqual([b, a].map((state) => ({ kind: 'readable', state })))
	})
	it('names what is due, earliest first within what one look takes', async ({ filled: { subject, open } }) => {
		const due = await subject.list.due(minute(56), 100)
		expect(new Set(due)).toEqual(new Set(ids(open.slice(-3))))
		expect(await subject.list.due(minute(52), 100)).toEqual([])
		expect(await subject.list.due(minute(53), 100)).toEqual([open.at(-1)?.id])
		expect(await subject.list.due(minute(56), 1)).toContain(open.at(-1)?.id)
	})
	it('names what waits for an owner on our turn, the longest first', async ({ filled: { subject } }) => {
		const by = anId('agent')
		const owned = (at: number): Fact => fact('CaseClaimed', minute(at), { by })
		const later = await add(subject, opened(), message(1, 35), owned(20))
		const longest = await add(subject, opened(), message(1, 35), owned(10))
		await add(subject, opened(), message(1, 35), owned(10), asked(11))
		await add(subject, opened(), message(1, 35), owned(10), closed(11))
		expect(await subject.list.awaiting(by, minute(20), 10)).toEqual(ids([longest, later]))
		expect(await subject.list.awaiting(by, minute(19), 10)).toEqual([longest.id])
		expect(await subject.list.awaiting(by, minute(20), 1)).toEqual([longest.id])
		expect(await subject.list.awaiting(anId('agent'), minute(99), 10)).toEqual([])
	})
	it('names what is proposed and waits, the oldest first', async ({ filled: { subject } }) => {
		const proposed = (at: number): Fact =>
			fact('ReplyProposed', minute(at), { by: OWNER, proposal: keyOf('msg', at), purpose: 'answer' })
		const later = await add(subject, opened(), message(1, 36), proposed(41))
		const oldest = await add(subject, opened(), message(1, 36), proposed(40))
		await add(subject, opened(), message(1, 36), proposed(39), closed(40))
		expect(await subject.list.proposed(10)).toEqual(ids([oldest, later]))
		expect(await subject.list.proposed(1)).toEqual([oldest.id])
	})
	it('names who is muted while their case is open, by the longest wait', async ({ filled: { subject } }) => {
		const muted = (number: number, until = 900): Fact =>
			fact('NetiquetteStepTaken', minute(50), {
				by: OWNER,
				step: keyOf('step', number),
				what: 'muted',
				message: keyOf('msg', 1),
				until: minute(until),
			})
		const over = fact('NetiquetteMuteEnded', minute(60), { step: keyOf('step', 1) })
		const later = await add(subject, opened(), message(1, 36), muted(1))
		const longest = await add(subject, opened(), message(1, 35), muted(1))
		await add(subject, opened(), message(1, 30), muted(1), closed(55))
		await add(subject, opened(), message(1, 31), muted(1), over)
		expect(await subject.list.muted(10)).toEqual(ids([longest, later]))
		expect(await subject.list.muted(1)).toEqual([longest.id])
	})
	it('names what demanded something, by when it last did, over pages too', async ({ filled: { subject } }) => {
		const [from, to] = [minute(300_000), minute(300_060)]
		const demanding = (...ats: readonly number[]) =>
			add(subject, opened(), message(1, 0), message(2, 40), ...ats.map((at) => erased(300_000 + at)), language(300_050))
		const [third, first, second] = [await demanding(3), await demanding(0), await demanding(1, 2)]
		await demanding()
		const found = await subject.list.demanded(from, to, 100)
		expect(found.rows.map(({ id, version }) => [id, version])).toEqual([
			[first.id, 4],
			[second.id, 5],
			[third.id, 4],
		])
		expect(found.readTo).toBe(to)
		const paged: string[] = []
		for (let after: string = from; after < to; ) {
			const { rows, readTo } = await subject.list.demanded(after, to, 1)
			paged.push(...ids(rows))
			after = readTo
		}
		expect(paged).toEqual(ids([first, second, third]))
		expect(await subject.list.demanded(to, from, 1)).toEqual({ rows: [], readTo: to })
	})
	it('names who is owed something, by what is due first, over pages too, until it is kept', async ({
		filled: { subject },
	}) => {
		const owed = (number: number, dueIn: number): Fact =>
			fact('PromiseMade', minute(1), {
				by: OWNER,
				promise: keyOf('promise', number),
				what: 'callBack',
				dueAt: minute(dueIn),
				owes: { kind: 'agent', agent: OWNER },
				from: 'case',
			})
		const kept = fact('PromiseKept', minute(2), { by: OWNER, promise: keyOf('promise', 1), on: 'call' })
		const late = await add(subject, opened(), message(1, 0), owed(1, 900))
		const early = await add(subject, opened(), message(1, 0), owed(1, 950), owed(2, 800))
		const next = await add(subject, opened(), message(1, 0), owed(1, 100), owed(2, 850), kept)
		await add(subject, opened(), message(1, 0), owed(1, 50), kept)
		const found: string[] = []
		let cursor: string | undefined
		do {
			const page = await subject.list.promised(2, cursor)
			found.push(...ids(readableOf(page.rows)))
			cursor = page.next
		} while (cursor !== undefined)
		expect(found).toEqual([early.id, next.id, late.id])
		await expect(subject.list.promised(2, '!!')).rejects.toThrow(RefusedError)
	})
	it('moves a case within and between its lists when it changes', async ({ filled: { subject } }) => {
		const state = await add(subject, opened(), message(1, -100))
		const at = async (filter: CaseFilter) => ids(await everyPage(subject.list, filter, 50)).indexOf(state.id)
		expect(await at({ state: 'open' })).toBe(0)
		const steps = [claimed(1), byHand(1), asked(1)]
		const later = afterFacts(state, ...steps)
		const facts = steps.map((fact, index) => ({ version: state.version + index + 1, fact }))
		expect(await subject.store.commit({ before: state, facts, after: later })).toEqual({ result: 'committed' })
		expect(await at({ state: 'open' })).toBeGreaterThan(29)
	})

	it('shows danger before everything, and alone where asked, over pages too', async ({ filled: { subject } }) => {
		const inDanger = [
			await add(subject, opened(), message(1, 200), danger(201)),
			await add(subject, opened(), message(1, 100), claimed(101), byHand(102), asked(103), danger(104)),
			await add(subject, opened(), message(1, 150), danger(151)),
		]
		await add(subject, opened(), message(1, 90), danger(91), helped(92))
		const order = inOrder(inDanger, 1)
		const first = await everyPage(subject.list, { state: 'open' }, 2)
		expect(ids(first).slice(0, 3)).toEqual(order)
		for (const limit of [1, 2, 3, 50])
			expect(ids(await everyPage(subject.list, { state: 'open', inDanger: true }, limit))).toEqual(order)
		expect(await everyPage(subject.list, { state: 'closed', inDanger: true }, 5)).toEqual([])
		const { next } = await subject.list.page({ state: 'open' }, 30)
		expect((await subject.list.page({ state: 'open', inDanger: true }, 5, next)).rows).toEqual([])
		for (const state of inDanger) {
			const after = afterFacts(state, helped(300))
			await subject.store.commit({ before: state, facts: [{ version: after.version, fact: helped(300) }], after })
		}
	})
	it('names the ends that somebody looks after, newest first, while they are such', async ({ filled: { subject } }) => {
		const proposed = [
			await add(subject, opened(), message(1, 300), spam(301)),
			await add(subject, opened(), message(1, 300), spam(302)),
		]
		await add(subject, opened(), message(1, 300), spam(303), refused(304))
		await add(subject, opened(), message(1, 300), spam(303), message(2, 304))
		expect(ids(await subject.list.closings('proposed', minute(300), 5))).toEqual(ids(proposed.toReversed()))
		expect(ids(await subject.list.closings('proposed', minute(302), 5))).toEqual(ids(proposed.slice(1)))
		expect(await subject.list.closings('proposed', minute(303), 5)).toEqual([])
		const unanswered = await add(subject, opened(), message(1, 300), closed(310))
		await add(subject, opened(), message(1, 300), byHand(301), closed(311))
		await add(subject, opened(), message(1, 300), closed(312), reopened(313), message(2, 314))
		expect(ids(await subject.list.closings('unanswered', minute(300), 5))).toEqual([unanswered.id])
		expect(await subject.list.closings('unanswered', minute(0), 2)).toHaveLength(2)
	})

	describe('with some that cannot be read', () => {
		const idOf = (row: CaseRow): CaseId => (row.kind === 'readable' ? row.state.id : row.id)
		const places = new Map<CaseState['state'], readonly number[]>()
		const before = new Map<CaseState['state'], readonly CaseState[]>()
		it.beforeAll(async ({ inMemory, inDynamo }) => {
			const { subject } = { inMemory, inDynamo }[where]
			for (const state of ['open', 'closed'] as const) {
				const states = await everyPage(subject.list, { state }, 100)
				before.set(state, states)
				places.set(state, [0, 3, 4, 5, states.length - 1])
				for (const place of places.get(state) ?? []) await subject.makeUnreadable(states[place]?.id ?? anId('case'))
			}
		})

		it.for(['open', 'closed'] as const)(
			'keeps each %s one in its place, at the borders of pages too',
			async (state, { filled: { subject } }) => {
				for (const limit of [1, 4, 5]) {
					const rows = await everyRow(subject.list, { state }, limit)
					expect(rows.map(idOf)).toEqual(ids(before.get(state) ?? []))
					const unreadable = rows.flatMap(({ kind }, place) => (kind === 'unreadable' ? [place] : []))
					expect(unreadable).toEqual(places.get(state))
				}
			},
		)
		it('tells its number and how long the customer waits', async ({ filled: { subject } }) => {
			const [first] = before.get('open') ?? []
			const last = before.get('open')?.at(-1)
			if (first === undefined || last === undefined) throw new Error('no cases')
			const rows = await subject.list.loadAll([last.id, first.id])
			const { id, number, waitingSince } = first
			expect(rows).toEqual([
				{ kind: 'unreadable', id: last.id, list: 'open', number: last.number },
				{ kind: 'unreadable', id, list: 'open', number, waitingSince },
			])
		})
		it('finds it by number', async ({ filled: { subject } }) => {
			const last = before.get('open')?.at(-1)
			expect(await subject.list.findByNumber(last?.number ?? '')).toBe(last?.id)
		})
		it('is named as due all the same, so that nobody forgets it', async ({ filled: { subject } }) => {
			const last = before.get('open')?.at(-1)
			expect(await subject.list.due(minute(200), 100)).toContain(last?.id)
		})
		it('cannot be loaded, nor its facts from the beginning', async ({ filled: { subject } }) => {
			const [first] = before.get('open') ?? []
			const id = first?.id ?? anId('case')
			const refusal = { name: 'UnreadableCaseError', reason: 'caseUnreadable', caseId: id }
			await expect(subject.store.load(id)).rejects.toMatchObject(refusal)
			await expect(subject.store.factsAfter(id, 0)).rejects.toMatchObject(refusal)
		})
	})
})

onCases.for<[string, Record<string, unknown>]>([
	['kind', { kind: 'CaseDreamtOf', v: 1, at: minute(1) }],
	['version', { kind: 'CaseReleased', v: 2, at: minute(1), by: OWNER }],
	['member', { kind: 'CaseReleased', v: 1, at: minute(1), by: OWNER, because: 'endOfDuty' }],
])(
	'cannot read a fact of an unknown %s, and tells no more than the id where there is no head',
	async ([_, fact], { tables }) => {
		const subject = dynamo(tables)
		const id = anId('case')
		await tables.client.send(new PutCommand({ TableName: 'Facts', Item: { caseId: id, version: 1, fact } }))
		expect(await subject.list.loadAll([id])).toEqual([{ kind: 'unreadable', id, list: 'open' }])
	},
)

onCases('loses no case from the list whose head is of another form', async ({ tables }) => {
	const subject = dynamo(tables)
	const state = await add(subject, opened(), message(1, -500))
	const item = { id: state.id, listShard: 'open#0', listKey: listKey(state) }
	await tables.client.send(
		new PutCommand({ TableName: 'Cases', Item: { ...item, schema: HEAD_SCHEMA - 1, version: 2 } }),
	)
	expect((await subject.list.page({ state: 'open' }, 1)).rows).toEqual([{ kind: 'readable', state }])
})

onCases('reads a case on whose head a newer release wrote, but no fact that is unknown here', async ({ tables }) => {
	const subject = dynamo(tables)
	const state = await add(subject, opened(), message(1, -600))
	await tables.client.send(
		new UpdateCommand({
			TableName: 'Cases',
			Key: { id: state.id },
			UpdateExpression: 'SET #schema = :schema',
			ExpressionAttributeNames: { '#schema': 'schema' },
			ExpressionAttributeValues: { ':schema': HEAD_SCHEMA + 1 },
		}),
	)
	expect((await subject.list.page({ state: 'open' }, 1)).rows).toEqual([{ kind: 'readable', state }])
})

onCases('goes on past a row whose key a newer release wrote in another form', async ({ tables }) => {
	const subject = dynamo(tables)
	const states: CaseState[] = []
	for (const at of [-3, -2, -1]) states.push(await add(subject, opened(), message(1, at)))
	const [first, second] = states
	if (first === undefined || second === undefined) throw new Error('two cases')
	await writeAsNewer(tables, second.id)
	await tables.client.send(
		new UpdateCommand({
			TableName: 'Cases',
			Key: { id: second.id },
			UpdateExpression: 'SET listKey = :key',
			ExpressionAttributeValues: { ':key': `0#prio#${second.id}` },
		}),
	)
	const seen: string[] = []
	let cursor: string | undefined
	do {
		const { rows, next } = await subject.list.page({ state: 'open' }, 1, cursor)
		seen.push(...rows.map((row) => (row.kind === 'readable' ? row.state.id : row.id)))
		cursor = next
	} while (cursor !== undefined)
	expect(seen).toEqual(expect.arrayContaining(states.map(({ id }) => id)))
})
