/** Mails as SES received them, by key; the bucket's life cycle erases them. */
export type MailBodies = {
	/** Undefined where it is gone. Throws `ParkedError('mailTooLarge')` before reading what no mail can be. */
	readonly get: (key: string) => Promise<Uint8Array | undefined>
}
