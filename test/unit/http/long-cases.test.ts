import { describe, expect } from 'vitest'
import { z } from 'zod'
import { applyCommand } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { CaseId, SendId } from '#shared/cases/keys.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'
import { anAside } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'
import { createRandom, seedOfRun } from '#test/support/seeded-random.ts'

const shownSchema = z.object({
	timeline: z.array(timelineEntrySchema().strict()),
	unanswered: z.array(timelineEntrySchema().strict()),
	older: z.string().optional(),
})
type Shown = z.infer<typeof shownSchema>

const show = async (desk: DeskPlace, id: CaseId, query = ''): Promise<Shown> => {
	const { body, status } = await desk.ask(`GET /api/cases/${id}${query}`, { as: 'anna' })
	expect(status).toBe(200)
	return shownSchema.parse(body)
}
/** Goes through all pages, the newest first; `between` happens after each. */
const pagesOf = async (desk: DeskPlace, id: CaseId, limit: number, between?: () => Promise<unknown>) => {
	const pages: Shown[] = []
	let before: string | undefined
	do {
		pages.push(await show(desk, id, `?limit=${limit}${before === undefined ? '' : `&before=${before}`}`))
		before = pages.at(-1)?.older
		await between?.()
	} while (before !== undefined)
	return pages
}
const idsIn = (pages: readonly Shown[]) => pages.flatMap(({ timeline }) => timeline.map(({ id }) => id))

const write = async (desk: DeskPlace, count: number): Promise<CaseId> => {
	let id: CaseId | undefined
	for (let n = 0; n < count; n += 1) {
		id = await desk.writes({ text: `Nachricht ${n}` })
		desk.pass(MINUTE)
	}
	if (id === undefined) throw new Error('Nothing was written')
	return id
}
const note = (desk: DeskPlace, id: CaseId, text: string) =>
	desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: { text } })
const apply = (desk: DeskPlace, id: CaseId, command: Command) => applyCommand(desk, id, command)

