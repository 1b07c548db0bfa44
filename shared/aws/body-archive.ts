import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3'
import type { BodyArchive } from '#shared/erasure/body-archive.ts'
import { CLIENT_SETTINGS } from './clients.ts'
import { patience } from './patience.ts'

const KEYS_PER_PAGE = 200
/** A mail may have 40 MB. */
const SETTINGS = { ...CLIENT_SETTINGS, requestHandler: patience(15_000) }

/** The bucket of mails, parked and raw bodies, as the erasure sees it: nothing is put here. */
export const createS3BodyArchive = (bucket: string, client = new S3Client(SETTINGS)): BodyArchive => ({
	list: async (prefix, after) => {
		const { Contents } = await client.send(
			new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after, MaxKeys: KEYS_PER_PAGE }),
		)
		return (Contents ?? []).flatMap(({ Key }) => Key ?? [])
	},
	get: async (key) => {
		try {
			const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
			return await Body?.transformToByteArray()
		} catch (error) {
			if (error instanceof NoSuchKey) return undefined
			throw error
		}
	},
	remove: async (key) => {
		await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
	},
})
