import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Post } from './posts.ts'

const SIDE = 96
const OPEN_HOSTS: ReadonlySet<string> = new Set(['pbs.twimg.com', 'scontent.xx.fbcdn.net'])
const PRIVATE_HOST = 'ton.twitter.com'

/** Where a post's pictures lie: private ones of X behind OAuth, as there (NETWORKS.md 2.4). */
export const pictureAddresses = ({ id, network, visibility, pictures }: Post): readonly string[] =>
	Array.from({ length: pictures }, (_, index) => {
		const name = `${encodeURIComponent(id)}-${index}.png`
		if (network !== 'x') return `https://scontent.xx.fbcdn.net/v/t39/${name}?oh=practice`
		return visibility === 'private'
			? `https://${PRIVATE_HOST}/1.1/ton/data/dm/${name}`
			: `https://pbs.twimg.com/media/${name}`
	})

export type Picture = { readonly postId: string; readonly index: number; readonly isPrivate: boolean }

/** Which picture a request is for, undefined where it is for none. */
export const pictureAt = (host: string, pathname: string): Picture | undefined => {
	const isPrivate = host === PRIVATE_HOST
	const [, id, index] = /\/([^/]+)-(\d)\.png$/.exec(pathname) ?? []
	if (id === undefined || !(isPrivate || OPEN_HOSTS.has(host))) return undefined
	return { postId: decodeURIComponent(id), index: Number(index), isPrivate }
}

/** Whether a host is one of those that serve pictures. */
export const servesPictures = (host: string): boolean => host === PRIVATE_HOST || OPEN_HOSTS.has(host)

const chunk = (type: string, content: Uint8Array): Buffer => {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
	length.writeUInt32BE(content.length)
	sum.writeUInt32BE(crc32(body))
	return Buffer.concat([length, body, sum])
}

/** A small picture that looks like no other one: a pattern in two colours made of its name (PNG, 8-bit RGB). */
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
