import { request } from 'node:http'
import { LOCAL_REGION } from '#infra/local/cloud/model/system.ts'
import { OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'

/** The objects of one bucket, by the operator's right. Every call throws on a refusal. */
export const openLocalBucket = (proxyPort: number, bucket: string) => {
	const call = (method: 'GET' | 'PUT', path: string, body: Buffer = Buffer.alloc(0)): Promise<Buffer> =>
		new Promise((resolve, reject) => {
			const scope = `${OPERATOR_KEY}/20260101/${LOCAL_REGION}/s3/aws4_request`
			const headers = {
				host: `s3.${LOCAL_REGION}.amazonaws.com`,
				'content-length': body.length,
				authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`,
			}
			const outgoing = request({ host: '127.0.0.1', port: proxyPort, method, path, headers }, (response) => {
				const chunks: Buffer[] = []
				response.on('data', (chunk: Buffer) => chunks.push(chunk))
				response.on('end', () => {
					if (response.statusCode === 200) resolve(Buffer.concat(chunks))
					else reject(new Error(`${method} ${path} answered ${response.statusCode}`))
				})
			})
			outgoing.on('error', reject)
			outgoing.end(body)
		})
	return {
		keys: async (prefix: string): Promise<readonly string[]> => {
			const listing = (await call('GET', `/${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}`)).toString()
			return [...listing.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
		},
		get: (key: string): Promise<Buffer> => call('GET', `/${bucket}/${key}`),
		put: async (key: string, body: Buffer): Promise<void> => void (await call('PUT', `/${bucket}/${key}`, body)),
	}
}
