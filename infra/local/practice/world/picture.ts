import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Post } from './posts.ts'

const SIDE = 96

const chunk = (type: string, content: Uint8Array): Buffer => {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
	length.writeUInt32BE(content.length)
	sum.writeUInt32BE(crc32(body))
	return Buffer.concat([length, body, sum])
}

/** Draws a small picture that is unique to a name: a pattern in two colours (PNG, 8-bit RGB). */
export const drawPicture = (name: string): Buffer => {
	const digest = createHash('sha256').update(name).digest()
	const colours = [digest.subarray(0, 3), digest.subarray(3, 6)]
	const cell = (x: number, y: number) => {
		const [column, row] = [Math.floor(Math.min(x, SIDE - 1 - x) / 12), Math.floor(y / 12)]
		return colours[((digest[6 + row] ?? 0) >> (column * 2)) & 1] ?? Buffer.alloc(3)
	}
	const rows = Array.from({ length: SIDE }, (_, y) =>
		Buffer.concat([Buffer.of(0), ...Array.from({ length: SIDE }, (__, x) => cell(x, y))]),
	)
	const header = Buffer.alloc(13)
	header.writeUInt32BE(SIDE, 0)
	header.writeUInt32BE(SIDE, 4)
	header.set([8, 2, 0, 0, 0], 8)
	const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
	const content = chunk('IDAT', deflateSync(Buffer.concat(rows)))
	return Buffer.concat([signature, chunk('IHDR', header), content, chunk('IEND', Buffer.alloc(0))])
}

/** Returns the last part of the addresses of a post's pictures. */
export const pictureNames = ({ id, pictures }: Pick<Post, 'id' | 'pictures'>): readonly string[] =>
	Array.from({ length: pictures }, (_, index) => `${encodeURIComponent(id)}-${index}.png`)

/** Returns the picture that a path ends with; undefined where it is none. */
export const pictureNamedBy = (pathname: string): { readonly postId: string; readonly index: number } | undefined => {
	const [, id, index] = /\/([^/]+)-(\d)\.png$/.exec(pathname) ?? []
	return id === undefined ? undefined : { postId: decodeURIComponent(id), index: Number(index) }
}
