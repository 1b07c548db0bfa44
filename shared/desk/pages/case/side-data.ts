import { html } from 'hono/html'
import { dataFieldSchema } from '#shared/cases/codes.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DataRequestView, DeliveryView } from '../../case-view-schema.ts'
import type { Frame } from '../frame.ts'
import { CHECK } from '../icons.ts'
import { timeOf } from '../time.ts'
import { box, caseForm, foldedForm } from './case-form.ts'
import { type CasePageValue, sayHindrance } from './case-value.ts'

const USUAL: readonly string[] = ['customerNumber', 'name', 'phone']

const requestLines = (frame: Frame, request: DataRequestView): Html => {
	const { case: said, caseCodes, tag } = frame.texts
	const { state, fields, expiresAt, pausedUntil, message, invitation, mail } = request
	const way = (words: string, delivery: DeliveryView | undefined): Html | '' => {
		if (delivery === undefined) return ''
		const { act = 'privateMessage', failure } = delivery
		return html`<li class="soft">${words}: ${caseCodes.deliveries[delivery.state]}${failure !== undefined && html`. ${caseCodes.failures[act][failure]}`}</li>`
	}
	return html`<p><strong>${caseCodes.requestStates[state]}</strong>${state === 'open' && html` · ${said.side.validUntil} ${timeOf(tag, expiresAt)}`}${pausedUntil !== undefined && html` · ${said.side.pausedUntil} ${timeOf(tag, pausedUntil)}`}</p><p class="soft">${said.side.asked} ${fields.map((field) => caseCodes.fields[field]).join(', ')}</p><ul>${way(said.side.privateMessage, message)}${way(said.side.invitation, invitation)}${way(said.side.mail, mail)}</ul>`
}

/** Renders what was asked of the customer, how it fares, and the way to read what they gave. */
export const dataSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, caseCodes, tag } = frame.texts
	const { number, dataRequest } = value.shown.case
	const { given, hindrances } = value.beside
	const isOpen = dataRequest?.state === 'open' || dataRequest?.state === 'paused'
	const why = sayHindrance(frame, hindrances.readCustomerData)
	const read =
		given.length === 0
			? ''
			: html`<p class="given">${CHECK} <strong>${said.side.received}:</strong> ${given.map((field) => caseCodes.fields[field]).join(', ')}</p>${(dataRequest?.submissions ?? []).map(({ assurance, receivedAt }) => html`<p class="soft">${timeOf(tag, receivedAt)} · ${said.side.level} ${caseCodes.assurances[assurance]}</p>`)}${why === undefined ? html`<p><a class="act main" href="/desk/cases/${number}/data">${said.side.read}</a></p>` : html`<button type="button" class="act" aria-disabled="true">${said.side.read}<span class="why">${why}</span></button>`}<p class="soft">${said.side.readHelp}</p>`
	const open = isOpen
		? html`<div class="do">${caseForm(frame, value, { act: 'data-requests/resend', needs: 'dataRequestsResend', label: said.side.resend, done: 'requestResent' })}${caseForm(frame, value, { act: 'data-requests/revoke', needs: 'dataRequestsRevoke', label: said.side.revoke, done: 'requestRevoked' })}</div>`
		: foldedForm(frame, value, {
				act: 'data-requests',
				needs: 'dataRequests',
				summary: said.side.ask,
				opens: 'd',
				hint: said.side.askHelp,
				label: said.side.askNow,
				done: 'requested',
				content: (_, chosen) => {
					const fields = chosen('fields:list') ?? USUAL
					return html`<fieldset><legend>${said.side.whichFields}</legend>${dataFieldSchema.options.map((field) => box(caseCodes.fields[field], 'fields:list', field, fields.includes(field)))}</fieldset>`
				},
			})
	return html`<section id="data"><h3>${said.side.data}</h3>${dataRequest === undefined && given.length === 0 && html`<p class="soft">${said.side.noRequest}</p>`}${dataRequest !== undefined && requestLines(frame, dataRequest)}${read}${open}</section>`
}
