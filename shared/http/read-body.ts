import { RefusedError } from '#shared/kernel/errors.ts'

const MAX_BYTES = 64 * 1_024

/**
 * The JSON object of a request; an empty body is an empty one. Throws `RefusedError` for what is too large or no JSON.
 */
export const readBody = async (request: Request): Promise<unknown> => {
	const bytes = new Uint8Array(await request.arrayBuffer())
	if (bytes.byteLength > MAX_BYTES) throw new RefusedError('tooLarge')
	if (bytes.byteLength === 0) return {}
	const type = request.headers.get('Content-Type') ?? ''
	if (!/^application\/json\s*(;|$)/i.test(type)) throw new RefusedError('mediaTypeUnsupported')
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		return JSON.parse(text)
	} catch (cause) {
		throw new RefusedError('jsonMalformed', { cause })
	}
}
