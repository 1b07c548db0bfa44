import { html } from 'hono/html'
import {
	addressFormSchema,
	addressReasonSchema,
	callDirectionSchema,
	callResultSchema,
	contactLanguageSchema,
	owedBySchema,
	promiseKindSchema,
} from '#shared/cases/codes.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { Frame } from '../frame.ts'
import { timeOf } from '../time.ts'
import { box, caseForm, choice, foldedForm, line, moment, optionsOf } from './case-form.ts'
import { type CasePageValue, personName } from './case-value.ts'
import { wordsOfPerson } from './timeline-part.ts'

/** How we speak with the customer, and with each other about them. */

/** Renders how a call is recorded, and how the customer is spoken to in one. */
export const callSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, caseCodes, codes } = frame.texts
	const { address, phoneForm } = value.shown.case
	const asksDu = address.form === 'du' && phoneForm === undefined
	return html`<section><h3>${said.side.calls}</h3>${foldedForm(frame, value, {
		act: 'calls',
		needs: 'calls',
		summary: said.side.recordCall,
		opens: 'h',
		hint: asksDu ? said.side.askDu : undefined,
		label: said.side.saveCall,
		done: 'called',
		content: (typed) =>
			html`${choice(said.side.direction, 'direction', optionsOf(callDirectionSchema.options, caseCodes.directions), { typed: typed('direction', 'out') })}${choice(said.side.result, 'result', optionsOf(callResultSchema.options, caseCodes.results), { typed: typed('result', 'reached') })}${line(said.side.remark, 'note', typed('note'))}<fieldset><legend>${said.side.callPromise}</legend>${choice(said.side.promiseKind, 'promise.kind', optionsOf(promiseKindSchema.options, caseCodes.promiseKinds), { typed: typed('promise.kind'), first: said.composer.noPromise })}${moment(said.side.promiseDue, 'promise.dueAt', typed('promise.dueAt:local'), false)}${choice(said.side.promiseOwedBy, 'promise.owedBy', optionsOf(owedBySchema.exclude(['agent']).options, caseCodes.owedBy), { typed: typed('promise.owedBy'), first: caseCodes.owedBy.agent })}</fieldset>`,
	})}${foldedForm(frame, value, {
		act: 'phone-form',
		needs: 'calls',
		summary: said.side.phoneForm,
		label: said.side.save,
		done: 'address',
		content: (typed) =>
			html`${choice(said.side.phoneForm, 'form', optionsOf(addressFormSchema.options, codes.forms), { typed: typed('form', phoneForm?.form ?? 'sie') })}${box(said.side.phoneAsked, 'asked:boolean', 'true', typed('asked:boolean') === 'true')}`,
	})}</section>`
}

/** Renders the form of address and the language. */
export const speechSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, caseCodes, codes } = frame.texts
	const { address, language } = value.shown.case
	const reasons = optionsOf(addressReasonSchema.options, caseCodes.addressReasons)
	return html`<section id="address"><h3>${said.side.address}</h3>${foldedForm(frame, value, {
		act: 'address',
		needs: 'address',
		summary: `${said.side.setAddress}: ${codes.forms[address.form]}`,
		opens: 'u',
		label: said.side.save,
		done: 'address',
		content: (typed) =>
			html`${choice(said.head.form, 'form', optionsOf(addressFormSchema.options, codes.forms), { typed: typed('form', address.form === 'du' ? 'sie' : 'du') })}${choice(said.side.addressReason, 'reason', reasons, { typed: typed('reason', 'customerSaidSo') })}`,
	})}${foldedForm(frame, value, {
		act: 'language',
		needs: 'language',
		summary: `${said.side.setLanguage}: ${codes.languages[language]}`,
		opens: 'l',
		label: said.side.save,
		done: 'language',
		content: (typed) =>
			html`${choice(said.head.language, 'language', optionsOf(contactLanguageSchema.options, codes.languages), { typed: typed('language', language) })}${choice(said.side.addressReason, 'reason', reasons, { typed: typed('reason', 'wronglyDetected') })}`,
	})}</section>`
}

/** Renders what colleagues asked, and how one is asked. */
export const questionSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, tag } = frame.texts
	const { questions } = value.shown.case
	const others = value.beside.people.filter(({ sub, isWorking }) => isWorking && sub !== value.beside.viewer.sub)
	const ask = foldedForm(frame, value, {
		act: 'notes',
		form: 'ask',
		needs: 'notes',
		summary: said.composer.ask,
		label: said.composer.ask,
		done: 'asked',
		content: (typed) =>
			html`${choice(
				said.side.assignTo,
				'ask',
				others.map(({ sub, name }) => [sub, name]),
				{ typed: typed('ask'), first: '–', isRequired: true },
			)}<label class="field">${said.composer.text}<textarea name="text" rows="3" required>${typed('text')}</textarea></label>${box(said.composer.vault, 'into', 'vault', typed('into') === 'vault')}`,
	})
	const item = ({ note, by, asked, at }: (typeof questions)[number]): Html => {
		const words = value.shown.timeline.find(({ id }) => id === note)?.text
		return html`<li><p><strong>${said.side.question(personName(value, frame, by), personName(value, frame, asked))}</strong> ${timeOf(tag, at)} <a href="#e-${note}">${said.danger.toMessage}</a></p>${words !== undefined && wordsOfPerson(frame, words)}${foldedForm(
			frame,
			value,
			{
				act: 'notes',
				form: `answer ${note}`,
				needs: 'notes',
				fields: { answers: note },
				summary: said.side.answerNow,
				label: said.side.answerNow,
				done: 'noted',
				content: (typed) =>
					html`<label class="field">${said.side.answerQuestion}<textarea name="text" rows="3" required>${typed('text')}</textarea></label>`,
			},
		)}</li>`
	}
	return html`<section id="questions"><h3>${said.side.notes}</h3>${questions.length > 0 && html`<ul class="list">${questions.map(item)}</ul>`}${ask}</section>`
}

/** Renders what trainees wrote, for who releases or returns it. */
export const proposalSection = (frame: Frame, value: CasePageValue): Html | '' => {
	const { case: said, tag, caseCodes } = frame.texts
	const { proposals } = value.shown.case
	if (proposals.length === 0) return ''
	const item = ({ id, by, at, stale }: (typeof proposals)[number]): Html => {
		const words = value.beside.proposed.find((one) => one.id === id)
		return html`<li><p><strong>${said.side.proposedBy(personName(value, frame, by))}</strong> ${timeOf(tag, at)}${words !== undefined && html` · ${said.composer.ways[words.way]} · ${caseCodes.purposes[words.purpose]}`}</p>${words !== undefined && html`<blockquote>${wordsOfPerson(frame, words.text)}</blockquote>`}${stale && html`<p class="remark">${said.side.stale}</p>`}<div class="do">${caseForm(frame, value, { act: `proposals/${id}/release`, needs: 'releaseProposal', label: said.side.release2, look: 'main', done: 'queued' })}${foldedForm(
			frame,
			value,
			{
				act: `proposals/${id}/return`,
				needs: 'returnProposal',
				summary: said.side.return,
				label: said.side.returnNow,
				done: 'returned',
				content: (typed) =>
					html`<label class="field">${said.side.returnNote}<textarea name="note" rows="3" required>${typed('note')}</textarea></label>`,
			},
		)}</div></li>`
	}
	return html`<section id="proposals"><h3>${said.side.proposals}</h3><ul class="list">${proposals.map(item)}</ul></section>`
}
