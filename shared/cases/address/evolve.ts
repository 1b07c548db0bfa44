import type { Instant } from '#shared/kernel/clock.ts'
import type { AddressForm, ContactLanguage, Language } from '../codes.ts'
import type { Evolvers } from '../evolvers.ts'
import type { MessageKey } from '../keys.ts'
import type { CaseState } from '../state.ts'
import type { AddressFact } from './facts.ts'

/**
 * How a customer speaks: the form of address their text proves, with the words that prove it, and its language. Absent is
 * what a text does not tell. The words are personal: they go with the message's own.
 */
export type AddressAndLanguage = {
	readonly form?: AddressForm | undefined
	readonly evidence?: string | undefined
	readonly language?: ContactLanguage | undefined
}

/** Returns what a fact says of it: codes only, never the words that prove them. */
export const addressAndLanguageCodes = ({
	form,
	language,
}: AddressAndLanguage): { addressForm?: AddressForm | undefined; language?: ContactLanguage | undefined } => ({
	addressForm: form,
	language,
})

/** Returns the language in which we write to a customer: German unless they write English. */
export const languageToWrite = (language: ContactLanguage): Language => (language === 'en' ? 'en' : 'de')

type Detected = {
	readonly addressForm?: AddressForm | undefined
	readonly language?: ContactLanguage | undefined
	readonly message: MessageKey
	readonly sentAt: Instant
}

/** Whether a message was written after what we go by; of two at one instant the key decides, so that arrival does not. */
const isLater = (
	heard: Detected,
	since: { readonly at: Instant; readonly message?: string | undefined } | undefined,
): boolean => since === undefined || `${heard.sentAt}${heard.message}` > `${since.at}${since.message ?? ''}`

/** Which message says du to us, after one more; one whose words became others says it no more. */
const saidDuAfter = ({ saidDuIn }: CaseState, { addressForm, message }: Detected): MessageKey | undefined => {
	if (addressForm === 'du') return message
	return saidDuIn === message && addressForm === 'sie' ? undefined : saidDuIn
}

/**
 * Applies what a message tells: the last clear evidence wins, by the network's time and not by arrival; what a text does
 * not tell changes nothing.
 */
export const applyDetected = (state: CaseState, heard: Detected): CaseState => {
	const { addressForm, language, message, sentAt: at } = heard
	const knowsForm = addressForm !== undefined && isLater(heard, state.formSince)
	const knowsLanguage = language !== undefined && isLater(heard, state.languageSince)
	return {
		...state,
		form: knowsForm ? addressForm : state.form,
		formSince: knowsForm ? { at, message } : state.formSince,
		saidDuIn: saidDuAfter(state, heard),
		language: knowsLanguage ? language : state.language,
		languageSince: knowsLanguage ? { at, message } : state.languageSince,
	}
}

export const addressEvolvers: Evolvers<AddressFact> = {
	AddressFormSet: (state, { form, at }) => ({ ...state, form, formSince: { at } }),
	LanguageSet: (state, { language, at }) => ({ ...state, language, languageSince: { at } }),
}
