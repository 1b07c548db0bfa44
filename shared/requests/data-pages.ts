import { html } from 'hono/html'
import type { DataField } from '#shared/cases/codes.ts'
import { type Html, hiddenInputs, type Page } from '#shared/pages/frame.ts'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import { codeInput, errorSummary, fieldInput, type InputErrors, labelledInput } from './inputs.ts'
import type { State } from './start-pages.ts'

const NO_ERRORS: InputErrors = []

/**
 * Renders the entry page: the script posts the link's fragment; without a script the visitor types the reference
 * printed in the mail.
 */
export const dataShell = (texts: Catalogue, state: State, errors: InputErrors = NO_ERRORS): Page => {
	const { title, intro, label, hint, button } = texts.dataShell
	return {
		texts,
		title,
		hasErrors: errors.length > 0,
		runsScript: true,
		languageSwitch: { action: '/data' },
		content: html`<div class="card">${errorSummary(texts, errors)}<h1>${title}</h1><p>${intro}</p>
<form method="post" action="/data" id="open" novalidate>${hiddenInputs(state)}
${labelledInput({ name: 'link', label, hint, maxLength: 500 }, errors)}
<button>${button}</button></form></div>`,
	}
}

const notMe = (texts: Catalogue, state: State, errors: InputErrors): Html => {
	const { title, intro, label, hint, button } = texts.notMe
	const isOpen = errors.some(({ input }) => input === 'tail')
	return html`<div class="card"><details ${isOpen ? html`open` : ''}><summary>${title}</summary><p>${intro}</p>
<form method="post" action="/data/not-me" novalidate>${hiddenInputs(state)}
${labelledInput({ name: 'tail', label, hint, maxLength: 10, look: 'code' }, errors)}
<button class="quiet">${button}</button></form></details></div>`
}

/** Renders the code form. Shows nothing about the request. */
export const codePage = (texts: Catalogue, state: State, errors: InputErrors = NO_ERRORS, typed = ''): Page => {
	const { title, intro, button } = texts.askCode
	return {
		texts,
		title,
		hasErrors: errors.length > 0,
		languageSwitch: { action: '/data', hidden: state },
		content: html`<div class="card">${errorSummary(texts, errors)}<h1>${title}</h1><p>${intro}</p>
<form method="post" action="/data" novalidate>${hiddenInputs(state)}
${codeInput(texts, typed, errors)}
<button>${button}</button></form></div>${notMe(texts, state, errors)}`,
	}
}

export type FormValues = Readonly<Partial<Record<DataField, string>>>

/** Tells whether a field may stay empty: free text, where another field is asked for too. */
export const isOptional = (field: DataField, fields: readonly DataField[]): boolean =>
	field === 'freeText' && fields.length > 1

/** Renders the form with the fields that were asked for. Shows only what this visitor has just typed. */
export const formPage = (
	texts: Catalogue,
	state: State,
	fields: readonly DataField[],
	values: FormValues = {},
	errors: InputErrors = NO_ERRORS,
	offersPartial = false,
): Page => {
	const { title, intro, warning, partial, button } = texts.form
	const tick = html`<div class="f"><label class="tick"><input type="checkbox" name="partial" value="yes"><span>${partial}</span></label></div>`
	return {
		texts,
		title,
		hasErrors: errors.length > 0,
		languageSwitch: { action: '/data', hidden: state },
		content: html`<div class="card">${errorSummary(texts, errors)}<h1>${title}</h1><p>${intro}</p><p class="note">${warning}</p>
<form method="post" action="/data/answers" novalidate>${hiddenInputs(state)}
${fields.map((field) => fieldInput(texts, field, values[field] ?? '', isOptional(field, fields), errors))}
${offersPartial ? tick : ''}
<button>${button}</button></form></div>`,
	}
}
