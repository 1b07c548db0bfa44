import type { AddressForm, ContactLanguage, DataField } from '#shared/cases/codes.ts'
import type { Catalogue } from './catalogue.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import { turkish } from './tr.ts'

/** The language that a person writes, and their form of address. An unknown form is Sie. */
export type Voice = { readonly language: ContactLanguage; readonly form?: AddressForm | undefined }

const byForm = { du: german('du'), sie: german('sie') }

/** Returns all texts in a person's language and form of address: German for whom we have none in theirs. */
export const speak = ({ language, form }: Voice): Catalogue => (language === 'en' ? english : byForm[form ?? 'sie'])

/** Returns a line in the language of somebody to whom we write German; undefined where that is theirs, or we write theirs. */
export const lineFor = ({ language }: Voice, text: keyof typeof turkish): string | undefined =>
	language === 'tr' ? turkish[text] : undefined

const withLine = (voice: Voice, name: keyof typeof turkish, text: string): string => {
	const line = lineFor(voice, name)
	return line === undefined ? text : `${text}\n\n${line}`
}

/** Returns the private message with link and code; it fits a direct message on X and Messenger's 2,000 characters. */
export const privateMessageText = (
	voice: Voice,
	values: { company: string; link: string; code: string; fields: readonly DataField[] },
): string => {
	const texts = speak(voice)
	const nouns = values.fields.map((field) => texts.fields[field].noun)
	return withLine(voice, 'request', texts.messages.request({ ...values, fields: nouns }))
}

/** Returns the public invitation into a private message: at most 280 weighted characters, never a token. */
export const invitationText = (voice: Voice, values: { number: string; hotline: string }): string =>
	withLine(voice, 'invitation', speak(voice).messages.invitation(values))

/** Returns what is added to a private reply: any answer to it opens the window for more. */
export const askForAnswerText = (voice: Voice): string => speak(voice).messages.askForAnswer

/** Returns the ready answer to personal data that a person posted; it fits a post on X with initials. */
export const deletePostText = (voice: Voice): string => speak(voice).messages.deletePost

/** Returns ready words about tone; they fit a post on X with initials. */
export const netiquetteText = (voice: Voice, step: 'pointer' | 'warning'): string =>
	speak(voice).messages.netiquette[step]

/** Returns the private message after the request mail bounced. */
export const mailBouncedText = (voice: Voice, values: { link: string; hotline: string }): string =>
	withLine(voice, 'mailBounced', speak(voice).messages.mailBounced(values))

/** Returns the private message after the mail was reported as spam; its address gets nothing for 30 days. */
export const mailComplainedText = (voice: Voice, values: { link: string; hotline: string }): string =>
	withLine(voice, 'mailComplained', speak(voice).messages.mailComplained(values))
