import { afterAll, beforeEach, describe, expect, vi } from 'vitest'
import { decide } from '#shared/cases/decide.ts'
import { reachBy } from '#shared/cases/replies/reply-target.ts'
import { findTarget } from '#shared/replies/find-target.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

// Test files share their modules: what is spied on is loaded for this one alone, before it and after it.
vi.hoisted(() => vi.resetModules())
vi.mock(import('#shared/cases/decide.ts'), { spy: true })
vi.mock(import('#shared/cases/replies/reply-target.ts'), { spy: true })
vi.mock(import('#shared/replies/find-target.ts'), { spy: true })

beforeEach(() => void vi.clearAllMocks())
afterAll(() => void vi.resetModules())

const comment = { network: 'facebook', accountId: '2001', form: 'comment', author: { id: '88' } } as const
const counts = () => ({
	decided: vi.mocked(decide).mock.calls.length,
	reached: vi.mocked(reachBy).mock.calls.length,
	aimed: vi.mocked(findTarget).mock.calls.length,
})

describe('of an answer', () => {
	const answer = async (desk: DeskPlace, body: object = {}) => {
		const id = await desk.writes(comment)
		const { version } = (await desk.store.load(id)) ?? {}
		vi.clearAllMocks()
		const written = { version, visibility: 'private', text: 'Das tut uns leid.', ...body }
		return desk.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body: written })
	}
	const ONCE = { decided: 1, reached: 1, aimed: 1 }

	it('one thing each is found once: where it goes, its window, the decision', async ({ desk }) => {
		expect((await answer(desk)).status).toBe(200)
		expect(counts()).toEqual(ONCE)
	})
	it('nothing is asked again where its text is refused', async ({ desk }) => {
		expect((await answer(desk, { text: ' ' })).status).toBe(422)
		expect(counts()).toEqual(ONCE)
	})
	it('where it would go is not asked again once the case refuses', async ({ desk }) => {
		desk.pass(1)
		const id = await desk.writes({ ...comment, form: 'review' })
		const { version } = (await desk.store.load(id)) ?? {}
		vi.clearAllMocks()
		const body = { version, visibility: 'private', text: 'Das tut uns leid.' }
		expect((await desk.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body })).status).toBe(409)
		expect(counts()).toEqual(ONCE)
	})
	it('the same holds for a preview', async ({ desk }) => {
		const id = await desk.writes(comment)
		vi.clearAllMocks()
		const body = { visibility: 'private', text: 'Das tut uns leid.' }
		expect((await desk.ask(`POST /api/cases/${id}/replies/preview`, { as: 'anna', body })).status).toBe(200)
		expect(counts()).toEqual(ONCE)
	})
})
