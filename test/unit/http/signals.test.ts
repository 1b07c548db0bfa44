import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { dangerText } from '#shared/texts/danger-texts.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'
import { keyOf } from '#test/support/case-factories.ts'

const IN_DANGER = 'Ich will nicht mehr leben. Das geht an die Bundesnetzagentur.'
const post = (desk: DeskPlace, id: CaseId, path: string, body: object = {}, as = 'anna', role = 'agent') =>
	desk.ask(`POST /api/cases/${id}/${path}`, { as, role, body })
const shown = async (desk: DeskPlace, id: CaseId) => (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body
const idsOf = ({ items }: Record<string, unknown>) => (items as { id: string }[]).map(({ id }) => id)

describe('what the words of a customer may mean', () => {
	it('is shown with these words on the page of the case, and without them in lists', async ({ desk }) => {
		const id = await desk.writes({ text: IN_DANGER })
		const view = caseViewSchema()
			.strict()
			.parse((await shown(desk, id)).case)
		const message = (await desk.store.load(id))?.lastMessage?.message
		expect(view.dangers).toMatchObject([
			{ danger: 'selfHarm', message, words: expect.stringContaining('nicht mehr leben') },
		])
		expect(view.signals).toMatchObject([
			{ signal: 'regulator', state: 'raised', message, words: expect.stringContaining('Bundesnetzagentur') },
		])
		const { body } = await desk.ask('GET /api/cases', { as: 'anna' })
		expect(body.items).toMatchObject([{ dangers: [{ danger: 'selfHarm' }], signals: [{ signal: 'regulator' }] }])
		expect(JSON.stringify(body)).not.toContain('nicht mehr leben')
	})
	it('is confirmed, dismissed with a reason, and raised by a person, a trainee too', async ({ desk }) => {
		const id = await desk.writes({ text: IN_DANGER })
		const confirmed = await post(desk, id, 'signals/regulator/confirmation')
		expect(confirmed.body.case).toMatchObject({ signals: [{ signal: 'regulator', state: 'confirmed' }] })
		const dismissed = await post(desk, id, 'signals/regulator/dismissal', { reason: 'notMeant' })
		expect(dismissed.body.case).toMatchObject({ signals: [{ signal: 'regulator', state: 'dismissed' }] })
		const message = (await desk.store.load(id))?.lastMessage?.message
		const raised = await post(desk, id, 'signals', { signal: 'press', message }, 'tim', 'trainee')
		expect(raised.body.case).toMatchObject({ signals: [{ signal: 'regulator' }, { signal: 'press', state: 'raised' }] })
		const { timeline } = await shown(desk, id)
		const told = (timeline as unknown[]).map((entry) => timelineEntrySchema().strict().parse(entry))
		expect(told.filter(({ signal }) => signal !== undefined)).toMatchObject([
			{ kind: 'signalRaised', author: 'system', signal: 'regulator' },
			{ kind: 'signalConfirmed', agent: 'anna', signal: 'regulator' },
			{ kind: 'signalDismissed', agent: 'anna', reason: 'notMeant' },
			{ kind: 'signalRaised', agent: 'tim', signal: 'press' },
		])
	})
	it('is refused where nobody raised it, where the message is none of the case, and to a trainee', async ({ desk }) => {
		const id = await desk.writes({ text: 'Wann geht es wieder?' })
		const other = await desk.writes({ author: { id: '99' }, text: 'Und bei mir?' })
		const foreign = (await desk.store.load(other))?.lastMessage?.message
		for (const path of ['signals/press/confirmation', 'signals/nothing/confirmation'])
			expect((await post(desk, id, path)).body.type).toBe('urn:hilft:problem:signal-not-raised')
		for (const message of [foreign, keyOf('msg', 404)]) {
			const { status, body } = await post(desk, id, 'signals', { signal: 'press', message })
			expect([status, body.type]).toEqual([404, 'urn:hilft:problem:message-unknown'])
			expect((await post(desk, id, 'dangers', { kind: 'child', message })).status).toBe(404)
		}
		expect((await post(desk, id, 'signals', { signal: 'weather', message: foreign })).status).toBe(422)
		expect((await post(desk, id, 'signals/press/dismissal', { reason: 'notMeant' }, 'tim', 'trainee')).status).toBe(403)
	})
})

describe('a danger', () => {
	it('stands first in every list', async ({ desk }) => {
		const first = await desk.writes({ sentAt: '2026-11-22T10:00:00.000Z', author: { id: '1', handle: 'same' } })
		const second = await desk.writes({ sentAt: '2026-11-22T11:00:00.000Z', author: { id: '2', handle: 'same' } })
		const raised = await post(desk, second, 'dangers', { kind: 'emergencyUnreachable' }, 'tim', 'trainee')
		expect(raised.body.case).toMatchObject({ dangers: [{ danger: 'emergencyUnreachable' }] })
		const listed = async (path: string) => idsOf((await desk.ask(`GET /api/${path}`, { as: 'ben' })).body)
		for (const path of ['cases', 'queue', 'queue?view=all'])
			expect([path, await listed(path)]).toEqual([path, [second, first]])
	})
	it('comes with a fixed text in the language and form of the customer, which is sent as it is and answers', async ({
		desk,
	}) => {
		const id = await desk.writes({
			text: 'Ich will nicht mehr leben, und ihr lasst mich allein.',
			addressAndLanguage: { form: 'du' },
		})
		const { dangers } = (await shown(desk, id)).case as { dangers: { suggestedText: string }[] }
		const text = dangerText('selfHarm', { language: 'de', form: 'du' })
		expect(dangers).toMatchObject([{ danger: 'selfHarm', suggestedText: text }])
		const version = async () => (await desk.store.load(id))?.version
		const send = async (body: object, path = 'replies') =>
			post(desk, id, path, { version: await version(), visibility: 'public', ...body })
		const answered = await send({ textKey: 'selfHarm' })
		expect(answered.body.reply).toMatchObject({ text: `${text} ^an` })
		expect((await desk.store.load(id))?.sends).toMatchObject([{ purpose: 'reply', replyPurpose: 'answer' }])
		const preview = await desk.ask(`POST /api/cases/${id}/replies/preview`, {
			as: 'anna',
			body: { visibility: 'public', textKey: 'selfHarm' },
		})
		expect(preview.body).toMatchObject({ text: `${text} ^an`, warnings: [], refusals: [] })
		const elsewhere = await desk.writes({ author: { id: '88' }, text: 'Ich will nicht mehr leben.' })
		const same = { version: (await desk.store.load(elsewhere))?.version, visibility: 'public', textKey: 'selfHarm' }
		expect((await post(desk, elsewhere, 'replies', same)).status).toBe(200)
		expect((await send({ textKey: 'child' })).body.type).toBe('urn:hilft:problem:danger-not-open')
		for (const body of [{}, { text: 'Ja', textKey: 'selfHarm' }, { textKey: 'weather' }])
			expect((await send(body)).status).toBe(422)
	})
	it('keeps its case from closing until somebody said what was done', async ({ desk }) => {
		const id = await desk.writes({ text: IN_DANGER })
		const version = (await desk.store.load(id))?.version
		const closing = { version, outcome: 'noRequest', reason: 'opinion' }
		const refused = await post(desk, id, 'outcome', closing)
		expect([refused.status, refused.body.type]).toEqual([409, 'urn:hilft:problem:danger-open'])
		expect(refused.body.possible).toEqual([{ way: 'end', path: 'dangers/selfHarm/end' }])
		const taken = await post(desk, id, 'dangers/selfHarm/taking', {}, 'ben')
		expect(taken.body.case).toMatchObject({ dangers: [{ danger: 'selfHarm', takenBy: 'ben' }] })
		expect((await post(desk, id, 'dangers/selfHarm/end', {})).status).toBe(422)
		const ended = await post(desk, id, 'dangers/selfHarm/end', { did: 'helpNamed' })
		expect(ended.body.case).toMatchObject({ dangers: [] })
		const again = await post(desk, id, 'dangers/selfHarm/end', { did: 'helpNamed' })
		expect([again.status, again.body.type]).toEqual([409, 'urn:hilft:problem:danger-not-open'])
		await shown(desk, id)
		const closed = await post(desk, id, 'outcome', { ...closing, version: (await desk.store.load(id))?.version })
		expect(closed.body.case).toMatchObject({ state: 'closed' })
		const { timeline } = await shown(desk, id)
		expect((timeline as { danger?: string | undefined }[]).filter(({ danger }) => danger !== undefined)).toMatchObject([
			{ kind: 'dangerRaised', author: 'system' },
			{ kind: 'dangerTaken', agent: 'ben' },
			{ kind: 'dangerEnded', agent: 'anna', reason: 'helpNamed' },
		])
	})
	it.for([
		['agent', 200],
		['lead', 200],
		['trainee', 403],
		['auditor', 403],
		['callcentre', 403],
	] as const)('is taken and ended by whoever works cases: %s', async ([role, status], { desk }) => {
		const id = await desk.writes({ text: IN_DANGER })
		expect((await post(desk, id, 'dangers/selfHarm/taking', {}, `some-${role}`, role)).status).toBe(status)
		expect((await post(desk, id, 'dangers/selfHarm/end', { did: 'quoted' }, `some-${role}`, role)).status).toBe(status)
	})
	it('is shown to everybody at the desk without any words, with who took it', async ({ desk }) => {
		const id = await desk.writes({ text: IN_DANGER })
		const { number } = (await desk.store.load(id)) ?? {}
		for (const role of ['agent', 'lead', 'trainee', 'auditor']) {
			const { status, body, text } = await desk.ask('GET /api/dangers', { as: `some-${role}`, role })
			expect(status).toBe(200)
			expect(body).toEqual({
				items: [{ case: id, number, kind: 'selfHarm', since: '2026-11-22T12:00:00.000Z' }],
				unreadable: [],
			})
			expect(text).not.toContain('leben')
		}
		await post(desk, id, 'dangers/selfHarm/taking')
		const { body } = await desk.ask('GET /api/dangers', { as: 'ben' })
		expect(body.items).toMatchObject([{ kind: 'selfHarm', takenBy: 'anna', takenAt: '2026-11-22T12:00:00.000Z' }])
		desk.makeUnreadable(id)
		expect((await desk.ask('GET /api/dangers', { as: 'ben' })).body).toEqual({
			items: [],
			unreadable: [{ case: id, number }],
		})
	})
	it('and a signal filter the list', async ({ desk }) => {
		const press = await desk.writes({ author: { id: '1' }, text: 'Presseanfrage: Wie viele sind betroffen?' })
		await desk.writes({ author: { id: '2' } })
		const listed = async () => idsOf((await desk.ask('GET /api/queue?signal=press', { as: 'ben' })).body)
		expect(await listed()).toEqual([press])
		await post(desk, press, 'signals/press/dismissal', { reason: 'wronglyDetected' })
		expect(await listed()).toEqual([])
	})
})
