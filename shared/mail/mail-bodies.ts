/** Mails as SES received them, by key; the bucket's life cycle removes them. */
export type MailBodies = {
	/**
	 * Returns undefined where it is gone. Throws `ParkedError('mailTooLarge')` before reading one that exceeds SES's limit.
	 */
	readonly get: (key: string) => Promise<Uint8Array | undefined>
}
