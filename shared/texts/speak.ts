import type { AddressForm, DataField, Language } from '#shared/cases/codes.ts'
import type { Catalogue } from './catalogue.ts'
import { german } from './de.ts'
import { english } from './en.ts'

/** The language and form of address of a person. An unknown form is Sie. */
export type Voice = { readonly language: Language; readonly form?: AddressForm | undefined }

const byForm = { du: german('du'), sie: german('sie') }

/** Returns all texts in a person's language and form of address. */
export const speak = ({ language, form }: Voice): Catalogue => (language === 'en' ? english : byForm[form ?? 'sie'])

/** Returns the private message with link and code; it fits a direct message on X and Messenger's 2,000 characters. */
export const privateMessageText = (
	voice: Voice,
	values: { company: string; link: string; code: string; fields: readonly DataField[] },
): string => {
	const texts = speak(voice)
	return texts.messages.request({ ...values, fields: values.fields.map((field) => texts.fields[field].noun) })
}

/** Returns the public invitation into a private message: at most 280 weighted characters, never a token. */
export const invitationText = (voice: Voice, values: { number: string; hotline: string }): string =>
	speak(voice).messages.invitation(values)

/** Returns what is added to a private reply: any answer to it opens the window for more. */
export const askForAnswerText = (voice: Voice): string => speak(voice).messages.askForAnswer

/** Returns the ready answer to personal data that a person posted; it fits a post on X with initials. */
export const deletePostText = (voice: Voice): string => speak(voice).messages.deletePost

/** Returns ready words about tone; they fit a post on X with initials. */
export const netiquetteText = (voice: Voice, step: 'pointer' | 'warning'): string =>
	speak(voice).messages.netiquette[step]

/** Returns the private message after the request mail bounced. */
export const mailBouncedText = (voice: Voice, values: { link: string; hotline: string }): string =>
	speak(voice).messages.mailBounced(values)

/** Returns the private message after the mail was reported as spam; its address gets nothing for 30 days. */
export const mailComplainedText = (voice: Voice, values: { link: string; hotline: string }): string =>
	speak(voice).messages.mailComplained(values)
