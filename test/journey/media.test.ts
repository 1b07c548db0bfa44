import { describe, expect } from 'vitest'
import { z } from 'zod'
import { drawPicture } from '#infra/local/practice/world/picture.ts'
import type { Desk } from '#infra/local/story/desk-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { changes } from '#test/deliveries/meta.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { sendSigned } from '#test/support/send-as-network.ts'

const it = systemIt.extend('token', { scope: 'file' }, async ({ system }) => {
	const answer = await fetch(`${system.origin}/practice/token?agent=anna`)
	return z.object({ token: z.string() }).parse(await answer.json()).token
})

type Where = { readonly network: 'x' | 'facebook'; readonly visibility: 'public' | 'private' }

const write = async (
	system: BootedSystem,
	post: Where & { readonly author: string; readonly text?: string | undefined; readonly attachments: number },
) => {
	const headers = { 'content-type': 'application/json' }
	const answer = await fetch(`${system.origin}/practice/posts`, { method: 'POST', headers, body: JSON.stringify(post) })
	return z.object({ id: z.string(), pictures: z.number() }).parse(await answer.json())
}

/** The message that came this way, with its case, once nothing of it is waiting any more. */
const settled = (desk: Desk, { network, visibility }: Where) =>
	waitUntil(`the pictures on ${network}, ${visibility}`, async () => {
		for (const { id: caseId } of await desk.queue({ view: 'all', channel: network })) {
			const { timeline } = await desk.show(caseId)
			const message = timeline.find((entry) => entry.kind === 'message' && entry.visibility === visibility)
			if (message?.media?.every(({ state }) => state !== 'waiting')) return { caseId, message }
		}
		return undefined
	})

const show = (system: BootedSystem, token: string, caseId: string, message: string, index = 0) =>
	fetch(`${system.origin}/api/cases/${caseId}/media/${message}/${index}`, {
		headers: { authorization: `Bearer ${token}` },
	})

/** What the practice networks gave for a picture of this post. */
const given = (path: string) => new Uint8Array(drawPicture(path))

describe('a complaint that is only a photo', () => {
	it.for([
		['x', 'public', 2, (id: string, index: number) => `/media/${id}-${index}.png`],
		['x', 'private', 1, (id: string, index: number) => `/1.1/ton/data/dm/${id}-${index}.png`],
		['facebook', 'public', 1, (id: string, index: number) => `/v/t39/${id}-${index}.png`],
		['facebook', 'private', 3, (id: string, index: number) => `/v/t39/${encodeURIComponent(id)}-${index}.png`],
	] as const)(
		'on %s, %s, is a case that shows it through us',
		async ([network, visibility, count, pathOf], { system, desk, token }) => {
			const { id } = await write(system, {
				network,
				visibility,
				author: `Foto ${network} ${visibility}`,
				attachments: count,
			})
			const { caseId, message } = await settled(desk, { network, visibility })
			expect(message.media).toEqual(
				Array.from({ length: count }, (_, index) =>
					expect.objectContaining({ index, kind: 'image', state: 'kept', type: 'image/png' }),
				),
			)
			for (let index = 0; index < count; index += 1) {
				const answer = await show(system, token, caseId, message.id, index)
				expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
				expect(new Uint8Array(await answer.arrayBuffer())).toEqual(given(pathOf(id, index)))
			}
			expect((await show(system, token, caseId, message.id, count)).status).toBe(404)
		},
	)

	it('is erased with its message, the copy too', async ({ system, desk, token }) => {
		const { caseId, message } = await settled(desk, { network: 'facebook', visibility: 'public' })
		expect(await system.copies.keys(`media/${message.id}/`)).toHaveLength(1)
		const [{ id: commentId } = { id: '' }] = z
			.object({ items: z.array(z.object({ id: z.string() }).loose()) })
			.parse(await (await fetch(`${system.origin}/practice/posts?network=facebook&visibility=public`)).json()).items
		const removal = { item: 'comment', verb: 'remove', comment_id: commentId, post_id: '2001_1', parent_id: '2001_1' }
		expect((await sendSigned(system.origin, 'facebook', JSON.stringify(changes('feed', removal)))).status).toBe(200)
		await waitUntil('the erasure', async () =>
			(await system.copies.keys(`media/${message.id}/`)).length === 0 ? true : undefined,
		)
		expect((await show(system, token, caseId, message.id)).status).toBe(410)
		await system.runtime.idle()
		expect(await system.aws.messages()).toEqual({})
	})
})
