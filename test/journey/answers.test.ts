import { describe, expect } from 'vitest'
import { it as systemIt } from '#test/fixtures/system-test.ts'

const it = systemIt.extend(
	'environment',
	{ scope: 'file' },
	{ HILFT_UNDO_SECONDS: '2', HILFT_VISIBILITY_SECONDS: '12' },
)

const TEXT = 'Das tut uns leid. Wir schauen sofort nach'

describe('an answer', () => {
	it.concurrent.for([
		['x', 'public', 'public'],
		['x', 'public', 'private'],
		['x', 'private', 'private'],
		['facebook', 'public', 'public'],
		['facebook', 'public', 'private'],
		['facebook', 'private', 'private'],
		['instagram', 'public', 'public'],
		['instagram', 'private', 'private'],
	] as const)(
		'on %s to a %s message, in %s, leaves once with the initials and is confirmed',
		async ([network, asked, visibility], { place }) => {
			const author = `${network.slice(0, 2)}${asked.slice(0, 2)}${visibility}`
			const text = `${TEXT} (${network} ${asked} ${visibility})`
			const { id, post } = await place.written(network, asked, author, `Hallo von ${author}`)
			const reply = await place.answer(id, text, { visibility })
			expect(await place.sentWith(text)).toEqual([])
			expect(await place.ended(id, reply.id)).toMatchObject({ state: 'sent' })
			const sent = await place.sentWith(text)
			expect(sent).toHaveLength(1)
			expect(sent[0]).toMatchObject({ network, visibility, text: expect.stringContaining('^an') })
			if (visibility === 'public') expect(sent[0]?.inReplyTo).toBe(post.id)
			else expect(sent[0]?.to).toBe(author)
			const { case: after } = await place.desk.show(id)
			expect(after).toMatchObject({ unanswered: 0, turn: 'customer' })
		},
	)

	it('does not leave before its time, and not at all when it is withdrawn', async ({ system, place }) => {
		const { id } = await place.written('x', 'public', 'widerruf', 'Widerruf bitte')
		const reply = await place.answer(id, 'Das nehmen wir zurück.')
		const { status } = await place.ask('POST', `/api/cases/${id}/replies/${reply.id}/withdrawal`, {})
		expect(status).toBe(200)
		// Its job waits in the queue for its time; once everything is idle it was looked at.
		await system.runtime.idle({ timeoutSeconds: 60 })
		expect(await place.sentWith('Das nehmen wir zurück.')).toEqual([])
		expect(await place.deliveryOf(id, reply.id)).toMatchObject({ state: 'withdrawn' })
	})
})
