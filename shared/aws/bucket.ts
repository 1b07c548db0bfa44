import { AwsError } from './aws-error.ts'
import type { SignedCall } from './signed-call.ts'

type Bucket = {
	/** Returns undefined for a missing key. Throws AwsError `BodyTooLarge` for more than `largestBytes`, unread. */
	readonly get: (key: string, largestBytes?: number) => Promise<Uint8Array | undefined>
	/** Writes or replaces an object. `type` is a media type. */
	readonly put: (key: string, bytes: Uint8Array, type?: string) => Promise<void>
	/** Ignores a missing key. */
	readonly remove: (key: string) => Promise<void>
	/** Returns keys with this prefix after another key, in order: at most `limit`, which may be 1,000. */
	readonly list: (prefix: string, after: string | undefined, limit: number) => Promise<readonly string[]>
}

/** Encodes also what `encodeURIComponent` leaves and a signature does not. */
const encoded = (text: string): string =>
	encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

const pathOf = (key: string): string => `/${key.split('/').map(encoded).join('/')}`

const queryOf = (fields: Readonly<Record<string, string | undefined>>): string =>
	Object.entries(fields)
		.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encoded(value)}`]))
		.join('&')

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (xml: string): string =>
	xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
		if (name !== undefined) return ENTITIES[name] ?? whole
		return String.fromCodePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16))
	})

/** Parses the keys of a listing. S3 writes a space as `+` in encoded keys, and marks them as encoded. */
const keysIn = (xml: string): readonly string[] => {
	const isEncoded = xml.includes('<EncodingType>url</EncodingType>')
	const keys = [...xml.matchAll(/<Contents>.*?<Key>([^<]*)<\/Key>.*?<\/Contents>/gs)].map(([, key = '']) =>
		isEncoded ? decodeURIComponent(key.replaceAll('+', ' ')) : unescaped(key),
	)
	// Fewer keys would end a scan of the bucket too early and leave a body unerased.
	const count = /<KeyCount>(\d+)<\/KeyCount>/.exec(xml)?.[1]
	if (Number(count) !== keys.length) throw new AwsError('ListUnreadable')
	return keys
}

/** Opens a bucket of S3 by its name. Every operation throws AwsError where S3 refuses. */
export const openBucket = (name: string, call: SignedCall): Bucket => {
	const bucket = { service: 's3', subdomain: name } as const
	return {
		get: async (key, largestBytes = Number.POSITIVE_INFINITY) => {
			try {
				return await call({ ...bucket, method: 'GET', path: pathOf(key), largestBytes })
			} catch (error) {
				if (error instanceof AwsError && error.code === 'NoSuchKey') return undefined
				throw error
			}
		},
		put: async (key, bytes, type = 'application/octet-stream') => {
			await call({ ...bucket, method: 'PUT', path: pathOf(key), headers: { 'content-type': type }, body: bytes })
		},
		remove: async (key) => {
			await call({ ...bucket, method: 'DELETE', path: pathOf(key) })
		},
		list: async (prefix, after, limit) => {
			const fields = { 'encoding-type': 'url', 'list-type': '2', prefix, 'start-after': after, 'max-keys': `${limit}` }
			return keysIn((await call({ ...bucket, method: 'GET', path: `/?${queryOf(fields)}` })).toString('utf8'))
		},
	}
}
