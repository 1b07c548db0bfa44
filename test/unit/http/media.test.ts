import { describe, expect } from 'vitest'
import { z } from 'zod'
import { byteRange } from '#shared/http/media-routes.ts'
import { createLog } from '#shared/kernel/log.ts'
import { settleMessage } from '#shared/media/settle-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it as base } from '#test/fixtures/desk-test.ts'
import { PHOTO_URL, png } from '#test/fixtures/media-place.ts'
import { keyOf } from '#test/support/case-factories.ts'

const MESSAGE = keyOf('msg', 7)
const LARGE = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5 * 1024 * 1024, 7)])

/** Each test has a case whose message has a picture. */
const it = base.extend('caseId', { auto: true }, ({ desk }) =>
	desk.writes({ key: MESSAGE, text: '', media: [{ kind: 'image', url: PHOTO_URL }], attached: [{ kind: 'image' }] }),
)

const settle = (desk: DeskPlace, bytes: Uint8Array = png()) =>
	settleMessage(
		{
			content: desk.content,
			media: desk.media,
			source: { fetch: async () => ({ outcome: 'fetched', bytes }) },
			texts: { read: async () => ({ outcome: 'missing' }) },
			completions: { send: async () => undefined },
			log: createLog(() => undefined),
		},
		{ message: MESSAGE },
	)
const path = (id: string, index: number | string = 0, message: string = MESSAGE) =>
	`GET /api/cases/${id}/media/${message}/${index}`
const show = async (desk: DeskPlace, call: string, headers: Record<string, string> = {}) =>
	desk.fetch(call, { as: 'anna', headers })
const problemOf = async (answer: Response) => ({
	status: answer.status,
	type: z.object({ type: z.string() }).parse(await answer.json()).type,
})

describe('a picture that a customer sent', () => {
	it('is in the timeline, first as waiting, never with its address', async ({ desk, caseId }) => {
		const { body, text } = await desk.ask(`GET /api/cases/${caseId}`, { as: 'anna' })
		expect(body.timeline).toContainEqual(
			expect.objectContaining({ kind: 'message', media: [{ index: 0, kind: 'image', state: 'waiting' }] }),
		)
		expect(text).not.toContain('twimg')
	})

	it('is shown through us once it is kept, as what it is and as nothing else', async ({ desk, caseId }) => {
		await settle(desk)
		const { body } = await desk.ask(`GET /api/cases/${caseId}`, { as: 'anna' })
		const media = [{ index: 0, kind: 'image', state: 'kept', type: 'image/png', bytes: 8 }]
		expect(body.timeline).toContainEqual(expect.objectContaining({ kind: 'message', media }))
		const answer = await show(desk, path(caseId))
		expect(answer.status).toBe(200)
		expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(png()))
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'image/png',
			'content-disposition': 'inline',
			'content-security-policy': expect.stringContaining('sandbox'),
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
		})
	})

	it('is saved and not opened where it is no picture, and comes in parts where it is large', async ({
		desk,
		caseId,
	}) => {
		await settle(desk, LARGE)
		expect(await problemOf(await show(desk, path(caseId)))).toEqual({
			status: 413,
			type: 'urn:hilft:problem:range-needed',
		})
		const first = await show(desk, path(caseId), { Range: 'bytes=0-' })
		expect(first.status).toBe(206)
		expect(first.headers.get('content-range')).toBe(`bytes 0-4194303/${LARGE.length}`)
		expect(first.headers.get('content-disposition')).toBe('attachment')
		const rest = await show(desk, path(caseId), { Range: 'bytes=4194304-' })
		const parts = [await first.arrayBuffer(), await rest.arrayBuffer()].map((part) => Buffer.from(part))
		expect(Buffer.concat(parts).equals(LARGE)).toBe(true)
		const beyond = await show(desk, path(caseId), { Range: `bytes=${LARGE.length}-` })
		expect(beyond.headers.get('content-range')).toBe(`bytes */${LARGE.length}`)
		expect(await problemOf(beyond)).toEqual({ status: 416, type: 'urn:hilft:problem:range-not-satisfiable' })
	})

	it('is on record for auditors who was shown it', async ({ desk, caseId }) => {
		await settle(desk)
		await show(desk, path(caseId))
		await show(desk, path(caseId, 1))
		const { body } = await desk.ask(`GET /api/cases/${caseId}/seen`, { as: 'ada', role: 'auditor' })
		const sights = body.items as readonly { readonly what: string }[]
		expect(sights.filter(({ what }) => what === 'file')).toEqual([{ by: 'anna', what: 'file', version: 2, at: START }])
	})
	it('is gone with its message', async ({ desk, caseId }) => {
		await settle(desk)
		await updateMessage(desk, { key: MESSAGE, change: 'erased', changedAt: START, source: 'e#1' })
		expect(await problemOf(await show(desk, path(caseId)))).toEqual({ status: 410, type: 'urn:hilft:problem:erased' })
	})

	it('refuses whoever has no token', async ({ desk, caseId }) => {
		await settle(desk)
		expect((await desk.fetch(path(caseId))).status).toBe(401)
	})

	it('refuses to show it by way of another case, or what is not there', async ({ desk, caseId }) => {
		await settle(desk)
		const other = await desk.writes({ author: { id: '78' } })
		const unknown = { status: 404, type: 'urn:hilft:problem:media-unknown' }
		for (const call of [
			path(other),
			path(caseId, 1),
			path(caseId, 'x'),
			path(caseId, 0, 'msg_x'),
			path(caseId, 0, keyOf('msg', 8)),
		])
			expect(await problemOf(await show(desk, call))).toEqual(unknown)
		expect((await problemOf(await show(desk, path('case_x')))).status).toBe(404)
	})

	it('refuses to show what was not kept yet', async ({ desk, caseId }) => {
		expect((await show(desk, path(caseId))).status).toBe(404)
	})
})

describe('a range of bytes', () => {
	it.each([
		['bytes=0-3', { from: 0, to: 3 }],
		['bytes=2-', { from: 2, to: 6 }],
		['bytes=-2', { from: 8, to: 9 }],
		['bytes=-20', { from: 0, to: 4 }],
		['bytes=5-99', { from: 5, to: 9 }],
		['bytes=10-', 'none'],
		['bytes=-0', 'none'],
		['bytes=3-2', undefined],
		['bytes=0-1,3-4', undefined],
		['items=0-1', undefined],
		['bytes=-', undefined],
		[undefined, undefined],
	])('of ten bytes, at most five at once: %s', (header, range) => {
		expect(byteRange(header, 10, 5)).toEqual(range)
	})
})
