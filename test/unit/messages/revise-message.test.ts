import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { caseOf } from '#shared/cases/content.ts'
import type { MessageUpdate } from '#shared/messages/content-marks.ts'
import { keepAside } from '#shared/messages/file-written.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { linkEdition } from '#shared/messages/link-edition.ts'
import { promoteAside } from '#shared/messages/promote-aside.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { createCasePlace, incoming } from '#test/fixtures/case-place.ts'
import { close, keyOf, minute } from '#test/support/case-factories.ts'
import { ofKind } from '#test/support/content-factories.ts'

type Place = ReturnType<typeof createCasePlace>
type Step = (place: Place) => Promise<string>

const key = keyOf('msg', 7)
const event = (index: number): string => `env_${'0'.repeat(26)}#${index}`
const text = (edition: number): string => ['zuerst', 'verbessert', 'endlich richtig'][edition] ?? ''

const written = (edition: number, change: Partial<IncomingMessage> = {}): IncomingMessage =>
	incoming({
		key,
		text: text(edition),
		sentAt: minute(10 + edition),
		source: event(edition),
		edition: edition === 0 ? undefined : String(edition),
		...change,
	})
const update = (change: MessageUpdate['change'], at: number, source = event(at)): MessageUpdate => ({
	key,
	change,
	changedAt: minute(at),
	source,
})

const receive =
	(message: IncomingMessage): Step =>
	async (place) =>
		(await receiveMessage(place, message)).outcome
const change =
	(one: MessageUpdate): Step =>
	async (place) =>
		(await updateMessage(place, one)).outcome

/** What is left when all steps are done: the case as people see it, and the words. */
const endOf = async (place: Place) => {
	const [content] = await place.content.get([key])
	const caseId = caseOf(content)
	const state = caseId === undefined ? undefined : await place.store.load(caseId)
	return {
		content: content && {
			text: 'text' in content ? content.text : undefined,
			at: content.at,
			isErased: content.kind === 'erased',
			isHidden: 'isHidden' in content && content.isHidden === true,
		},
		unanswered: state?.unanswered,
		waitingSince: state?.waitingSince,
		turn: state?.turn,
	}
}

describe('an edit', () => {
	it('replaces our copy, is ours, and leaves the facts', async () => {
		const place = createCasePlace()
		await receive(written(0))(place)
		expect(await receive(written(1))(place)).toBe('update')
		expect(await endOf(place)).toMatchObject({
			content: { text: 'verbessert', at: minute(10) },
			unanswered: { count: 1 },
		})
		const [content] = await place.content.get([key])
		expect(await place.factsOf(ofKind(content, 'message').caseId)).toEqual([
			'CaseOpened',
			'MessageReceived',
			'MessageEdited',
		])
	})
	it('that comes before what it edits is the message, with the time of the first when that comes', async () => {
		const place = createCasePlace()
		expect(await receive(written(2))(place)).toBe('message')
		expect(await receive(written(0))(place)).toBe('update')
		expect(await endOf(place)).toMatchObject({ content: { text: 'endlich richtig' }, waitingSince: minute(10) })
	})
	it('of a closed case reopens it, and the message waits again', async () => {
		const place = createCasePlace(minute(20))
		const filed = await receiveMessage(place, written(0))
		if (filed.outcome !== 'message') throw new Error('not filed')
		await applyCommand(place, filed.caseId, close({ eraseAt: minute(9_000) }))
		await receive(written(1, { sentAt: minute(30) }))(place)
		expect(await place.store.load(filed.caseId)).toMatchObject({
			state: 'open',
			turn: { who: 'ours' },
			unanswered: { count: 1 },
			waitingSince: minute(30),
		})
	})
	it('is known again when its own event comes again, and a duplicate when another says the same', async () => {
		const place = createCasePlace()
		await receive(written(0))(place)
		await receive(written(1))(place)
		expect(await receive(written(1))(place)).toBe('update')
		expect(await receive(written(1, { source: event(99) }))(place)).toBe('duplicate')
		expect(await receive(written(0))(place)).toBe('alreadyDone')
	})
})

describe('a message that is taken back', () => {
	it('loses its text at once, and waits for no answer', async () => {
		const place = createCasePlace()
		await receive(written(0))(place)
		expect(await change(update('erased', 12))(place)).toBe('update')
		const [content] = await place.content.get([key])
		expect(content).not.toHaveProperty('text')
		expect(content).not.toHaveProperty('userId')
		expect(content).not.toHaveProperty('authorHandle')
		expect(await endOf(place)).toMatchObject({ unanswered: { count: 0, first: [] }, waitingSince: undefined })
	})
	it('before it came is never shown', async () => {
		const place = createCasePlace()
		expect(await change(update('erased', 12))(place)).toBe('update')
		expect(await receive(written(0))(place)).toBe('message')
		expect(await endOf(place)).toMatchObject({ content: { isErased: true, text: undefined }, unanswered: { count: 0 } })
		expect(await receive(written(2))(place)).toBe('update')
		expect(await endOf(place)).toMatchObject({ content: { isErased: true, text: undefined } })
	})
	it('leaves the others waiting, since the first of them', async () => {
		const place = createCasePlace()
		await receive(written(0))(place)
		await receive(incoming({ key: keyOf('msg', 8), sentAt: minute(15), source: event(8) }))(place)
		await change(update('erased', 16))(place)
		expect(await endOf(place)).toMatchObject({ unanswered: { count: 1 }, waitingSince: minute(15) })
	})
})

