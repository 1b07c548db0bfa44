import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import { createDeskPlace, type DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const TEXT = 'Das tut uns leid. Wir schauen sofort nach und melden uns.'
const TIM = { as: 'tim', role: 'trainee' } as const
const typed = (code: string) => ({ type: `urn:hilft:problem:${code}` })

const versionOf = async (desk: DeskPlace, id: CaseId) => (await desk.store.load(id))?.version ?? 0
const propose = async (desk: DeskPlace, id: CaseId, body: object = {}) => {
	const asked = { version: await versionOf(desk, id), visibility: 'public', text: TEXT, ...body }
	return desk.ask(`POST /api/cases/${id}/replies`, { ...TIM, body: asked })
}
const idOf = ({ body }: { readonly body: Record<string, unknown> }) => (body.proposal as { id: string }).id
const decide = (desk: DeskPlace, id: CaseId, proposal: string, what: string, body: object = {}, as = 'anna') =>
	desk.ask(`POST /api/cases/${id}/proposals/${proposal}/${what}`, { as, body })
const listed = async (desk: DeskPlace) => (await desk.ask('GET /api/proposals', { as: 'anna' })).body.items as object[]

describe("a trainee's answer", () => {
	it('becomes a proposal, and leaves with their initials once somebody releases it', async ({ desk }) => {
		const id = await desk.writes()
		const proposed = await propose(desk, id)
		expect(proposed.status).toBe(202)
		expect(proposed.body).toMatchObject({ case: { proposals: [{ id: idOf(proposed), by: 'tim', stale: false }] } })
		expect(desk.factsOf(id).at(-1)).toBe('ReplyProposed')
		expect(await listed(desk)).toMatchObject([
			{ case: { id }, proposals: [{ by: 'tim', text: TEXT, visibility: 'public', purpose: 'answer', stale: false }] },
		])
		const released = await decide(desk, id, idOf(proposed), 'release')
		expect(released.status).toBe(200)
		expect(released.body).toMatchObject({
			case: { proposals: [] },
			reply: { text: `${TEXT} ^ti`, initials: 'ti', leavesAt: '2026-11-22T12:00:15.000Z' },
		})
		expect(await listed(desk)).toEqual([])
		const { timeline } = (await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })).body
		expect((timeline as object[]).slice(-3)).toMatchObject([
			{ kind: 'replyProposed', agent: 'tim', text: TEXT },
			{ kind: 'reply', agent: 'anna', initials: 'ti', text: `${TEXT} ^ti` },
			{ kind: 'replyReleased', agent: 'anna', reply: idOf(proposed) },
		])
	})
	it('is checked as any: what may not leave is refused at once', async ({ desk }) => {
		const id = await desk.writes()
		expect((await propose(desk, id, { text: ' ' })).body).toMatchObject(typed('text-empty'))
		expect((await propose(desk, id, { text: 'Kannst du das bitte prüfen?' })).body).toMatchObject(
			typed('warnings-open'),
		)
		expect((await propose(desk, id, { visibility: 'mail' })).body).toMatchObject(typed('no-confirmed-address'))
		expect(desk.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived'])
	})
	it('keeps what its author overruled', async ({ desk }) => {
		const id = await desk.writes()
		const overrides = [{ warning: 'saysDu', reason: 'customerAgreed' }]
		const proposed = await propose(desk, id, { text: 'Kannst du das bitte prüfen?', overrides })
		expect((await decide(desk, id, idOf(proposed), 'release')).status).toBe(200)
	})
	it('needs the new version where the customer wrote since, and says so', async ({ desk }) => {
		const id = await desk.writes()
		const proposed = await propose(desk, id)
		await desk.writes({ text: 'Hat sich erledigt' })
		expect(await listed(desk)).toMatchObject([{ proposals: [{ stale: true }] }])
		const refused = await decide(desk, id, idOf(proposed), 'release')
		expect(refused).toMatchObject({ status: 409, body: typed('proposal-stale') })
		const version = await versionOf(desk, id)
		expect((await decide(desk, id, idOf(proposed), 'release', { version: version - 1 })).body).toMatchObject(
			typed('stale-version'),
		)
		expect((await decide(desk, id, idOf(proposed), 'release', { version })).status).toBe(200)
	})
	it('comes back with a note, which its author reads', async ({ desk }) => {
		const id = await desk.writes()
		const proposed = await propose(desk, id)
		const returned = await decide(desk, id, idOf(proposed), 'return', { note: 'Bitte ohne Floskel.' })
		expect(returned).toMatchObject({ status: 200, body: { case: { proposals: [] } } })
		const { timeline } = (await desk.ask(`GET /api/cases/${id}`, TIM)).body
		expect((timeline as object[]).at(-1)).toMatchObject({
			kind: 'replyReturned',
			agent: 'anna',
			text: 'Bitte ohne Floskel.',
		})
		expect((await decide(desk, id, idOf(proposed), 'release')).body).toMatchObject(typed('proposal-unknown'))
		expect((await decide(desk, id, 'msg_none', 'return', { note: 'x' })).status).toBe(404)
	})
	it('is queued once for all repeats of its release', async ({ desk }) => {
		const id = await desk.writes()
		const proposed = await propose(desk, id)
		const path = `POST /api/cases/${id}/proposals/${idOf(proposed)}/release`
		const once = { as: 'anna', body: {}, headers: { 'Idempotency-Key': 'k1' } }
		expect(await desk.ask(path, once)).toMatchObject({ status: 200, body: { reply: { initials: 'ti' } } })
		expect((await desk.ask(path, once)).status).toBe(200)
		expect((await desk.store.load(id))?.sends).toHaveLength(1)
	})
	it('leaves with the initials of who releases it where its author has left', async ({ desk }) => {
		const id = await desk.writes()
		const proposed = await propose(desk, id)
		desk.roster.seed('tim', { retiredAt: desk.clock.now() })
		expect((await decide(desk, id, idOf(proposed), 'release')).body).toMatchObject({ reply: { initials: 'an' } })
	})
})

