import type { AddressForm, DataField, Language } from '#shared/cases/codes.ts'
import type { Catalogue } from './catalogue.ts'
import { german } from './de.ts'
import { english } from './en.ts'

/** How somebody is spoken to. A form that nobody knows is Sie: never du first. */
export type Voice = { readonly language: Language; readonly form?: AddressForm | undefined }

const byForm = { du: german('du'), sie: german('sie') }

/** All texts as this person reads them. */
export const speak = ({ language, form }: Voice): Catalogue => (language === 'en' ? english : byForm[form ?? 'sie'])

/** The private message with link and code; fits a direct message on X and Messenger's 2,000 characters. */
export const privateMessageText = (
	voice: Voice,
	values: { company: string; link: string; code: string; fields: readonly DataField[] },
): string => {
	const texts = speak(voice)
	return texts.messages.request({ ...values, fields: values.fields.map((field) => texts.fields[field].noun) })
}

/** The public invitation into a private message: at most 280 weighted characters, never a token. */
export const invitationText = (voice: Voice, values: { number: string; hotline: string }): string =>
	speak(voice).messages.invitation(values)

/** What stands below a private reply: any answer opens the window for more. */
export const askForAnswerText = (voice: Voice): string => speak(voice).messages.askForAnswer

/** The ready text for who wrote personal data in public; fits a post on X with initials. */
export const deletePostText = (voice: Voice): string => speak(voice).messages.deletePost

/** The private message after a mail came back. */
export const mailBouncedText = (voice: Voice, values: { link: string; hotline: string }): string =>
	speak(voice).messages.mailBounced(values)

/** The private message after a mail was reported as unwanted; its address gets nothing for 30 days. */
export const mailComplainedText = (voice: Voice, values: { link: string; hotline: string }): string =>
	speak(voice).messages.mailComplained(values)
