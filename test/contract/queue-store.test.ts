import { describe, expect } from 'vitest'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDynamoQueueStore } from '#shared/aws/queue-store.ts'
import type { Content } from '#shared/cases/content.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { AgentKey, MessageKey } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { countQueue, pulseKeysOfPage } from '#shared/desk/queue/count-queue.ts'
import type { QueueStore, StoredRow } from '#shared/desk/queue/queue-store.ts'
import { type QueueFilter, readNeighbours, readQueue } from '#shared/desk/queue/read-queue.ts'
import { queueRow } from '#shared/desk/queue/row.ts'
import type { QueueView } from '#shared/desk/queue/view-codes.ts'
import { realClock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { createMemoryPulses } from '#test/memory/pulse-store.ts'
import { afterFacts, keyOf, message, minute, opened, stateOf } from '#test/support/case-factories.ts'
import { aMessage } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'

type Subject = { readonly store: CaseStore; readonly queue: QueueStore }

const dynamo = ({ client }: LocalTables): Subject => ({
	store: createDynamoCaseStore(client, {
		facts: 'Facts',
		cases: 'Cases',
		content: 'Content',
		queue: 'Queue',
		readsContent: true,
	}),
	queue: createDynamoQueueStore(client, 'Queue'),
})

const onQueue = onTemplateTables('Facts', 'Cases', 'Content', 'Queue')
	.extend('inMemory', { scope: 'file' }, (): Subject => createMemoryStores())
	.extend('inDynamo', { scope: 'file' }, ({ tables }) => dynamo(tables))

const LEA = keyOf('agent', 9)
const NOON = minute(120)

/** Puts a case of these facts in the store, its last message with its words. */
const add = async (
	{ store }: Subject,
	facts: readonly Fact[],
	written?: (state: CaseState) => Content,
): Promise<CaseState> => {
	const id = anId('case')
	const named = facts.map((one) => (one.kind === 'CaseOpened' ? { ...one, number: id.slice(-7).toUpperCase() } : one))
	const after = { ...stateOf(...named), id }
	const recorded = named.map((one, index) => ({ version: index + 1, fact: one }))
	await store.commit({ before: undefined, facts: recorded, after, content: written?.(after) })
	return after
}

/** Takes the next step of a case. */
const go = async (
	{ store }: Subject,
	before: CaseState,
	facts: readonly Fact[],
	content?: Content,
): Promise<CaseState> => {
	const after = afterFacts(before, ...facts)
	const recorded = facts.map((one, index) => ({ version: before.version + index + 1, fact: one }))
	expect(await store.commit({ before, facts: recorded, after, content })).toEqual({ result: 'committed' })
	return after
}

const owned = (by: AgentKey, at = 1): Fact => fact('CaseClaimed', minute(at), { by })
const ofTeam = (team: string, at = 1): Fact => fact('CaseAssigned', minute(at), { by: LEA, to: { kind: 'team', team } })
const byHand = (at: number): Fact => fact('AnsweredByHand', minute(at), { by: LEA })
const danger = (at: number): Fact => fact('DangerRaised', minute(at), { danger: 'selfHarm', message: keyOf('msg', 1) })
const closed = (at: number): Fact =>
	fact('CaseClosed', minute(at), { by: LEA, outcome: 'helped', eraseAt: minute(at + 60) })
const promised = (dueIn: number): Fact =>
	fact('PromiseMade', minute(1), {
		by: LEA,
		promise: keyOf('promise', 1),
		what: 'callBack',
		dueAt: minute(dueIn),
		owes: { kind: 'agent', agent: LEA },
		from: 'case',
	})
const waits = (at: number): Fact =>
	fact('DataRequested', minute(at), {
		by: LEA,
		request: keyOf('req', 1),
		send: keyOf('send', 1),
		fields: ['name'],
		form: 'sie',
		language: 'de',
		message: keyOf('msg', 1),
		network: 'x',
		expiresAt: minute(at + 100),
	})

type Viewer = { readonly key: AgentKey; readonly team?: string | undefined }

const idOf = (stored: StoredRow) => (stored.kind === 'readable' ? stored.row.id : stored.id)

const everyRow = async (
	queue: QueueStore,
	view: QueueView,
	viewer: Viewer,
	{
		limit = 50,
		now = NOON,
		...filter
	}: QueueFilter & { readonly limit?: number | undefined; readonly now?: string | undefined } = {},
): Promise<readonly StoredRow[]> => {
	const found: StoredRow[] = []
	let cursor: string | undefined
	do {
		const page = await readQueue(queue, { view, viewer, limit, cursor, ...filter }, now)
		expect(page.rows.length).toBeLessThanOrEqual(limit)
		found.push(...page.rows)
		cursor = page.next
	} while (cursor !== undefined)
	return found
}
const idsIn = async (...call: Parameters<typeof everyRow>) => (await everyRow(...call)).map(idOf)
/** Counts anew, as nothing was ever kept. */
const countsOf = async ({ queue }: Subject, viewer: Viewer, now: string) => {
	const pulses = createMemoryPulses({})
	const found = await pulses.read(pulseKeysOfPage(viewer, { view: 'now' }))
	return countQueue({ queue, pulses, realClock }, viewer, now, found)
}
const rowOf = async ({ queue }: Subject, { id }: CaseState): Promise<StoredRow | undefined> =>
	(await everyRow(queue, 'all', { key: anId('agent') })).find((stored) => idOf(stored) === id)
const wordsOf = async (subject: Subject, state: CaseState) => {
	const stored = await rowOf(subject, state)
	return stored?.kind === 'readable' ? stored.words : stored
}

describe.each([
	['in memory', 'inMemory'],
	['in DynamoDB', 'inDynamo'],
] as const)('queue %s', (_, where) => {
	const it = onQueue.extend('subject', ({ inMemory, inDynamo }) => ({ inMemory, inDynamo })[where])

	it('shows danger first, then the longest wait, in each view what belongs there', async ({ subject }) => {
		const [anna, ben] = [anId('agent'), anId('agent')]
		const [viewer, other] = [
			{ key: anna, team: 'west' },
			{ key: ben, team: 'ost' },
		]
		const free = await add(subject, [opened(), message(1, -20)])
		const hers = await add(subject, [opened(), message(1, -19), owned(anna)])
		const west = await add(subject, [opened(), message(1, -18), ofTeam('west')])
		const ost = await add(subject, [opened(), message(1, -17), ofTeam('ost')])
		const bens = await add(subject, [opened(), message(1, -16), ofTeam('ost'), owned(ben, 2)])
		const inDanger = await add(subject, [opened(), message(1, -1), owned(ben), danger(2)])
		const theirs = await add(subject, [opened(), message(1, -15), owned(anna), byHand(2), waits(3)])
		const ended = await add(subject, [opened(), message(1, -14), closed(20)])
		const endedLater = await add(subject, [opened(), message(1, -14), closed(21)])
		const ids = (...states: readonly CaseState[]) => states.map(({ id }) => id)
		const all = ids(inDanger, free, hers, west, ost, bens, theirs)
		for (const limit of [1, 2, 50]) {
			const read = (view: QueueView, who: Viewer = viewer) => idsIn(subject.queue, view, who, { limit })
			expect(await read('all')).toEqual(all)
			expect(await read('now')).toEqual(ids(inDanger, free, hers, west))
			expect(await read('now', other)).toEqual(ids(inDanger, free, ost, bens))
			expect(await read('mine')).toEqual(ids(hers, theirs))
			expect(await read('team', other)).toEqual(ids(ost, bens))
			expect(await read('team', { key: anna })).toEqual([])
			expect(await read('waiting')).toEqual([theirs.id])
			expect(await read('closed')).toEqual(ids(endedLater, ended))
		}
		expect(await countsOf(subject, other, NOON)).toEqual({
			all: 7,
			now: 4,
			mine: 2,
			team: 2,
			waiting: 1,
			due: 0,
			failed: 0,
			release: 0,
			closed: 2,
		})
		expect(await idsIn(subject.queue, 'closed', viewer, { now: minute(24 * 60) })).toEqual([])
		for (const state of [free, hers, west, ost, bens, theirs]) await go(subject, state, [closed(30)])
		const helped = fact('DangerEnded', minute(30), { danger: 'selfHarm', by: LEA, did: 'spokenWith' })
		await go(subject, inDanger, [helped, closed(30)])
		expect(await idsIn(subject.queue, 'all', viewer)).toEqual([])
		expect(await idsIn(subject.queue, 'now', viewer)).toEqual([])
	})

	it('knows what stands before and after a case, wherever in a view it stands', async ({ subject }) => {
		const anna = anId('agent')
		const viewer = { key: anna, team: 'west' }
		const wave = (n: number): readonly Fact[][] => [
			[opened(), message(1, -n)],
			[opened(), message(1, -n), owned(anna)],
			[opened(), message(1, -n), ofTeam('west')],
			[opened(), message(1, -n), ofTeam('ost'), promised(200 + n)],
			[opened(), message(1, -n), owned(LEA), danger(2)],
			[opened(), message(1, -n), owned(anna), byHand(2), waits(3)],
			[opened(), message(1, -n), closed(20 + n)],
			[opened(), message(1, -n, { network: 'facebook', form: 'dm', visibility: 'private' }), promised(900 - n)],
		]
		const states: CaseState[] = []
		for (const facts of Array.from({ length: 9 }, (_, n) => wave(n + 1)).flat()) states.push(await add(subject, facts))
		const views = ['now', 'mine', 'team', 'all', 'waiting', 'due', 'closed'] as const
		for (const view of views) {
			const rows = await everyRow(subject.queue, view, viewer)
			const numbers = rows.map((one) => (one.kind === 'readable' ? one.row.number : ''))
			for (const state of states) {
				const at = numbers.indexOf(state.number)
				const beside = await readNeighbours(subject.queue, { view, viewer }, state, NOON)
				const wanted = { previous: at < 0 ? undefined : numbers[at - 1], next: numbers[at + 1] }
				expect([view, state.number, beside]).toEqual([view, state.number, wanted])
			}
		}
		for (const state of states.filter((one) => one.state === 'open')) {
			const ends = state.dangers.map((one) =>
				fact('DangerEnded', minute(50), { danger: one.danger, by: LEA, did: 'spokenWith' }),
			)
			const kept = state.promises.map(({ id }) => fact('PromiseKept', minute(51), { by: LEA, promise: id, on: 'call' }))
			await go(subject, state, [...ends, ...kept, closed(55)])
		}
	})

	it('shows each date that we set by its instant, and a window from four hours before its end', async ({ subject }) => {
		const viewer = { key: anId('agent') }
		const dm = { network: 'facebook', form: 'dm', visibility: 'private' } as const
		const late = await add(subject, [opened(), message(1, 0), promised(900)])
		const early = await add(subject, [opened(), message(1, 0), promised(800)])
		// A person may answer for seven days.
		const ends = 7 * 24 * 60
		const both = await add(subject, [opened(), message(1, 0, dm), promised(ends + 60)])
		const read = (now: string, limit = 50) => idsIn(subject.queue, 'due', viewer, { now, limit })
		expect(await read(NOON)).toEqual([early.id, late.id, both.id])
		expect(await read(minute(ends - 200), 1)).toEqual([early.id, late.id, both.id])
		expect((await countsOf(subject, viewer, minute(ends - 200))).due).toBe(3)
		for (const state of [late, early, both]) {
			const kept = fact('PromiseKept', minute(10), { by: LEA, promise: keyOf('promise', 1), on: 'call' })
			await go(subject, state, [kept])
		}
		expect(await read(minute(ends - 300))).toEqual([])
		expect(await read(minute(ends - 200))).toEqual([both.id])
		for (const state of [late, early, both]) {
			const kept = fact('PromiseKept', minute(10), { by: LEA, promise: keyOf('promise', 1), on: 'call' })
			await go(subject, afterFacts(state, kept), [closed(12)])
		}
	})

	it('shows who is asked, what waits to be released, and what did not leave', async ({ subject }) => {
		const [anna, viewer] = [anId('agent'), { key: anId('agent') }]
		const asks = fact('ColleagueAsked', minute(2), { by: anna, note: keyOf('note', 1), asked: viewer.key })
		const asked = await add(subject, [opened(), message(1, 0), asks])
		const proposes = fact('ReplyProposed', minute(3), { by: anna, proposal: keyOf('msg', 7), purpose: 'answer' })
		const proposed = await add(subject, [opened(), message(1, 0), proposes])
		const failed = await add(subject, [
			opened(),
			message(1, 0),
			waits(1),
			fact('SendFailed', minute(2), { send: keyOf('send', 1), reason: 'rejected' }),
		])
		expect(await idsIn(subject.queue, 'mine', viewer)).toEqual([asked.id])
		expect(await idsIn(subject.queue, 'release', viewer)).toEqual([proposed.id])
		expect(await idsIn(subject.queue, 'failed', viewer)).toEqual([failed.id])
		expect(await rowOf(subject, failed)).toMatchObject({ row: { marks: ['failed'] } })
		for (const state of [asked, proposed, failed]) await go(subject, state, [closed(30)])
		for (const view of ['mine', 'release', 'failed'] as const)
			expect(await idsIn(subject.queue, view, viewer)).toEqual([])
	})

	it('filters by network, language, signal and team', async ({ subject }) => {
		const viewer = { key: anId('agent') }
		const signal = fact('SignalRaised', minute(1), { signal: 'press', message: keyOf('msg', 1) })
		const plain = await add(subject, [opened(), message(1, 0)])
		const theirs = await add(subject, [
			opened(),
			message(1, 1, { network: 'facebook', form: 'comment' }),
			fact('LanguageSet', minute(1), { by: LEA, language: 'en' }),
			ofTeam('west'),
			signal,
		])
		const filters = [{ network: 'facebook' }, { language: 'en' }, { signal: 'press' }, { team: 'west' }] as const
		for (const filter of filters)
			for (const limit of [1, 50])
				expect(await idsIn(subject.queue, 'all', viewer, { limit, ...filter })).toEqual([theirs.id])
		expect(await idsIn(subject.queue, 'all', viewer, { language: 'de' })).toEqual([plain.id])
		for (const state of [plain, theirs]) await go(subject, state, [closed(30)])
	})

	it('says the first words of who waits longest, and who they are', async ({ subject }) => {
		const content =
			(id: MessageKey, text: string, at = 0) =>
			(state: Pick<CaseState, 'id'>) =>
				aMessage({ id, caseId: state.id, text, at: minute(at), authorName: 'Erika M', authorHandle: 'erika' })
		const [one, two, three] = [anId('msg'), anId('msg'), anId('msg')]
		const long = `Seit Montag\n\nist  alles ${'tot '.repeat(90)}`
		const first = await add(subject, [opened(), message(1, 0, { message: one })], content(one, long))
		const shown = { name: 'Erika M', handle: 'erika' }
		const beginning = `Seit Montag ist alles ${'tot '.repeat(25)}`.slice(0, 120).trim()
		expect(await wordsOf(subject, first)).toEqual({ text: expect.stringMatching(`^${beginning}`), ...shown })
		// What comes later changes the count and no word.
		const second = await go(subject, first, [message(2, 5, { message: two })], content(two, 'Hallo?', 5)(first))
		expect(await wordsOf(subject, second)).toMatchObject({ text: expect.stringMatching('^Seit Montag'), ...shown })
		expect(await rowOf(subject, second)).toMatchObject({ row: { unanswered: 2, waitingSince: minute(0) } })
		// What is older than it takes its place.
		const third = await go(subject, second, [message(3, -5, { message: three })], content(three, 'älter', -5)(first))
		expect(await wordsOf(subject, third)).toEqual({ text: 'älter', ...shown })
		// What is taken back leaves no word, and the next is read.
		const { text: _, authorName: __, authorHandle: ___, ...rest } = content(three, '', -5)(first)
		const erased = {
			kind: 'erased',
			was: 'message',
			id: three,
			at: rest.at,
			caseId: first.id,
			filedVersion: rest.filedVersion,
			source: rest.source,
			seen: {},
			revision: 1,
			erasedAt: minute(6),
		} as const
		const gone = fact('MessageErased', minute(6), { message: three, filedVersion: 4 })
		const fourth = await go(subject, third, [gone], erased)
		expect(await wordsOf(subject, fourth)).toMatchObject({ text: expect.stringMatching('^Seit Montag'), ...shown })
		const answered = await go(subject, fourth, [byHand(7)])
		expect(await wordsOf(subject, answered)).toEqual(shown)
		const closes = await go(subject, answered, [closed(8)])
		expect(await wordsOf(subject, closes)).toBeUndefined()
		const back = await go(subject, closes, [fact('CaseReopened', minute(9))])
		expect(await wordsOf(subject, back)).toEqual(shown)
		const demanded = [
			fact('PersonErasureDemanded', minute(10), { by: LEA, reason: 'demanded' }),
			fact('PersonErasureBegun', minute(26)),
		]
		const erasing = await go(subject, back, demanded)
		expect(await wordsOf(subject, erasing)).toEqual({})
		const late = anId('msg')
		const written = await go(
			subject,
			erasing,
			[message(4, 27, { message: late })],
			content(late, 'noch da?', 27)(first),
		)
		expect(await wordsOf(subject, written)).toEqual({})
		await go(subject, written, [closed(30)])
	})

	it('keeps a row as its case projects to it, byte for byte', async ({ subject }) => {
		const anna = anId('agent')
		const state = await add(subject, [
			opened(),
			message(1, 0, { network: 'facebook', form: 'dm', visibility: 'private' }),
			ofTeam('west'),
			owned(anna, 2),
			promised(800),
			danger(3),
			waits(4),
		])
		expect(await rowOf(subject, state)).toEqual({ kind: 'readable', row: queueRow(state), words: {} })
		const helped = fact('DangerEnded', minute(30), { danger: 'selfHarm', by: LEA, did: 'spokenWith' })
		const kept = fact('PromiseKept', minute(10), { by: LEA, promise: keyOf('promise', 1), on: 'call' })
		const ended = await go(subject, state, [helped, kept, closed(31)])
		const rows = await everyRow(subject.queue, 'closed', { key: anna })
		expect(rows.find((stored) => idOf(stored) === ended.id)).toEqual({
			kind: 'readable',
			row: queueRow(ended),
			words: {},
		})
	})

	it.for(['!!', 'MSMx', Buffer.from('all 1#2026#case_x').toString('base64url')])(
		'refuses the cursor "%s", which it did not give',
		async (cursor, { subject: { queue } }) => {
			const query = { view: 'all', viewer: { key: anId('agent') }, limit: 5, cursor } as const
			await expect(readQueue(queue, query, NOON)).rejects.toThrow(RefusedError)
		},
	)
	it('refuses the cursor of another view', async ({ subject }) => {
		const states = [await add(subject, [opened(), message(1, 0)]), await add(subject, [opened(), message(1, 0)])]
		const query = { viewer: { key: anId('agent') }, limit: 1 } as const
		const { next } = await readQueue(subject.queue, { ...query, view: 'all' }, NOON)
		expect(next).toBeDefined()
		await expect(readQueue(subject.queue, { ...query, view: 'now', cursor: next }, NOON)).rejects.toThrow(RefusedError)
		for (const state of states) await go(subject, state, [closed(30)])
	})
})
