import type { BodyArchive } from '#shared/erasure/body-archive.ts'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import { openBucket } from './bucket.ts'
import { createSignedCall } from './signed-call.ts'

/** Creates the store of raw bodies in S3. */
export const createS3RawBodies = (bucket: string, call = createSignedCall()): RawBodies => {
	const { get, put } = openBucket(bucket, call)
	return { get: (key) => get(key), put: (key, bytes) => put(key, bytes) }
}

const KEYS_PER_PAGE = 200
/** For mails of up to 40 MB. */
const PATIENCE = { attemptMilliseconds: 15_000 }

/** Creates the erasure's access to the bucket of mails, parked and raw bodies. It writes nothing. */
export const createS3BodyArchive = (bucket: string, call = createSignedCall(PATIENCE)): BodyArchive => {
	const { get, list, remove } = openBucket(bucket, call)
	return { list: (prefix, after) => list(prefix, after, KEYS_PER_PAGE), get: (key) => get(key), remove }
}
