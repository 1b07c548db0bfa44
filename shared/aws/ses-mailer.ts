import { MessageRejected, SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Mailer } from '#shared/requests/mailer.ts'
import { CLIENT_SETTINGS } from './clients.ts'
import { patience } from './patience.ts'

/** More patient than others: nobody knows of a send that was hung up whether it went out. */
const SETTINGS = { ...CLIENT_SETTINGS, maxAttempts: 1, requestHandler: patience(10_000) }

const THROTTLED = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'ServiceUnavailable'])

const failure = (error: unknown): unknown => {
	if (error instanceof MessageRejected) return new ParkedError('mailRejected', { cause: error })
	if (!(error instanceof SESServiceException)) return error
	if (THROTTLED.has(error.name)) return new RetryLaterError('mailThrottled', { cause: error })
	// A paused account or an unverified sender is for operations to put right; the mail is kept until then.
	return error.$fault === 'client' ? new RetryLaterError('mailRefused', { cause: error, delaySeconds: 300 }) : error
}

/**
 * Sends by SES. One attempt only: a send is not idempotent, so whether to try again is decided by who records it. The
 * recipient is given apart from the message, so nothing in a header can add another.
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
			// What SES writes over our own Message-ID; answers name it.
			return { mailId: `${MessageId ?? ''}@${await client.config.region()}.amazonses.com` }
		} catch (error) {
			throw failure(error)
		}
	},
})
