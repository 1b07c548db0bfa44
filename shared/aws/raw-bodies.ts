import type { BodyArchive } from '#shared/erasure/body-archive.ts'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import { openBucket } from './bucket.ts'
import { createSignedCall } from './signed-call.ts'

/** Raw bodies in S3. */
export const createS3RawBodies = (bucket: string, call = createSignedCall()): RawBodies => {
	const { get, put } = openBucket(bucket, call)
	return { get: (key) => get(key), put: (key, bytes) => put(key, bytes) }
}

const KEYS_PER_PAGE = 200
/** A mail may have 40 MB. */
const PATIENCE = { attemptMilliseconds: 15_000 }

/** The bucket of mails, parked and raw bodies, as the erasure sees it: nothing is put here. */
export const createS3BodyArchive = (bucket: string, call = createSignedCall(PATIENCE)): BodyArchive => {
	const { get, list, remove } = openBucket(bucket, call)
	return { list: (prefix, after) => list(prefix, after, KEYS_PER_PAGE), get: (key) => get(key), remove }
}
