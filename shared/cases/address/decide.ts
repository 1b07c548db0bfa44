import type * as z from 'zod'
import type { AddressForm, addressReasonSchema, ContactLanguage } from '../codes.ts'
import { accept, type Deciders } from '../decision.ts'
import { fact } from '../fact.ts'
import type { AgentKey } from '../keys.ts'

type Reason = z.infer<typeof addressReasonSchema>

export type AddressCommand =
	| { readonly kind: 'setAddressForm'; readonly by: AgentKey; readonly form: AddressForm; readonly reason: Reason }
	| { readonly kind: 'setLanguage'; readonly by: AgentKey; readonly language: ContactLanguage; readonly reason: Reason }

export const addressRefusals = { setAddressForm: [], setLanguage: [] } as const

export const addressDeciders: Deciders<AddressCommand, typeof addressRefusals> = {
	setAddressForm: (_, { by, form, reason }, now) => accept(fact('AddressFormSet', now, { by, form, reason })),
	setLanguage: (_, { by, language, reason }, now) => accept(fact('LanguageSet', now, { by, language, reason })),
}
