import { describe, expect } from 'vitest'
import { z } from 'zod'
import { signInAtDesk } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { DAY } from '#shared/kernel/clock.ts'
import { answeringOn } from '#test/fixtures/answering.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'

const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_UNDO_SECONDS: '2' })

const proposedSchema = z.object({ proposal: z.object({ id: z.string() }) })
const listedSchema = z.object({
	items: z.array(z.object({ case: z.object({ id: z.string() }), proposals: z.array(z.object({ id: z.string() })) })),
})
const mutedSchema = z.object({ items: z.array(z.object({ case: z.object({ id: z.string() }) })) })
const queuedSchema = z.object({ reply: z.object({ id: z.string(), initials: z.string(), text: z.string() }) })

describe('those at the desk', () => {
	it('learn: what a trainee writes leaves once a colleague releases it', async ({ system, place }) => {
		const tim = await answeringOn(system, 'tim')
		const { id } = await place.written('x', 'public', 'lernt_mit', 'Mein Anschluss ist tot')
		const { version } = (await tim.desk.show(id)).case
		const body = { version, visibility: 'public', text: 'Das tut uns leid. Wir schauen sofort nach.' }
		const proposed = await tim.ask('POST', `/api/cases/${id}/replies`, body)
		expect(proposed.status).toBe(202)
		const { proposal } = proposedSchema.parse(proposed.body)
		const waiting = await waitUntil('the proposal to be listed', async () => {
			const { items } = listedSchema.parse((await place.ask('GET', '/api/proposals')).body)
			return items.find((one) => one.case.id === id)
		})
		expect(waiting.proposals).toMatchObject([{ id: proposal.id }])
		expect((await tim.ask('POST', `/api/cases/${id}/proposals/${proposal.id}/release`, {})).status).toBe(403)
		const released = await place.ask('POST', `/api/cases/${id}/proposals/${proposal.id}/release`, {})
		const { reply } = queuedSchema.parse(released.body)
		expect(await place.ended(id, reply.id)).toMatchObject({ state: 'sent' })
		const posts = await place.practice.posts()
		expect(posts.find(({ text }) => text === reply.text)?.text).toMatch(/\^ti$/)
		expect(listedSchema.parse((await place.ask('GET', '/api/proposals')).body).items).toEqual([])
	})

	it('note personal data into the vault, where their owner reads them', async ({ place }) => {
		const { id } = await place.written('x', 'public', 'ruft_an', 'Bitte rufen Sie mich an')
		await place.desk.command(id, 'claim', {})
		const text = 'Anruf von 0431 5550123, bitte zurückrufen'
		expect((await place.ask('POST', `/api/cases/${id}/notes`, { text })).status).toBe(409)
		await place.desk.command(id, 'notes', { text, into: 'vault' })
		const shown = await waitUntil('the number to lie in the vault', async () => {
			const now = await place.desk.show(id)
			return now.timeline.some(({ kind }) => kind === 'dataFound') ? now : undefined
		})
		expect(shown.timeline.find(({ kind }) => kind === 'note')?.text).toBe(
			'Anruf von [Telefonnummer], bitte zurückrufen',
		)
		const read = await place.desk.read(id, { purpose: 'callBack', fields: ['phone'] })
		expect(read.items).toMatchObject([{ field: 'phone', value: '0431 5550123' }])
	})

	it('warn step by step, let a lead mute, and tell the call centre how the case stands', async ({ system, place }) => {
		const [lea, cora] = [await answeringOn(system, 'lea'), await answeringOn(system, 'cora')]
		const { id } = await place.written('x', 'public', 'schimpft_laut', 'Versager! Wann geht es wieder?')
		const { case: found, timeline } = await place.desk.show(id)
		const message = timeline.find(({ kind }) => kind === 'message')?.id
		const steps = `/api/cases/${id}/netiquette`
		const until = new Date(Date.now() + 5 * DAY).toISOString()
		for (const kind of ['pointer', 'warning'])
			expect((await place.ask('POST', steps, { kind, message })).status).toBe(200)
		expect((await place.ask('POST', steps, { kind: 'hidden', message })).status).toBe(409)
		expect((await lea.ask('POST', steps, { kind: 'muted', message, until })).status).toBe(409)
		await place.written('x', 'public', 'schimpft_laut', 'Immer noch Versager!')
		const second = (await place.desk.show(id)).timeline.findLast(({ kind }) => kind === 'message')?.id
		expect((await place.ask('POST', steps, { kind: 'warning', message: second })).status).toBe(200)
		expect((await lea.ask('POST', steps, { kind: 'muted', message: second, until })).status).toBe(200)
		await waitUntil('the case to be in the folder', async () => {
			const { items } = mutedSchema.parse((await lea.ask('GET', '/api/muted')).body)
			return items.find((one) => one.case.id === id)
		})
		const told = await cora.ask('GET', `/api/lookup?number=${found.number}`)
		expect(told).toMatchObject({ status: 200, body: { case: { id, turn: 'ours' } } })
		expect((await cora.ask('GET', '/api/lookup?number=0000000')).status).toBe(404)
		expect((await cora.ask('GET', `/api/cases/${id}`)).status).toBe(403)
	})

	it('go off: what waits for them goes to who stands in', async ({ system, place }) => {
		const ben = await signInAtDesk(system.origin, 'ben')
		const { id } = await place.written('x', 'public', 'wartet_auf_anna', 'Ich warte auf Anna')
		const { version } = (await place.desk.show(id)).case
		await place.desk.command(id, 'assign', { version, owner: 'anna', deputy: 'ben' })
		expect((await place.ask('PUT', '/api/agents/me/duty', { state: 'off' })).status).toBe(200)
		const moved = await fetch(`${system.origin}/practice/clock`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ advance: 4 * DAY }),
		})
		expect(moved.status).toBe(200)
		const mine = await waitUntil('the case to be with the deputy', async () =>
			(await ben.queue({ view: 'mine' })).find((one) => one.id === id),
		)
		expect(mine).toMatchObject({ owner: 'ben', marks: ['fellBack'] })
	})
})
