import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { decide } from '#shared/cases/decide.ts'
import { reachBy } from '#shared/cases/replies/reply-target.ts'
import { findTarget } from '#shared/replies/find-target.ts'
import { createDeskPlace, type DeskPlace, type Issuer, startIssuer } from '#test/fixtures/desk-place.ts'

// Test files share their modules: what is spied on is loaded for this one alone, before it and after it.
vi.hoisted(() => vi.resetModules())
vi.mock(import('#shared/cases/decide.ts'), { spy: true })
vi.mock(import('#shared/cases/replies/reply-target.ts'), { spy: true })
vi.mock(import('#shared/replies/find-target.ts'), { spy: true })

let issuer: Issuer
let place: DeskPlace
beforeAll(async () => {
	issuer = await startIssuer()
})
afterAll(async () => {
	await issuer.stop()
	vi.resetModules()
})
beforeEach(() => {
	place = createDeskPlace(issuer)
	vi.clearAllMocks()
})

const comment = { network: 'facebook', accountId: '2001', form: 'comment', author: { id: '88' } } as const
const counts = () => ({
	decided: vi.mocked(decide).mock.calls.length,
	reached: vi.mocked(reachBy).mock.calls.length,
	aimed: vi.mocked(findTarget).mock.calls.length,
})

describe('of an answer', () => {
	const answer = async (body: object = {}) => {
		const id = await place.writes(comment)
		const { version } = (await place.store.load(id)) ?? {}
		vi.clearAllMocks()
		const written = { version, visibility: 'private', text: 'Das tut uns leid.', ...body }
		return place.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body: written })
	}
	const ONCE = { decided: 1, reached: 1, aimed: 1 }

	it('one thing each is found once: where it goes, its window, the decision', async () => {
		expect((await answer()).status).toBe(200)
		expect(counts()).toEqual(ONCE)
	})
	it('nothing is asked again where its text is refused', async () => {
		expect((await answer({ text: ' ' })).status).toBe(422)
		expect(counts()).toEqual(ONCE)
	})
	it('where it would go is not asked again once the case refuses', async () => {
		place.pass(1)
		const id = await place.writes({ ...comment, form: 'review' })
		const { version } = (await place.store.load(id)) ?? {}
		vi.clearAllMocks()
		const body = { version, visibility: 'private', text: 'Das tut uns leid.' }
		expect((await place.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body })).status).toBe(409)
		expect(counts()).toEqual(ONCE)
	})
	it('the same holds for a preview', async () => {
		const id = await place.writes(comment)
		vi.clearAllMocks()
		const body = { visibility: 'private', text: 'Das tut uns leid.' }
		expect((await place.ask(`POST /api/cases/${id}/replies/preview`, { as: 'anna', body })).status).toBe(200)
		expect(counts()).toEqual(ONCE)
	})
})
