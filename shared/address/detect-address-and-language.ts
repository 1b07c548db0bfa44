import type { AddressAndLanguage } from '#shared/cases/address/evolve.ts'
import { detectAddressForm } from './detect-address-form.ts'
import { detectLanguage } from './detect-language.ts'

/** A longer text says nothing new, and reading must not take long. */
const LONGEST_READ = 10_000

/**
 * Detects a customer's form of address, with the words that prove it, and the language. What a public text says to others
 * proves nothing: `ownHandles` are those of our accounts.
 */
export const detectAddressAndLanguage = (text: string, ownHandles?: readonly string[]): AddressAndLanguage => {
	const read = text.slice(0, LONGEST_READ)
	const language = detectLanguage(read)
	const { form, evidence } = detectAddressForm(read, ownHandles)
	if (form !== 'du' && form !== 'sie') return { language }
	const words = evidence.find((one) => one.form === form)?.words
	return { form, evidence: words, language }
}
