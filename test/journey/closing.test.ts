import { describe, expect } from 'vitest'
import { z } from 'zod'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { answeringOn } from '#test/fixtures/answering.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'

/** Long enough that an answer is still queued when its close is asked for, on a busy machine too. */
const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_UNDO_SECONDS: '8' })

const problemSchema = z.object({ type: z.string() })
const typeOf = ({ status, body }: { readonly status: number; readonly body: unknown }) =>
	status === 200 ? 'done' : problemSchema.parse(body).type.replace('urn:hilft:problem:', '')
const listSchema = z.object({ items: z.array(z.object({ case: z.string(), state: z.string() })) })

describe('the end of a case', () => {
	it('comes when its answer was sent, and not after a message in between', async ({ place }) => {
		const closing = async (author: string) => {
			const { id } = await place.written('x', 'public', author, `Frage von ${author}`)
			const { id: reply } = await place.answer(id, `Antwort an ${author}`)
			const { version } = (await place.desk.show(id)).case
			const queued = await place.desk.command(id, 'outcome', { version, when: 'sent', outcome: 'helped' })
			expect(queued).toMatchObject({ state: 'open', closing: { state: 'whenSent' } })
			return { id, reply }
		}
		const quiet = await closing('schliesse_still')
		expect(await place.ended(quiet.id, quiet.reply)).toMatchObject({ state: 'sent' })
		expect((await place.desk.show(quiet.id)).case).toMatchObject({ state: 'closed', outcome: 'helped', unanswered: 0 })
		const loud = await closing('schliesse_laut')
		await place.practice.write({
			network: 'x',
			visibility: 'public',
			author: 'schliesse_laut',
			text: 'Und noch etwas!',
		})
		await place.ended(loud.id, loud.reply)
		const dropped = await waitUntil('the close to fall', async () => {
			const shown = await place.desk.show(loud.id)
			return shown.timeline.some(({ kind }) => kind === 'closeDropped' || kind === 'caseReopened') ? shown : undefined
		})
		expect(dropped.case).toMatchObject({ state: 'open', unanswered: 1 })
	})

	it('of who waits is by three alone, then by two, and a lead sees them all', async ({ system }) => {
		const [emil, ben, lea] = [
			await answeringOn(system, 'emil'),
			await answeringOn(system, 'ben'),
			await answeringOn(system, 'lea'),
		]
		const posts = ['danke_1', 'danke_2', 'danke_3', 'danke_4']
		const cases = await Promise.all(
			posts.map(async (author) => {
				await emil.practice.write({ network: 'x', visibility: 'public', author, text: 'Danke!' })
				return (await emil.caseOf(author)).id
			}),
		)
		const close = async (who: typeof emil, id: string) => {
			const [{ version } = { version: 1 }] = (await who.desk.cases({ limit: '100' })).filter((one) => one.id === id)
			return typeOf(
				await who.ask('POST', `/api/cases/${id}/outcome`, { version, outcome: 'noRequest', reason: 'thanks' }),
			)
		}
		const [first = '', second = '', third = '', fourth = ''] = cases
		expect(await close(emil, first)).toBe('not-read')
		for (const id of cases) await emil.desk.show(id)
		expect(await Promise.all([first, second, third].map((id) => close(emil, id)))).toEqual(['done', 'done', 'done'])
		expect(await close(emil, fourth)).toBe('second-person')
		const listed = listSchema.parse((await lea.ask('GET', '/api/closings')).body)
		expect(listed.items.map((item) => [item.case, item.state])).toEqual(
			expect.arrayContaining([[fourth, 'proposed'], ...[first, second, third].map((id) => [id, 'closed'])]),
		)
		const approve = async (who: typeof emil) => {
			const { version } = (await who.desk.show(fourth)).case
			return typeOf(await who.ask('POST', `/api/cases/${fourth}/outcome/approval`, { version }))
		}
		expect(await approve(emil)).toBe('own-proposal')
		expect(await approve(ben)).toBe('done')
	})
})
