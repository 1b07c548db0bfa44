import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { CaseId } from '#shared/cases/keys.ts'
import { byteRange } from '#shared/http/media-routes.ts'
import { createLog } from '#shared/kernel/log.ts'
import { settleMessage } from '#shared/media/settle-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { createDeskPlace, type Issuer, START, startIssuer } from '#test/fixtures/desk-place.ts'
import { PHOTO_URL, png } from '#test/fixtures/media-place.ts'
import { keyOf } from '#test/support/case-factories.ts'

const MESSAGE = keyOf('msg', 7)
const LARGE = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5 * 1024 * 1024, 7)])

let issuer: Issuer
let desk: ReturnType<typeof createDeskPlace>
let caseId: CaseId
beforeAll(async () => {
	issuer = await startIssuer()
})
afterAll(() => issuer.stop())

const settle = (bytes: Uint8Array = png()) =>
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
beforeEach(async () => {
	desk = createDeskPlace(issuer)
	caseId = await desk.writes({ key: MESSAGE, text: '', media: [{ kind: 'image', url: PHOTO_URL }], attachments: 1 })
})
const path = (index: number | string = 0, message: string = MESSAGE, id: string = caseId) =>
	`GET /api/cases/${id}/media/${message}/${index}`
const show = async (headers: Record<string, string> = {}, call = path()) => desk.fetch(call, { as: 'anna', headers })
const problemOf = async (answer: Response) => ({
	status: answer.status,
	type: z.object({ type: z.string() }).parse(await answer.json()).type,
})

describe('a picture that a customer sent', () => {
	it('is in the timeline, first as waiting, never with its address', async () => {
		const { body, text } = await desk.ask(`GET /api/cases/${caseId}`, { as: 'anna' })
		expect(body.timeline).toContainEqual(
			expect.objectContaining({ kind: 'message', media: [{ index: 0, kind: 'image', state: 'waiting' }] }),
		)
		expect(text).not.toContain('twimg')
	})

	it('is shown through us once it is kept, as what it is and as nothing else', async () => {
		await settle()
		const { body } = await desk.ask(`GET /api/cases/${caseId}`, { as: 'anna' })
		const media = [{ index: 0, kind: 'image', state: 'kept', type: 'image/png', bytes: 8 }]
		expect(body.timeline).toContainEqual(expect.objectContaining({ kind: 'message', media }))
		const answer = await show()
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

	it('is saved and not opened where it is no picture, and comes in parts where it is large', async () => {
		await settle(LARGE)
		expect(await problemOf(await show())).toEqual({ status: 413, type: 'urn:hilft:problem:range-needed' })
		const first = await show({ Range: 'bytes=0-' })
		expect(first.status).toBe(206)
		expect(first.headers.get('content-range')).toBe(`bytes 0-4194303/${LARGE.length}`)
		expect(first.headers.get('content-disposition')).toBe('attachment')
		const rest = await show({ Range: 'bytes=4194304-' })
		const parts = [await first.arrayBuffer(), await rest.arrayBuffer()].map((part) => Buffer.from(part))
		expect(Buffer.concat(parts).equals(LARGE)).toBe(true)
		const beyond = await show({ Range: `bytes=${LARGE.length}-` })
		expect(beyond.headers.get('content-range')).toBe(`bytes */${LARGE.length}`)
		expect(await problemOf(beyond)).toEqual({ status: 416, type: 'urn:hilft:problem:range-not-satisfiable' })
	})

	it('is gone with its message', async () => {
		await settle()
		await updateMessage(desk, { key: MESSAGE, change: 'erased', changedAt: START, source: 'e#1' })
		expect(await problemOf(await show())).toEqual({ status: 410, type: 'urn:hilft:problem:erased' })
	})

	it('refuses whoever has no token', async () => {
		await settle()
		expect((await desk.fetch(path())).status).toBe(401)
	})

	it('refuses to show it by way of another case, or what is not there', async () => {
		await settle()
		const other = await desk.writes({ author: { id: '78' } })
		const unknown = { status: 404, type: 'urn:hilft:problem:media-unknown' }
		for (const call of [path(0, MESSAGE, other), path(1), path('x'), path(0, 'msg_x'), path(0, keyOf('msg', 8))])
			expect(await problemOf(await show({}, call))).toEqual(unknown)
		expect((await problemOf(await show({}, path(0, MESSAGE, 'case_x')))).status).toBe(404)
	})

	it('refuses to show what was not kept yet', async () => {
		expect((await show()).status).toBe(404)
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
