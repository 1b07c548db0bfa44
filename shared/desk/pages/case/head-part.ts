import { html } from 'hono/html'
import { dismissalReasonSchema } from '#shared/cases/signals/facts.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { CaseView } from '../../case-view-schema.ts'
import { keyed } from '../act-form.ts'
import type { Frame } from '../frame.ts'
import { CLOCK_FACE, NETWORK_MARKS, WARNING } from '../icons.ts'
import { timeOf } from '../time.ts'
import { caseForm, choice, foldedForm, optionsOf } from './case-form.ts'
import { type CasePageValue, caseHref, customerName, frameOfPart, listOf, personName } from './case-value.ts'
import { dangerBands } from './danger-band.ts'

/** What a case is, in a glance: whose, whose turn, since when, how to speak, and what to mind. */

const join = (names: readonly string[]): string => names.join(', ')

const contacts = (frame: Frame, value: CasePageValue): Html => {
	const { codes, case: said } = frame.texts
	const name = customerName(value)
	const list = value.shown.case.contacts.map(
		({ network, handle, userId }) =>
			html`<li>${NETWORK_MARKS[network]}<span class="unseen">${codes.networks[network]}: </span><bdi>${handle === undefined ? userId : `@${handle}`}</bdi></li>`,
	)
	return html`<p class="whose"><bdi>${name ?? said.head.unknownCustomer}</bdi></p><ul class="contacts" aria-label="${said.head.contacts}">${list}</ul>`
}

const turn = (frame: Frame, { shown }: CasePageValue): Html => {
	const { case: said, codes, tag } = frame.texts
	const { state, outcome, reason, closedAt, turn: whose, turnUntil, dueAt } = shown.case
	if (state === 'closed') {
		const how = [
			outcome === undefined ? '' : codes.outcomes[outcome],
			reason === undefined ? '' : codes.reasons[reason],
		]
		return html`<strong>${said.head.closedAs} ${join(how.filter((one) => one !== ''))}</strong>${closedAt !== undefined && html` ${timeOf(tag, closedAt)}`}`
	}
	const until = whose === 'ours' ? dueAt : turnUntil
	if (until === undefined)
		return html`<strong>${{ ours: said.head.ours, customer: said.head.customer, backoffice: said.head.backoffice }[whose]}</strong>`
	const words = {
		ours: said.head.oursWithDate,
		customer: said.head.customerUntil,
		backoffice: said.head.backofficeUntil,
	}
	return html`<strong>${words[whose]}</strong> ${timeOf(tag, until)}`
}

const wait = (frame: Frame, { shown }: CasePageValue): Html => {
	const { case: said, tag } = frame.texts
	const { waitingSince, unanswered, openedAt } = shown.case
	const isFirst = waitingSince !== undefined && waitingSince.slice(0, 16) === openedAt.slice(0, 16)
	const first = isFirst ? '' : html` · ${said.head.firstSeen} ${timeOf(tag, openedAt)}`
	if (unanswered === 0) return html`${said.head.nobodyWaits}${first}`
	return html`<strong>${said.head.unanswered(unanswered)}</strong>${waitingSince !== undefined && html` · ${said.head.waitingSince} ${timeOf(tag, waitingSince, 'short', 'ago')}`}${first}`
}

const hands = (frame: Frame, value: CasePageValue): Html => {
	const { head: said } = frame.texts.case
	const { owner, deputy, team, contactPerson } = value.shown.case
	const isAway = (sub: string): boolean => value.beside.people.some((one) => one.sub === sub && !one.isHere)
	const named = (sub: string): Html =>
		html`<bdi>${personName(value, frame, sub)}</bdi>${isAway(sub) && html` <span class="soft">(${said.away})</span>`}`
	return html`${said.owner} ${owner === undefined ? html`<strong>${said.free}</strong>` : named(owner)}${deputy !== undefined && html` · ${said.deputy} ${named(deputy)}`}${team !== undefined && html` · ${said.team} ${team}`}${contactPerson !== undefined && html` · ${said.contactPerson(personName(value, frame, contactPerson))}`}`
}

/** Says who else is at it: whose claim it is, who looks, who writes, whose text waits. */
const others = (frame: Frame, value: CasePageValue): Html => {
	const { head: said } = frame.texts.case
	const { shown, beside } = value
	const { claimedBy } = shown.case
	const isMine = claimedBy === beside.viewer.sub
	const isTaken = claimedBy !== undefined && !isMine
	const named = (subs: readonly string[]): string => join(subs.map((sub) => personName(value, frame, sub)))
	const writing = shown.present.filter((one) => one.writing).map(({ by }) => by)
	const looking = shown.present.filter((one) => !one.writing).map(({ by }) => by)
	const drafting = [...new Set(shown.drafts.map(({ by }) => by))].filter((by) => !writing.includes(by))
	const lines = [
		isTaken ? said.works(personName(value, frame, claimedBy)) : '',
		writing.length === 0 ? '' : said.writes(named(writing)),
		looking.length === 0 ? '' : said.looks(named(looking)),
		drafting.length === 0 ? '' : said.draftOf(named(drafting)),
	].filter((words) => words !== '')
	return html`<p class="others" data-taken-by="${isTaken ? personName(value, frame, claimedBy) : ''}"${isMine && html` data-mine`}${lines.length === 0 && html` hidden`}>${lines.join(' · ')}</p>`
}

