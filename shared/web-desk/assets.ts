import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Frame } from '#shared/desk/pages/frame.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'

/** The files beside the bundle that the pages load, as infra/bundles writes them. */
export const ASSET_FILES = { script: 'desk.js', style: 'desk.css' } as const

/** How an asset travels, the smallest first: an HTTP API packs nothing itself. */
const PACKINGS = ['br', 'gzip'] as const
type Packing = (typeof PACKINGS)[number]

type Asset = {
	readonly path: string
	readonly type: string
	readonly content: string
	/** Returns the content packed; each way is packed once, when somebody asks for it. */
	readonly packed: (packing: Packing) => Uint8Array<ArrayBuffer>
}

/** Returns how a browser may be sent an asset, by its header Accept-Encoding; undefined where only as it is (RFC 9110, 12.5.3). */
export const packingFor = (accepted: string | undefined): Packing | undefined => {
	const offers = new Map(
		(accepted ?? '').split(',').map((offer): [string, number] => {
			const [name = '', weight = 'q=1'] = offer.toLowerCase().split(';')
			return [name.trim(), Number(weight.trim().replace(/^q=/, ''))]
		}),
	)
	return PACKINGS.find((name) => (offers.get(name) ?? 0) > 0)
}

/** Script and style of the pages, each under a path that names its content. */
export type DeskAssets = { readonly paths: Frame['assets']; readonly find: (path: string) => Asset | undefined }

const TYPES = { script: 'text/javascript; charset=utf-8', style: 'text/css; charset=utf-8' } as const

/** Creates the assets of these contents. */
export const createDeskAssets = (contents: Readonly<Record<keyof typeof ASSET_FILES, string>>): DeskAssets => {
	const assetOf = (kind: keyof typeof ASSET_FILES): Asset => {
		const content = contents[kind]
		const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16)
		const ending = ASSET_FILES[kind].split('.').at(-1)
		const packings = {
			br: onFirstUse(() => Uint8Array.from(brotliCompressSync(content))),
			gzip: onFirstUse(() => Uint8Array.from(gzipSync(content, { level: 9 }))),
		}
		const packed = (packing: Packing) => packings[packing]()
		return { path: `/desk/assets/${hash}.${ending}`, type: TYPES[kind], content, packed }
	}
	const assets = { script: assetOf('script'), style: assetOf('style') }
	return {
		paths: { script: assets.script.path, style: assets.style.path },
		find: (path) => Object.values(assets).find((one) => one.path === path),
	}
}

/** Reads the assets from a bundle's folder. */
export const readDeskAssets = (directory: URL): DeskAssets => {
	const read = (file: string): string => readFileSync(new URL(file, directory), 'utf8')
	return createDeskAssets({ script: read(ASSET_FILES.script), style: read(ASSET_FILES.style) })
}
