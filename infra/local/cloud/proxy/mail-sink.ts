import { AwsRefusal } from './services/aws-refusal.ts'
import type { SentMail } from './services/ses.ts'

/** A mail that SES accepted. */
export type SesMail = {
	readonly raw: Buffer
	/** The envelope's sender and recipients. */
	readonly from: string
	readonly to: readonly string[]
	/** What SES answered as MessageId; bounces name it. */
	readonly messageId: string
	readonly configurationSet?: string | undefined
	readonly tags?: Readonly<Record<string, string>> | undefined
}

/** Stores mails: when `deliver` resolves, SES has accepted the mail. */
export type SesMailSink = { readonly deliver: (mail: SesMail) => Promise<void> }

/**
 * Hands a mail to the sink after the emulator accepted it and before the sender gets its answer, so that an acknowledged
 * mail is stored.
 */
export const deliverAccepted = async (sink: SesMailSink, mail: SentMail, answer: string): Promise<void> => {
	const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(answer)?.[1]
	if (messageId === undefined) throw new AwsRefusal('InternalFailure', 500, 'No message id')
	await sink.deliver({ ...mail, messageId })
}
