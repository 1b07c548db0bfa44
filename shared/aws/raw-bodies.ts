import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { CLIENT_SETTINGS } from './clients.ts'

/** Bodies as received, by key: large ones under `raw/`, parked ones under `parked/`; the bucket's life cycle erases them. */
export type RawBodies = {
	readonly get: (key: string) => Promise<Uint8Array | undefined>
	readonly put: (key: string, bytes: Uint8Array) => Promise<void>
}

/** Raw bodies in S3. */
export const createS3RawBodies = (bucket: string, client = new S3Client(CLIENT_SETTINGS)): RawBodies => ({
	get: async (key) => {
		try {
			const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
			return Body?.transformToByteArray()
		} catch (error) {
			if (error instanceof NoSuchKey) return undefined
			throw error
		}
	},
	put: async (key, bytes) => {
		await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }))
	},
})
