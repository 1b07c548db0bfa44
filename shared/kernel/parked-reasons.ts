/**
 * Why something can never work as it is and waits for a person or a newer version of ours. One closed list for errors,
 * the ledger and the desk; a reason outside of it does not compile.
 */
export const PARKED_REASONS = [
	// What a network sent is not understood.
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
	// It is understood and cannot be filed.
	'tooLarge',
	'bodyGone',
	'envelopeUnknown',
	'caseUnknown',
	'contactUnknown',
	'personErased',
	// A mail that came in.
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
	// A mail that cannot leave.
	'addressInvalid',
	'mailRejected',
	// What is stored was changed, or by a version that this one does not know.
	'caseUnreadable',
	'hintNotUnderstood',
	'vaultItemTampered',
	'dataKeyTampered',
	'otherVersion',
] as const
export type ParkedReason = (typeof PARKED_REASONS)[number]
