import { messageKeySchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { type ShowMediaDependencies, showMedia } from '#shared/media/show-media.ts'
import { byteRange } from './byte-range.ts'
import { caseIdOf } from './case-id.ts'
import { showMedia as contract } from './media-contracts.ts'
import { type Answer, problem } from './problem.ts'
import { bind, type Route } from './route.ts'

/** In bytes: Lambda answers at most 6 MiB, and base64 makes three bytes four. */
const MOST_AT_ONCE = 4 * 1024 * 1024

const placeOf = ({ message = '', index = '' }: Readonly<Record<string, string>>) => {
	const key = messageKeySchema.safeParse(message)
	if (!key.success || !/^\d$/.test(index)) throw new RefusedError('mediaUnknown')
	return { message: key.data, index: Number(index) }
}

/** What a customer sent is shown, never run: no script, no frame, no guessing of types; what is no picture is saved. */
const headersFor = (type: string): Record<string, string> => ({
	'Content-Type': type,
	'Content-Disposition': type.startsWith('image/') ? 'inline' : 'attachment',
	'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Accept-Ranges': 'bytes',
})

const answerWith = (bytes: Uint8Array, type: string, asked: string | undefined): Answer => {
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

export const mediaRoutes = (dependencies: ShowMediaDependencies): readonly Route[] => [
	bind(contract, async ({ id, params, range }) => {
		const { bytes, type } = await showMedia(dependencies, { caseId: caseIdOf(id), ...placeOf(params) })
		return answerWith(bytes, type, range)
	}),
]
