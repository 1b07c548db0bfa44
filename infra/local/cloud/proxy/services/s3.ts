import type { IncomingHttpHeaders } from 'node:http'
import { type Access, access } from './access.ts'

/** A request to S3 with the bucket in the path, whichever way it came. */
export type S3Request = {
	readonly bucket: string
	readonly key: string
	readonly path: string
	readonly operation: string
	readonly accesses: readonly Access[]
}

const arnOf = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`

const objectOperation = (method: string, query: URLSearchParams): string => {
	if (method === 'GET' || method === 'HEAD') return 'GetObject'
	if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject'
	return 'PutObject'
}

const bucketOperation = (method: string, query: URLSearchParams): string => {
	if (method === 'PUT') return query.has('lifecycle') ? 'PutLifecycleConfiguration' : 'CreateBucket'
	if (method === 'DELETE') return 'DeleteBucket'
	// A DeleteObjects would need a right for each key of its body, which is streamed through: nobody of ours uses it.
	if (method === 'POST') return query.has('delete') ? 'DeleteObjects' : 'PostObject'
	return 'ListBucket'
}

const copySource = (headers: IncomingHttpHeaders): Access[] => {
	const source = headers['x-amz-copy-source']
	if (typeof source !== 'string') return []
	return [access('s3:GetObject', `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '').split('?')[0]}`)]
}

/** Reads bucket and key from `bucket.s3.…amazonaws.com/key` or from `s3.…amazonaws.com/bucket/key`. */
export const readS3Request = (method: string, url: string, headers: IncomingHttpHeaders): S3Request => {
	const hostBucket = /^(.+)\.s3[.-]/.exec(headers.host ?? '')?.[1]
	const path = hostBucket === undefined ? url : `/${hostBucket}${url}`
	const [pathname = '', search = ''] = path.split('?', 2)
	const [bucket = '', ...rest] = pathname.slice(1).split('/')
	const key = decodeURIComponent(rest.join('/'))
	const query = new URLSearchParams(search)
	if (bucket === '') {
		return { bucket, key, path, operation: 'ListBuckets', accesses: [access('s3:ListAllMyBuckets', '*')] }
	}
	const operation = key === '' ? bucketOperation(method, query) : objectOperation(method, query)
	return {
		bucket,
		key,
		path,
		operation,
		accesses: [access(`s3:${operation}`, arnOf(bucket, key)), ...copySource(headers)],
	}
}