/** All that a trainee may ask for that changes something. */
const ALLOWED = [
	...[
		'claim',
		'release',
		'notes',
		'withdrawNote',
		'replies',
		'previewReply',
		'setDuty',
		'takeInitials',
		'signOutEverywhere',
	],
	...['putDraft', 'deleteDraft', 'putPresence'],
	/** Whoever sees it says it. */
	...['raiseDanger', 'raiseSignal'],
]

describe('a trainee', () => {
	it('may do this and nothing else', ({ desk }) => {
		const open = apiRoutes(desk)
			.map(({ contract }) => contract)
			.filter(({ method, roles }) => method !== 'GET' && roles !== 'open' && roles.includes('trainee'))
		expect(open.map(({ operation }) => operation).sort()).toEqual(ALLOWED.toSorted())
	})

	const bodies: Readonly<Record<string, object>> = {
		claim: {},
		release: {},
		notes: { text: 'Ruft morgen an' },
		replies: { visibility: 'public', text: TEXT },
		'replies/preview': { visibility: 'public', text: TEXT },
		assign: { owner: 'anna' },
		'take-over': {},
		'answered-by-hand': {},
		'data-requests': { fields: ['phone'] },
		outcome: { outcome: 'noAnswerPossible', reason: 'spam' },
		'customer-data/readings': { purpose: 'callBack', fields: ['phone'] },
		'customer-data/erasures': {},
		'proposals/:proposal/release': {},
		'proposals/:proposal/return': { note: 'x' },
	}
	it('sends nothing, closes nothing and reads nothing by any acts of theirs', { timeout: 30_000 }, async ({
		issuer,
	}) => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom(...Object.keys(bodies)), { minLength: 3, maxLength: 12 }),
				fc.boolean(),
				async (acts, isVersioned) => {
					const desk = createDeskPlace(issuer)
					const id = await desk.writes()
					for (const act of acts) {
						const proposal = (await desk.store.load(id))?.proposals[0]?.proposal ?? 'msg_none'
						const version = isVersioned || act === 'replies' ? await versionOf(desk, id) : undefined
						const path = act.replace(':proposal', proposal)
						await desk.ask(`POST /api/cases/${id}/${path}`, { ...TIM, body: { ...bodies[act], version } })
					}
					expect(await desk.store.load(id)).toMatchObject({ state: 'open', sends: [], unanswered: { count: 1 } })
					const allowed = [
						'CaseOpened',
						'MessageReceived',
						'CaseClaimed',
						'CaseReleased',
						'NoteWritten',
						'ReplyProposed',
					]
					expect(desk.factsOf(id).filter((kind) => !allowed.includes(kind))).toEqual([])
				},
			),
			{ numRuns: 40, seed: 20261122 },
		)
	})
})
