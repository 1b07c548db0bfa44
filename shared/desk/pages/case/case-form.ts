import { html } from 'hono/html'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { CaseAct } from '../../case-acts.ts'
import { type ActForm, actForm, keyed } from '../act-form.ts'
import type { Frame } from '../frame.ts'
import { WARNING } from '../icons.ts'
import type { DoneCode } from '../texts/frame.de.ts'
import { sayTime } from '../time.ts'
import { type CasePageValue, sayHindrance, standsAt } from './case-value.ts'

/** Forms of a case's page: each is an act of the API, shows what keeps it from being done, and what was typed for it before. */

/** Returns what was typed under a name before the act was refused; else what the page suggests. */
export type Typed = (name: string, suggested?: string) => string
/** Returns all that was chosen under a name of several values before the act was refused; undefined where nothing was posted. */
export type Chosen = (name: string) => readonly string[] | undefined

export type CaseForm = Omit<ActForm, 'path' | 'content' | 'disabledBecause' | 'fields' | 'done'> & {
	/** What is said once it was done: every act says that in words of its own. */
	readonly done: DoneCode
	/** Below `acts/` of the case. */
	readonly act: string
	/** Tells the form from others of the same act; the act's name where it is the only one. */
	readonly form?: string | undefined
	/** The act whose hindrance switches it off; none where it can always be tried. */
	readonly needs?: CaseAct | undefined
	readonly fields?: ActForm['fields'] | undefined
	readonly content?: ((typed: Typed, chosen: Chosen) => Html) | undefined
}

type Named = Pick<CaseForm, 'act' | 'form'>

/** Tells whether a form is the one that was posted. */
const wasPosted = ({ posted }: CasePageValue, { act, form = act }: Named): boolean => posted?.form === form

const typedFor = (value: CasePageValue, form: Named): Typed => {
	const typed = new Map(wasPosted(value, form) ? value.posted?.typed : [])
	return (name, suggested = '') => typed.get(name) ?? suggested
}

const chosenFor =
	(value: CasePageValue, form: Named): Chosen =>
	(name) =>
		wasPosted(value, form) ? value.posted?.typed.flatMap(([one, text]) => (one === name ? [text] : [])) : undefined

/** Renders why an act was refused, where its form stands. */
const refusalOf = (value: CasePageValue, form: Named): Html | '' => {
	const refusal = wasPosted(value, form) ? value.posted?.refusal : undefined
	if (refusal === undefined) return ''
	const { title, detail } = refusal
	return html`<p class="refused" data-warn>${WARNING}<span><strong>${title}</strong> ${detail}</span></p>`
}

/**
 * Renders an act on the case. Its version goes along, so that nobody acts on what they have not seen. A form that was posted
 * and refused is in hand: what comes anew does not touch it.
 */
export const caseForm = (frame: Frame, value: CasePageValue, named: CaseForm): Html => {
	const { act, form = act, needs, fields, content, ...rest } = named
	const { number, version } = value.shown.case
	const hindrance = needs === undefined ? undefined : value.beside.hindrances[needs]
	return actForm(frame, {
		...rest,
		path: `cases/${number}/acts/${act}`,
		fields: { version, ...fields },
		name: form,
		at: standsAt(value),
		isKept: wasPosted(value, named),
		content: html`${refusalOf(value, named)}${content?.(typedFor(value, named), chosenFor(value, named))}`,
		disabledBecause: sayHindrance(frame, hindrance),
	})
}

export type FoldedForm = CaseForm & {
	/** What the fold says while it is closed. */
	readonly summary: string
	/** The key that opens it. */
	readonly opens?: string | undefined
	readonly isOpen?: boolean | undefined
	readonly hint?: string | undefined
	/** The place in the page that links lead to. */
	readonly place?: string | undefined
}

/** Renders a rarer act behind a fold; what cannot be done now shows its reason in place of the fold. */
export const foldedForm = (frame: Frame, value: CasePageValue, folded: FoldedForm): Html => {
	const { summary, opens, isOpen = false, hint, place, ...form } = folded
	const hindrance = form.needs === undefined ? undefined : value.beside.hindrances[form.needs]
	if (hindrance !== undefined) return caseForm(frame, value, { ...form, label: summary })
	const open = isOpen || wasPosted(value, form)
	return html`<details class="fold"${place !== undefined && html` id="${place}"`}${open && html` open`}><summary${keyed(frame, opens)}>${summary}</summary>${hint !== undefined && html`<p class="hint">${hint}</p>`}${caseForm(frame, value, form)}</details>`
}

/** Renders a choice of one code, with its words. */
export const choice = (
	label: string,
	name: string,
	options: readonly (readonly [value: string, words: string])[],
	{
		typed,
		first,
		isRequired = false,
	}: { readonly typed: string; readonly first?: string | undefined; readonly isRequired?: boolean | undefined },
): Html =>
	html`<label class="field">${label} <select name="${name}"${isRequired && html` required`}>${first !== undefined && html`<option value="">${first}</option>`}${options.map(([value, words]) => html`<option value="${value}"${value === typed && html` selected`}>${words}</option>`)}</select></label>`

/** Renders a moment to come, as clocks in Germany show it; the list of `momentList` offers usual ones. */
export const moment = (label: string, name: string, typed: string, isRequired = true): Html =>
	html`<label class="field">${label} <input type="datetime-local" name="${name}:local" value="${typed}" list="moments"${isRequired && html` required`}></label>`

/** Renders a line of words. */
export const line = (
	label: string,
	name: string,
	typed: string,
	options: { readonly isRequired?: boolean | undefined } = {},
): Html =>
	html`<label class="field">${label} <input name="${name}" value="${typed}" maxlength="500" autocomplete="off"${options.isRequired === true && html` required`}></label>`

/** Renders a box to tick. */
export const box = (label: string, name: string, value: string, isTicked: boolean): Html =>
	html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${isTicked && html` checked`}> ${label}</label>`

const WALL = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Berlin',
	dateStyle: 'short',
	timeStyle: 'short',
})

/** Writes an instant as a field for local moments holds it: `2026-12-01T14:00`. */
export const localTime = (at: Instant): string => WALL.format(Date.parse(at)).replace(' ', 'T')

/** Renders the moments that people usually mean, once a page and outside of its parts, which know no time of day. */
export const momentList = ({ texts }: Frame, moments: readonly Instant[]): Html =>
	html`<datalist id="moments">${moments.map((at) => html`<option value="${localTime(at)}">${sayTime(texts.tag, at)}</option>`)}</datalist>`

/** Returns a table of codes with their words as options. */
export const optionsOf = <Code extends string>(
	codes: readonly Code[],
	words: Readonly<Record<Code, string>>,
): readonly (readonly [string, string])[] => codes.map((code) => [code, words[code]])
