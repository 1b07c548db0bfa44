import { createHash, createHmac } from 'node:crypto'
import type { ReceivedRequest } from './https-to-http.ts'

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** RFC 3986, as AWS describes it: all but letters, digits and `-._~`. */
const encoded = (text: string): string =>
	[...Buffer.from(text, 'utf8')]
		.map((byte) => {
			const one = String.fromCharCode(byte)
			return /[A-Za-z0-9\-._~]/.test(one) ? one : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
		})
		.join('')

/**
 * Checks Signature Version 4 over what came over the wire, as AWS does: written from its description, without the library
 * that signs. S3 encodes a path once; the other services are only called at `/`.
 */
export const isSignedRight = ({ method, path, headers, body }: ReceivedRequest, secretAccessKey: string): boolean => {
	const match =
		/^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=(\w{64})$/.exec(
			headers.authorization ?? '',
		)
	if (match === null) return false
	const [, date = '', region = '', service = '', signedHeaders = '', signature] = match
	const [pathname = '', search = ''] = path.split('?')
	const query = [...new URLSearchParams(search)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort()
	const named = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
	const payload = headers['x-amz-content-sha256'] ?? sha256(body)
	if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return false
	const canonicalPath = pathname.split('/').map(decodeURIComponent).map(encoded).join('/')
	const canonical = [method, canonicalPath, query.join('&'), named.join(''), signedHeaders, payload].join('\n')
	const scope = `${date}/${region}/${service}/aws4_request`
	const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
	const key = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${secretAccessKey}`, date))
	return hmac(key, text).toString('hex') === signature
}
