/** The types that are kept and shown. Nothing in them is executed, and only the first bytes are read. */
export type MediaType =
	| 'image/jpeg'
	| 'image/png'
	| 'image/gif'
	| 'image/webp'
	| 'image/heic'
	| 'image/avif'
	| 'video/mp4'
	| 'video/quicktime'
	| 'audio/mp4'
	| 'application/pdf'

/** The major brands of ISO base media files that networks hand out (ISO/IEC 14496-12; registry at mp4ra.org). */
const BRANDS: Readonly<Record<string, MediaType>> = {
	'M4A ': 'audio/mp4',
	'M4B ': 'audio/mp4',
	'qt  ': 'video/quicktime',
	heic: 'image/heic',
	heix: 'image/heic',
	heim: 'image/heic',
	heis: 'image/heic',
	mif1: 'image/heic',
	msf1: 'image/heic',
	avif: 'image/avif',
	avis: 'image/avif',
	isom: 'video/mp4',
	iso2: 'video/mp4',
	iso3: 'video/mp4',
	iso4: 'video/mp4',
	iso5: 'video/mp4',
	iso6: 'video/mp4',
	avc1: 'video/mp4',
	mp41: 'video/mp4',
	mp42: 'video/mp4',
	dash: 'video/mp4',
	'M4V ': 'video/mp4',
	MSNV: 'video/mp4',
}

/** Returns the type of a file by its first bytes, whatever its name; undefined for types that we do not keep. */
export const sniffType = (bytes: Uint8Array): MediaType | undefined => {
	const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
	if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
	if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
	if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
	if (head.startsWith('%PDF-')) return 'application/pdf'
	const brand = head.slice(8, 12)
	return head.slice(4, 8) === 'ftyp' && Object.hasOwn(BRANDS, brand) ? BRANDS[brand] : undefined
}
