import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import { CLIENT_SETTINGS } from './clients.ts'

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
