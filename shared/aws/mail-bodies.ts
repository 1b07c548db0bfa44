import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import type { MailBodies } from '#shared/mail/mail-bodies.ts'
import { LARGEST_MAIL } from '#shared/mail/parse-mail.ts'
import { CLIENT_SETTINGS } from './clients.ts'
import { patience } from './patience.ts'
import { createS3RawBodies } from './raw-bodies.ts'

/** Up to 40 MB go over the wire at once. */
const SETTINGS = { ...CLIENT_SETTINGS, requestHandler: patience(20_000) }

/** Received mails in S3. */
export const createS3MailBodies = (bucket: string, client = new S3Client(SETTINGS)): MailBodies => ({
	get: async (key) => {
		try {
			const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
			if ((ContentLength ?? 0) > LARGEST_MAIL) throw new ParkedError('mailTooLarge')
			return await Body?.transformToByteArray()
		} catch (error) {
			if (error instanceof NoSuchKey) return undefined
			throw error
		}
	},
})

/** Raw bodies as large as a mail, for parking them. */
export const createS3LargeBodies = (bucket: string): RawBodies => createS3RawBodies(bucket, new S3Client(SETTINGS))
