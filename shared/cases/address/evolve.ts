import type { Evolvers } from '../evolvers.ts'
import type { AddressFact } from './facts.ts'

export const addressEvolvers: Evolvers<AddressFact> = {
	AddressFormSet: (state, { form, at }) => ({ ...state, form, formSince: { at } }),
	LanguageSet: (state, { language, at }) => ({ ...state, language, languageSince: { at } }),
}
