/**
 * The reasons for which something waits for a person or a newer version. One closed list for errors, the ledger and the
 * desk: another reason does not compile.
 */
export const PARKED_REASONS = [
	// Deliveries that are not understood.
	'notJson',
	'notUtf8',
	'tooDeep',
	'unknownShape',
	'unknownEvent',
	'unknownObject',
	'unknownAccount',
	'missingValues',
	'missingText',
	'interpreterFailed',
	// Events that cannot be filed.
	'tooLarge',
	'bodyGone',
	'envelopeUnknown',
	'caseUnknown',
	'contactUnknown',
	'personErased',
	// Mails received.
	'mailTooLarge',
	'mailTooComplex',
	'virus',
	'virusUnknown',
	'spam',
	'recipientNotOne',
	'replyAddressUnknown',
	'reportForeign',
	'fromNotOne',
	'addressNotConfirmed',
	'addressErased',
	'otherAddress',
	'notAuthentic',
	// Mails that cannot be sent.
	'addressInvalid',
	'mailRejected',
	// Stored items that were changed, or written by an unknown version.
	'caseUnreadable',
	'hintNotUnderstood',
	'vaultItemTampered',
	'dataKeyTampered',
	'otherVersion',
] as const
export type ParkedReason = (typeof PARKED_REASONS)[number]
