import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'
import type { SeenStore } from '#shared/desk/seen.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { type ShowMediaDependencies, showMedia } from '#shared/media/show-media.ts'
import { noBodySchema, noQuerySchema } from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { type ApiResponse, problem } from './problem.ts'
import { bind, type Contract, READERS, type Route } from './route.ts'

const contract = {
	operation: 'showMedia',
	method: 'GET',
	path: '/api/cases/:id/media/:message/:index',
	summary: 'A picture, video or file that a customer sent: `index` as in the timeline entry of the message',
	tag: 'cases',
	roles: READERS,
	query: noQuerySchema,
	body: noBodySchema,
	hasRanges: true,
	success: {
		status: 200,
		description: 'The bytes, of the type that the timeline entry names; 206 where a part was asked for.',
		schema: () => z.unknown(),
		mediaTypes: ['image/*', 'video/*', 'audio/*', 'application/pdf'],
	},
	problems: ['case-unknown', 'media-unknown', 'erased', 'range-needed', 'range-not-satisfiable'],
} satisfies Contract

type ByteRange = { readonly from: number; readonly to: number }

/**
 * Parses a Range header for a content of `size` bytes (RFC 9110 14.1.2) into both ends inclusive, cut to `most` bytes.
 * Ignores a header with several ranges, another unit or a wrong form: undefined.
 */
export const byteRange = (header: string | undefined, size: number, most: number): ByteRange | 'none' | undefined => {
	const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
	if (first === '' && last === '') return undefined
	if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
	const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
	const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
	if (from > end) return 'none'
	return { from, to: Math.min(end, from + most - 1) }
}

/** The most bytes per response: Lambda allows 6 MiB, and base64 makes four bytes of three. */
const MOST_AT_ONCE = 4 * 1024 * 1024

const attachmentOf = ({ message = '', index = '' }: Readonly<Record<string, string>>) => {
	const key = messageKeySchema.safeParse(message)
	if (!key.success || !/^\d$/.test(index)) throw new RefusedError('mediaUnknown')
	return { message: key.data, index: Number(index) }
}

/**
 * Returns headers under which a customer's file is shown and never run: no scripts, no frames, no sniffing; other files
 * than pictures are downloads.
 */
const headersFor = (type: string): Record<string, string> => ({
	'Content-Type': type,
	'Content-Disposition': type.startsWith('image/') ? 'inline' : 'attachment',
	'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Accept-Ranges': 'bytes',
})

const answerWith = (bytes: Uint8Array, type: string, asked: string | undefined): ApiResponse => {
	const range = byteRange(asked, bytes.length, MOST_AT_ONCE)
	const headers = headersFor(type)
	if (range === 'none') return problem('range-not-satisfiable', {}, { 'Content-Range': `bytes */${bytes.length}` })
	if (range !== undefined) {
		const { from, to } = range
		const part = { ...headers, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` }
		return { status: 206, body: {}, bytes: bytes.subarray(from, to + 1), headers: part }
	}
	if (bytes.length > MOST_AT_ONCE) return problem('range-needed', {}, { 'Accept-Ranges': 'bytes' })
	return { status: 200, body: {}, bytes, headers }
}

/** Shows files, and records the sight first, as of the words of a case. */
export const mediaRoutes = (
	dependencies: ShowMediaDependencies & { readonly seen: SeenStore; readonly clock: Clock },
): readonly Route[] => [
	bind(contract, async ({ id, params, range }, { key: by }) => {
		const { seen, clock } = dependencies
		const caseId = caseIdOf(id)
		const { bytes, type, filedAt } = await showMedia(dependencies, { caseId, ...attachmentOf(params) })
		await seen.put(caseId, { by, what: 'file', version: filedAt, at: clock.now() })
		return answerWith(bytes, type, range)
	}),
]