describe('a long case', () => {
	it('has each entry on one page, whatever arrives meanwhile', async ({ desk }) => {
		const random = createRandom(seedOfRun())
		const id = await write(desk, 3)
		const act = async () => {
			desk.pass(MINUTE)
			const late = addMilliseconds(START, random.whole(10) * MINUTE)
			if (random.next() < 0.5) return void (await desk.writes({ text: 'später', sentAt: late }))
			if (random.next() < 0.5) return void (await note(desk, id, 'Notiz'))
			await desk.ask(`POST /api/cases/${id}/${random.pick(['claim', 'release'])}`, { as: 'anna' })
		}
		for (let n = 0; n < 60; n += 1) await act()
		const whole = idsIn(await pagesOf(desk, id, 100))
		for (const limit of [1, 7, 20]) {
			const ids = idsIn(await pagesOf(desk, id, limit))
			expect([limit, random.seed, [...ids].sort()]).toEqual([limit, random.seed, [...whole].sort()])
		}
		const ids = idsIn(await pagesOf(desk, id, 7, act))
		expect([random.seed, [...ids].sort()]).toEqual([random.seed, [...whole].sort()])
	})

	it('shows the newest page first, in order, with the messages that wait and are older', async ({ desk }) => {
		const id = await write(desk, 30)
		const page = await show(desk, id, '?limit=20')
		expect(page.timeline.map(({ text }) => text)).toEqual(['26', '27', '28', '29'].map((n) => `Nachricht ${n}`))
		expect(page.unanswered.map(({ text }) => text)).toEqual(Array.from({ length: 16 }, (_, n) => `Nachricht ${n}`))
		expect(page.unanswered[0]).toMatchObject({
			author: 'customer',
			visibility: 'public',
			channel: 'x',
			form: 'mention',
		})
		const older = await show(desk, id, `?before=${page.older}`)
		expect(older.unanswered).toEqual([])
		const [first] = (await show(desk, id, '?limit=100')).timeline.filter(({ text }) => text === 'Nachricht 0')
		expect(page.unanswered[0]).toEqual(first)
	})

	it('shows an older answer as it ended after its page', async ({ desk }) => {
		const id = await write(desk, 1)
		const sends: SendId[] = []
		for (let n = 0; n < 14; n += 1) {
			const version = (await desk.store.load(id))?.version
			await desk.ask(`POST /api/cases/${id}/replies`, {
				as: 'anna',
				body: { version, visibility: 'public', text: `Antwort ${'abcdefghijklmn'[n]}, wir schauen nach` },
			})
			sends.push(...((await desk.store.load(id))?.sends.slice(-1) ?? []).map((send) => send.id))
			desk.pass(MINUTE)
		}
		// So many end that the head forgets the first.
		for (const send of sends) await apply(desk, id, { kind: 'startSend', send, after: 0 })
		const [failing = anId('send'), ...others] = sends
		await apply(desk, id, {
			kind: 'recordFailure',
			send: failing,
			attempt: 1,
			reason: 'recipientGone',
			invitation: anId('send'),
		})
		for (const send of others) await apply(desk, id, { kind: 'recordSent', send })
		await desk.ask(`POST /api/cases/${id}/replies`, {
			as: 'anna',
			body: {
				version: (await desk.store.load(id))?.version,
				visibility: 'public',
				text: 'Und noch eine Antwort von uns',
			},
		})
		expect((await desk.store.load(id))?.sends.some((send) => send.id === failing)).toBe(false)
		const pages = await pagesOf(desk, id, 4)
		expect(pages.length).toBeGreaterThan(3)
		const replies = pages.toReversed().flatMap(({ timeline }) => timeline.filter(({ kind }) => kind === 'reply'))
		expect(replies.map(({ delivery }) => delivery?.state)).toEqual(['failed', ...others.map(() => 'sent'), 'queued'])
		expect(replies[0]?.delivery).toMatchObject({ failure: 'recipientGone' })
	})

	it('shows what bystanders wrote beside the page of its time, once', async ({ desk }) => {
		const thread = `thread_${'7'.repeat(26)}`
		const asides: string[] = []
		let id: CaseId | undefined
		for (let n = 0; n < 12; n += 1) {
			id = await desk.writes({ thread, text: `Nachricht ${n}` })
			desk.pass(MINUTE)
			const aside = anAside({ id: anId('msg'), network: 'x', thread, at: desk.clock.now(), text: `Daneben ${n}` })
			asides.push(aside.id)
			await desk.content.put(aside)
			desk.pass(MINUTE)
		}
		const pages = await pagesOf(desk, id ?? anId('case'), 4)
		const written = pages.map(({ timeline }) => timeline.filter(({ author }) => author === 'bystander'))
		expect(
			written
				.flat()
				.map((entry) => entry.id)
				.sort(),
		).toEqual([...asides].sort())
		expect(pages[0]?.timeline.map(({ text }) => text)).toEqual(['Nachricht 11', 'Daneben 11'])
	})

	it('refuses the cursor of another case, or one that nobody gave', async ({ desk }) => {
		const id = await write(desk, 5)
		const other = await desk.writes({ author: { id: '2' } })
		const { older = '' } = await show(desk, id, '?limit=1')
		const forged = Buffer.from(`${id}#999#${START}`).toString('base64url')
		for (const [of, before] of [
			[other, older],
			[id, forged],
			[id, 'x'],
		])
			expect(await desk.ask(`GET /api/cases/${of}?before=${before}`, { as: 'anna' })).toMatchObject({
				status: 400,
				body: { type: 'urn:hilft:problem:cursor-invalid', errors: [{ field: 'before' }] },
			})
	})

	it('records who was shown an older page, without taking back what they were shown', async ({ desk }) => {
		const id = await write(desk, 5)
		const { older } = await show(desk, id, '?limit=1')
		const shownTo = async (sub: string) => desk.seen.versionShown(id, (await desk.roster.find(sub))?.key ?? 'agent_')
		expect(await shownTo('anna')).toBe(6)
		await show(desk, id, `?before=${older}`)
		expect(await shownTo('anna')).toBe(6)
		await desk.ask(`GET /api/cases/${id}?before=${older}`, { as: 'ben' })
		expect(await shownTo('ben')).toBe(5)
	})
})
