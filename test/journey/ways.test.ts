import { describe, expect } from 'vitest'
import { it as systemIt } from '#test/fixtures/system-test.ts'

/** What customers write elsewhere than below our posts, answered in its own way or by hand. */

const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_UNDO_SECONDS: '0' })

describe('a mention of us on Instagram', () => {
	it.concurrent.for(['captionMention', 'commentMention'] as const)(
		'%s is read and answered by way of our account',
		async (form, { place }) => {
			const { id, post } = await place.written('instagram', 'public', `ig${form}`, `Danke für nichts (${form})`, form)
			const text = `Das tut uns leid (${form})`
			const preview = await place.ask('POST', `/api/cases/${id}/replies/preview`, { visibility: 'private', text })
			expect(preview.body).toMatchObject({ refusals: [{ code: 'never-open' }] })
			const reply = await place.answer(id, text)
			expect(await place.ended(id, reply.id)).toMatchObject({ state: 'sent' })
			expect(await place.sentWith(text)).toMatchObject([{ network: 'instagram', inReplyTo: post.id }])
			expect((await place.desk.show(id)).case).toMatchObject({ unanswered: 0 })
		},
	)
})

describe('what no call answers', () => {
	it.concurrent.for([
		['facebook', 'groupMention'],
		['facebook', 'wallShare'],
		['instagram', 'liveComment'],
		['x', 'communityPost'],
	] as const)('on %s, a %s, says so before anybody writes', async ([network, form], { place }) => {
		const { id, post } = await place.written(network, 'public', `wo${form}`, `Seit Montag kein Netz (${form})`, form)
		const text = 'Wir schauen nach.'
		const { body } = await place.ask('POST', `/api/cases/${id}/replies/preview`, { visibility: 'public', text })
		expect(body).toMatchObject({ refusals: [{ code: 'answer-by-hand' }] })
		const { case: open } = await place.desk.show(id)
		const refused = { version: open.version, visibility: 'public', text }
		expect(await place.ask('POST', `/api/cases/${id}/replies`, refused)).toMatchObject({ status: 409 })
		const link = { facebook: 'https://www.facebook.com/', instagram: undefined, x: 'https://x.com/i/status/' }[network]
		if (link !== undefined) expect(body).toMatchObject({ refusals: [{ link: `${link}${post.id}` }] })
		// Nobody may end many waits so in a short while.
		if (form !== 'groupMention') return
		const done = await place.ask('POST', `/api/cases/${id}/answered-by-hand`, { version: open.version })
		expect(done.body).toMatchObject({ case: { unanswered: 0 } })
		expect(await place.sentWith(text)).toEqual([])
	})
})
