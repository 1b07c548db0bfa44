import { html } from 'hono/html'
import { type Assurance, type DataField, readingPurposeSchema } from '#shared/cases/codes.ts'
import type { ProtectedAct } from '#shared/cases/data/levels.ts'
import type { FactOf } from '#shared/cases/facts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { Hindrance } from '../case-acts.ts'
import { deskFields } from './act-form.ts'
import { box, choice, optionsOf } from './case/case-form.ts'
import { sayHindrance } from './case/case-value.ts'
import { deskPage, type Frame } from './frame.ts'
import { CHECK, LOCK, WARNING } from './icons.ts'
import { timeOf } from './time.ts'

/** The only page that shows what a customer gave: after its reader said what for, and for two minutes. */

/** A value as it was read, with how sure we are who wrote it. */
export type ReadValue = {
	readonly field: DataField
	readonly value: string
	readonly assurance: Assurance
	readonly receivedAt: Instant
	readonly allowed: readonly ProtectedAct[]
}

/** Somebody read what the customer gave. */
export type PastReading = {
	readonly by: string
	readonly at: Instant
	readonly purpose: FactOf<'DataRead'>['purpose']
	readonly fields: readonly DataField[]
}

export type DataPanelValue = {
	readonly number: string
	/** What lies in the vault. */
	readonly given: readonly DataField[]
	/** Why the viewer may not read it; undefined where they may. */
	readonly hindrance?: Hindrance | undefined
	/** Whether the viewer may erase it: who may read it, and a lead. */
	readonly mayErase: boolean
	/** What became of an erasure that was asked for just now. */
	readonly erasure?: 'done' | 'unconfirmed' | undefined
	/** What was asked for just now, where it was read. */
	readonly read?: { readonly purpose: FactOf<'DataRead'>['purpose']; readonly values: readonly ReadValue[] } | undefined
	/** The newest first. */
	readonly readers: readonly PastReading[]
	/** Why a reading was refused, in words. */
	readonly refused?: string | undefined
	readonly typed?: { readonly purpose: string; readonly fields: readonly string[] } | undefined
}

/** For so long the values stand on the page, in seconds. */
export const SHOWN_FOR_SECONDS = 120

const askForm = (frame: Frame, { number, given, typed }: DataPanelValue): Html => {
	const { case: said, caseCodes } = frame.texts
	const { panel } = said
	return html`<form class="form panel" method="post" action="/desk/cases/${number}/data">${deskFields(frame)}${choice(panel.purpose, 'purpose', optionsOf(readingPurposeSchema.options, caseCodes.readingPurposes), { typed: typed?.purpose ?? '', first: '–', isRequired: true })}<fieldset><legend>${panel.fields}</legend>${given.map((field) => box(caseCodes.fields[field], 'fields:list', field, typed?.fields.includes(field) ?? false))}</fieldset><button class="act main">${panel.read}</button></form>`
}

const valueItem = (frame: Frame, { field, value, assurance, receivedAt, allowed }: ReadValue, index: number): Html => {
	const { case: said, caseCodes, tag } = frame.texts
	const { panel } = said
	return html`<div class="given-value"><dt>${caseCodes.fields[field]}</dt><dd><p class="value"><bdi id="value-${index}" class="secret">${value}</bdi><button type="button" class="act" hidden data-copy="value-${index}" data-copied="${panel.copied}">${panel.copy}<span class="unseen"> ${caseCodes.fields[field]}</span></button></p><p class="soft">${panel.given} ${timeOf(tag, receivedAt)} · ${panel.levelOf} ${caseCodes.assurances[assurance]}. ${panel.never}</p><p class="soft"><strong>${panel.may}:</strong> ${allowed.map((one) => caseCodes.allowed[one]).join(', ')}</p></dd></div>`
}

const valueList = (frame: Frame, { number, read }: DataPanelValue): Html | '' => {
	if (read === undefined) return ''
	const { case: said, caseCodes } = frame.texts
	const { panel } = said
	return html`<section class="read" data-hide-after="${SHOWN_FOR_SECONDS}" data-hidden-text="${panel.hiddenNow}"><h2>${LOCK} ${panel.values}</h2><p class="soft">${panel.purpose}: ${caseCodes.readingPurposes[read.purpose]}. ${panel.hides}</p><dl>${read.values.map((value, index) => valueItem(frame, value, index))}</dl><p class="remark">${panel.mayNot}</p><p><a class="act" href="/desk/cases/${number}">${panel.back}</a></p></section>`
}

/** Renders the erasure of all that was given: behind a fold, and only with its box ticked. */
const eraseForm = (frame: Frame, { number, given, mayErase, erasure }: DataPanelValue): Html | '' => {
	const { panel } = frame.texts.case
	if (!mayErase || given.length === 0) return ''
	const isOpen = erasure === 'unconfirmed'
	return html`<details class="fold"${isOpen && html` open`}><summary>${panel.erase}</summary><form class="form panel" method="post" action="/desk/cases/${number}/data">${deskFields(frame)}<input type="hidden" name="_erase" value="yes"><p class="hint">${panel.eraseHelp}</p>${isOpen && html`<p class="refused" role="alert">${WARNING} ${panel.eraseUnconfirmed}</p>`}<label class="tick"><input type="checkbox" name="_confirmed" value="yes" required> ${panel.eraseConfirm}</label><button class="act bad">${panel.eraseNow}</button></form></details>`
}

const readerList = (frame: Frame, { readers }: DataPanelValue): Html => {
	const { case: said, caseCodes, tag } = frame.texts
	const item = ({ by, at, purpose, fields }: PastReading): Html =>
		html`<li><bdi>${by}</bdi>, ${timeOf(tag, at)}: ${fields.map((field) => caseCodes.fields[field]).join(', ')}. <span class="soft">${caseCodes.readingPurposes[purpose]}</span></li>`
	return html`<section><h2>${said.panel.readers}</h2>${readers.length === 0 ? html`<p class="soft">${said.panel.nobody}</p>` : html`<ul class="list">${readers.map(item)}</ul>`}</section>`
}

/** Renders the panel: the question what for, then the values. It is never stored, and no link leads to the values. */
export const dataPanelPage = (frame: Frame, value: DataPanelValue): Html => {
	const { panel } = frame.texts.case
	const { number, given, hindrance, refused, erasure } = value
	const why = sayHindrance(frame, hindrance)
	const ask =
		why !== undefined
			? html`<p class="refused">${WARNING} ${why}</p>`
			: given.length === 0
				? html`<p class="soft">${panel.nothing}</p>`
				: askForm(frame, value)
	return deskPage(frame, {
		title: panel.title(number),
		className: 'data-panel',
		content: html`<nav class="way-back" aria-label="${panel.back}"><a href="/desk/cases/${number}">${panel.back}</a></nav><h1>${panel.title(number)}</h1><p>${panel.intro}</p>${refused !== undefined && html`<p class="refused" role="alert">${WARNING} ${refused}</p>`}${erasure === 'done' && html`<p class="notice done" role="status">${CHECK}${panel.erased}</p>`}${valueList(frame, value)}${ask}${eraseForm(frame, value)}${readerList(frame, value)}`,
	})
}
