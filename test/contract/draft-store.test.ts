import { describe, expect } from 'vitest'
import { createDynamoDrafts } from '#shared/aws/draft-store.ts'
import { createDynamoGlances, createDynamoPresenceStore } from '#shared/aws/presence-store.ts'
import { type GlanceStore, othersIn } from '#shared/desk/desk-glance.ts'
import { PRESENT_FOR, type PresenceStore } from '#shared/desk/presence.ts'
import { addMilliseconds, type Clock, DAY, HOUR, MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import { type Draft, type DraftEraser, type DraftStore, firstLookAt, VERSIONS_KEPT_FOR } from '#shared/replies/draft.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryDrafts } from '#test/memory/draft-store.ts'
import { createMemoryGlances, createMemoryPresenceStore } from '#test/memory/presence-store.ts'
import { createMemoryPulses } from '#test/memory/pulse-store.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { anId } from '#test/support/request-factories.ts'

const it = onTemplateTables('Drafts', 'Presence', 'Pulses', 'Cases')

const START = '2026-11-22T12:10:00.000Z'
type Stores = { readonly drafts: DraftStore; readonly draftEraser: DraftEraser }

describe.each<[string, (tables: LocalTables, clock: Clock) => Stores]>([
	['in memory', (_, clock) => createMemoryDrafts({ clock })],
	['in DynamoDB', ({ client }, clock) => createDynamoDrafts(client, 'Drafts', clock)],
])('drafts %s', (_, create) => {
	const aDraft = (change: Partial<Draft> = {}): Draft => ({
		...{ caseId: anId('case'), by: anId('agent'), way: 'public', text: 'Hallo', at: START, kept: 0, revision: 1 },
		...change,
	})

	it('are one for each case, agent and way, written under their revision', async ({ tables }) => {
		const { drafts } = create(tables, movingClock(START))
		const draft = aDraft()
		const mail = { ...draft, way: 'mail', text: 'Guten Tag' } as const
		expect(await drafts.find(draft)).toBeUndefined()
		expect(await drafts.put(draft)).toBe(true)
		expect(await drafts.put(draft)).toBe(false)
		expect(await drafts.put(mail)).toBe(true)
		expect(await drafts.put({ ...draft, text: 'Hallo noch', keptAt: START, revision: 2 })).toBe(true)
		expect(await drafts.find(draft)).toEqual({ ...draft, text: 'Hallo noch', keptAt: START, revision: 2 })
		expect(await drafts.find(mail)).toEqual(mail)
		expect(await drafts.find({ ...draft, by: anId('agent') })).toBeUndefined()
	})

	it('are marked by whom and where, while there is a text', async ({ tables }) => {
		const { drafts } = create(tables, movingClock(START))
		const draft = aDraft()
		const note = aDraft({ caseId: draft.caseId, way: 'note', at: addMilliseconds(START, MINUTE) })
		for (const one of [draft, note, aDraft()]) await drafts.put(one)
		const marks = async () => (await drafts.marks(draft.caseId)).toSorted((a, b) => (a.way < b.way ? -1 : 1))
		expect(await marks()).toEqual([
			{ by: note.by, way: 'note', at: note.at },
			{ by: draft.by, way: 'public', at: START },
		])
		await drafts.put({ ...note, text: '', revision: 2 }, note)
		expect(await marks()).toEqual([{ by: draft.by, way: 'public', at: START }])
	})

	it('keep the last five texts before them for 24 hours', async ({ tables }) => {
		const clock = movingClock(START)
		const { drafts } = create(tables, clock)
		const draft = aDraft()
		const texts: string[] = []
		await drafts.put(draft)
		for (let n = 1; n <= 7; n += 1) {
			const before = { text: `Fassung ${n}`, at: clock.now() }
			clock.pass(7 * MINUTE)
			await drafts.put({ ...draft, at: clock.now(), kept: n, revision: n + 1 }, before)
			texts.push(before.text)
		}
		const kept = async () => (await drafts.versions(draft)).map(({ text }) => text)
		expect(await kept()).toEqual(texts.slice(-5).toReversed())
		clock.pass(VERSIONS_KEPT_FOR - 8 * MINUTE)
		expect(await kept()).toEqual(texts.slice(-2).toReversed())
		clock.pass(8 * MINUTE)
		expect(await kept()).toEqual([])
	})

	it('go with their case, versions too, and no others', async ({ tables }) => {
		const { drafts, draftEraser } = create(tables, movingClock(START))
		const [draft, other] = [aDraft(), aDraft()]
		for (const one of [draft, { ...draft, way: 'note' as const }, other]) await drafts.put(one)
		await drafts.put({ ...draft, text: '', kept: 1, revision: 2 }, draft)
		await draftEraser.eraseOf(draft.caseId)
		expect(await drafts.find(draft)).toBeUndefined()
		expect(await drafts.versions(draft)).toEqual([])
		expect(await drafts.marks(draft.caseId)).toEqual([])
		expect(await drafts.find(other)).toEqual(other)
	})

	it('are looked at two weeks after they were written, or when somebody says so', async ({ tables }) => {
		const { drafts, draftEraser } = create(tables, movingClock(START))
		const { caseId, by, way, ...rest } = aDraft()
		const name = { caseId, by, way }
		await drafts.put({ ...name, ...rest })
		const due = async (at: string) => (await draftEraser.toLookAt(at, 500)).filter((one) => one.caseId === caseId)
		const first = firstLookAt(START)
		expect(first).toBe('2026-12-06T13:00:00.000Z')
		expect(await due(addMilliseconds(first, -1))).toEqual([])
		expect(await due(first)).toEqual([name])
		await draftEraser.lookAgain(name, addMilliseconds(first, DAY))
		expect(await due(first)).toEqual([])
		expect(await due(addMilliseconds(first, DAY))).toEqual([name])
		await draftEraser.eraseOf(caseId)
		await draftEraser.lookAgain(name, first)
		expect(await due(addMilliseconds(first, 2 * HOUR))).toEqual([])
	})
})

describe.each<[string, (tables: LocalTables, realClock: RealClock) => PresenceStore]>([
	['in memory', (_, realClock) => createMemoryPresenceStore({ realClock })],
	[
		'in DynamoDB',
		({ client }, realClock) =>
			createDynamoPresenceStore(client, 'Presence', { clock: { now: () => START }, realClock }),
	],
])('who is at a case, %s', (_, create) => {
	it('is told for 30 seconds since they last said so, and no longer, whatever is still stored', async ({ tables }) => {
		let now = Date.parse(START)
		const presence = create(tables, { epochMilliseconds: () => now })
		const [caseId, anna, ben] = [anId('case'), anId('agent'), anId('agent')]
		const sorted = async () => (await presence.list(caseId)).toSorted((a, b) => (a.writing ? -1 : b.writing ? 1 : 0))
		await presence.put(caseId, { by: anna, writing: false })
		await presence.put(anId('case'), { by: anna, writing: true })
		now += PRESENT_FOR / 2
		await presence.put(caseId, { by: ben, writing: true })
		expect(await sorted()).toEqual([
			{ by: ben, writing: true },
			{ by: anna, writing: false },
		])
		now += PRESENT_FOR / 2
		expect(await sorted()).toEqual([{ by: ben, writing: true }])
		await presence.put(caseId, { by: ben, writing: false })
		expect(await sorted()).toEqual([{ by: ben, writing: false }])
		now += PRESENT_FOR
		expect(await sorted()).toEqual([])
	})
})

describe.each<[string, (tables: LocalTables, realClock: RealClock) => [PresenceStore, GlanceStore]]>([
	[
		'in memory',
		(_, realClock) => {
			const presence = createMemoryPresenceStore({ realClock })
			const pulses = createMemoryPulses({ realClock })
			return [presence, createMemoryGlances({ pulses, presence, versionOf: () => undefined })]
		},
	],
	[
		'in DynamoDB',
		({ client }, realClock) => [
			createDynamoPresenceStore(client, 'Presence', { clock: { now: () => START }, realClock }),
			createDynamoGlances(
				client,
				{ CASES_TABLE: 'Cases', PRESENCE_TABLE: 'Presence', PULSES_TABLE: 'Pulses' },
				{ realClock },
			),
		],
	],
])('a glance at a case, %s', (_, create) => {
	it('tells of whoever comes and goes and of each text that is begun or gone, but nothing of oneself', async ({
		tables,
	}) => {
		let now = Date.parse(START)
		const [presence, glances] = create(tables, { epochMilliseconds: () => now })
		const [caseId, anna, ben] = [anId('case'), anId('agent'), anId('agent')]
		const told = async () => {
			const { ofCase } = await glances.read(['house'], caseId)
			return ofCase === undefined ? undefined : [othersIn(ofCase, anna), othersIn(ofCase, ben)]
		}
		expect(await told()).toEqual(['', ''])
		await presence.put(caseId, { by: anna, writing: false })
		expect(await told()).toEqual(['', `${anna} looks`])
		await presence.put(caseId, { by: anna, writing: true })
		await presence.signDraft(caseId, { by: anna, way: 'note' }, true)
		await presence.signDraft(caseId, { by: anna, way: 'public' }, true)
		expect(await told()).toEqual(['', `${anna} note,${anna} public,${anna} writes`])
		now += PRESENT_FOR
		await presence.signDraft(caseId, { by: anna, way: 'note' }, false)
		expect(await told()).toEqual(['', `${anna} public`])
		await presence.put(caseId, { by: ben, writing: false })
		expect(await told()).toEqual([`${ben} looks`, `${anna} public`])
		expect((await glances.read(['house'])).ofCase).toBeUndefined()
		expect((await glances.read(['house'], anId('case'))).ofCase).toEqual({ present: [], drafts: [] })
	})
})
