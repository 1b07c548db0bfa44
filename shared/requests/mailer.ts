/** A composed mail: a MIME message and its one recipient, the same as in its To header. */
export type ReadyMail = {
	readonly from: string
	readonly to: string
	readonly raw: Uint8Array
	/** `<request>.<issue>` or `<request>.<send>`; returned with a bounce or complaint. */
	readonly correlation: string
}

export type Mailer = {
	/**
	 * Sends a mail, once. Resolves with its Message-ID (without angle brackets) when it was accepted. Rejects with
	 * ParkedError where it can never be sent (address or sender refused), with RetryLaterError where it may be later, and
	 * with anything else where the outcome is unknown.
	 */
	readonly send: (mail: ReadyMail) => Promise<{ readonly mailId: string }>
}
