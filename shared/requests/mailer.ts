/** A mail ready to leave: the bytes of a MIME message and its one recipient, who is also the one in its To header. */
export type ReadyMail = {
	readonly from: string
	readonly to: string
	readonly raw: Uint8Array
	/** `<request>.<issue>` or `<request>.<send>`: comes back with a bounce or complaint. */
	readonly correlation: string
}

export type Mailer = {
	/**
	 * Hands a mail over, once. Resolves when it was taken, with the Message-ID (without angle brackets) that it got. ParkedError: never will be (the address or the sender is
	 * refused); RetryLaterError: may be later; any other rejection: not known whether it was taken.
	 */
	readonly send: (mail: ReadyMail) => Promise<{ readonly mailId: string }>
}
