export type ByteRange = { readonly from: number; readonly to: number }

/**
 * What a Range header asks for of so many bytes (RFC 9110 14.1.2), both ends included, cut to `most` bytes. A header of
 * several ranges, of another unit or that is none is as if it were not there: undefined.
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
