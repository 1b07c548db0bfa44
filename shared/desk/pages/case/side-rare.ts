import { html } from 'hono/html'
import { stepUndoneReasonSchema } from '#shared/cases/netiquette/facts.ts'
import { dangerKindSchema, signalKindSchema } from '#shared/cases/signals/facts.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { Frame } from '../frame.ts'
import { beginningOf } from '../own-words.ts'
import { timeOf } from '../time.ts'
import { caseForm, choice, foldedForm, line, moment, optionsOf } from './case-form.ts'
import { type CasePageValue, sayHindrance } from './case-value.ts'

/** What is done now and then: said of one message, undone on the ladder, erased. */

/** What can be said of one message of the customer's, which the address names. */
export const aboutSection = (frame: Frame, value: CasePageValue): Html | '' => {
	const { case: said, codes, caseCodes } = frame.texts
	const { about } = value.query
	const entry = [...value.shown.timeline, ...value.shown.unanswered].find(({ id }) => id === about)
	if (about === undefined || entry?.author !== 'customer') return ''
	const { next } = value.shown.case.netiquette
	const steps = next.filter(
		({ kind, possible, by }) =>
			possible && (by !== 'lead' || value.beside.viewer.isLead) && (kind !== 'hidden' || entry.hideable === true),
	)
	return html`<section id="about" class="about-entry"><h3>${said.side.about}</h3>${entry.text !== undefined && html`<blockquote dir="auto">${beginningOf(entry.text, 300)}</blockquote>`}${foldedForm(
		frame,
		value,
		{
			act: 'signals',
			needs: 'raiseSignal',
			fields: { message: about },
			summary: said.side.raiseSignal,
			isOpen: true,
			label: said.side.raiseSignal,
			done: 'signal',
			content: (typed) =>
				choice(said.side.whichSignal, 'signal', optionsOf(signalKindSchema.options, codes.signals), {
					typed: typed('signal'),
					first: '–',
					isRequired: true,
				}),
		},
	)}${foldedForm(frame, value, {
		act: 'dangers',
		needs: 'raiseDanger',
		fields: { message: about },
		summary: said.side.raiseDanger,
		label: said.side.raiseDanger,
		look: 'bad',
		done: 'dangerRaised',
		content: (typed) =>
			choice(said.side.whichDanger, 'kind', optionsOf(dangerKindSchema.options, codes.dangers), {
				typed: typed('kind'),
				first: '–',
				isRequired: true,
			}),
	})}${foldedForm(frame, value, {
		act: 'address',
		form: 'address du',
		needs: 'address',
		fields: { message: about, form: 'du', reason: 'wronglyDetected' },
		summary: said.side.sayDu,
		hint: said.side.sayDuHelp,
		label: said.side.sayDu,
		done: 'address',
	})}${steps.map(({ kind }) =>
		foldedForm(frame, value, {
			act: 'netiquette',
			form: `netiquette ${kind}`,
			needs: 'takeNetiquetteStep',
			fields: { message: about, kind },
			summary: `${said.side.netiquette}: ${caseCodes.steps[kind]}`,
			hint: kind === 'pointer' || kind === 'warning' ? said.side.saidElsewhere : undefined,
			label: caseCodes.steps[kind],
			done: 'netiquette',
			content: (typed) => (kind === 'muted' ? moment(said.side.muteUntil, 'until', typed('until:local')) : html``),
		}),
	)}</section>`
}

/** Renders what was done about the tone, and how it is taken back. */
export const netiquetteSection = (frame: Frame, value: CasePageValue): Html | '' => {
	const { case: said, caseCodes, tag } = frame.texts
	const { steps } = value.shown.case.netiquette
	if (steps.length === 0) return ''
	const item = ({ id, kind, at, until, message, state }: (typeof steps)[number]): Html => {
		const stands = state === 'stands' || state === 'underWay'
		return html`<li><p><strong>${caseCodes.steps[kind]}</strong> ${timeOf(tag, at, 'day')} · ${caseCodes.stepStates[state]}${until !== undefined && html` · ${said.timeline.until} ${timeOf(tag, until)}`}${message !== undefined && html` <a href="#e-${message}">${said.danger.toMessage}</a>`}</p>${
			stands &&
			foldedForm(frame, value, {
				act: `netiquette/${id}/undone`,
				needs: 'takeNetiquetteStep',
				summary: said.side.undo,
				label: said.side.undo,
				done: 'netiquette',
				content: (typed) =>
					choice(
						said.side.undoReason,
						'reason',
						optionsOf(stepUndoneReasonSchema.exclude(['shownAgain']).options, caseCodes.undoneReasons),
						{ typed: typed('reason', 'wronglyJudged') },
					),
			})
		}</li>`
	}
	return html`<section><h3>${said.side.netiquette}</h3><ul class="list">${steps.map(item)}</ul></section>`
}

/** Renders how the person of the case is erased, for who may demand it. */
export const personSection = (frame: Frame, value: CasePageValue): Html | '' => {
	const { side: said } = frame.texts.case
	const { personErasure } = value.shown.case
	if (sayHindrance(frame, value.beside.hindrances.erasePerson) !== undefined && personErasure === undefined) return ''
	const canWithdraw = personErasure === 'proposed' || personErasure === 'demanded'
	const erase =
		personErasure === undefined || personErasure === 'proposed'
			? foldedForm(frame, value, {
					act: 'person-erasures',
					needs: 'erasePerson',
					summary: said.erase,
					hint: said.eraseHelp,
					label: said.erase,
					look: 'bad',
					done: 'erasureDemanded',
					content: (typed) => line(said.confirmNumber, 'confirm', typed('confirm'), { isRequired: true }),
				})
			: ''
	const withdraw = canWithdraw
		? caseForm(frame, value, {
				act: 'person-erasures/withdrawal',
				needs: 'withdrawPersonErasure',
				label: said.withdrawErasure,
				done: 'erasureWithdrawn',
			})
		: ''
	return html`<section id="person"><h3>${said.person}</h3>${erase}${withdraw}</section>`
}
