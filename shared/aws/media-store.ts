import {
	DeleteObjectCommand,
	GetObjectCommand,
	NoSuchKey,
	PutObjectCommand,
	S3Client,
	S3ServiceException,
} from '@aws-sdk/client-s3'
import type { MediaPlace, MediaStore } from '#shared/media/media-store.ts'
import { CLIENT_SETTINGS } from './clients.ts'
import { patience } from './patience.ts'

/** Up to 10 MiB go over the wire at once. */
const SETTINGS = { ...CLIENT_SETTINGS, requestHandler: patience(10_000) }

const keyOf = ({ message, edition, index }: MediaPlace): string =>
	`media/${message}/${encodeURIComponent(edition)}/${index}`

/** Without the right to list, S3 says of what is not there that it is forbidden. */
const isMissing = (error: unknown): boolean =>
	error instanceof NoSuchKey || (error instanceof S3ServiceException && error.name === 'AccessDenied')

/** Copies in S3, encrypted by the bucket. */
export const createS3MediaStore = (bucket: string, client = new S3Client(SETTINGS)): MediaStore => ({
	put: async (place, bytes, type) => {
		await client.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(place), Body: bytes, ContentType: type }))
	},
	get: async (place) => {
		try {
			const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(place) }))
			return await Body?.transformToByteArray()
		} catch (error) {
			if (isMissing(error)) return undefined
			throw error
		}
	},
	remove: async (place) => {
		await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(place) }))
	},
})
