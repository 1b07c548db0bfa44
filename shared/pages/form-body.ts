/** The longest form with every character escaped. */
const MAX_BYTES = 32 * 1024

/** The posted values: the first of each name, empty where there is none. */
export type Posted = { readonly has: (name: string) => boolean; readonly text: (name: string) => string }

export type ReadForm = { readonly outcome: 'read'; readonly form: Posted } | { readonly outcome: 'noForm' | 'tooLarge' }

/** Reads a posted form. Returns `noForm` for other content types and `tooLarge` for bodies over 32 KiB. */
export const readForm = async (request: Request): Promise<ReadForm> => {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
	if (type !== 'application/x-www-form-urlencoded') return { outcome: 'noForm' }
	if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) return { outcome: 'tooLarge' }
	const body = await request.arrayBuffer()
	if (body.byteLength > MAX_BYTES) return { outcome: 'tooLarge' }
	const form = new URLSearchParams(new TextDecoder().decode(body))
	return { outcome: 'read', form: { has: (name) => form.has(name), text: (name) => form.get(name) ?? '' } }
}
