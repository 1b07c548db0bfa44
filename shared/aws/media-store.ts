import type { MediaPlace, MediaStore } from '#shared/media/media-store.ts'
import { AwsError } from './aws-error.ts'
import { openBucket } from './bucket.ts'
import { createSignedCall } from './signed-call.ts'

/** For up to 10 MiB per call. */
const PATIENCE = { attemptMilliseconds: 10_000 }

const keyOf = ({ message, edition, index }: MediaPlace): string =>
	`media/${message}/${encodeURIComponent(edition)}/${index}`

/** Creates the store of attachments in S3, encrypted by the bucket. */
export const createS3MediaStore = (bucket: string, call = createSignedCall(PATIENCE)): MediaStore => {
	const { put, get, remove } = openBucket(bucket, call)
	return {
		put: (place, bytes, type) => put(keyOf(place), bytes, type),
		get: async (place) => {
			try {
				return await get(keyOf(place))
			} catch (error) {
				// Without the right to list, S3 answers a missing key with AccessDenied.
				if (error instanceof AwsError && error.code === 'AccessDenied') return undefined
				throw error
			}
		},
		remove: (place) => remove(keyOf(place)),
	}
}
