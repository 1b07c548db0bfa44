import type { AddressForm } from '#shared/cases/facts.ts'
import type { AddressEvidence, DetectedAddress } from './detect-address-form.ts'

/** What we know of how a contact addresses us: the form, the words that showed it, and when they were written (ISO 8601). */
export type RememberedAddress = {
	readonly form: AddressForm
	readonly evidence: readonly AddressEvidence[]
	readonly at: string
}

/**
 * The last clear form of a contact wins, by the time of the message and not of its arrival; a mixed or unknown text changes
 * nothing. At one and the same instant the later call wins. Returns the previous value itself where nothing changed.
 */
export const rememberAddress = (
	previous: RememberedAddress | undefined,
	detected: DetectedAddress,
	at: string,
): RememberedAddress | undefined => {
	const { form, evidence } = detected
	if (form !== 'du' && form !== 'sie') return previous
	if (previous && Date.parse(at) < Date.parse(previous.at)) return previous
	return { form, evidence, at }
}

/** How we write to a contact: Sie until the contact has said du. */
export const formToWrite = (remembered: RememberedAddress | undefined): AddressForm => remembered?.form ?? 'sie'
