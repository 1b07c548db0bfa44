/** SES's verdict on a received mail. */
type Verdict = 'PASS' | 'FAIL' | 'GRAY' | 'PROCESSING_FAILED' | 'DISABLED'

/** A mail to us, as a stranger's server hands it to SES. */
export type ArrivingMail = {
	/** The envelope's sender, empty for reports. */
	readonly sender: string
	readonly to: string
	readonly raw: Uint8Array
	readonly verdicts: Readonly<Record<'spam' | 'virus' | 'spf' | 'dkim' | 'dmarc', Verdict>>
}

/** The parameter with which operators stop all sending while it is not `on`; undefined where it does not exist. */
export type SendingParameter = {
	readonly read: () => Promise<string | undefined>
	readonly write: (value: 'on' | 'stopped') => Promise<void>
}

/** What the practice ground needs of the running system. */
export type SystemPorts = {
	/** Publishes one SES event as JSON text, as the message of an SNS notification; throws if that failed. */
	readonly publishMailEvent: (notification: string) => void | Promise<void>
	/** Receives a mail as SES does and returns SES's id of it; undefined when no rule takes mails of that recipient. */
	readonly receiveMail: (mail: ArrivingMail) => Promise<string | undefined>
	readonly sending: SendingParameter
	/** Runs a job of the system to its end; throws what its function throws. */
	readonly runJob: (job: 'sweep' | 'reconcile', event: object) => Promise<unknown>
	/** Runs every schedule once at the present time; returns the names of the jobs that failed. */
	readonly runSchedules: () => Promise<readonly string[]>
}
