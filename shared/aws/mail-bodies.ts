import { ParkedError } from '#shared/kernel/errors.ts'
import type { RawBodies } from '#shared/ledger/raw-bodies.ts'
import type { MailBodies } from '#shared/mail/mail-bodies.ts'
import { LARGEST_MAIL } from '#shared/mail/parse-mail.ts'
import { AwsError } from './aws-error.ts'
import { openBucket } from './bucket.ts'
import { createS3RawBodies } from './raw-bodies.ts'
import { createSignedCall } from './signed-call.ts'

/** For up to 40 MB per call. */
const PATIENCE = { attemptMilliseconds: 20_000 }

/** Creates the store of received mails in S3. */
export const createS3MailBodies = (bucket: string, call = createSignedCall(PATIENCE)): MailBodies => {
	const { get } = openBucket(bucket, call)
	return {
		get: async (key) => {
			try {
				return await get(key, LARGEST_MAIL)
			} catch (error) {
				if (error instanceof AwsError && error.code === 'BodyTooLarge') throw new ParkedError('mailTooLarge')
				throw error
			}
		},
	}
}

/** Creates the store of raw bodies as large as a mail, for parking them. */
export const createS3LargeBodies = (bucket: string): RawBodies => createS3RawBodies(bucket, createSignedCall(PATIENCE))