describe('an edition that has an id of its own', () => {
	const edition = keyOf('msg', 77)
	const link = (place: Place) => linkEdition(place, { edition, message: key, at: minute(11) })
	const taken = { ...update('erased', 12), key: edition }
	it('takes its message back when the network names that id', async () => {
		const place = createCasePlace()
		await receive(written(1))(place)
		await link(place)
		await link(place)
		expect(await change(taken)(place)).toBe('update')
		expect(await change(taken)(place)).toBe('update')
		expect(await endOf(place)).toMatchObject({ content: { isErased: true, text: undefined }, unanswered: { count: 0 } })
	})
	it('takes it back as well when that came first', async () => {
		const place = createCasePlace()
		expect(await change(taken)(place)).toBe('update')
		await receive(written(1))(place)
		await link(place)
		expect(await endOf(place)).toMatchObject({ content: { isErased: true, text: undefined }, unanswered: { count: 0 } })
		expect(await change(taken)(place)).toBe('update')
		expect(await change({ ...taken, source: event(98) })(place)).toBe('duplicate')
	})
})

describe('an aside', () => {
	const aside = { ...written(0), source: event(50) }
	it('is stored once, is changed by its edits and its end, and belongs to no case', async () => {
		const place = createCasePlace()
		expect((await keepAside(place, aside)).outcome).toBe('aside')
		expect((await keepAside(place, aside)).outcome).toBe('alreadyDone')
		expect((await keepAside(place, { ...aside, source: event(51) })).outcome).toBe('duplicate')
		expect((await keepAside(place, written(1))).outcome).toBe('update')
		await change(update('erased', 40))(place)
		expect(await place.content.get([key])).toMatchObject([{ kind: 'erased', was: 'aside', erasedAt: minute(40) }])
		expect(place.facts.size).toBe(0)
	})
	it('that was taken back before it came is stored without its text', async () => {
		const place = createCasePlace()
		await change(update('erased', 5))(place)
		expect((await keepAside(place, aside)).outcome).toBe('aside')
		const [content] = await place.content.get([key])
		expect(content).toMatchObject({ kind: 'erased', was: 'aside', erasedAt: minute(5) })
		expect(content).not.toHaveProperty('text')
	})
	it('keeps what was fetched for it, and how its author speaks, when a person makes it a case', async () => {
		const place = createCasePlace()
		const media = [{ kind: 'image' as const, url: 'https://pbs.twimg.com/media/1.jpg' }]
		await keepAside(place, {
			...aside,
			attached: [{ kind: 'image' }],
			media,
			addressAndLanguage: { form: 'du', evidence: 'habt ihr' },
		})
		const [kept] = await place.content.get([key])
		const fetched = [{ kind: 'image', state: 'kept', type: 'image/jpeg', bytes: 3 }] as const
		await place.content.put({ ...ofKind(kept, 'aside'), media: [...fetched], revision: 1 })
		const caseId = await promoteAside(place, key)
		const [content] = await place.content.get([key])
		expect(content).toMatchObject({
			kind: 'message',
			caseId,
			media: fetched,
			attached: [{ kind: 'image' }],
			addressEvidence: 'habt ihr',
		})
		expect(caseId && (await place.store.load(caseId))).toMatchObject({ form: 'du', unanswered: { count: 1 } })
	})
	it('becomes a case when another event says that it addresses us', async () => {
		const place = createCasePlace()
		await keepAside(place, aside)
		expect(await receive({ ...aside, source: event(60) })(place)).toBe('message')
		expect(await endOf(place)).toMatchObject({ unanswered: { count: 1 } })
	})
})

describe('any order and any repetition', () => {
	const steps: readonly Step[] = [
		receive(written(0)),
		receive(written(1)),
		receive(written(2)),
		change(update('hidden', 20)),
		change(update('shown', 21)),
		change(update('erased', 22)),
	]
	const play = async (order: readonly number[]) => {
		const place = createCasePlace()
		const outcomes = new Map<number, string>()
		for (const index of order) {
			const outcome = await steps[index]?.(place)
			if (outcome !== undefined && !outcomes.has(index)) outcomes.set(index, outcome)
		}
		const counts = Map.groupBy(outcomes.values(), (outcome) => outcome)
		return { end: await endOf(place), counts: Object.fromEntries([...counts].map(([name, all]) => [name, all.length])) }
	}
	it.each([
		['editions', [0, 1, 2]],
		['editions and visibility', [0, 1, 2, 3, 4]],
		['everything', [0, 1, 2, 3, 4, 5]],
		['a message and its end', [0, 5]],
	])('of %s ends in the same content, the same wait and the same counts', async (_, set) => {
		const expected = await play(set)
		const orders = fc
			.shuffledSubarray(set, { minLength: set.length, maxLength: set.length })
			.chain((order) => fc.array(fc.constantFrom(...set), { maxLength: 4 }).map((again) => [...order, ...again]))
		await fc.assert(
			fc.asyncProperty(orders, async (order) => {
				expect(await play(order)).toEqual(expected)
			}),
			{ numRuns: 200 },
		)
	})
})
