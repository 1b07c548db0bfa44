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

const isLike = (entry: object, expected: object): boolean => {
	try {
		expect(entry).toMatchObject(expected)
		return true
	} catch {
		return false
	}
}

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

type Pointing = {
	readonly network: 'x' | 'facebook' | 'instagram'
	readonly visibility: 'public' | 'private'
	readonly text?: string | undefined
	readonly attachments?: readonly object[] | undefined
	readonly about?: object | undefined
	readonly form?: string | undefined
}

const PLACE = { kind: 'location', lat: 54.32312, long: 10.13943, title: 'Kein Netz' }
const PAGE = 'https://zeitung.example/kiel?a=1&b=2'
const REEL = { kind: 'reel', title: 'Unser neues Netz', url: 'https://www.instagram.com/reel/Cx1/' }
const POST = 'https://x.com/nachbarin/status/1700000000000000001'

/** What customers point at, and what the desk tells of it. */
const POINTED: readonly (readonly [said: Pointing, shown: object])[] = [
	[
		{ network: 'x', visibility: 'public', text: 'Hier', attachments: [PLACE] },
		{ text: '@hilft Hier', attachments: [PLACE] },
	],
	[
		{ network: 'x', visibility: 'private', attachments: [{ kind: 'location', lat: 54.32312, long: 10.13943 }] },
		{ text: '', attachments: [{ kind: 'location', lat: 54.32312, long: 10.13943 }] },
	],
	[
		{ network: 'x', visibility: 'private', attachments: [{ kind: 'post', url: POST }] },
		{ text: '', attachments: [{ kind: 'post', url: POST }] },
	],
	[{ network: 'x', visibility: 'public', text: `Schaut ${PAGE} an` }, { text: `@hilft Schaut ${PAGE} an` }],
	[
		{ network: 'facebook', visibility: 'private', text: 'Hier', attachments: [PLACE] },
		{ text: 'Hier', attachments: [PLACE] },
	],
	[
		{ network: 'facebook', visibility: 'private', attachments: [{ kind: 'link', title: 'Störungen', url: PAGE }] },
		{ text: '', attachments: [{ kind: 'link', title: 'Störungen', url: PAGE }] },
	],
	[
		{ network: 'facebook', visibility: 'private', text: 'Gilt das?', about: { kind: 'ad', title: 'Nur heute: 50 GB' } },
		{ text: 'Gilt das?', about: { kind: 'ad', title: 'Nur heute: 50 GB' } },
	],
	[
		{ network: 'instagram', visibility: 'private', attachments: [REEL] },
		{ text: '', attachments: [REEL] },
	],
	[
		{
			network: 'instagram',
			visibility: 'private',
			attachments: [{ kind: 'product', title: 'Router 7', details: '4,99 €' }, { kind: 'ephemeral' }],
		},
		{ attachments: [{ kind: 'product', title: 'Router 7', details: '4,99 €' }, { kind: 'ephemeral' }] },
	],
	[
		{ network: 'instagram', visibility: 'private', text: 'Auch für mich?', form: 'storyReply' },
		{ text: 'Auch für mich?', about: { kind: 'story' } },
	],
	[
		{ network: 'instagram', visibility: 'public', text: 'Gilt das noch?', form: 'adComment' },
		{ text: 'Gilt das noch?', about: { kind: 'ad', title: 'Mehr Netz' } },
	],
]

describe('what a customer points at', () => {
	it('is shown with its kind, whatever the network makes of it', async ({ system, desk }) => {
		const headers = { 'content-type': 'application/json' }
		for (const [index, [said]] of POINTED.entries()) {
			const body = JSON.stringify({ ...said, author: `Zeiger ${index}` })
			const answer = await fetch(`${system.origin}/practice/posts`, { method: 'POST', headers, body })
			expect([index, answer.status]).toEqual([index, 201])
		}
		const shown = await waitUntil('what was pointed at', async () => {
			const rows = await desk.queue({ view: 'all', limit: '50' })
			const cases = await Promise.all(rows.map(({ id }) => desk.show(id)))
			const messages = cases.flatMap(({ timeline }) => timeline.filter(({ kind }) => kind === 'message'))
			const found = POINTED.map(([{ network, visibility }, expected]) =>
				messages.filter((one) => one.channel === network && one.visibility === visibility && isLike(one, expected)),
			)
			return found.every((ones) => ones.length > 0) ? found : undefined
		})
		expect(shown).toHaveLength(POINTED.length)
		expect(JSON.stringify(shown)).not.toMatch(/t\.co|l\.php|lookaside/)
	})
})
