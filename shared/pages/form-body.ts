import { RefusedError } from '#shared/kernel/errors.ts'

/** Room for the longest form with every character escaped. */
const MAX_BYTES = 32 * 1024

/** What was posted: the first value of each name, empty where there is none. */
export type Posted = { readonly has: (name: string) => boolean; readonly text: (name: string) => string }

/** A posted form. Refuses other content types (415) and bodies over 32 KiB (413). */
export const readForm = async (request: Request): Promise<Posted> => {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
	if (type !== 'application/x-www-form-urlencoded') throw new RefusedError('contentType', { status: 415 })
	if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES)
		throw new RefusedError('tooLarge', { status: 413 })
	const body = await request.arrayBuffer()
	if (body.byteLength > MAX_BYTES) throw new RefusedError('tooLarge', { status: 413 })
	const form = new URLSearchParams(new TextDecoder().decode(body))
	return { has: (name) => form.has(name), text: (name) => form.get(name) ?? '' }
}
