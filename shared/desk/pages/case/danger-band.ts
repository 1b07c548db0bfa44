import { html } from 'hono/html'
import { dangerDeedSchema } from '#shared/cases/signals/facts.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { CaseView } from '../../case-view-schema.ts'
import type { Frame } from '../frame.ts'
import { WARNING } from '../icons.ts'
import { timeOf } from '../time.ts'
import { caseForm, choice, foldedForm, optionsOf } from './case-form.ts'
import { type CasePageValue, personName, sayHindrance } from './case-value.ts'

/** Somebody may be in danger: what to send, who looks after it, what was done. */

type Danger = CaseView['dangers'][number]

/** The fixed text by each way that is open; where none is, why. */
const sendings = (frame: Frame, value: CasePageValue, { danger }: Danger): Html => {
	const { case: said } = frame.texts
	const open = value.beside.ways.filter(({ refused }) => refused === undefined)
	if (open.length === 0) {
		const [first] = value.beside.ways
		return html`<p class="soft">${sayHindrance(frame, first?.refused?.refusal)}</p>`
	}
	return html`${open.map(({ way }) =>
		caseForm(frame, value, {
			act: 'replies',
			form: `danger ${danger} ${way}`,
			needs: 'replies',
			fields: { visibility: way, textKey: danger },
			label: said.danger.send(said.composer.ways[way]),
			look: way === value.beside.lastWay ? 'main' : 'plain',
			done: 'queued',
		}),
	)}`
}

const band = (frame: Frame, value: CasePageValue, danger: Danger): Html => {
	const { case: said, codes, caseCodes, tag } = frame.texts
	const { danger: kind, since, words, message, suggestedText, takenBy, takenAt } = danger
	const taken =
		takenBy === undefined
			? html`<p><strong>${said.danger.nobody}</strong></p>`
			: html`<p>${said.danger.takenBy(personName(value, frame, takenBy))}${takenAt !== undefined && html` ${timeOf(tag, takenAt, 'clock')}`}</p>`
	return html`<section class="alarm" data-warn><h2>${WARNING} ${said.danger.title}: ${codes.dangers[kind]} <span class="meta">${said.danger.since} ${timeOf(tag, since)}</span></h2>${words !== undefined && html`<p><q dir="auto">${words}</q>${message !== undefined && html` <a href="#e-${message}">${said.danger.toMessage}</a>`}</p>`}<div class="do">${taken}${takenBy === undefined && caseForm(frame, value, { act: `dangers/${kind}/taking`, needs: 'takeDanger', label: said.danger.take, look: 'bad', done: 'dangerTaken' })}${foldedForm(
		frame,
		value,
		{
			act: `dangers/${kind}/end`,
			needs: 'takeDanger',
			summary: said.danger.end,
			label: said.danger.endNow,
			done: 'dangerEnded',
			content: (typed) =>
				choice(said.danger.did, 'did', optionsOf(dangerDeedSchema.options, caseCodes.deeds), {
					typed: typed('did'),
					first: '–',
					isRequired: true,
				}),
		},
	)}</div><details class="fold"${takenBy === undefined && html` open`}><summary>${said.danger.fixed}</summary><blockquote dir="auto">${suggestedText}</blockquote><div class="do">${sendings(frame, value, danger)}</div></details></section>`
}

/** Renders each danger that stands, above all else. */
export const dangerBands = (frame: Frame, value: CasePageValue): Html =>
	html`${value.shown.case.dangers.map((danger) => band(frame, value, danger))}`
