import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import { openBucket } from './bucket.ts'
import { createSignedCall } from './signed-call.ts'

/** Raw bodies in S3. */
export const createS3RawBodies = (bucket: string, call = createSignedCall()): RawBodies => {
	const { get, put } = openBucket(bucket, call)
	return { get: (key) => get(key), put: (key, bytes) => put(key, bytes) }
}
