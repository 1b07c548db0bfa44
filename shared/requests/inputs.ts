import { html } from 'hono/html'
import type { DataField } from '#shared/cases/codes.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import { FIELDS, type FieldProblem } from '#shared/vault/fields.ts'
import type { CodeOutcome } from './enter-code.ts'

/** An error of one input, shown at the input and in the summary. */
export type InputError = { readonly input: string; readonly message: string }
export type InputErrors = readonly InputError[]

export type Input = {
	readonly name: string
	readonly label: string
	readonly hint?: string | undefined
	readonly optional?: string | undefined
	readonly value?: string | undefined
	readonly type?: 'text' | 'tel' | 'email' | 'textarea' | undefined
	readonly inputMode?: string | undefined
	readonly autocomplete?: string | undefined
	readonly maxLength: number
	readonly look?: 'code' | 'short' | undefined
	readonly isFirst?: boolean | undefined
}

/** Renders the summary of errors, each a link to its input. It takes the focus, so that it is read first. */
export const errorSummary = (texts: Catalogue, errors: InputErrors): Html | '' =>
	errors.length === 0
		? ''
		: html`<div class="errors" role="alert" tabindex="-1" autofocus><h2>${texts.problems.summary}</h2><ul>${errors.map(
				({ input, message }) => html`<li><a href="#${input}">${message}</a></li>`,
			)}</ul></div>`

/** Renders a labelled input with its hint and error, connected for screen readers. */
export const labelledInput = (input: Input, errors: InputErrors): Html => {
	const { name, label, hint, optional, value = '', type = 'text', maxLength, look } = input
	const error = errors.find((one) => one.input === name)
	const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
	const description = described === '' ? '' : html` aria-describedby="${described}"`
	const invalid = error === undefined ? '' : html` aria-invalid="true"`
	const mode = input.inputMode === undefined ? '' : html` inputmode="${input.inputMode}"`
	const code = look === 'code' ? html` autocapitalize="characters"` : ''
	const common = html`id="${name}" name="${name}" maxlength="${maxLength}" autocomplete="${input.autocomplete ?? 'off'}" spellcheck="${type === 'textarea' ? 'true' : 'false'}"${mode}${code}${description}${invalid}`
	const control =
		type === 'textarea'
			? html`<textarea ${common} rows="3">${value}</textarea>`
			: html`<input type="${type}" ${common} value="${value}" class="${look ?? ''}">`
	return html`<div class="${error ? 'f bad' : 'f'}"><label for="${name}">${label}${optional ? html` <span class="opt">(${optional})</span>` : ''}</label>${
		hint ? html`<span class="h" id="${name}-hint">${hint}</span>` : ''
	}${error ? html`<span class="e" id="${name}-error">${error.message}</span>` : ''}${control}</div>`
}

/** Renders the input of a data field. */
export const fieldInput = (
	texts: Catalogue,
	field: DataField,
	value: string,
	isOptional: boolean,
	errors: InputErrors,
) => {
	const { input, autocomplete, inputMode, maxLength } = FIELDS[field]
	const { label, hint } = texts.fields[field]
	const optional = isOptional ? texts.form.optional : undefined
	return labelledInput(
		{ name: field, label, hint, optional, value, type: input, autocomplete, inputMode, maxLength },
		errors,
	)
}

export const fieldError = (texts: Catalogue, field: DataField, problem: FieldProblem): InputError => {
	const { label } = texts.fields[field]
	const { missing, tooLong, invalid, bankDetails } = texts.problems
	const messages = {
		missing: missing({ label }),
		tooLong: tooLong({ label, max: FIELDS[field].maxLength }),
		invalid: invalid[field],
		bankDetails,
	}
	return { input: field, message: messages[problem] }
}

/** Renders the input of the code from the private message. */
export const codeInput = (texts: Catalogue, value: string, errors: InputErrors): Html =>
	labelledInput({ name: 'code', ...texts.code, value, maxLength: 20, look: 'code' }, errors)

/** Returns the error of a code that was not accepted. */
export const codeErrors = (texts: Catalogue, code: Exclude<CodeOutcome['code'], 'right' | 'shut'>): InputErrors => {
	const { codeEmpty, codeIllFormed, codeWrong } = texts.problems
	const messages = { empty: codeEmpty, illFormed: codeIllFormed, wrong: codeWrong }
	return [{ input: 'code', message: messages[code] }]
}