const speech = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, codes } = frame.texts
	const { address, phoneForm, language } = value.shown.case
	const quoted = address.evidence === undefined ? said.head.evidence : html`<q dir="auto">${address.evidence}</q>`
	const proof = address.message === undefined ? '' : html` <a href="#e-${address.message}">${quoted}</a>`
	const form =
		address.form === 'unknown'
			? html`${said.head.formOpen}`
			: html`${said.head.form} <strong>${codes.forms[address.form]}</strong>`
	return html`${form}${proof}${phoneForm !== undefined && html` · ${said.head.phoneForm} <strong>${codes.forms[phoneForm.form]}</strong>, ${phoneForm.asked ? said.head.asked : said.head.notAsked}`} · ${said.head.language} <strong>${codes.languages[language]}</strong>`
}

type Signal = CaseView['signals'][number]

const signalItem = (frame: Frame, value: CasePageValue, { signal, state, words, message }: Signal): Html => {
	const { case: said, codes, caseCodes } = frame.texts
	const states = {
		raised: said.head.signalRaised,
		confirmed: said.head.signalConfirmed,
		dismissed: said.head.signalDismissed,
	}
	const confirm =
		state === 'confirmed'
			? ''
			: caseForm(frame, value, {
					act: `signals/${signal}/confirmation`,
					needs: 'confirmSignal',
					label: said.head.confirm,
					done: 'signal',
				})
	const dismiss = foldedForm(frame, value, {
		act: `signals/${signal}/dismissal`,
		needs: 'confirmSignal',
		summary: said.head.dismiss,
		label: said.head.dismiss,
		done: 'signal',
		content: (typed) =>
			choice(said.head.dismissBecause, 'reason', optionsOf(dismissalReasonSchema.options, caseCodes.dismissals), {
				typed: typed('reason', 'wronglyDetected'),
			}),
	})
	return html`<li class="signal ${state}"><p><strong>${codes.signals[signal]}</strong> <span class="soft">${states[state]}</span>${words === undefined ? message !== undefined && html` <a href="#e-${message}">${said.danger.toMessage}</a>` : html` <a href="#e-${message ?? ''}"><q dir="auto">${words}</q></a>`}</p>${confirm}${dismiss}</li>`
}

/** What is to be minded before anything is written. */
const banners = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, codes, tag } = frame.texts
	const { mutedUntil, personErasure, personErasureBegins, closing, exposures } = value.shown.case
	const { hard } = value.beside
	const erasure =
		personErasure === undefined
			? undefined
			: {
					proposed: said.head.erasureProposed,
					demanded: said.head.erasureDemanded,
					begun: said.head.erasureBegun,
					done: said.head.erasureDone,
				}[personErasure]
	const proposal =
		closing === undefined
			? ''
			: html`<div class="banner"><p>${CLOCK_FACE} ${closing.state === 'proposed' ? said.head.closingProposed : said.head.closingWhenSent} <strong>${codes.outcomes[closing.outcome]}${closing.reason !== undefined && `, ${codes.reasons[closing.reason]}`}</strong></p>${closing.state === 'proposed' && html`${caseForm(frame, value, { act: 'outcome/approval', needs: 'outcomeApproval', label: said.head.approve, done: 'closed' })}${caseForm(frame, value, { act: 'outcome/refusal', needs: 'outcomeRefusal', label: said.head.refuse, done: 'reopened' })}`}</div>`
	return html`${hard.length > 0 && html`<p class="banner hard">${WARNING} <strong>${said.head.hardTitle}</strong> ${join(hard.map((cause) => said.head.hard[cause]))}</p>`}${erasure !== undefined && html`<p class="banner">${WARNING} ${erasure}${personErasureBegins !== undefined && html` ${timeOf(tag, personErasureBegins)}`} <a href="#person">${said.side.person}</a></p>`}${mutedUntil !== undefined && html`<p class="banner">${WARNING} ${said.head.muted} ${timeOf(tag, mutedUntil)}. ${said.head.mutedHelp}</p>`}${exposures.map(({ message, fields }) => html`<p class="banner">${WARNING} ${said.head.exposure} ${join(fields.map((field) => frame.texts.caseCodes.fields[field]))}. <a href="${caseHref(value, { to: message, way: 'public' }, 'composer')}">${said.head.exposureAsk}</a></p>`)}${proposal}`
}

const neighbour = (
	frame: Frame,
	value: CasePageValue,
	number: string | undefined,
	words: string,
	key: string,
): Html | '' =>
	number === undefined
		? ''
		: html`<a href="/desk/cases/${number}?view=${listOf(value)}" rel="${key === 'J' ? 'next' : 'prev'}"${keyed(frame, key)}>${words}</a>`

/** Renders the way through the list that the case was opened from. */
export const caseNav = (frame: Frame, value: CasePageValue): Html => {
	const { head: said } = frame.texts.case
	return html`<nav class="way-back" aria-label="${said.back}"><a href="/desk/queue?view=${listOf(value)}"${keyed(frame, 'Escape')}>${said.back}</a>${neighbour(frame, value, value.beside.neighbours?.previous, said.previous, 'K')}${neighbour(frame, value, value.beside.neighbours?.next, said.next, 'J')}</nav>`
}

/** Renders the head: a part of its own. */
export const headPart = (whole: Frame, value: CasePageValue): Html => {
	const frame = frameOfPart(whole)
	const { case: said } = frame.texts
	const { number, signals, state } = value.shown.case
	const shown = signals.filter((one) => one.state !== 'dismissed')
	return html`<header id="head" class="case-head ${state}"><div class="first"><h1>${said.head.title(number)}</h1>${contacts(frame, value)}</div>${dangerBands(frame, value)}<ul class="glance"><li>${turn(frame, value)}</li><li>${wait(frame, value)}</li><li>${hands(frame, value)}</li><li>${speech(frame, value)}</li></ul><div class="marks">${others(frame, value)}${banners(frame, value)}${shown.length > 0 && html`<ul class="signals" aria-label="${said.head.signals}">${shown.map((one) => signalItem(frame, value, one))}</ul>`}</div></header>`
}
