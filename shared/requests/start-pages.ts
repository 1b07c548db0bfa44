import { html } from 'hono/html'
import type { DataField } from '#shared/cases/codes.ts'
import { hiddenInputs, type Page } from '#shared/pages/frame.ts'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import { codeInput, errorSummary, fieldInput, type InputErrors, labelledInput } from './inputs.ts'

/** The secret that opened the page, and the chosen language if any; every form carries them. */
export type State = Readonly<Record<string, string>>

const NO_ERRORS: InputErrors = []

/** Renders the entry page: the script posts the link's fragment; without a script the visitor pastes the link. */
export const startShell = (texts: Catalogue, state: State, errors: InputErrors = NO_ERRORS): Page => {
	const { title, intro, label, button } = texts.startShell
	return {
		texts,
		title,
		hasErrors: errors.length > 0,
		runsScript: true,
		languageSwitch: { action: '/start' },
		content: html`<div class="card">${errorSummary(texts, errors)}<h1>${title}</h1><p>${intro}</p>
<form method="post" action="/start" id="open" novalidate>${hiddenInputs(state)}
${labelledInput({ name: 'link', label, maxLength: 500 }, errors)}
<button>${button}</button></form></div>`,
	}
}

export type StartValues = {
	readonly email: string
	readonly phone: string
	readonly callbackWindow: string
	readonly code: string
}
export const NO_START_VALUES: StartValues = { email: '', phone: '', callbackWindow: '', code: '' }

/** Renders the form for the mail address and, below it, for a call back. */
export const startPage = (
	texts: Catalogue,
	state: State,
	fields: readonly DataField[],
	values: StartValues = NO_START_VALUES,
	errors: InputErrors = NO_ERRORS,
): Page => {
	const { start } = texts
	const isAboutCall = errors.some(({ input }) => input !== 'email')
	return {
		texts,
		title: start.title,
		hasErrors: errors.length > 0,
		languageSwitch: { action: '/start', hidden: state },
		content: html`<div class="card">${errorSummary(texts, errors)}<h1>${start.title}</h1><p>${start.intro}</p>
<p class="asked">${start.asked}</p><ul>${fields.map((field) => html`<li>${texts.fields[field].noun}</li>`)}</ul>
<form method="post" action="/start/address" novalidate>${hiddenInputs(state)}
${labelledInput({ name: 'email', label: start.label, hint: start.hint, value: values.email, type: 'email', inputMode: 'email', autocomplete: 'email', maxLength: 254 }, errors)}
<button>${start.button}</button></form></div>
<div class="card"><details ${isAboutCall ? html`open` : ''}><summary>${start.noMailTitle}</summary><p>${start.noMailIntro}</p>
<form method="post" action="/start/callback" novalidate>${hiddenInputs(state)}
${fieldInput(texts, 'phone', values.phone, false, errors)}
${fieldInput(texts, 'callbackWindow', values.callbackWindow, false, errors)}
${codeInput(texts, values.code, errors)}
<button>${start.noMailButton}</button></form></details></div>`,
	}
}

/** Renders the address once more, to be confirmed before anything is sent. */
export const confirmPage = (texts: Catalogue, state: State, email: string): Page => {
	const { title, intro, yes, change } = texts.confirm
	return {
		texts,
		title,
		languageSwitch: { action: '/start/address', hidden: { ...state, email } },
		content: html`<div class="card"><h1>${title}</h1><p>${intro}</p><p class="mail">${email}</p>
<div class="row"><form method="post" action="/start/send">${hiddenInputs({ ...state, email })}<button>${yes}</button></form>
<form method="post" action="/start">${hiddenInputs({ ...state, email })}<button class="quiet">${change}</button></form></div></div>`,
	}
}
