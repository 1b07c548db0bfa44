import { MessageRejected, SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Mailer } from '#shared/requests/mailer.ts'
import { CLIENT_SETTINGS } from './clients.ts'
import { patience } from './patience.ts'

/** One longer attempt: after an aborted one it would be unknown whether it was sent. */
const SETTINGS = { ...CLIENT_SETTINGS, maxAttempts: 1, requestHandler: patience(10_000) }

const THROTTLED = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'ServiceUnavailable'])

const failure = (error: unknown): unknown => {
	if (error instanceof MessageRejected) return new ParkedError('mailRejected', { cause: error })
	if (!(error instanceof SESServiceException)) return error
	if (THROTTLED.has(error.name)) return new RetryLaterError('mailThrottled', { cause: error })
	// A paused account or unverified sender is for operations to fix; the mail is kept until then.
	return error.$fault === 'client' ? new RetryLaterError('mailRefused', { cause: error, delaySeconds: 300 }) : error
}

/**
 * Creates the mailer of SES. It makes one attempt: a send is not idempotent, so the caller that records it decides
 * about a retry. The recipient is passed apart from the message, so that no header can add another.
 */
export const createSesMailer = (configurationSet: string, client: SESClient = new SESClient(SETTINGS)): Mailer => ({
	send: async ({ from, to, raw, correlation }) => {
		try {
			const { MessageId } = await client.send(
				new SendRawEmailCommand({
					Source: from,
					Destinations: [to],
					RawMessage: { Data: raw },
					ConfigurationSetName: configurationSet,
					Tags: [{ Name: 'issue', Value: correlation }],
				}),
			)
			// SES replaces our Message-ID by this; replies name it.
			return { mailId: `${MessageId ?? ''}@${await client.config.region()}.amazonses.com` }
		} catch (error) {
			throw failure(error)
		}
	},
})
